/// The rows of a join's build side, found by key.
///
/// Rows with a missing key are found by nobody.
package struct JoinTable: Sendable {
  private let groups: GroupTable
  /// Where the rows of each group begin in `rows`, and the end of the last.
  private let starts: [Int32]
  /// Build rows, group after group, ascending inside.
  private let rows: [Int32]

  package init(keys: [Column], types: [DataType], rowCount: Int) {
    var groups = GroupTable(types: types)
    let ids = groups.groups(of: keys, rowCount: rowCount)
    var starts = [Int32](repeating: 0, count: groups.groupCount + 1)
    for id in ids { starts[Int(id) + 1] += 1 }
    for group in 0..<groups.groupCount { starts[group + 1] += starts[group] }
    var next = starts
    var rows = [Int32](repeating: 0, count: rowCount)
    for (row, id) in ids.enumerated() {
      rows[Int(next[Int(id)])] = Int32(truncatingIfNeeded: row)
      next[Int(id)] += 1
    }
    self.groups = groups
    self.starts = starts
    self.rows = rows
  }

  /// Whether no two build rows have the same key.
  package var isUnique: Bool { groups.groupCount == rows.count }

  /// Returns the group of build rows that each probe row meets, -1 for none.
  package func matches(of keys: [Column], rowCount: Int) -> [Int32] {
    var present: Bitmap?
    for key in keys { present = Conditions.both(present, key.validity) }
    let found = groups.existingGroups(of: keys, rowCount: rowCount)
    guard let present, !present.isAllSet else { return found }
    return found.indices.map { present[$0] ? found[$0] : -1 }
  }

  /// Returns how many rows from `start` on have at most `limit` pairs together; at least one.
  package func run(of matches: [Int32], from start: Int, limit: Int) -> Range<Int> {
    var pairs = 0
    for row in start..<matches.count {
      if matches[row] >= 0 { pairs += count(of: Int(matches[row])) }
      if pairs > limit, row > start { return start..<row }
    }
    return start..<matches.count
  }

  /// Returns the pairs of some probe rows with the build rows they meet, in that order.
  package func pairs(of matches: [Int32], in range: Range<Int>) -> JoinPairs {
    var pairs = JoinPairs()
    for row in range where matches[row] >= 0 {
      let group = Int(matches[row])
      for position in Int(starts[group])..<Int(starts[group + 1]) {
        pairs.left.append(Int32(truncatingIfNeeded: row))
        pairs.right.append(rows[position])
      }
    }
    return pairs
  }

  private func count(of group: Int) -> Int {
    Int(starts[group + 1] - starts[group])
  }
}

/// Rows of the left side beside rows of the right, -1 for none; left rows ascend.
package struct JoinPairs: Sendable {
  package var left: [Int32] = []
  package var right: [Int32] = []

  package init() {}

  package var count: Int { left.count }

  /// Returns some of the pairs.
  package func choosing(_ positions: [Int32]) -> JoinPairs {
    var result = JoinPairs()
    result.left = RowChoice.compose(positions, of: left)
    result.right = RowChoice.compose(positions, of: right)
    return result
  }

  /// Returns the pairs and, with -1 beside it, each left row of a range that has none.
  package func addingUnmatched(in range: Range<Int>) -> JoinPairs {
    var result = JoinPairs()
    var position = 0
    for row in range {
      let row = Int32(truncatingIfNeeded: row)
      if position == count || left[position] != row {
        result.left.append(row)
        result.right.append(-1)
      }
      while position < count, left[position] == row {
        result.left.append(row)
        result.right.append(right[position])
        position += 1
      }
    }
    return result
  }

  /// The left rows, each once.
  package var leftRows: [Int32] {
    var result: [Int32] = []
    for row in left where row != result.last { result.append(row) }
    return result
  }

  /// The first left row that has two pairs.
  package var firstDuplicate: Int32? {
    for position in left.indices.dropFirst() where left[position] == left[position - 1] {
      return left[position]
    }
    return nil
  }
}
