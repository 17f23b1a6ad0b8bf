import Synchronization

/// Chosen rows of a batch, ascending.
///
/// A filter makes them as bits, whose number is all that a count needs; they are listed when a
/// column's rows are first picked by them, once for all columns.
package final class Selection: Sendable {
  package let count: Int
  /// One for each row of the batch, set for those that are chosen.
  let bits: Bitmap
  private let listed = Mutex<[Int32]?>(nil)

  package init(bits: Bitmap) {
    self.bits = bits
    self.count = bits.setCount
  }

  /// - Precondition: `rows` are ascending and less than `rowCount`.
  convenience init(rows: [Int32], rowCount: Int) {
    self.init(bits: RowChoice.bits(rows, count: rowCount))
    listed.withLock { $0 = rows }
  }

  /// The rows' numbers.
  package var rows: [Int32] {
    listed.withLock { listed in
      if let listed { return listed }
      let rows = Conditions.rows(bits)
      listed = rows
      return rows
    }
  }

  /// The chosen rows of them that a bitmap over them chooses.
  func narrowed(to chosen: Bitmap) -> Selection {
    precondition(chosen.count == count, "a bit for each chosen row")
    return Selection(
      rows: RowChoice.compose(Conditions.rows(chosen), of: rows), rowCount: bits.count)
  }
}
