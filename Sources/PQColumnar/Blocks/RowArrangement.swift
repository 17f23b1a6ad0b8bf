/// Rows of several blocks in an order of their own; none is copied before somebody reads it.
///
///     rows         a b | c
///     addresses    3 0 1          (1 bit for rows: c, a, b)
package struct RowArrangement: Sendable {
  private let rows: RowBlocks
  /// The columns to hand on.
  private let columns: [Int]
  /// Batches of addresses.
  package let addresses: [Batch]

  /// - Precondition: the columns are unified, and the batches come from `AddressColumn`.
  package init(_ rows: RowBlocks, columns: [Int], addresses: [Batch]) {
    self.rows = rows
    self.columns = columns
    self.addresses = addresses
  }

  package var rowCount: Int { addresses.reduce(0) { $0 + $1.rowCount } }

  /// Returns the same rows with only some of the columns.
  package func choosing(_ positions: [Int]) -> RowArrangement {
    RowArrangement(rows, columns: positions.map { columns[$0] }, addresses: addresses)
  }

  /// Returns some rows of one batch.
  package func batch(_ range: Range<Int>, of block: Int) -> Batch {
    rows.gathering(
      AddressColumn.addresses(in: addresses[block].slice(range).column(0)), columns: columns)
  }

  /// Returns the rows of one batch.
  package func batch(_ block: Int) -> Batch { batch(0..<addresses[block].rowCount, of: block) }

  /// Returns the rows at some addresses.
  package func gathering(_ addresses: [UInt32]) -> Batch {
    rows.gathering(addresses, columns: columns)
  }

  /// The dictionary that all rows of a column share, if it is encoded.
  package func dictionary(ofColumn position: Int) -> TextDictionary? {
    guard case .dictionary(let column) = rows.blocks.first?.columns[columns[position]] else {
      return nil
    }
    return column.dictionary
  }
}
