import PQDiagnostics

/// What a name in a statement turned out to mean, in both languages.
package struct ResolvedName: Hashable, Sendable {
  package var english: String
  /// `nil` if the thing has one name only, which then stays in either language.
  package var chinese: String?

  package init(english: String, chinese: String?) {
    self.english = english
    self.chinese = chinese
  }

  /// Returns the name in a language, or `nil` if it has none there that can be written plainly.
  func spelling(in language: Language) -> String? {
    guard let chinese else { return english }
    let isPlain = [english, chinese].allSatisfy { name in
      CharacterClass.isPlainName(name) && !KeywordTable.isReserved(name)
    }
    return isPlain ? language == .chinese ? chinese : english : nil
  }
}

/// The resolved names of one statement, by their place among its names: the words of a translation
/// stand elsewhere, but in the same order.
struct StatementNames {
  private var names: [ResolvedName?] = []

  static let none = StatementNames()

  /// Takes the names of a statement's tokens.
  init(
    _ resolved: [SourceRange: ResolvedName], _ parsed: ParsedText, _ tokens: Range<Int>
  ) {
    for index in tokens where StatementNames.counts(parsed.roles[index]) {
      names.append(resolved[parsed.lexed.tokens[index].range])
    }
  }

  private init() {}

  /// Whether a token of this role has a place among the names.
  static func counts(_ role: TokenRole) -> Bool {
    switch role {
    case .name, .code, .argument: true
    default: false
    }
  }

  var isEmpty: Bool { names.allSatisfy { $0 == nil } }

  subscript(position: Int) -> ResolvedName? {
    names.indices.contains(position) ? names[position] : nil
  }

  /// Returns the names without those whose twin may be read as a keyword.
  var plain: StatementNames {
    var result = self
    result.names = names.map { name in
      guard let name else { return nil }
      let words = [name.english, name.chinese ?? name.english]
      return words.allSatisfy { KeywordTable.phrases(startingWith: $0).isEmpty } ? name : nil
    }
    return result
  }
}
