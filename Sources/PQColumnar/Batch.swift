/// Chosen rows of a batch, ascending.
package struct Selection: Hashable, Sendable {
  package let rows: [Int32]

  package init(rows: [Int32]) {
    self.rows = rows
  }

  package var count: Int { rows.count }
}

/// Equal-length columns: a run of rows of one block. Immutable once handed on.
///
/// A filter narrows the selection and copies nothing; `column(_:)` gathers a column's chosen rows
/// when somebody asks for it.
package struct Batch: Sendable {
  package let columns: [Column]
  /// The rows that are still in, or `nil` for all of them.
  package let selection: Selection?
  /// The number of rows in `columns`, chosen or not.
  package let unselectedRowCount: Int

  /// - Precondition: every column has `rowCount` rows.
  package init(columns: [Column], rowCount: Int, selection: Selection? = nil) {
    precondition(
      columns.allSatisfy { $0.count == rowCount }, "columns of a batch differ in length")
    self.columns = columns
    self.unselectedRowCount = rowCount
    self.selection = selection
  }

  /// The number of rows that are still in.
  package var rowCount: Int { selection?.count ?? unselectedRowCount }

  /// Returns one column with the chosen rows only.
  package func column(_ position: Int) -> Column {
    guard let selection else { return columns[position] }
    return Gather.rows(selection.rows, of: columns[position])
  }

  /// Returns the same batch narrowed to rows of itself, numbered after the present selection.
  package func selecting(_ rows: [Int32]) -> Batch {
    let chosen = selection.map { selection in rows.map { selection.rows[Int($0)] } } ?? rows
    return Batch(
      columns: columns, rowCount: unselectedRowCount, selection: Selection(rows: chosen))
  }

  /// Returns the batch with its columns as they are and the chosen rows as bits, or gathered, as
  /// costs less; without bits every row counts.
  package func withChosenRows() -> (batch: Batch, rows: Bitmap?) {
    guard let selection else { return (self, nil) }
    // With fewer rows than one in eight, most of what is passed over is looked at for nothing.
    if selection.count * 8 < unselectedRowCount { return (compacted(), nil) }
    return (
      Batch(columns: columns, rowCount: unselectedRowCount),
      RowChoice.bits(selection.rows, count: unselectedRowCount)
    )
  }

  /// Returns the batch with every column gathered.
  package func compacted() -> Batch {
    if selection == nil { return self }
    return Batch(columns: columns.indices.map { column($0) }, rowCount: rowCount)
  }
}
