import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

struct ScreenTableTests {
  private func screen(
    _ csv: String, change: (inout WriteOptions) -> Void = { _ in }
  ) throws -> String {
    try written(load(csv).table, .table) {
      $0.width = 80
      change(&$0)
    }
  }

  @Test func numbersStandRight() throws {
    #expect(
      try screen("variety,weight,ripe\napple,12,true\npear,,false\n红富士,123456,true\n") == """
        ┌─────────┬─────────┬──────┐
        │ variety │  weight │ ripe │
        ├─────────┼─────────┼──────┤
        │ apple   │      12 │ yes  │
        │ pear    │       – │ no   │
        │ 红富士  │ 123,456 │ yes  │
        └─────────┴─────────┴──────┘
        3 rows

        """)
  }

  @Test func oneValueIsATable() throws {
    #expect(
      try screen("count\n7\n") == """
        ┌───────┐
        │ count │
        ├───────┤
        │     7 │
        └───────┘
        1 row

        """)
  }

  @Test func noRows() throws {
    #expect(
      try screen("variety,weight\n") { $0.language = .chinese } == """
        ┌─────────┬────────┐
        │ variety │ weight │
        ├─────────┼────────┤
        └─────────┴────────┘
        0 行

        """)
  }

  @Test func longTextIsCutFirst() throws {
    #expect(
      try screen("note,weight\na long note about apples,1200\n红富士红富士红富士红富士,7\n") {
        $0.width = 28
      } == """
        ┌─────────────────┬────────┐
        │ note            │ weight │
        ├─────────────────┼────────┤
        │ a long note ab… │   1200 │
        │ 红富士红富士红… │      7 │
        └─────────────────┴────────┘
        2 rows

        """)
  }

  @Test func columnsInTheMiddleAreHidden() throws {
    #expect(
      try screen("a,b,c,d,e,f\n1111,2222,3333,4444,5555,6666\n") { $0.width = 27 } == """
        ┌──────┬──────┬───┬──────┐
        │    a │    b │ … │    f │
        ├──────┼──────┼───┼──────┤
        │ 1111 │ 2222 │ … │ 6666 │
        └──────┴──────┴───┴──────┘
        1 row
        … 3 more columns (c, d, e); -o csv shows all

        """)
  }

  @Test func hiddenRowsAreCounted() throws {
    let csv = "n\n1\n2\n3\n4\n5\n"
    #expect(
      try screen(csv) { $0.maxRowCount = 2 } == """
        ┌───┐
        │ n │
        ├───┤
        │ 1 │
        │ 2 │
        └───┘
        5 rows
        … 3 more rows; -o csv shows all

        """)
    #expect(
      try screen(csv) {
        $0.maxRowCount = 2
        $0.language = .chinese
      }.hasSuffix("5 行\n… 另有 3 行未显示；用 -o csv 可看全部\n"))
  }

  @Test func twentyColumnsAreEnough() throws {
    let text = try screen("variety,a_very_long_heading,picked\napple,12,2020-08-07\n") {
      $0.width = 20
    }
    for line in text.split(separator: "\n") where !line.hasPrefix("…") {
      #expect(DisplayWidth.cells(of: String(line)) <= 20)
    }
  }

  @Test(arguments: 1...60)
  func everyLineFits(width: Int) throws {
    let text = try screen("variety,weight,note\n红富士,12,a note of some length\n") {
      $0.width = width
    }
    let least = 11
    for line in text.split(separator: "\n") where "┌│├└".contains(line.prefix(1)) {
      #expect(DisplayWidth.cells(of: String(line)) <= max(width, least))
    }
  }

  @Test func controlCharactersAreSymbols() throws {
    let text = try screen("variety\n\"a\u{1B}[31m\nb\"\n")
    #expect(text.contains("a␛[31m␊b"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func wideTerminalsGetPlainLines() throws {
    #expect(
      try screen("variety,weight\n红\n") { $0.ambiguous = .wide }.hasPrefix("+"))
  }

  @Test func identifiersAndYearsKeepTheirDigits() throws {
    let text = try screen("id,year,weight,编号\n1234567,2020,1234567,7654321\n")
    #expect(text.contains("│ 1234567 │ 2020 │ 1,234,567 │ 7654321 │"))
  }

  @Test func totalStandsBehindALine() throws {
    let fields = [Field("variety", type: .text), Field("n", type: .integer)]
    let rows = [
      Column(values: [.text("apple")], type: .text), Column(values: [.integer(1)], type: .integer),
    ]
    let total = [
      Column(values: [.missing], type: .text), Column(values: [.integer(1)], type: .integer),
    ]
    let table = Table(
      name: "t", schema: Schema(fields), blocks: [Batch(columns: rows, rowCount: 1)],
      total: Batch(columns: total, rowCount: 1))
    #expect(
      try written(table, .table) { $0.language = .chinese } == """
        ┌─────────┬───┐
        │ variety │ n │
        ├─────────┼───┤
        │ apple   │ 1 │
        ├─────────┼───┤
        │ 合计    │ 1 │
        └─────────┴───┘
        1 行

        """)
  }

  @Test func colourOnlyAdds() throws {
    let csv = "variety,weight\napple,\n"
    let plain = try screen(csv)
    let coloured = try screen(csv) { $0.usesColor = true }
    let codes = ["\u{1B}[1m", "\u{1B}[2m", "\u{1B}[0m"]
    #expect(coloured != plain)
    var stripped = coloured
    for code in codes {
      stripped = stripped.split(separator: code, omittingEmptySubsequences: false).joined()
    }
    #expect(stripped == plain)
  }
}
