import PQDiagnostics
import PQPlan
import Testing

@testable import PQAssist

/// What the line under the text says, what the hint adds, and what is underlined.
@Suite struct LineCheckTests {
  private static func message(_ text: String, _ language: Language = .english) -> String? {
    let completer = Orchard.completer(language)
    let check = LineCheck(
      text, catalog: completer.catalog, environment: completer.environment, looksAtValues: true)
    return check.pendingMessage(in: language)
  }

  @Test(arguments: [
    "", "  ", "harvests", "harvests where", "harvests where wei", "harvests where wieght",
    "harvests |", "harvests | cou", "harvests | count by (", "harvests where variety = \"ga",
    "harvests | summarise sum(", "harvests | top 3", "let x =", "harvests where ripe and ",
    "harvests | join orchards", "table t key id {", "harvests where picked in last 7",
    "harvests | derive a = weight | where a > 3 ", "import \"a.csv\" as a with",
  ])
  func isSilentWhileATextMayOnlyBeUnfinished(_ text: String) {
    #expect(Self.message(text) == nil)
  }

  @Test(arguments: [
    (
      "harvests where wieght > 3 ",
      "there is no column `wieght` in `harvests`; did you mean `weight`?"
    ),
    (
      "harvests where wieght > 3 and ",
      "there is no column `wieght` in `harvests`; did you mean `weight`?"
    ),
    ("harvests where grade = goud and ripe", "`grade` has no code `goud`; did you mean `good`?"),
    ("harvest | count", "there is no table `harvest`; did you mean `harvests`?"),
    (
      "harvests | drop weight | sort weight | take 3",
      "the column `weight` is not here any more"
    ),
    ("harvests where weight == 3 and ripe", "`==` is spelled otherwise here; write `=`"),
  ])
  func tellsTheFirstMistake(_ text: String, _ expected: String) {
    let message = Self.message(text) ?? ""
    #expect(message.hasPrefix(expected.prefix(24)), "\(message)")
    #expect(!message.contains("\n"))
  }

  @Test func speaksTheSessionsLanguage() {
    let message = Self.message("收成 其中 重亮 > 3 且 成熟 ", .chinese) ?? ""
    #expect(message.contains("重亮"))
    #expect(message.contains("；"))
  }

  @Test(arguments: [
    ("harvests whe", "re"), ("orch", ""), ("harvests | cou", "nt"), ("harvests where wei", "ght"),
    ("harvests where picked in yest", "erday"), ("harvests ", ""), ("", ""), ("harvests # whe", ""),
    (".sch", "ema"), ("harvests | describe", ""),
  ])
  func hintAddsWhatTheOnlyCompletionWould(_ text: String, _ expected: String) {
    #expect(Orchard.completer(.english).hint(for: text) == expected)
  }

  @Test func insertsWhatClosesIt() {
    func entry(_ marked: String) -> Completion.Entry? {
      Orchard.entries(marked, in: .english).first
    }
    #expect(entry("harvests | derive x = leng▮")?.insertion == "length()")
    #expect(entry("harvests | derive x = leng▮")?.cursorBack == 1)
    #expect(entry("harvests | derive x = leng▮(variety)")?.insertion == "length")
    #expect(entry("harvests | save \"harv▮")?.insertion == "\"harvests.csv\"")
    #expect(entry("import \"ol▮")?.insertion == "\"old/\"")
    #expect(entry("import \"ol▮")?.cursorBack == 1)
    #expect(entry("pickers where lane = ea▮")?.insertion == "\"east side\"")
    #expect(entry("harvests where variety = ga▮")?.insertion == "gala")
    #expect(entry("harvests where weig▮")?.detail == "number · 重量")
  }

  @Test func replacesTheWholeWord() {
    let completer = Orchard.completer(.english)
    let middle = completer.completion(in: "收成 where weight > 3", at: 11)
    #expect(middle?.range == 9..<15)
    #expect(middle?.entries.first?.insertion == "weight")
    #expect(completer.completion(in: "import \"harv\" as x", at: 10)?.range == 7..<13)
  }

  private func pieces(_ text: String) -> [String] {
    let completer = Orchard.completer(.english)
    let check = LineCheck(
      text, catalog: completer.catalog, environment: completer.environment)
    let source = SourceText(text)
    return Highlighter.highlights(in: text, names: KnownNames(completer.catalog), check: check)
      .filter { $0.kind == .unknown || $0.kind == .column }
      .map { "\(source.text(in: $0.range)):\($0.kind.rawValue)" }
  }

  @Test(arguments: [
    ("harvests | drop weight | sort weight | take 3", "weight:column weight:unknown"),
    ("orchards where weight > 3 ", "weight:unknown"),
    (
      "harvests | rename kind = variety | sort variety, kind ",
      "kind:column variety:column variety:unknown kind:column"
    ),
    (
      "harvests | count by variety | pivot variety | select fuji, gala, pear ",
      "variety:column variety:column fuji:column gala:column pear:unknown"
    ),
    ("harvests where grade = goud and ripe", "grade:column goud:unknown ripe:column"),
    ("harvests | derive a = weight | where a > 1 and b", "a:column weight:column a:column"),
  ])
  func underlinesWhatMeansNothingAtItsStage(_ text: String, _ expected: String) {
    #expect(pieces(text).joined(separator: " ") == expected)
  }
}
