import PQDiagnostics

/// The smallest unit of the language.
package struct Token: Sendable {
  package var kind: TokenKind
  package var range: SourceRange
  /// The token as pq reads it: full-width characters as their twins, a quoted name without its
  /// quotes. Empty for numbers and strings, whose text is in the source.
  package var text: String
  /// Whether it is the first token of its line.
  package var startsLine: Bool
  /// Spaces before it, if it is the first token of its line.
  package var indentation: Int
  /// Whether the lexer has already given a diagnostic for it.
  package var isBad: Bool
  /// The keyword phrases that may begin here.
  package var phrases: [KeywordPhrase] = []

  package init(
    kind: TokenKind, range: SourceRange, text: String = "", startsLine: Bool = false,
    indentation: Int = 0, isBad: Bool = false
  ) {
    self.kind = kind
    self.range = range
    self.text = text
    self.startsLine = startsLine
    self.indentation = indentation
    self.isBad = isBad
    if kind == .word { phrases = KeywordTable.phrases(startingWith: text) }
  }
}

package enum TokenKind: Hashable, Sendable {
  /// `cases`, `信访件`, and every keyword
  case word
  /// `` `Number of persons` ``
  case quotedName
  /// `12`, `3.5`, `12%`
  case number(LiteralSyntax)
  /// `15d`, `2h30min`, `15天`
  case duration(LiteralSyntax)
  /// `2020-08`, `2020-08-07T14:30`
  case period(PeriodSyntax)
  /// `"…"`, `'…'`, `“…”`, `"""…"""`
  case string
  case symbol(Symbol)
  /// A character that the language does not have.
  case invalid
  case end
}

/// Punctuation and operators, with those of other languages that `pq` explains.
package enum Symbol: String, Sendable, CaseIterable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBrace = "{"
  case rightBrace = "}"
  case leftBracket = "["
  case rightBracket = "]"
  case comma = ","
  case bar = "|"
  case dot = "."
  case colon = ":"
  case question = "?"
  case arrow = "->"
  case fatArrow = "=>"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case tilde = "~"
  case range = ".."
  case coalesce = "??"
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"

  // Not of this language, but written by people who know another one.
  case semicolon = ";"
  case doubleEqual = "=="
  case lessGreater = "<>"
  case doubleAmpersand = "&&"
  case doubleBar = "||"
  case equalTilde = "=~"
  case ampersand = "&"
  case exclamation = "!"

  package var closing: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBrace: .rightBrace
    case .leftBracket: .rightBracket
    default: nil
    }
  }

  package var isClosing: Bool {
    self == .rightParenthesis || self == .rightBrace || self == .rightBracket
  }

  /// Whether a line that ends in it goes on in the next one.
  package var continuesLine: Bool {
    switch self {
    case .rightParenthesis, .rightBrace, .rightBracket, .semicolon, .question, .dot: false
    default: true
    }
  }
}

/// The tokens of a text, and the trivia that the formatter keeps.
package struct LexedText: Sendable {
  package let source: SourceText
  /// In order; the last one is `end`.
  package var tokens: [Token]
  /// The ranges of comments, from `#` to before the end of the line.
  package var comments: [SourceRange]
  package var diagnostics: [Diagnostic]
}
