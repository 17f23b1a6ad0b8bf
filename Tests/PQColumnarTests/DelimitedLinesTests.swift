import Testing

@testable import PQColumnar

/// A cell as the rules say, byte by byte.
private func naiveCell(_ value: Value, _ type: DataType, _ delimiter: Character) -> String {
  if value.isMissing { return "" }
  let text = ValueFormat.text(value, as: type)
  let special: Set<Character> = [delimiter, "\"", "\n", "\r", "\r\n"]
  let isBare =
    !text.isEmpty && !text.contains { special.contains($0) }
    && ![" ", "\t"].contains { text.hasPrefix($0) || text.hasSuffix($0) }
    && !text.hasPrefix("\u{FEFF}")
  if isBare { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}

/// Rows as lines, compared with the same rows put together cell by cell.
struct DelimitedLinesTests {
  private func lines(_ columns: [Column], _ types: [DataType], rows: Range<Int>) -> String {
    let lines = DelimitedLines(
      types: types, cells: types.map { _ in .own }, delimiter: UInt8(ascii: ","))
    let batch = Batch(columns: columns, rowCount: columns[0].count)
    return String(decoding: lines.text(of: batch, rows: rows), as: UTF8.self)
  }

  @Test(arguments: ColumnSamples.types)
  func everyTypeIsWrittenAsItsText(type: DataType) {
    for count in ColumnSamples.lengths {
      for (values, column) in ColumnSamples.all(type, count: count) {
        let numbers = (0..<count).map { Value.integer(Int64($0) * -1_001) }
        let rows = count / 3..<count
        let expected = rows.map { row in
          naiveCell(values[row], type, ",") + ","
            + naiveCell(numbers[row], .integer, ",") + "\n"
        }
        let found = lines(
          [column, Column(values: numbers, type: .integer)], [type, .integer], rows: rows)
        #expect(found == expected.joined())
      }
    }
  }

  @Test func numbersAndTimesAtTheEndsOfTheirRange() {
    let numbers: [Int64] = [.min, .max, 0, -1, 9, 10, 99, 1_000_000_000_000_000_000]
    let days: [Int64] = [-719_162, 2_932_896, 0, 18_481]
    let times: [Int64] = [-1, 0, 59, 86_399, 1_600_000_000, -62_135_596_800]
    for (values, type) in [
      (numbers.map(Value.integer), DataType.integer), (days.map(Value.date), .date),
      (times.map(Value.datetime), .datetime),
    ] {
      let expected = values.map { naiveCell($0, type, ",") + "\n" }
      #expect(
        lines([Column(values: values, type: type)], [type], rows: 0..<values.count)
          == expected.joined())
    }
  }

  @Test func textsStandInQuotesWhereTheyMust() {
    let texts = [
      "", "plum", " plum", "plum\t", "plum, red", "a \"plum\"", "seven b\n", "eight by\r", "\"",
      "\u{FEFF}plum", "eight,by", "nine byte,", "杏,花", String(repeating: "\"", count: 40_000),
    ]
    let values = texts.map(Value.text)
    let expected = values.map { naiveCell($0, .text, ",") + "\n" }.joined()
    for column in ColumnSamples.encodings(of: values, .text) {
      #expect(lines([column], [.text], rows: 0..<texts.count) == expected)
    }
    let coded = DictionaryEncoding.encoded(Column(values: values, type: .text).asText)
    let entries = DelimitedLines.quoted(coded.dictionary.entries, delimiter: UInt8(ascii: ","))
    let prepared = DelimitedLines(
      types: [.text], cells: [.entries(entries, of: coded.dictionary)],
      delimiter: UInt8(ascii: ","))
    let batch = Batch(columns: [.dictionary(coded)], rowCount: texts.count)
    #expect(
      String(decoding: prepared.text(of: batch, rows: 0..<texts.count), as: UTF8.self) == expected)
  }
}
