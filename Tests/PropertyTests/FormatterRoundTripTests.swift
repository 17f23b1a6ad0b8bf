import PQDiagnostics
import PQPetitions
import PQPlan
import PQSession
import PQSyntax
import Testing

/// Formatting is idempotent and changes no meaning; translating and translating back loses nothing.
@Suite struct FormatterRoundTripTests {
  static let names: NameTranslation = {
    let session = Session()
    return session.nameTranslation
  }()

  @Test(arguments: GoldenScripts.all)
  func formattingTwiceIsFormattingOnce(script: GoldenScripts.Script) {
    let once = Formatter.format(SourceText(script.text), to: nil, names: Self.names)
    let twice = Formatter.format(SourceText(once), to: nil, names: Self.names)
    #expect(once == twice)
  }

  @Test(arguments: GoldenScripts.all)
  func formattingKeepsTheTree(script: GoldenScripts.Script) {
    let formatted = Formatter.format(SourceText(script.text), to: nil, names: Self.names)
    #expect(tree(formatted) == tree(script.text))
  }

  /// Golden scripts are in the canonical layout and in English, so both ways give their own bytes.
  @Test(arguments: GoldenScripts.golden)
  func goldenScriptsComeBackByteForByte(script: GoldenScripts.Script) {
    let chinese = Formatter.format(SourceText(script.text), to: .chinese, names: Self.names)
    let english = Formatter.format(SourceText(chinese), to: .english, names: Self.names)
    #expect(english == script.text)
  }

  /// Names that tables translate differently are translated by what they mean, and come back.
  @Test(arguments: GoldenScripts.golden)
  func goldenScriptsComeBackByMeaning(script: GoldenScripts.Script) {
    guard let chinese = Session().format(SourceText(script.text), to: .chinese).text else { return }
    #expect(Session().format(SourceText(chinese), to: .english).text == script.text)
  }

  @Test(arguments: GoldenScripts.all)
  func translatingBackLosesNothing(script: GoldenScripts.Script) {
    let english = Formatter.format(SourceText(script.text), to: .english, names: Self.names)
    let chinese = Formatter.format(SourceText(english), to: .chinese, names: Self.names)
    let back = Formatter.format(SourceText(chinese), to: .english, names: Self.names)
    #expect(back == english)
    let again = Formatter.format(SourceText(back), to: .chinese, names: Self.names)
    #expect(again == chinese)
  }

  private func tree(_ text: String) -> String {
    SyntaxDump.tree(Parser.parse(SourceText(text)).script)
  }
}
