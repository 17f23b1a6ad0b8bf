/// Rows of the left side beside rows of the right, `RowBlocks.none` for none; left rows ascend.
package struct JoinPairs: Sendable {
  package var left: [Int32] = []
  /// Addresses of build rows.
  package var right: [UInt32] = []

  package init() {}

  package var count: Int { left.count }

  /// Returns some of the pairs.
  package func choosing(_ positions: [Int32]) -> JoinPairs {
    var result = JoinPairs()
    result.left = RowChoice.compose(positions, of: left)
    let source = right.span
    result.right = positions.map { source[Int($0)] }
    return result
  }

  /// Returns the pairs and, with `RowBlocks.none` beside it, each left row of a range that has none.
  package func addingUnmatched(in range: Range<Int>) -> JoinPairs {
    if count == range.count, firstDuplicate == nil { return self }
    var result = JoinPairs()
    result.left.reserveCapacity(range.count)
    result.right.reserveCapacity(range.count)
    var position = 0
    for row in range {
      let row = Int32(truncatingIfNeeded: row)
      if position == count || left[position] != row {
        result.left.append(row)
        result.right.append(RowBlocks.none)
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

  /// The pairs with only the first for each left row.
  package var takingFirst: JoinPairs {
    if firstDuplicate == nil { return self }
    var result = JoinPairs()
    for position in left.indices where left[position] != result.left.last {
      result.left.append(left[position])
      result.right.append(right[position])
    }
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
