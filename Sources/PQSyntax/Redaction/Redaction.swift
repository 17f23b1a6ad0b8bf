import PQDiagnostics

/// A statement's text with its structure but without the values that it asks about, for a record
/// that must not itself become a list of people.
///
///     people where name = "Ann" and born < 1990 | take 5     # for the board
///     people where name = "…" and born < … | take 5
///
/// Texts, numbers, dates and durations go, but for the counts of stages and the names of files. So
/// do comments, and bare words that are not known to be names: `name = Ann` asks about Ann.
package struct Redaction {
  /// Whether a word is the name of a table, column, code, definition or function.
  private let isKnown: (String) -> Bool
  /// The names that the text makes itself.
  private var ownNames: Set<String> = []

  private static let ellipsis = "…"
  private static let countStages: Set<Keyword> = [.take, .skip, .top, .sample, .seed, .protect]
  private static let fileKeywords: Set<Keyword> = [.save, .append, .import, .include]

  package static func text(of statement: String, isKnown: @escaping (String) -> Bool) -> String {
    var redaction = Redaction(isKnown: isKnown)
    let parsed = ParsedText(SourceText(statement))
    return redaction.text(of: parsed.lexed, parsed.roles)
  }

  private init(isKnown: @escaping (String) -> Bool) {
    self.isKnown = isKnown
  }

  private mutating func text(of lexed: LexedText, _ roles: [TokenRole]) -> String {
    for (token, role) in zip(lexed.tokens, roles) {
      switch role {
      case .definition, .declaration, .columnName: ownNames.insert(token.text)
      default: break
      }
    }
    var result = ""
    var end: Int?
    var keyword: Keyword?
    for (token, role) in zip(lexed.tokens, roles) where token.kind != .end {
      if let end, token.range.start > end { result += " " }
      end = token.range.end
      result += text(of: token, role, after: keyword, in: lexed.source)
      switch role {
      case .keyword(let found): keyword = found
      case .keywordTail: break
      default: keyword = nil
      }
    }
    return result
  }

  private mutating func text(
    of token: Token, _ role: TokenRole, after keyword: Keyword?, in source: SourceText
  ) -> String {
    let written = source.text(in: token.range)
    switch token.kind {
    case .number, .duration, .period:
      return keyword.map(Self.countStages.contains) == true ? written : Self.ellipsis
    case .string:
      let isFile = keyword.map(Self.fileKeywords.contains) == true
      return text(of: token, isTemplate: role == .template, isFile: isFile, in: source)
    case .word, .quotedName:
      return shows(token, role) ? written : Self.ellipsis
    case .symbol: return written
    case .invalid, .end: return ""
    }
  }

  private func shows(_ token: Token, _ role: TokenRole) -> Bool {
    switch role {
    case .name, .code: return isKnown(token.text) || ownNames.contains(token.text)
    case .plain:
      return isKnown(token.text) || ownNames.contains(token.text) || !token.phrases.isEmpty
    default: return true
    }
  }

  /// Texts go; what a template computes stays.
  private mutating func text(
    of token: Token, isTemplate: Bool, isFile: Bool, in source: SourceText
  ) -> String {
    var result = ""
    for part in StringLiteral(source, token: token, isTemplate: isTemplate).parts {
      switch part {
      case .text(let text): result += isFile ? text : Self.ellipsis
      case .code(let range):
        let code = ParsedCode(source, range: range, isSilent: true)
        result += "{" + text(of: code.lexed, code.roles) + "}"
      }
    }
    return "\"\(result)\""
  }
}
