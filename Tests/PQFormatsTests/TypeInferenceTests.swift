import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

struct TypeInferenceTests {
  @Test(arguments: [
    ("true|false|TRUE", DataType.boolean, "true|false|true"), ("是|否", .boolean, "true|false"),
    ("1|-2|0", .integer, "1|-2|0"), ("1| 2 |\"3\"", .integer, "1|2|3"),
    ("999999999999999", .integer, "999999999999999"),
    ("9999999999999999", .text, "9999999999999999"), ("007|8", .text, "007|8"),
    ("0|00", .text, "0|00"), ("+5", .text, "+5"), ("1,5", .text, "1,5"), ("-", .text, "-"),
    ("1.50|2", .decimal(scale: 2), "1.5|2"), ("-0.05|0", .decimal(scale: 2), "-0.05|0"),
    ("0.333333333333333314829616256247", .float, "0.3333333333333333"),
    ("1.5e-07|2", .float, "1.5e-07|2"), ("1e5", .text, "1e5"), ("1e+999", .text, "1e+999"),
    (".5", .text, ".5"), ("5.", .text, "5."), ("00.5", .text, "00.5"),
    ("123456789012.5|0.0000001", .float, "123456789012.5|1e-07"),
    ("79.3%|5%", .decimal(scale: 3), "0.793|0.05"), ("12%|0.5", .text, "12%|0.5"),
    ("79.27272727272727%", .float, "0.7927272727272727"), ("-5%", .decimal(scale: 2), "-0.05"),
    (
      "2020-08-07|2020/8/7|2020.8.7|2020年8月7日", .date, "2020-08-07|2020-08-07|2020-08-07|2020-08-07"
    ),
    ("20200807", .integer, "20200807"), ("2020-08", .text, "2020-08"),
    ("2020-02-30", .text, "2020-02-30"), ("0000-01-01", .text, "0000-01-01"),
    ("2020-08/07", .text, "2020-08/07"), ("31/12/2020|05/06/2020", .date, "2020-12-31|2020-06-05"),
    ("12/31/2020|05/06/2020", .date, "2020-12-31|2020-05-06"), ("05/05/2020", .date, "2020-05-05"),
    ("05/06/20", .text, "05/06/20"), ("32/13/2020", .text, "32/13/2020"),
    (
      "2020-08-07 14:30|2020-08-07T14:30:15|2020-08-07", .datetime,
      "2020-08-07T14:30|2020-08-07T14:30:15|2020-08-07T00:00"
    ),
    ("2020/8/7 9:05|2020年8月7日14时30分", .datetime, "2020-08-07T09:05|2020-08-07T14:30"),
    ("2020-08-07 14:30:15.000", .datetime, "2020-08-07T14:30:15"),
    ("2020-08-07 14:30:15.5", .text, "2020-08-07 14:30:15.5"),
    ("2020-08-07 24:00", .text, "2020-08-07 24:00"),
    ("2020-08-07T14:30Z", .text, "2020-08-07T14:30Z"), ("1|x", .text, "1|x"),
    ("|", .text, "(missing)|(missing)"), ("1||2", .integer, "1|(missing)|2"),
    ("\"\"|1", .integer, "(missing)|1"), ("\"\"|\"\"", .text, "|"), ("true|1", .text, "true|1"),
  ])
  func column(cells: String, type: DataType, expected: String) throws {
    let rows = cells.split(separator: "|", omittingEmptySubsequences: false)
    let loaded = try load("a;b\n" + rows.map { "\($0);x\n" }.joined()) { $0.hasHeader = true }
    #expect(loaded.table.schema.fields[0].type == type)
    let lines = try written(loaded.table, .list).split(separator: "\n").dropFirst()
    #expect(lines.map { $0.dropLast(2) }.joined(separator: "|") == expected)
  }

  @Test func everyRowCounts() throws {
    let text = "a\n" + String(repeating: "1\n", count: 9_999) + "x\n"
    let loaded = try load(text)
    #expect(loaded.table.schema.fields[0].type == .text)
    let warning = try #require(loaded.diagnostics.first)
    #expect(warning.code.name == "mixed-column")
    #expect(warning.message.english == "`a` is text, since 1 of 10000 values is not a number")
    #expect(CompactDiagnostic.lines(warning, language: .english).first?.contains("10001") == true)
  }

  @Test(arguments: [
    "a\n" + String(repeating: "1\n", count: 20) + "007\n",
    "a\n" + String(repeating: "1\n", count: 20) + String(repeating: "x\n", count: 20),
    "a\nx\ny\n",
  ])
  func textOnPurposeIsNoNearMiss(text: String) throws {
    #expect(try load(text).diagnostics.isEmpty)
  }

