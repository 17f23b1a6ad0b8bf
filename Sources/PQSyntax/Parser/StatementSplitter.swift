import PQDiagnostics

/// Finds where statements end, by lines and brackets alone.
///
/// A statement ends at the end of its line, unless a bracket is open, the line ends in an operator,
/// a comma or a pipe, or the next line is indented or begins with `|`. Lines that are blank or hold
/// only a comment do not count. A mistake inside a statement therefore never reaches the next one.
package enum StatementSplitter {
  /// Returns the tokens of each statement; the `end` token belongs to none.
  package static func split(_ tokens: [Token]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var open = 0
    for index in tokens.indices.dropLast() {
      if index > start, tokens[index].startsLine,
        !continues(tokens, at: index, statement: start, open: open)
      {
        result.append(start..<index)
        start = index
        open = 0
      }
      if case .symbol(let symbol) = tokens[index].kind {
        if symbol.closing != nil { open += 1 }
        if symbol.isClosing { open = max(0, open - 1) }
      }
    }
    if start < tokens.count - 1 { result.append(start..<tokens.count - 1) }
    return result
  }

  private static func continues(
    _ tokens: [Token], at index: Int, statement start: Int, open: Int
  ) -> Bool {
    let token = tokens[index]
    let isIndented = token.indentation > tokens[start].indentation
    if open > 0 {
      // A line that begins like a statement shows that a bracket was forgotten above it.
      return isIndented || !beginsStatement(tokens, at: index)
    }
    return isIndented || token.kind == .symbol(.bar) || continuesLine(tokens[index - 1])
  }

  /// Whether a line that ends in a token goes on in the next one.
  package static func continuesLine(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): symbol.continuesLine
    case .word: continuingWords.contains(token.text)
    default: false
    }
  }

  private static let continuingWords: Set<String> = {
    let keywords: [Keyword] = [.and, .or, .not, .in, .notIn, .if, .then, .else]
    return Set(keywords.flatMap { [$0.rawValue, KeywordTable.spelling(of: $0, in: .chinese)] })
  }()

  private static func beginsStatement(_ tokens: [Token], at index: Int) -> Bool {
    guard tokens[index].kind == .word, index + 1 < tokens.count,
      let keyword = KeywordTable.keyword(spelled: tokens[index].text),
      KeywordTable.entry(for: keyword).role == .statement
    else { return false }
    switch tokens[index + 1].kind {
    case .word, .quotedName, .string: return !tokens[index + 1].startsLine
    default: return false
    }
  }
}
