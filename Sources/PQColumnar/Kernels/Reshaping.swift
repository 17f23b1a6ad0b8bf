/// Row numbers for turning tables: wide to long and back.
package enum Reshaping {
  /// Returns the order that puts columns standing behind each other row by row: first the first
  /// row of each, then the second.
  ///
  ///     2 columns of 3 rows    0 3 1 4 2 5
  package static func interleaved(columnCount: Int, rowCount: Int) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(columnCount * rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        result.append(Int32(truncatingIfNeeded: column * rowCount + row))
      }
    }
    return result
  }

  /// Returns each row number several times.
  ///
  ///     3 rows twice    0 0 1 1 2 2
  package static func repeated(rowCount: Int, times: Int) -> [Int32] {
    (0..<rowCount * times).map { Int32(truncatingIfNeeded: $0 / max(1, times)) }
  }

  /// Returns the numbers below a count, again and again.
  ///
  ///     3 rows of 2    0 1 0 1 0 1
  package static func cycled(rowCount: Int, through count: Int) -> [UInt32] {
    (0..<rowCount * count).map { UInt32(truncatingIfNeeded: $0 % max(1, count)) }
  }
}

/// Which row stands in which cell of a pivot.
package struct PivotCells: Sendable {
  /// The row of each cell, line after line; -1 for an empty cell.
  private let rows: [Int32]
  private let columnCount: Int
  package let lineCount: Int
  /// The first row whose cell was taken.
  package private(set) var conflict: Int?
  /// The first row that has no column.
  package private(set) var missed: Int?

  /// - Parameters:
  ///   - lines: the line of each row.
  ///   - columns: the column of each row, -1 for none.
  package init(lines: [Int32], lineCount: Int, columns: [Int32], columnCount: Int) {
    var rows = [Int32](repeating: -1, count: lineCount * columnCount)
    for (row, line) in lines.enumerated() {
      if columns[row] < 0 {
        if missed == nil { missed = row }
        continue
      }
      let cell = Int(line) * columnCount + Int(columns[row])
      if rows[cell] >= 0, conflict == nil { conflict = row }
      rows[cell] = Int32(truncatingIfNeeded: row)
    }
    self.rows = rows
    self.columnCount = columnCount
    self.lineCount = lineCount
  }

  /// Returns the row of each line in a column, -1 for an empty cell.
  package func rows(inColumn column: Int) -> [Int32] {
    (0..<lineCount).map { rows[$0 * columnCount + column] }
  }
}
