import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

/// The outer form of CSV files: delimiters, quotes, line ends, headers.
struct CSVFormTests {
  private func list(
    _ text: String, fields: [Field]? = nil, change: (inout CSVOptions) -> Void = { _ in }
  ) throws -> String {
    try written(load(text, fields: fields, change: change).table, .list)
  }

  @Test(arguments: [
    "a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y\r", "a,b\n1,x\n2,y",
    "\u{FEFF}a,b\n1,x\n2,y\n", "\n\na,b\n\n1,x\n   \n2,y\n\n", "a;b\n1;x\n2;y\n",
    "a\tb\n1\tx\n2\ty\n", "a|b\n1|x\n2|y\n", "\"a\",\"b\"\n\"1\",\"x\"\n\"2\",\"y\"\n",
    "a,b\n\"1\" ,\"x\"  \n2,y\n", " a , b\n 1,x\n2 ,y\n",
  ])
  func sameTable(text: String) throws {
    #expect(try list(text) == "a|b\n1|x\n2|y\n")
  }

  @Test func quotesKeepDelimitersLinesAndQuotes() throws {
    #expect(
      try list("a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\n\"\r\n\",z\n")
        == "a|b\nx,\"y\"|two\\nlines\n\\u{d}\\n|z\n")
  }

  @Test func nothingIsMissingAndQuotedNothingIsText() throws {
    #expect(try list("a,b\n,\"\"\nx,y\n") == "a|b\n(missing)|\nx|y\n")
  }

  @Test func blanksBelongToText() throws {
    #expect(try list("a,b\n x ,y\n  ,z\n") == "a|b\n x |y\n  |z\n")
  }

  @Test func oneColumnHasRowsForBlankLines() throws {
    #expect(try list("a\nx\n\ny\n") == "a\nx\n(missing)\ny\n")
  }

  @Test func theDelimiterIsTheOneThatFits() throws {
    #expect(try list("a;b\n1,5;x\n2,5;y\n") == "a|b\n1,5|x\n2,5|y\n")
    #expect(try list("name,note\nx,a;b;c\ny,d;e\n") == "name|note\nx|a;b;c\ny|d;e\n")
    #expect(try load("a b\n1 2\n").dialect.delimiter == UInt8(ascii: ","))
    #expect(try list("a,b;c\n1,2;3\n") { $0.delimiter = UInt8(ascii: ";") } == "a,b|c\n1,2|3\n")
  }

  @Test(arguments: [
    ("variety,weight\napple,12\n", true), ("apple,12\npear,3\n", false),
    ("2020-08-07,apple\n2020-08-08,pear\n", false), ("variety,2019,2020\napple,1,2\n", true),
    ("variety,1,2,3\napple,1,2,3\n", true), ("apple,3,2\npear,2,1\n", false),
    ("apple,12,2020-08-07\n", false), ("12\n13\n", false), ("a\n", true),
  ])
  func headersAreFound(text: String, hasHeader: Bool) throws {
    #expect(try load(text).dialect.hasHeader == hasHeader)
  }

  @Test func withoutHeader() throws {
    #expect(try list("apple,12\npear,3\n") == "column_1|column_2\napple|12\npear|3\n")
    #expect(try list("a,b\nc,d\n") { $0.hasHeader = false } == "column_1|column_2\na|b\nc|d\n")
    #expect(try list("1,2\n3,4\n") { $0.hasHeader = true } == "1|2\n3|4\n")
    let fields = [Field("variety", type: .text), Field("weight", type: .integer)]
    #expect(
      try list("apple,12\n", fields: fields) { $0.hasHeader = false }
        == "variety|weight\napple|12\n")
  }

  @Test func namesAreMadeUnique() throws {
    let loaded = try load("a,,a,a_2,a\n1,2,3,4,5\n")
    #expect(loaded.table.schema.fields.map(\.name) == ["a", "column_2", "a_2", "a_2_2", "a_3"])
    #expect(
      loaded.diagnostics.map(\.code.name) == [
        "unnamed-column", "duplicate-column", "duplicate-column", "duplicate-column",
      ])
  }

  @Test(arguments: [
    ("", "empty-file"), ("\n\n", "empty-file"), ("\u{FEFF}", "empty-file"),
    (",,\n1,2,3\n", "no-column-names"), ("\"\n\"\n\"\n\"\n", "no-column-names"),
    ("a\0b\n", "not-text"), ("\"a,b\n1,2\n", "unterminated-quote"), ("\"a\"x,b\n", "stray-quote"),
    ("a\n05/06/2020\n", "ambiguous-date"),
    ("a\n31/12/2020\n12/31/2020\n", "contradicting-dates"),
  ])
  func unreadableFiles(text: String, expected: String) {
    #expect(code { _ = try load(text) } == expected)
  }

  @Test func emptyFilesOfDeclaredTables() throws {
    let loaded = try load("", fields: [Field("variety", type: .text)])
    #expect(loaded.table.rowCount == 0)
    #expect(loaded.table.schema.fields.map(\.name) == ["variety"])
    #expect(loaded.diagnostics.map(\.code.name) == ["empty-file"])
  }

  @Test func headerOnly() throws {
    let loaded = try load("variety,weight\n")
    #expect(loaded.table.rowCount == 0)
    #expect(loaded.diagnostics.isEmpty)
  }

  @Test func tooManyColumns() {
    let names = (1...10_001).map { "c\($0)" }.joined(separator: ",")
    #expect(code { _ = try load(names + "\n") } == "too-many-columns")
  }

  @Test(arguments: [1, 2, 3, 5, 7, 100], [true, false])
  func blocksAndDictionariesChangeNothing(blockRowCount: Int, dictionaries: Bool) throws {
    let text =
      "a,b,c\n" + (0..<7).map { "x\($0 % 2),\($0),\($0 % 3 == 0 ? "" : "true")\n" }.joined()
    let loaded = try load(text) {
      $0.blockRowCount = blockRowCount
      $0.dictionaries = dictionaries
    }
    #expect(try written(loaded.table, .list) == written(load(text).table, .list))
    #expect(loaded.table.blocks.allSatisfy { $0.rowCount <= blockRowCount })
    #expect(loaded.table.rowCount == 7)
  }

  /// A key that comes back is encoded, one that does not is not; the first rows decide.
  @Test(arguments: [(1, false), (2, false), (4, true)])
  func dictionariesAreMadeWhereTheyPay(repeatCount: Int, isEncoded: Bool) throws {
    let rows = (0..<5_000).map { $0 % 7 == 3 ? "\n" : "value\($0 / repeatCount)\n" }
    let text = "a\n" + rows.joined()
    for workerCount in [1, 3] {
      let loaded = try load(text) {
        $0.blockRowCount = 600
        $0.chunkSize = 1_000
        $0.workerCount = workerCount
      }
      let encoded = loaded.table.blocks.map { block in
        if case .dictionary = block.columns[0] { true } else { false }
      }
      #expect(encoded.allSatisfy { $0 == isEncoded })
      #expect(try written(loaded.table, .csv) == text)
    }
  }
}

