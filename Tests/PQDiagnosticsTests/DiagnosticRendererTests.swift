import PQDiagnostics
import Testing

struct DiagnosticRendererTests {
  private static let code = DiagnosticCode("unknown-code", "A code.", zh: "代码。")

  /// A message about the text between ‹ and ›.
  private func message(
    _ marked: String, name: String? = nil, secondary: (String, LocalizedText)? = nil
  ) throws -> Diagnostic {
    let parts = marked.split(separator: "‹", omittingEmptySubsequences: false)
    let rest = try #require(parts.last).split(separator: "›", omittingEmptySubsequences: false)
    try #require(parts.count == 2 && rest.count == 2)
    let source = SourceText("\(parts[0])\(rest[0])\(rest[1])", name: name)
    let start = parts[0].utf8.count
    let range = SourceRange(start, start + rest[0].utf8.count)
    var labels: [DiagnosticLabel] = []
    if let (text, label) = secondary {
      let bytes = Array(text.utf8)
      let found: Int? = source.utf8.indices.first { source.utf8[$0...].starts(with: bytes) }
      let at = try #require(found)
      labels = [DiagnosticLabel(SourceRange(at, at + bytes.count), label)]
    }
    return Diagnostic(
      Self.code, LocalizedText("`variety` has no code `plun`", zh: "`品种` 没有代码 `plun`"),
      place: .source(source, range), label: LocalizedText("not a variety", zh: "不是品种"),
      secondary: labels, help: LocalizedText("did you mean `plum`?", zh: "是否要写 `plum`？"))
  }

