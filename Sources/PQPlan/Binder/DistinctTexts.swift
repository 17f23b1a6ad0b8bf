import PQColumnar

/// The distinct values of a text column of a loaded table, for the warning `no-such-value`.
enum DistinctTexts {
  /// More values than this are no vocabulary that a word could be misspelled from.
  static let valueLimit = 1_000
  /// Text that is not in a dictionary is read row by row, so only in tables of a modest size.
  static let rowLimit = 200_000

  /// Returns the values, or `nil` if there are too many or the column holds no text.
  static func values(of origin: ColumnOrigin) -> Set<String>? {
    var result: Set<String> = []
    guard let columns = columns(of: origin) else { return nil }
    for column in columns {
      switch column {
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

  /// Returns the column's parts if they are worth a look: few rows, or a dictionary. A column that
  /// cannot be read is none of a warning's business.
  private static func columns(of origin: ColumnOrigin) -> [Column]? {
    let table = origin.table
    guard table.schema.fields.indices.contains(origin.column) else { return nil }
    var result: [Column] = []
    for block in table.blockRowCounts.indices {
      guard let batch = try? table.block(block, columns: [origin.column]) else { return nil }
      let column = batch.column(0)
      if case .dictionary = column {
      } else if table.rowCount > rowLimit {
        return nil
      }
      result.append(column)
    }
    return result
  }
}
