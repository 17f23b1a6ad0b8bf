extension Batch {
  /// Returns the chosen rows of several batches behind each other.
  ///
  /// - Precondition: the batches agree in types and positions; without any, the result has
  ///   `columnCount` empty columns.
  package static func joined(_ batches: [Batch], columnCount: Int) -> Batch {
    let rowCount = batches.reduce(0) { $0 + $1.rowCount }
    let columns = (0..<columnCount).map { position in
      Concatenation.columns(batches.map { $0.column(position) })
    }
    if rowCount > 0 { return Batch(columns: columns, rowCount: rowCount) }
    let empty = Column.constant(ConstantColumn(.missing, count: 0))
    return Batch(columns: columns.map { $0.count == 0 ? $0 : empty }, rowCount: 0)
  }

  /// Returns the given rows of some columns, in any order, also repeatedly; a negative row number
  /// gives a missing row.
  package func gathering(_ rows: [Int32], columns positions: [Int]) -> Batch {
    let source = selection.map { selection in
      rows.map { $0 < 0 ? $0 : selection.rows[Int($0)] }
    }
    let gathered = positions.map { Gather.rows(source ?? rows, of: columns[$0]) }
    return Batch(columns: gathered, rowCount: rows.count)
  }
}
