import PQDiagnostics

/// A token or comment on its way to the page.
struct LayoutToken {
  var text: String
  /// `nil` for a comment.
  var kind: TokenKind?
  var role: TokenRole
  /// Whether it begins a line.
  var startsLine: Bool
  /// Whether an empty line stands before it.
  var hasBlankLine: Bool
  /// Spaces that line it up with its neighbours above and below.
  var padding = 0

  var isComment: Bool { kind == nil }

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  var opensBracket: Bool {
    if case .symbol(let symbol) = kind { symbol.closing != nil } else { false }
  }

  var closesBracket: Bool {
    if case .symbol(let symbol) = kind { symbol.isClosing } else { false }
  }

  /// Returns the spaces between two neighbours on a line.
  ///
  ///     f(a, -b)   x in 1..5   enum { a, b }   15 workdays   15个工作日
  static func spaces(between left: LayoutToken, _ right: LayoutToken) -> Int {
    if right.isComment { return 2 }
    if right.role == .callBracket || left.role == .prefix { return 0 }
    if case .unit(let unit) = right.role { return right.text == unit.chinese ? 0 : 1 }
    if case .symbol(let symbol) = right.kind {
      switch symbol {
      case .comma, .rightParenthesis, .rightBracket, .dot, .range, .colon, .question: return 0
      case .rightBrace: return left.isSymbol(.leftBrace) ? 0 : 1
      default: break
      }
    }
    if case .symbol(let symbol) = left.kind {
      switch symbol {
      case .leftParenthesis, .leftBracket, .dot, .range: return 0
      default: break
      }
    }
    return 1
  }
}