  @Test func drawsLikeRustc() throws {
    let drawn = DiagnosticRenderer.render(
      try message("fruit where variety=‹plun› and ripe"), language: .english)
    #expect(
      drawn == """
        error[unknown-code]: `variety` has no code `plun`
         --> line 1, column 21
          |
        1 | fruit where variety=plun and ripe
          |                     ^^^^ not a variety
          |
          = help: did you mean `plum`?

        """)
  }

  @Test func countsCaretsInCellsAfterChinese() throws {
    let drawn = DiagnosticRenderer.render(
      try message("水果 其中 品种=‹plun›"), language: .chinese)
    #expect(
      drawn == """
        错误[unknown-code]：`品种` 没有代码 `plun`
         --> 第 1 行，第 10 列
          |
        1 | 水果 其中 品种=plun
          |                ^^^^ 不是品种
          |
          = 建议：是否要写 `plum`？

        """)
  }

  @Test func namesTheScriptAndDrawsTabsAsBlanks() throws {
    let drawn = DiagnosticRenderer.render(
      try message("fruit\n\t| where ‹梨› = 1\n", name: "a.pq"), language: .english)
    #expect(drawn.contains(" --> a.pq:2:10\n"))
    #expect(drawn.contains("2 |     | where 梨 = 1\n  |             ^^ not a variety\n"))
  }

  @Test func hangsTheLeftLabelBelow() throws {
    let drawn = DiagnosticRenderer.render(
      try message(
        "fruit | where picked > ‹\"March\"›",
        secondary: ("picked", LocalizedText("`picked` is a date", zh: "`picked` 是日期"))),
      language: .english)
    #expect(
      drawn.contains(
        """
        1 | fruit | where picked > "March"
          |               ------   ^^^^^^^ not a variety
          |               |
          |               `picked` is a date
          |
        """))
  }

  @Test func showsTheLineOfASecondPlaceWithoutWords() throws {
    let drawn = DiagnosticRenderer.render(
      try message(
        "fruit\n| where ripe\n‹sort› picked", name: "a.pq",
        secondary: ("| where ripe", LocalizedText("", zh: ""))),
      language: .english)
    #expect(drawn.contains("  |\n2 | | where ripe\n3 | sort picked\n  | ^^^^ not a variety\n"))
  }

  @Test func shortensARangeOfManyLines() throws {
    let drawn = DiagnosticRenderer.render(
      try message("x ‹(\n  a\n  b\n  c\n  )› y"), language: .english)
    #expect(
      drawn.contains(
        """
        1 | x (
          |   ^
        ...
        5 |   ) y
          |   ^ not a variety

        """))
  }

  @Test(arguments: [40, 60, 80])
  func keepsTheMarkOfALongLineOnTheScreen(width: Int) throws {
    let filler = String(repeating: "梨", count: 500)
    let drawn = DiagnosticRenderer.render(
      try message("\(filler) ‹plun› \(filler)"), language: .english, width: width)
    for line in drawn.split(separator: "\n").dropFirst(2).prefix(2) {
      #expect(DisplayWidth.cells(of: String(line)) <= width)
    }
    let lines = drawn.split(separator: "\n").map(String.init)
    let text = try #require(lines.first { $0.contains("…") })
    let marks = try #require(lines.first { $0.contains("^^^^") })
    let before = try #require(text.firstRange(of: "plun")).lowerBound
    let caret = try #require(marks.firstIndex(of: "^"))
    #expect(
      DisplayWidth.cells(of: String(text[..<before]))
        == DisplayWidth.cells(of: String(marks[..<caret])))
  }

  @Test func narrowTerminalsKeepTheMessage() throws {
    let drawn = DiagnosticRenderer.render(
      try message("fruit where variety=‹plun›"), language: .english, width: 40)
    #expect(
      drawn == """
        error[unknown-code]: `variety` has no code `plun`
         --> line 1, column 21
        1 | fruit where variety=plun
          |                     ^^^^ not a variety
          = help: did you mean `plum`?

        """)
  }

  @Test(arguments: Language.allCases)
  func colorOnlyAdds(language: Language) throws {
    let diagnostic = try message(
      "fruit | where picked > ‹\"March\"›",
      secondary: ("picked", LocalizedText("a date", zh: "日期")))
    let plain = DiagnosticRenderer.render(diagnostic, language: language)
    let colored = DiagnosticRenderer.render(diagnostic, language: language, color: true)
    #expect(colored.contains("\u{1B}[1;31m^^^^^^^"))
    #expect(
      colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain.replacing(#/\|\n/#, with: "|\n"))
  }

  @Test func pointsAtTheEndOfTheText() throws {
    let drawn = DiagnosticRenderer.render(try message("fruit where‹›"), language: .english)
    #expect(drawn.contains("1 | fruit where\n  |            ^ not a variety\n"))
  }

  @Test func pointsIntoDataFiles() {
    let row = "P-10417,ripe,12/01/2024,31/02/2024"
    let diagnostic = Diagnostic(
      DiagnosticCode("unreadable-date", "A date.", zh: "日期。"),
      LocalizedText("`31/02/2024` is not a date", zh: "`31/02/2024` 不是日期"),
      place: .data(
        DataPlace(
          file: "fruit.csv", line: 1042, column: "picked", excerpt: row,
          highlight: SourceRange(24, 34))),
      label: LocalizedText("February 2024 has 29 days", zh: "2024 年 2 月有 29 天"),
      notes: [LocalizedText("nothing was loaded", zh: "没有载入任何数据")])
    #expect(
      DiagnosticRenderer.render(diagnostic, language: .english) == """
        error[unreadable-date]: `31/02/2024` is not a date
         --> fruit.csv:1042, column `picked`
             |
        1042 | P-10417,ripe,12/01/2024,31/02/2024
             |                         ^^^^^^^^^^ February 2024 has 29 days
             |
             = note: nothing was loaded

        """)
  }

  @Test func showsControlCharactersAsSymbols() throws {
    let drawn = DiagnosticRenderer.render(
      try message("fruit where \u{1B}[31m ‹plun›\u{0}"), language: .english)
    #expect(!drawn.unicodeScalars.contains("\u{1B}") && drawn.contains("␛[31m plun␀"))
  }

  @Test func compactLinesHaveNoDrawing() throws {
    #expect(
      CompactDiagnostic.lines(try message("水果 where x=‹plun›"), language: .english) == [
        "error[unknown-code] 1:12-1:16 `variety` has no code `plun`",
        "help: did you mean `plum`?",
      ])
  }
}
