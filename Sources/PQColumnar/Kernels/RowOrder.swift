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
    var rows = Array(0..<Int32(rowCount))
    let words = keys.flatMap(orderWords)
    if words.isEmpty { return rows }
    if words.count == 1 {
      let key = words[0]
      rows.sort {
        let (left, right) = (key[Int($0)], key[Int($1)])
        return left == right ? $0 < $1 : left < right
      }
      return rows
    }
    rows.sort { isBefore($0, $1, words) }
    return rows
  }

  /// Returns the first `count` rows in order, without sorting the rest.
  package static func first(_ count: Int, by keys: [SortColumn], rowCount: Int) -> [Int32] {
    if count >= rowCount { return sorted(keys, rowCount: rowCount) }
    if count <= 0 { return [] }
    let words = keys.flatMap(orderWords)
    var heap = RowHeap(words: words)
    for row in 0..<Int32(rowCount) { heap.offer(row, limit: count) }
    return heap.rows.sorted { isBefore($0, $1, words) }
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

  fileprivate static func isBefore(_ left: Int32, _ right: Int32, _ words: [[UInt64]]) -> Bool {
    for key in words {
      let (leftWord, rightWord) = (key[Int(left)], key[Int(right)])
      if leftWord != rightWord { return leftWord < rightWord }
    }
    return left < right
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

/// The best rows so far; the worst of them on top.
private struct RowHeap {
  let words: [[UInt64]]
  var rows: [Int32] = []

  init(words: [[UInt64]]) {
    self.words = words
  }

  mutating func offer(_ row: Int32, limit: Int) {
    if rows.count < limit {
      rows.append(row)
      var child = rows.count - 1
      while child > 0, RowOrder.isBefore(rows[(child - 1) / 2], rows[child], words) {
        rows.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if RowOrder.isBefore(row, rows[0], words) {
      rows[0] = row
      sink()
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < rows.count {
        if RowOrder.isBefore(rows[worst], rows[child], words) { worst = child }
      }
      if worst == parent { return }
      rows.swapAt(parent, worst)
      parent = worst
    }
  }
}
