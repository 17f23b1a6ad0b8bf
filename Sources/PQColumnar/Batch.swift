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
    for column in columns {
      precondition(column.count == rowCount, "columns of a batch differ in length")
    }
    self.columns = columns
    self.unselectedRowCount = rowCount
    self.selection = selection
  }

  /// The number of rows that are still in.
  package var rowCount: Int { selection?.count ?? unselectedRowCount }

  /// Returns one column with the chosen rows only.
  package func column(_ position: Int) -> Column {
    guard let selection else { return columns[position] }
    return Gather.chosen(selection.rows, of: columns[position])
  }

  /// Returns the same batch narrowed to rows of itself, numbered after the present selection.
  ///
  /// - Precondition: `rows` are ascending.
  package func selecting(_ rows: [Int32]) -> Batch {
    let chosen = selection.map { RowChoice.compose(rows, of: $0.rows) } ?? rows
    return Batch(
      columns: columns, rowCount: unselectedRowCount,
      selection: Selection(rows: chosen, rowCount: unselectedRowCount))
  }

  /// Returns the same batch narrowed to the rows of itself whose bit is set.
  package func selecting(_ bits: Bitmap) -> Batch {
    Batch(
      columns: columns, rowCount: unselectedRowCount,
      selection: selection?.narrowed(to: bits) ?? Selection(bits: bits))
  }

  /// Returns the batch with its columns as they are and the chosen rows as bits, or gathered, as
  /// costs less; without bits every row counts.
  package func withChosenRows() -> (batch: Batch, rows: Bitmap?) {
    guard let selection else { return (self, nil) }
    // With fewer rows than one in eight, most of what is passed over is looked at for nothing.
    if selection.count * 8 < unselectedRowCount { return (compacted(), nil) }
    return (Batch(columns: columns, rowCount: unselectedRowCount), selection.bits)
  }

  /// Returns the batch with every column gathered.
  package func compacted() -> Batch {
    if selection == nil { return self }
    return Batch(columns: columns.indices.map { column($0) }, rowCount: rowCount)
  }
}
