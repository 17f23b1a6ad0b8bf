import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

/// A harvest with every kind of value, a missing one of each, and a total.
private func harvest(withTotal: Bool = false) -> Table {
  let colour = EnumType(codes: [EnumCode("red", zh: "红"), EnumCode("green", zh: "绿")])
  let columns: [(field: Field, values: [Value], total: Value)] = [
    (
      Field("variety", zh: "品种", type: .text),
      [.text("apple"), .text("a|b, \"c\"\nd"), .missing], .missing
    ),
    (
      Field("weight", zh: "重量", type: .integer), [.integer(12), .integer(-1_234_567), .missing],
      .integer(99)
    ),
    (
      Field("price", type: .decimal(scale: 2)),
      [
        .decimal(Decimal(mantissa: 350, scale: 2)), .decimal(Decimal(mantissa: 5, scale: 2)),
        .missing,
      ],
      .missing
    ),
    (Field("mean", type: .float), [.float(2.0005), .float(1e20), .missing], .float(0.1)),
    (
      Field("colour", zh: "颜色", type: .enumeration(colour)), [.code(0), .code(1), .missing],
      .missing
    ),
    (Field("ripe", type: .boolean), [.boolean(true), .boolean(false), .missing], .missing),
    (
      Field("share", type: .ratio(.percent)),
      [.ratio(Ratio(218, 275)), .ratio(Ratio(1, 1)), .missing], .ratio(Ratio(1, 2))
    ),
    (
      Field("picked", type: .datetime), [.datetime(1_596_810_600), .datetime(0), .missing], .missing
    ),
    (Field("age", type: .duration), [.duration(93_600), .duration(0), .missing], .missing),
  ]
  let batch = Batch(
    columns: columns.map { Column(values: $0.values, type: $0.field.type) }, rowCount: 3)
  let total = Batch(
    columns: columns.map { Column(values: [$0.total], type: $0.field.type) }, rowCount: 1)
  return Table(
    name: "harvest", schema: Schema(columns.map(\.field)), blocks: [batch],
    total: withTotal ? total : nil)
}

private func fruit(_ rows: [(String, Int64)], isPrivate: Bool = false) -> Table {
  let fields = [
    Field("variety", type: .text, masking: isPrivate ? .name : nil),
    Field("weight", type: .integer),
  ]
  let columns = [
    Column(values: rows.map { .text($0.0) }, type: .text),
    Column(values: rows.map { .integer($0.1) }, type: .integer),
  ]
  return Table(
    name: "fruit", schema: Schema(fields), blocks: [Batch(columns: columns, rowCount: rows.count)])
}

