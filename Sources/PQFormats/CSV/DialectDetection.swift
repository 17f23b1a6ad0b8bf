import PQColumnar

/// Finds out how a CSV file is written from its first records.
///
/// Only the outer form is judged by a sample; types never are (see `ColumnEvidence`).
enum DialectDetection {
  /// The first 128 KiB show the form of any file.
  private static let sampleSize = 1 << 17
  private static let sampleRecordCount = 200
  /// In order of preference when two fit equally well.
  private static let delimiters = [",", "\t", ";", "|"].flatMap { Array($0.utf8) }

  /// Returns the dialect, as far as the options do not fix it.
  static func detect(_ bytes: Span<UInt8>, options: CSVOptions, fields: [Field]) -> CSVDialect {
    var dialect = CSVDialect(quote: options.quote)
    dialect.delimiter = options.delimiter ?? delimiter(of: bytes, quote: options.quote)
    dialect.hasHeader = options.hasHeader ?? hasHeader(bytes, dialect: dialect, fields: fields)
    return dialect
  }

  /// Chooses the delimiter that cuts the most records into as many cells as the first one.
  private static func delimiter(of bytes: Span<UInt8>, quote: UInt8) -> UInt8 {
    var best = delimiters[0]
    var bestShare = 0.0
    var bestCellCount = 1
    for candidate in delimiters {
      let counts = cellCounts(bytes, CSVDialect(delimiter: candidate, quote: quote))
      guard let first = counts.first, first > 1 else { continue }
      let share = Double(counts.count { $0 == first }) / Double(counts.count)
      if share > bestShare || share == bestShare && first > bestCellCount {
        (best, bestShare, bestCellCount) = (candidate, share, first)
      }
    }
    return best
  }

  private static func cellCounts(_ bytes: Span<UInt8>, _ dialect: CSVDialect) -> [Int] {
    let sample = bytes.extracting(first: sampleSize)
    var scanner = CSVScanner(dialect: dialect, cellLimit: 1)
    var cells: [CSVCell] = []
    var counts: [Int] = []
    while counts.count < sampleRecordCount, let record = scanner.next(sample, cells: &cells) {
      // The sample may end in the middle of a record.
      if scanner.position == sample.count, sample.count < bytes.count, !counts.isEmpty { break }
      if case .cells = record.form { counts.append(record.cellCount) }
    }
    return counts
  }

  /// A first line is data when a number or date stands in it, unless that is a year, or they go
  /// up from left to right behind a word, as in a pivoted table:
  ///
  ///     apple,12,2020-08-07            data
  ///     variety,2020-08-01,2020-08-02  names
  private static func hasHeader(
    _ bytes: Span<UInt8>, dialect: CSVDialect, fields: [Field]
  ) -> Bool {
    var scanner = CSVScanner(dialect: dialect)
    var cells: [CSVCell] = []
    var record = scanner.next(bytes, cells: &cells)
    while case .blank = record?.form { record = scanner.next(bytes, cells: &cells) }
    let names = cells.map { CellText.string(bytes, $0, quote: dialect.quote) }
    if HeaderText.positions(of: fields, in: names).contains(where: { $0 != nil }) { return true }
    if HeaderSearch.find(bytes, dialect: dialect, fields: fields) != nil { return true }
    let data = cells.filter { isData(bytes, $0) }.map { sortValue(bytes, $0) }
    guard let last = data.last, !isData(bytes, cells[0]) else { return data.isEmpty }
    guard data.count > 1 else { return false }
    return zip(data, data.dropFirst()).allSatisfy { left, right in
      left.isTime == last.isTime && left.number < right.number
    }
  }

  /// Whether a cell of the first line is a number or a date, but not a year.
  static func isData(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if TimeShape(bytes, start, end) != nil { return true }
    guard let number = NumberShape(bytes, start, end) else { return false }
    let isYear = end - start == 4 && !number.hasPoint && (1900...2100).contains(number.mantissa)
    return !isYear
  }

  private static func sortValue(
    _ bytes: Span<UInt8>, _ cell: CSVCell
  ) -> (number: Double, isTime: Bool) {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if let time = TimeShape(bytes, start, end)?.seconds(.dayFirst) { return (Double(time), true) }
    return (NumberReading.float(bytes, start, end) ?? 0, false)
  }
}