  @Test func theOrderOfDayAndMonthCanBeSet() throws {
    let text = "a\n05/06/2020\n31/12/2020\n12/31/2020\n"
    let dayFirst = try load(text) { $0.dateOrder = .dayFirst }
    #expect(try written(dayFirst.table, .list) == "a\n2020-06-05\n2020-12-31\n")
    #expect(dayFirst.rejects.map(\.line) == [4])
    let monthFirst = try load(text) { $0.dateOrder = .monthFirst }
    #expect(try written(monthFirst.table, .list) == "a\n2020-05-06\n2020-12-31\n")
    #expect(monthFirst.rejects.map(\.line) == [3])
  }

  @Test func ambiguousDatesPointAtTheFirst() throws {
    do {
      _ = try load("variety,picked\napple,2020-01-01\npear,05/06/2020\n")
      Issue.record("read")
    } catch let error as QueryError {
      let lines = DiagnosticRenderer.render(error.diagnostic, language: .english)
      #expect(lines.contains("fruit.csv:3"))
      #expect(lines.contains("pear,05/06/2020"))
      #expect(lines.contains("     ^^^^^^^^^^ two possible days"))
    }
  }

  @Test func typesOfSingleColumns() throws {
    let loaded = try load("a,b\n1,05/06/2020\nx,y\n") {
      $0.columnTypes = ["a": .integer, "b": .text]
    }
    #expect(try written(loaded.table, .list) == "a|b\n1|05/06/2020\n")
    #expect(loaded.rejects.map(\.diagnostic.message.english) == ["`x` is not a whole number"])
    #expect(
      code { _ = try load("a\n1\n") { $0.columnTypes = ["b": .text] } } == "column-not-in-file")
  }
}

struct RejectTests {
  private let colour = EnumType(codes: [EnumCode("red", zh: "红"), EnumCode("green", zh: "绿")])

  private var fields: [Field] {
    [
      Field("variety", zh: "品种", type: .text, isOptional: false),
      Field("weight", zh: "重量", type: .decimal(scale: 1)),
      Field("picked", zh: "采摘日", type: .date), Field("colour", type: .enumeration(colour)),
    ]
  }

