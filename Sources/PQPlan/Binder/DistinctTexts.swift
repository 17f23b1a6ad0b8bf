import PQColumnar

/// The distinct values of a text column of a loaded table, for the warning `no-such-value`.
enum DistinctTexts {
  /// More values than this are no vocabulary that a word could be misspelled from.
  static let valueLimit = 1_000
  /// Text that is not in a dictionary is read row by row, so only in tables of a modest size.
  static let rowLimit = 200_000

  /// Returns the values, or `nil` if there are too many or the column holds no text.
  static func values(of origin: ColumnOrigin) -> Set<String>? {
    guard origin.table.rowCount <= rowLimit || isDictionary(origin) else { return nil }
    var result: Set<String> = []
    for block in origin.table.blocks {
      guard block.columns.indices.contains(origin.column) else { return nil }
      switch block.column(origin.column) {
      case .dictionary(let column):
        for code in Set(column.codes) where Int(code) < column.dictionary.count {
          result.insert(column.dictionary.string(at: Int(code)))
          if result.count > valueLimit { return nil }
        }
      case .text(let column):
        for row in 0..<column.count where column.validity?[row] != false {
          result.insert(column.string(at: row))
          if result.count > valueLimit { return nil }
        }
      case .constant(let column):
        if case .text(let text) = column.value { result.insert(text) }
      default: return nil
      }
    }
    return result
  }

  private static func isDictionary(_ origin: ColumnOrigin) -> Bool {
    origin.table.blocks.allSatisfy { block in
      guard block.columns.indices.contains(origin.column) else { return false }
      if case .dictionary = block.columns[origin.column] { return true }
      return false
    }
  }
}
