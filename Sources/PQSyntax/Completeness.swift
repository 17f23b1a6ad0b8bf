import PQDiagnostics

/// Tells the shell whether Enter ends a statement or only its line.
package enum Completeness {
  /// Whether a text needs no further line: no bracket or `"""` is open, and its last line does not
  /// end in an operator, a comma or a pipe.
  ///
  ///     cases | count             true
  ///     cases |                   false
  ///     cases where channel in (  false
  package static func isComplete(_ text: String) -> Bool {
    let source = SourceText(text)
    let tokens = Lexer.lex(source).tokens
    guard let statement = StatementSplitter.split(tokens).last else { return true }
    var open = 0
    for token in tokens[statement] {
      guard case .symbol(let symbol) = token.kind else { continue }
      if symbol.closing != nil { open += 1 }
      if symbol.isClosing { open = max(0, open - 1) }
    }
    let last = tokens[statement.upperBound - 1]
    if open > 0 || StatementSplitter.continuesLine(last) { return false }
    return !(last.kind == .string && last.isBad && source.text(in: last.range).hasPrefix("\"\"\""))
  }
}