struct EncodingTests {
  private func read(_ bytes: [UInt8], encoding: String? = nil) throws -> LoadedTable {
    var options = CSVOptions()
    options.encoding = encoding
    return try CSVReader.read(bytes, file: "f.csv", name: "f", options: options)
  }

  /// `品种,重量` and `苹果,12` in GBK.
  private let gbk: [UInt8] =
    [0xC6, 0xB7, 0xD6, 0xD6, 0x2C, 0xD6, 0xD8, 0xC1, 0xBF, 0x0A]
    + [0xC6, 0xBB, 0xB9, 0xFB, 0x2C, 0x31, 0x32, 0x0A]

  @Test func gbkIsRecognised() throws {
    let loaded = try read(gbk)
    #expect(try written(loaded.table, .list) == "品种|重量\n苹果|12\n")
    #expect(loaded.diagnostics.map(\.code.name) == ["encoding-assumed"])
    #expect(loaded.diagnostics[0].severity == .note)
    #expect(try read(gbk, encoding: "gbk").diagnostics.isEmpty)
    #expect(code { _ = try read(gbk, encoding: "utf-8") } == "not-utf8")
  }

  @Test func utf16IsRecognised() throws {
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in "a\n信\n".utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try written(read(bytes).table, .list) == "a\n信\n")
  }

  @Test func brokenBytesAreNamedByLine() throws {
    let bytes = Array("a\nb\nc".utf8) + [0xFF, 0x0A]
    do {
      _ = try read(bytes)
      Issue.record("read")
    } catch let error as QueryError {
      #expect(error.diagnostic.code.name == "not-utf8")
      if case .data(let place) = error.diagnostic.place {
        #expect(place.line == 3)
      } else {
        Issue.record("no place")
      }
    }
    #expect(code { _ = try read(Array("苹果\n红果\n".utf8) + [0xE4, 0xBF]) } == "not-utf8")
    #expect(code { _ = try read(gbk, encoding: "big5x") } == "unknown-encoding")
    #expect(code { _ = try read(gbk, encoding: "utf-8//IGNORE") } == "unknown-encoding")
    #expect(code { _ = try read(Array("a\n".utf8) + [0xFF], encoding: "gbk") } == "not-utf8")
  }

  @Test func longTextIsConvertedWhole() throws {
    var bytes: [UInt8] = [0x61, 0x0A]
    for _ in 0..<200_000 { bytes += [0xC6, 0xBB, 0xB9, 0xFB] }
    let text = try written(read(bytes).table, .csv)
    let isWhole = text == "a\n" + String(repeating: "苹果", count: 200_000) + "\n"
    #expect(isWhole)
  }
}
