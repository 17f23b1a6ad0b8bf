/// A column to sort by.
package struct SortColumn: Sendable {
  package let column: Column
  package let type: DataType
  package let isDescending: Bool

  package init(_ column: Column, type: DataType, isDescending: Bool = false) {
    self.column = column
    self.type = type
    self.isDescending = isDescending
  }
}

/// The order of rows by several keys. Equal rows keep their order; a missing key comes last,
/// ascending and descending.
package enum RowOrder {
  /// Returns the rows in order.
  ///
  ///     key                 b  –  a  b
  ///     ascending rows      2  0  3  1
  ///     descending rows     0  3  2  1
  package static func sorted(_ keys: [SortColumn], rowCount: Int) -> [Int32] {
    let rows = RowBlocks(
      [Batch(columns: keys.map(\.column), rowCount: rowCount)], columnCount: keys.count)
    let keys = keys.map {
      BlockSortKey([$0.column], type: $0.type, isDescending: $0.isDescending)
    }
    if rowCount == 0 { return [] }
    return BlockOrder.sorted(keys, of: rows, workers: .one).addresses
      .map { Int32(truncatingIfNeeded: $0) }
  }

  /// Returns the first `count` rows in order, without sorting the rest.
  package static func first(_ count: Int, by keys: [SortColumn], rowCount: Int) -> [Int32] {
    if count <= 0 { return [] }
    guard count < rowCount, let key = keys.first,
      let candidates = TopCandidates.find(key, count: count, bound: .max)
    else { return Array(sorted(keys, rowCount: rowCount).prefix(count)) }
    let picked = keys.map { key in
      SortColumn(
        Gather.rows(candidates.rows, of: key.column), type: key.type,
        isDescending: key.isDescending)
    }
    let order = sorted(picked, rowCount: candidates.rows.count).prefix(count)
    return RowChoice.compose(Array(order), of: candidates.rows)
  }

  /// Tells for each row of an order whether its keys differ from those of the row before it.
  ///
  ///     key in order      a  a  b  –  –
  ///     result            true  false  true  true  false
  package static func peerStarts(_ keys: [SortColumn], rows: [Int32]) -> [Bool] {
    let words = keys.flatMap(orderWords)
    return rows.indices.map { position in
      if position == 0 { return true }
      let row = Int(rows[position])
      let previous = Int(rows[position - 1])
      return words.contains { $0[row] != $0[previous] }
    }
  }

  /// Returns -1, 0 or 1 as a row of one batch comes before, with, or after a row of another.
  ///
  /// - Precondition: both have the same keys.
  package static func compare(
    _ left: [SortColumn], row leftRow: Int, _ right: [SortColumn], row rightRow: Int
  ) -> Int {
    for (left, right) in zip(left, right) {
      let leftMissing = left.column.isMissing(at: leftRow)
      let rightMissing = right.column.isMissing(at: rightRow)
      if leftMissing || rightMissing {
        if leftMissing == rightMissing { continue }
        return leftMissing ? 1 : -1
      }
      let order = ValueOrder.compare(
        left.column, row: leftRow, right.column, row: rightRow, as: left.type)
      if order != 0 { return left.isDescending ? -order : order }
    }
    return 0
  }

  /// Words whose unsigned order is the key's: one per row, and before them, if a row is missing,
  /// another that is 1 for missing rows.
  private static func orderWords(_ key: SortColumn) -> [[UInt64]] {
    // A constant puts no row before another.
    if case .constant = key.column { return [] }
    var words = ValueOrder.words(key.column, as: key.type)
    if key.isDescending { for row in words.indices { words[row] = ~words[row] } }
    guard let validity = key.column.validity, !validity.isAllSet else { return [words] }
    for row in words.indices where !validity[row] { words[row] = 0 }
    return [words.indices.map { validity[$0] ? 0 : 1 }, words]
  }
}