struct WriterTests {
  @Test func csvQuotesWhatNeedsQuotes() throws {
    #expect(
      try written(harvest(withTotal: true), .csv) == """
        variety,weight,price,mean,colour,ripe,share,picked,age
        apple,12,3.5,2.0005,red,true,79.27272727272727%,2020-08-07T14:30,1d2h
        "a|b, ""c""
        d",-1234567,0.05,1e+20,green,false,100%,1970-01-01T00:00,0d
        ,,,,,,,,
        total,99,,0.1,,,50%,,

        """)
  }

  @Test(arguments: [
    ("", "\"\""), (" a", "\" a\""), ("a\t", "\"a\t\""), ("a\rb", "\"a\rb\""), ("a;b", "a;b"),
    ("\"", "\"\"\"\""), ("信,访", "\"信,访\""), ("\u{FEFF}a", "\"\u{FEFF}a\""),
  ])
  func csvCell(text: String, expected: String) throws {
    #expect(
      try written(fruit([(text, 1)]), .csv) == "variety,weight\n\(expected),1\n")
  }

  @Test func tsvQuotesTabs() throws {
    #expect(
      try written(fruit([("a\tb", 1), ("a,b", 2)]), .tsv)
        == "variety\tweight\n\"a\tb\"\t1\na,b\t2\n")
  }

  @Test func listEscapesBarsAndControls() throws {
    #expect(
      try written(fruit([("a|b\\c\nd\u{7}", 1), ("", 2)]), .list)
        == "variety|weight\na\\|b\\\\c\\nd\\u{7}|1\n|2\n")
    let list = try written(harvest(withTotal: true), .list)
    #expect(
      list.hasSuffix("(total)|99|(missing)|0.1|(missing)|(missing)|50%|(missing)|(missing)\n"))
  }

  @Test func jsonKeepsNumbers() throws {
    #expect(
      try written(harvest(withTotal: true), .json) == """
        [
        {"variety":"apple","weight":12,"price":3.5,"mean":2.0005,"colour":"red","ripe":true,\
        "share":0.7927272727272727,"picked":"2020-08-07T14:30","age":"1d2h"},
        {"variety":"a|b, \\"c\\"\\nd","weight":-1234567,"price":0.05,"mean":1e+20,"colour":"green",\
        "ripe":false,"share":1,"picked":"1970-01-01T00:00","age":"0d"},
        {"variety":null,"weight":null,"price":null,"mean":null,"colour":null,"ripe":null,\
        "share":null,"picked":null,"age":null},
        {"variety":"total","weight":99,"price":null,"mean":0.1,"colour":null,"ripe":null,\
        "share":0.5,"picked":null,"age":null}
        ]

        """)
    #expect(try written(fruit([]), .json) == "[]\n")
    #expect(
      try written(fruit([("\u{0}\u{1B}\u{7F}", 1)]), .jsonl)
        == "{\"variety\":\"\\u0000\\u001b\\u007f\",\"weight\":1}\n")
    #expect(try written(fruit([]), .jsonl) == "")
  }

  @Test func markdownAlignsAndEscapes() throws {
    #expect(
      try written(fruit([("红|果", 12), ("a<b>&amp;\nc", 3)]), .markdown)
        == """
        | variety               | weight |
        | --------------------- | -----: |
        | 红\\|果                |     12 |
        | a&lt;b>&amp;amp;<br>c |      3 |

        """)
  }

  @Test func htmlEscapes() throws {
    #expect(
      try written(fruit([("<a href='x'>&\n", 12)]), .html) == """
        <table>
        <thead>
        <tr><th>variety</th><th style="text-align:right">weight</th></tr>
        </thead>
        <tbody>
        <tr><td>&lt;a href=&#39;x&#39;&gt;&amp;<br></td><td style="text-align:right">12</td></tr>
        </tbody>
        </table>

        """)
    let total = try written(harvest(withTotal: true), .html) { $0.language = .chinese }
    #expect(total.contains("</tbody>\n<tfoot>\n<tr><td>合计</td>"))
    #expect(total.contains("<th>品种</th>"))
    #expect(total.contains("<td>红</td><td>是</td>"))
  }

  @Test func verticalAlignsValues() throws {
    #expect(
      try written(fruit([("apple", 12), ("two\nlines", 3)]), .vertical) == """
        variety: apple
        weight:  12

        variety: two␊lines
        weight:  3

        """)
    #expect(try written(fruit([]), .vertical) == "0 rows\n")
    #expect(
      try written(fruit([("apple", 12)]), .vertical) { $0.language = .chinese }
        == "variety： apple\nweight：  12\n")
  }

  @Test(arguments: OutputFormat.allCases.filter { $0 != .svg })
  func privateColumnsAreMasked(format: OutputFormat) throws {
    let table = fruit([("secret", 1)], isPrivate: true)
    let masked = try written(table, format)
    #expect(!masked.contains("secret"))
    #expect(masked.contains(format == .markdown ? "s\\*\\*" : "s**"))
  }

  @Test func svgNeedsAChart() {
    #expect(throws: QueryError.self) { try written(fruit([]), .svg) }
  }
}
