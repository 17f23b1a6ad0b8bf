import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

struct ChartTests {
  private func chart(
    _ kind: ChartRequest.Kind, _ csv: String, labels: [Int] = [0], values: [Int] = [1],
    format: OutputFormat = .table, change: (inout WriteOptions) -> Void = { _ in }
  ) throws -> String {
    try written(load(csv).table, format) {
      $0.width = 50
      $0.chart = ChartRequest(kind: kind, labels: labels, values: values)
      change(&$0)
    }
  }

  @Test func barsHaveEighths() throws {
    #expect(
      try chart(.bar, "variety,weight\napple,12\npear,5\n红富士,\nplum,0\nfig,3.3\n") == """
        apple   ██████████████████████████████████████ 12
        pear    ███████████████▉ 5
        红富士  –
        plum    0
        fig     ██████████▌ 3.3
        5 rows

        """)
  }

  @Test func negativeBarsGrowToTheLeft() throws {
    #expect(
      try chart(
        .bar, "variety,weight,price\napple,12,-3\npear,-5,4\n", values: [1, 2]) == """
          apple  weight           █████████████████████▋ 12
                 price      ▐█████ -3
          pear   weight  █████████ -5
                 price            ███████▎ 4
          2 rows

          """)
  }

  @Test func barsWithoutLength() throws {
    #expect(try chart(.bar, "variety,weight\napple,0\npear,0\n") == "apple  0\npear   0\n2 rows\n")
    #expect(try chart(.bar, "variety,weight\napple,\n") == "apple  –\n1 row\n")
    #expect(try chart(.bar, "variety,weight\n") == "0 rows\n")
  }

  @Test func wideTerminalsGetHashes() throws {
    #expect(
      try chart(.bar, "variety,weight\napple,12\npear,6\n") {
        $0.ambiguous = .wide
        $0.width = 20
      } == "apple  ########## 12\npear   ##### 6\n2 rows\n")
  }

  @Test func hiddenBarsAreCounted() throws {
    let text = try chart(.bar, "variety,weight\na,1\nb,2\nc,3\n") { $0.maxRowCount = 1 }
    #expect(text.hasSuffix("3 rows\n… 2 more rows; -o csv shows all\n"))
  }

  @Test func aLineIsInterruptedByMissingValues() throws {
    let lines = try chart(.line, "month,weight\n1,0\n2,4\n3,\n4,4\n5,0\n").split(separator: "\n")
    #expect(lines.count == 13)
    #expect(lines[1].hasPrefix("4 ┤"))
    #expect(lines[10].hasPrefix("0 ┤"))
    #expect(lines[1].unicodeScalars.contains("\u{2800}"))
    #expect(lines[12] == "5 rows")
  }

  @Test func datesKeepTheirPlaceOnALine() throws {
    let lines = try chart(
      .line, "day,weight\n2020-01-11,4\n2020-01-02,0\n,9\n2020-01-01,4\n"
    ) { $0.width = 25 }
    .split(separator: "\n")
    // The low point stands a tenth of the way along, and the curve rises from there.
    #expect(lines[1].hasPrefix("4 ┤") && lines[10].hasPrefix("0 ┤"))
    #expect(lines[10].unicodeScalars.count <= 8)
    #expect(lines[11] == "   2020-01-01  2020-01-11")
    #expect(lines[12] == "4 rows" && lines[13] == "1 row without a date is not drawn")
  }

  @Test func oneValueStandsInTheMiddle() throws {
    let lines = try chart(.line, "month,weight\n2020-01,12\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[6] == "12 ┤⠁")
    #expect(lines[11] == "    2020-01")
  }

  @Test func heatShadesAndNumbers() throws {
    #expect(
      try chart(
        .heat, "variety,month,n\napple,1月,3\napple,2月,12\npear,1月,\nplum,2月,7\n",
        labels: [0, 1], values: [2]) == """
                 1月  2月
          apple  ▒ 3  █ 12
          pear     –
          plum        ▓ 7
          4 rows

          """)
    #expect(
      try chart(.heat, "variety,a,b\napple,3,12\npear,1,\n", values: [1, 2]) == """
               a    b
        apple  ▒ 3  █ 12
        pear   ░ 1    –
        2 rows

        """)
  }

  @Test func repeatedAndHiddenFieldsAreCounted() throws {
    #expect(
      try chart(.heat, "a,b,n\nx,y,1\nx,y,2\n", labels: [0, 1], values: [2]) == """
           y
        x  █ 2
        2 rows
        1 row has the labels of another one; the last is shown

        """)
    let wide = "a,b,n\n" + (1...30).map { "x,column\($0),\($0)\n" }.joined()
    #expect(
      try chart(.heat, wide, labels: [0, 1], values: [2]).contains(" more columns (column6,"))
  }

  @Test(arguments: [OutputFormat.table, .svg])
  func unlikeLabelsDoNotFillTheMemory(format: OutputFormat) throws {
    let csv = "a,b,n\n" + (0..<20_000).map { "x\($0),y\($0),\($0)\n" }.joined()
    let text = try chart(.heat, csv, labels: [0, 1], values: [2], format: format)
    #expect(text.utf8.count < 20_000_000)
  }

  @Test func svgIsEscapedAndWhole() throws {
    let svg = try chart(
      .bar, "variety,weight,<price>\n<apple>&,12,-3\n红富士,-5,\n", values: [1, 2], format: .svg)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"140\""))
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(svg.contains(">&lt;apple&gt;&amp;</text>"))
    #expect(svg.contains(">&lt;price&gt;</text>"))
    #expect(svg.contains(">红富士</text>"))
    #expect(!svg.contains("<apple>"))
  }

  @Test(arguments: ChartRequest.Kind.allCases, [OutputFormat.table, .svg])
  func everyShapeCanBeDrawn(kind: ChartRequest.Kind, format: OutputFormat) throws {
    let bodies = [
      "", "a,1\n", "a,\n", "a,0\nb,0\n", "a,-1\nb,-2\n",
      (0..<1000).map { "label\($0),\($0 * 7 % 13 - 6)\n" }.joined(),
      "a,1.7976931348623157e+308\nb,-1.7976931348623157e+308\n", "a,5.0e-324\n",
      "a,999999999999999\nb,-999999999999999\n",
    ]
    for body in bodies {
      for width in [1, 20, 80, 500] {
        let text = try chart(kind, "x,y\n" + body, format: format) {
          $0.width = width
          $0.ambiguous = width == 20 ? .wide : .narrow
        }
        #expect(text.hasSuffix("\n"))
        #expect(!text.contains("nan") && !text.contains("inf"))
      }
    }
  }

  @Test func linesFitTheTerminal() throws {
    let csv = "x,y,z\n" + (0..<40).map { "标签\($0),\($0 * $0 - 200),\($0)\n" }.joined()
    for kind in ChartRequest.Kind.allCases {
      for width in 24...90 {
        let text = try chart(kind, csv, values: [1, 2]) { $0.width = width }
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.cells(of: String(line)) <= width, "\(kind) \(width) \(line)")
        }
      }
    }
  }

  @Test func axesHaveRoundNumbers() throws {
    let svg = try chart(.line, "x,y\na,16\nb,29\nc,11\n", format: .svg)
    for mark in ["0", "10", "20"] { #expect(svg.contains(">\(mark)</text>")) }
    #expect(!svg.contains(">21.75<") && !svg.contains(">29<"))
    let close = try chart(.line, "x,y\na,100.2\nb,100.9\n", format: .svg)
    #expect(close.contains(">100.4</text>") && close.contains(">100.8</text>"))
  }

  @Test func seriesNamedAfterAColorHaveIt() throws {
    let svg = try chart(.bar, "x,红,late\na,1,2\n", values: [1, 2], format: .svg)
    #expect(svg.contains("fill=\"#c8372d\"") && svg.contains("fill=\"#d9822b\""))
  }

  @Test func dataFormatsCarryTheRows() throws {
    #expect(try chart(.bar, "variety,weight\na,1\n", format: .csv) == "variety,weight\na,1\n")
    #expect(
      try chart(.bar, "variety,weight\na,1\n", format: .markdown) { $0.width = 20 }.hasPrefix(
        "```text\na  ██████"))
  }
}
