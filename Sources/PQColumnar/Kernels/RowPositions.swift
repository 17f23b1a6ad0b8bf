/// Row numbers read off flags and groups.
package enum RowPositions {
  /// Returns the positions of the flags that are set.
  package static func set(in flags: [Bool]) -> [Int] {
    flags.indices.filter { flags[$0] }
  }

  /// Returns the rows in which a group number appears for the first time, when group numbers are
  /// given in order of first appearance and those below `knownCount` have appeared before.
  ///
  ///     groups, known 1    0  1  1  2  0
  ///     result             1  3
  package static func firsts(of groups: [Int32], knownCount: Int = 0) -> [Int32] {
    var next = Int32(truncatingIfNeeded: knownCount)
    var rows: [Int32] = []
    for (row, group) in groups.enumerated() where group == next {
      rows.append(Int32(truncatingIfNeeded: row))
      next += 1
    }
    return rows
  }

  /// Returns the first row of each group, -1 for a group without rows.
  package static func first(of groups: [Int32], groupCount: Int) -> [Int32] {
    var rows = [Int32](repeating: -1, count: groupCount)
    for (row, group) in groups.enumerated() where group >= 0 && rows[Int(group)] < 0 {
      rows[Int(group)] = Int32(truncatingIfNeeded: row)
    }
    return rows
  }

  /// Returns the first `count` entries of each partition of an order.
  ///
  ///     order 4 0 2 | 1 3, count 2    4 0 1 3
  package static func first(_ count: Int, of order: [Int32], starts: [Int]) -> [Int32] {
    var result: [Int32] = []
    for (position, start) in starts.enumerated() {
      let end = position + 1 < starts.count ? starts[position + 1] : order.count
      result.append(contentsOf: order[start..<min(end, start + max(0, count))])
    }
    return result
  }

  /// Returns the position of each number below a count in a list, -1 for one that is not there.
  ///
  ///     list 1 3, count 5    -1 0 -1 1 -1
  package static func inverse(_ list: [Int32], count: Int) -> [Int32] {
    var result = [Int32](repeating: -1, count: count)
    for (position, number) in list.enumerated() {
      result[Int(number)] = Int32(truncatingIfNeeded: position)
    }
    return result
  }

  /// Returns a list with each number at its place, and -1 at the others.
  ///
  ///     numbers 7 5, places 1 3, count 5    -1 7 -1 5 -1
  package static func scattered(
    _ numbers: [Int32], to places: [Int32], count: Int
  ) -> [Int32] {
    var result = [Int32](repeating: -1, count: count)
    for (position, place) in places.enumerated() { result[Int(place)] = numbers[position] }
    return result
  }

  /// Returns each number's entry in a list, -1 for a number below 0.
  package static func lookUp(_ numbers: [Int32], in list: [Int32]) -> [Int32] {
    let source = list.span
    return numbers.map { $0 < 0 ? -1 : source[Int($0)] }
  }

  /// Returns the numbers with those below 0 replaced.
  package static func replacingNegative(_ numbers: [Int32], with number: Int) -> [Int32] {
    let replacement = Int32(truncatingIfNeeded: number)
    return numbers.map { $0 < 0 ? replacement : $0 }
  }
}

/// Lets a limited number of rows of each partition through, in the order they come.
package struct PartitionLimiter: Sendable {
  private var groups: GroupTable
  private var counts: [Int] = []
  private let limit: Int

  package init(types: [DataType], limit: Int) {
    groups = GroupTable(types: types)
    self.limit = limit
  }

  package var partitionCount: Int { groups.groupCount }

  /// Returns the rows of a batch that are among the first of their partition.
  package mutating func rows(of keys: [Column], rowCount: Int) -> [Int32] {
    let partitions = groups.groups(of: keys, rowCount: rowCount)
    let added = groups.groupCount - counts.count
    counts.append(contentsOf: repeatElement(0, count: added))
    var rows: [Int32] = []
    for (row, partition) in partitions.enumerated() where counts[Int(partition)] < limit {
      counts[Int(partition)] += 1
      rows.append(Int32(truncatingIfNeeded: row))
    }
    return rows
  }
}
