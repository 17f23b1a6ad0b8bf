import PQSyntax

/// What stands around a word: enough to tell a keyword from a name that is spelled the same.
struct WordContext {
  private let previous: Token?
  private let next: Token?
  /// The tokens before the word.
  private let before: ArraySlice<Token>
  private let startsLine: Bool

  init(_ tokens: [Token], at index: Int, count: Int) {
    before = tokens[..<index]
    previous = before.last
    next = index + count < tokens.count ? tokens[index + count] : nil
    startsLine = tokens[index].startsLine
  }

  /// Whether the word is called like a function.
  var isCall: Bool { next?.kind == .symbol(.leftParenthesis) }

  /// Whether a code may stand here: after a comparison, in a list, before `=>`.
  var mayBeCode: Bool {
    mayBeText || next?.kind == .symbol(.fatArrow)
  }

  /// Whether a bare word that names nothing is text here: right of a comparison, and in the list
  /// of `in`.
  var mayBeText: Bool {
    switch previous?.kind {
    case .symbol(.equal), .symbol(.notEqual): true
    case .symbol(.leftParenthesis), .symbol(.comma): isInList
    case .symbol(.leftBrace): true
    case .word: previousKeyword == .contains || previousKeyword == .chart
    default: next?.kind == .symbol(.fatArrow) || next?.kind == .symbol(.colon) || isCodeOfEnum
    }
  }

  /// Returns what a keyword is here, or `nil` where the word is a name.
  func kind(of entry: KeywordEntry, isKnownName: Bool) -> HighlightKind? {
    let isReserved = KeywordTable.isReserved(entry.english)
    if previous?.kind == .symbol(.dot) { return nil }
    switch entry.role {
    case .statement:
      return startsLine && next?.kind != .symbol(.bar) ? .keyword : nil
    case .stage:
      let isPlaced = previous?.kind == .symbol(.bar) || startsLine && !before.isEmpty
      return isReserved || isPlaced ? .keyword : nil
    case .clause:
      return startsName || isKnownName && !isAfterStage ? nil : .keyword
    case .operator:
      return isReserved || !isKnownName ? .keyword : nil
    case .literal:
      return isReserved ? .number : nil
    case .period:
      return isPeriod(entry.keyword) && !isKnownName ? .period : nil
    case .type:
      return previous?.kind == .symbol(.colon) ? .keyword : nil
    case .option:
      if entry.keyword == .numerator || entry.keyword == .denominator {
        return previous?.kind == .symbol(.comma) && !isKnownName ? .keyword : nil
      }
      return previousKeyword == .chart || previousKeyword == .as || previousKeyword == .with
        ? .keyword : nil
    case .function:
      return isCall ? .function : nil
    }
  }

  private var previousKeyword: Keyword? {
    guard let previous, previous.kind == .word else { return nil }
    return KeywordTable.keyword(spelled: previous.text)
  }

  private var isAfterStage: Bool {
    previousKeyword.map { KeywordTable.entry(for: $0).role == .stage } == true
  }

  /// Whether an expression starts here, so that the word is a name: after a comma, an operator or
  /// an open bracket.
  private var startsName: Bool {
    switch previous?.kind {
    case .symbol(let symbol): symbol != .bar && !symbol.isClosing && symbol != .question
    default: previousKeyword == .by || previousKeyword == .sort || previousKeyword == .select
    }
  }

  /// `last` and `next` want a number behind them, `days` and its like one before.
  private func isPeriod(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .last, .next:
      if case .number = next?.kind { return true }
      return false
    case .days, .weeks, .months, .quarters, .years:
      if case .number = previous?.kind { return true }
      return false
    default:
      return true
    }
  }

  /// Whether the word stands in the list of `in (…)`.
  private var isInList: Bool {
    var depth = 0
    for (offset, token) in before.reversed().enumerated() {
      guard case .symbol(let symbol) = token.kind else { continue }
      if symbol.isClosing { depth += 1 }
      if symbol == .leftParenthesis {
        if depth == 0 {
          let opener = before.dropLast(offset + 1).last
          return opener?.kind == .word
            && opener.flatMap { KeywordTable.keyword(spelled: $0.text) } == .in
        }
        depth -= 1
      }
    }
    return false
  }

  /// Whether a declaration is being written, whose names are all new.
  private var isCodeOfEnum: Bool {
    guard let first = before.first, first.kind == .word else { return false }
    return KeywordTable.keyword(spelled: first.text) == .table
  }
}
