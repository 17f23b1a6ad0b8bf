import PQColumnar

/// Finds the line with the names of declared columns below titles and remarks:
///
///     2020 harvest of all orchards,,
///     Printed:,2021-01-04,
///     编号,品种,重量
enum HeaderSearch {
  /// A title and a few remarks; further down a line of names would be a coincidence.
  private static let recordLimit = 10

  /// Returns how many records stand above the names; `nil` if no line has two declared names.
  static func find(_ bytes: Span<UInt8>, dialect: CSVDialect, fields: [Field]) -> Int? {
    guard fields.count > 1 else { return nil }
    var scanner = CSVScanner(dialect: dialect)
    var cells: [CSVCell] = []
    var number = 0
    while number < recordLimit, let record = scanner.next(bytes, cells: &cells) {
      if case .blank = record.form { continue }
      let names = cells.map { CellText.string(bytes, $0, quote: dialect.quote) }
      let found = HeaderText.positions(of: fields, in: names).count { $0 != nil }
      if found > 1 { return number }
      number += 1
    }
    return nil
  }
}