  @Test func declaredFieldsMatchByEitherName() throws {
    let loaded = try load(
      "采摘日,weight,品种,note,colour\n2020/8/7,1.5,apple,x,红\n,,pear,,green\n", fields: fields)
    #expect(
      try written(loaded.table, .list)
        == "variety|weight|picked|colour|note\napple|1.5|2020-08-07|red|x\n"
        + "pear|(missing)|(missing)|green|(missing)\n")
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.table.schema.fields[0].chineseName == "品种")
  }

  @Test func columnsThatTheFileLacksAreMissing() throws {
    let loaded = try load("variety,colour\napple,red\n", fields: fields)
    #expect(
      try written(loaded.table, .list)
        == "variety|weight|picked|colour\napple|(missing)|(missing)|red\n")
    #expect(loaded.diagnostics.map(\.code.name) == ["missing-columns"])
    #expect(loaded.diagnostics[0].severity == .note)
    #expect(try load("weight\n1\n", fields: fields).diagnostics[0].severity == .warning)
  }

  @Test func rowsThatDoNotFitAreRejected() throws {
    let text = """
      variety,weight,picked,colour
      apple,1.5,2020-08-07,red
      pear,heavy,2020-08-07,red
      plum,1.25,2020-08-07,red
      fig,1,2020-02-30,red
      ,1,2020-08-07,red
      "two
      lines",1,2020-08-07,blu
      kiwi,1,2020-08-07,grene
      lime,1
      nut,1,2,3,4
      "quince"x,1,2020-08-07,red
      "last,1,2020-08-07,red
      date,2,2020-08-07,green
      """
    let loaded = try load(text, fields: fields)
    #expect(
      try written(loaded.table, .list)
        == "variety|weight|picked|colour\napple|1.5|2020-08-07|red\ndate|2|2020-08-07|green\n")
    #expect(loaded.rejectCount == 10)
    let found = loaded.rejects.map {
      "\($0.line) \($0.column ?? "-") \($0.diagnostic.code.name): \($0.diagnostic.message.english)"
    }
    #expect(
      found == [
        "3 weight unreadable-number: `heavy` is not a number",
        "4 weight unreadable-number: `1.25` is not a number with at most 1 decimal",
        "5 picked unreadable-date: `2020-02-30` is not a date",
        "6 variety missing-value: `variety` has no value",
        "7 colour unknown-code: `colour` has no code `blu`",
        "9 colour unknown-code: `colour` has no code `grene`",
        "10 - ragged-row: the row has 2 cells, the file 4 columns",
        "11 - ragged-row: the row has 5 cells, the file 4 columns",
        "12 - stray-quote: text follows a closing quote",
        "13 - unterminated-quote: a quote is never closed",
      ])
    #expect(loaded.rejects[4].text == "\"two\nlines\",1,2020-08-07,blu")
    #expect(loaded.rejects[5].diagnostic.help?.english == "did you mean `green`?")
    let summary = try #require(loaded.diagnostics.last)
    #expect(summary.code.name == "rows-rejected")
    #expect(summary.message.english == "10 of 12 rows of `fruit.csv` were left out")
    #expect(summary.notes.last?.english == "and 7 more")
  }

  @Test func everyDeclaredTypeIsRead() throws {
    let fields = [
      Field("a", type: .duration), Field("b", type: .period(.month)),
      Field("c", type: .period(.week)),
      Field("d", type: .ratio(.percent)), Field("e", type: .boolean), Field("f", type: .integer),
      Field("g", type: .float), Field("h", type: .datetime), Field("i", type: .ratio(.number)),
    ]
    let text = """
      a,b,c,d,e,f,g,h,i
      2h30min,2020-08,2020-W32,79.3%,yes,9223372036854775807,1e-7,2020-08-07,218/275
      -1d2h,2020-12,2020-W53,5%,0,-12.0,12%,2020-08-07 01:02:03,0.5
      1h2d,2020-08,2020-W32,1,yes,1,1,2020-08-07,1
      1d,2020-Q1,2020-W32,1,yes,1,1,2020-08-07,1
      1d,2020-08,2020-W54,1,yes,1,1,2020-08-07,1
      1d,2020-08,2020-W32,x,yes,1,1,2020-08-07,1
      1d,2020-08,2020-W32,1,maybe,1,1,2020-08-07,1
      1d,2020-08,2020-W32,1,yes,9223372036854775808,1,2020-08-07,1
      1d,2020-08,2020-W32,1,yes,1,1e+999,2020-08-07,1
      1d,2020-08,2020-W32,1,yes,1,1,noon,1
      1d,2020-08,2020-W32,1,yes,1,1,2020-08-07,1/0

      """
    let loaded = try load(text, fields: fields)
    #expect(
      try written(loaded.table, .list) == """
        a|b|c|d|e|f|g|h|i
        2h30min|2020-08|2020-W32|79.3%|true|9223372036854775807|1e-07|2020-08-07T00:00|\
        0.7927272727272727
        -1d2h|2020-12|2020-W53|5%|false|-12|0.12|2020-08-07T01:02:03|0.5

        """)
    #expect(loaded.rejects.map(\.column) == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
  }

  @Test func privateRowsAreNotEchoed() throws {
    let fields = [
      Field("name", type: .text, masking: .name), Field("born", type: .date, masking: .name),
      Field("n", type: .integer),
    ]
    let loaded = try load("name,born,n\nWang,secret,1\nLi,2020-01-01,x\nZhao,1\n", fields: fields)
    #expect(loaded.rejects.count == 3)
    let shown = loaded.rejects.map { DiagnosticRenderer.render($0.diagnostic, language: .english) }
      .joined()
    for word in ["Wang", "Li", "Zhao", "secret"] { #expect(!shown.contains(word)) }
    let table = Reject.table(loaded.rejects, name: "rejects", language: .english)
    let list = try written(table, .list)
    for word in ["Wang", "Li,", "Zhao", "secret"] { #expect(!list.contains(word)) }
    #expect(list.contains("`x` is not a whole number"))
  }

  @Test func rejectsAreATable() throws {
    let loaded = try load("a,b\n1\n1,2\n")
    let table = Reject.table(loaded.rejects, name: "rejects", language: .chinese)
    #expect(
      try written(table, .list)
        == "file|line|column|code|reason|text\n"
        + "fruit.csv|2|(missing)|ragged-row|该行有 1 个单元格，而文件有 2 列|1\n")
    #expect(Reject.table([], name: "rejects", language: .english).rowCount == 0)
  }

  @Test func manyRejectsAreCountedAndTheFirstKept() throws {
    let text = "a,b\n" + String(repeating: "1\n", count: 500) + "1,2\n"
    let loaded = try load(text) { $0.rejectLimit = 10 }
    #expect(loaded.rejectCount == 500)
    #expect(loaded.rejects.count == 10)
    #expect(loaded.table.rowCount == 1)
  }

  @Test func aQuoteDoesNotSwallowTheFile() throws {
    let text = "a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n"
    let loaded = try load(text)
    #expect(try written(loaded.table, .list) == "a|b\n2|y\n3|z\n4|w\n")
    #expect(loaded.rejects.map(\.line) == [2])
  }

  @Test func readingCanBeCancelled() {
    let text = "a\n" + String(repeating: "1\n", count: 10_000)
    #expect(code { _ = try load(text) { $0.isCancelled = { true } } } == "interrupted")
  }
}
