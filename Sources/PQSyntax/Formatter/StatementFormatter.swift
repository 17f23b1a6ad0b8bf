import PQDiagnostics

/// Formats one statement, and makes sure that its translation loses nothing.
struct StatementFormatter {
  let language: Language?
  let names: NameTranslation
  /// A name whose twin is a keyword may be read otherwise; without those names it rarely is.
  private let plainNames: NameTranslation
  private let resolved: [SourceRange: ResolvedName]

  init(
    language: Language?, names: NameTranslation, resolved: [SourceRange: ResolvedName] = [:]
  ) {
    self.language = language
    self.resolved = resolved
    self.names = names
    plainNames = names.excluding { !KeywordTable.phrases(startingWith: $0).isEmpty }
  }

  /// Returns the statement's canonical text, or its own if it has a mistake.
  func text(
    of statement: StatementSyntax, tokens: Range<Int>, in parsed: ParsedText
  ) -> String {
    guard statement.isComplete else { return parsed.lexed.source.text(in: statement.range) }
    guard let language else { return Self.write(parsed, tokens, to: nil, names, .none) }
    for (names, known) in candidates(parsed, tokens) {
      let english = Self.write(parsed, tokens, to: .english, names, known)
      let chinese = Self.write(parsed, tokens, to: .chinese, names, known)
      if Self.isLossless(english, chinese, names, known) {
        return language == .english ? english : chinese
      }
    }
    return Self.write(parsed, tokens, to: nil, names, .none)
  }

  /// What to translate by, best first.
  private func candidates(
    _ parsed: ParsedText, _ tokens: Range<Int>
  ) -> [(NameTranslation, StatementNames)] {
    let known = StatementNames(resolved, parsed, tokens)
    let byMeaning = known.isEmpty ? [] : [(names, known), (plainNames, known.plain)]
    return byMeaning + [
      (names, StatementNames.none), (plainNames, .none), (NameTranslation.none, .none),
    ]
  }

  /// Whether each text is the other's translation, and its own.
  private static func isLossless(
    _ english: String, _ chinese: String, _ names: NameTranslation, _ known: StatementNames
  ) -> Bool {
    guard let fromEnglish = single(english), let fromChinese = single(chinese) else {
      return false
    }
    func text(_ parsed: ParsedText, _ language: Language) -> String {
      write(parsed, parsed.statementTokens[0], to: language, names, known)
    }
    return text(fromEnglish, .chinese) == chinese && text(fromEnglish, .english) == english
      && text(fromChinese, .english) == english && text(fromChinese, .chinese) == chinese
  }

  /// Returns a text's tree if it is one statement without a mistake.
  private static func single(_ text: String) -> ParsedText? {
    let parsed = ParsedText(SourceText(text))
    let isSingle = parsed.script.statements.count == 1 && parsed.script.statements[0].isComplete
    return isSingle ? parsed : nil
  }

  private static func write(
    _ parsed: ParsedText, _ tokens: Range<Int>, to language: Language?, _ names: NameTranslation,
    _ known: StatementNames
  ) -> String {
    func layout(_ language: Language?) -> [LayoutToken] {
      TokenWriter(source: parsed.lexed.source, language: language, names: names, known: known)
        .write(parsed, statement: tokens)
    }
    let written = layout(language)
    let english = language == .english ? written : layout(.english)
    let width = DisplayWidth.cells(of: StatementLayout.line(english))
    return StatementLayout(written, width: width).text()
  }
}
