/// Every combination of the rows of several columns.
package enum CrossProduct {
  /// Returns columns in which each combination stands once; the last column varies fastest.
  ///
  ///     a b    1 2 3
  ///     a a a b b b    1 2 3 1 2 3
  package static func columns(_ columns: [Column]) -> [Column] {
    let total = columns.reduce(1) { $0 * $1.count }
    var rest = total
    return columns.map { column in
      guard column.count > 0, total > 0 else { return Gather.rows([], of: column) }
      rest /= column.count
      let step = rest
      let rows = (0..<total).map { Int32($0 / step % column.count) }
      return Gather.rows(rows, of: column)
    }
  }
}

/// The least and the greatest number of a column that is stored as whole numbers.
package enum IntegerRange {
  /// Returns the range of the present numbers, or `nil` without any.
  package static func of(_ column: Column) -> ClosedRange<Int64>? {
    switch column {
    case .constant(let column):
      return column.count == 0 ? nil : column.value.storedInteger.map { $0...$0 }
    case .integer(let column):
      var least: Int64?
      var greatest: Int64?
      for (row, value) in column.values.enumerated() where column.validity?[row] != false {
        least = min(least ?? value, value)
        greatest = max(greatest ?? value, value)
      }
      guard let least, let greatest else { return nil }
      return least...greatest
    default:
      return nil
    }
  }
}
