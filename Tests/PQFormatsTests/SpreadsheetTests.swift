import PQColumnar
import PQFormats
import Testing

struct SpreadsheetTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@x", "'@x"), ("\tx", "'\tx"), ("-1", "'-1"), ("a=1", "a=1"),
    ("\nx", "\"'\nx\""), ("＝1", "'＝1"), ("＠x", "'＠x"), ("，x", "，x"),
    ("110101199003070012", "\"\t110101199003070012\""), ("007", "\"\t007\""), ("42", "42"),
    ("0", "0"),
  ])
  func textIsNeitherRunNorRounded(text: String, cell: String) throws {
    let column = Column(values: [.text(text)], type: .text)
    let table = Table(
      name: "fruit", schema: Schema([Field("name", type: .text)]),
      blocks: [Batch(columns: [column], rowCount: 1)])
    var options = WriteOptions()
    options.isForExcel = true
    let written = try TableWriter.text(table, format: .csv, options: options)
    #expect(Array(written.utf8) == Array("\u{FEFF}name\r\n\(cell)\r\n".utf8))
  }

  @Test(arguments: [(-5, "-5"), (1_234_567_890_123_456, "\"\t1234567890123456\"")])
  func numbersStayNumbersWhileTheyFit(number: Int64, cell: String) throws {
    let column = Column(values: [.integer(number)], type: .integer)
    let table = Table(
      name: "fruit", schema: Schema([Field("n", type: .integer)]),
      blocks: [Batch(columns: [column], rowCount: 1)])
    var options = WriteOptions()
    options.isForExcel = true
    let written = try TableWriter.text(table, format: .tsv, options: options)
    #expect(Array(written.utf8) == Array("\u{FEFF}n\r\n\(cell)\r\n".utf8))
  }
}
