/// How many rows each group has.
package struct GroupCounts: Hashable, Sendable {
  private(set) var counts: [Int64] = []

  package init() {}

  package var groupCount: Int { counts.count }

  package subscript(group: Int) -> Int64 { counts[group] }

  package var values: [Int64] { counts }

  /// Makes room for groups; never shrinks.
  package mutating func resize(groupCount: Int) {
    if counts.count < groupCount {
      counts.append(contentsOf: repeatElement(0, count: groupCount - counts.count))
    }
  }

  /// Counts the chosen rows, or all of them.
  ///
  /// - Precondition: every group is below `groupCount`.
  package mutating func add(_ ids: GroupIDs, rows: Bitmap? = nil) {
    precondition(ids.greatest < groupCount, "a row of an unknown group")
    switch ids.storage {
    case .single(let group):
      if ids.count > 0 { counts[group] += Int64(rows?.setCount ?? ids.count) }
    case .codes(.uint8(let codes)): add(codes, rows)
    case .codes(.uint16(let codes)): add(codes, rows)
    case .codes(.uint32(let codes)): add(codes, rows)
    }
  }

  /// Counts so many rows of one group.
  mutating func add(_ count: Int64, to group: Int) {
    counts[group] += count
  }

  /// Adds another's counts: its group `g` is this one's `map[g]`, or is left out if that is
  /// negative. Without a map, groups have the same numbers.
  package mutating func merge(_ other: GroupCounts, map: [Int32]?) {
    guard let map else {
      resize(groupCount: other.groupCount)
      let source = other.counts.span
      for group in source.indices { counts[group] += source[group] }
      return
    }
    for (group, count) in other.counts.enumerated() where map[group] >= 0 {
      counts[Int(map[group])] += count
    }
  }

  /// The groups with rows, ascending.
  package var occupied: [Int32] {
    counts.indices.filter { counts[$0] > 0 }.map { Int32(truncatingIfNeeded: $0) }
  }

  private mutating func add<Code: FixedWidthInteger>(_ codes: [Code], _ rows: Bitmap?) {
    if counts.count <= GroupLanes.groupLimit, codes.count >= counts.count {
      addInLanes(codes, rows)
      return
    }
    // Unchecked: the greatest group was looked at, and a check for each row costs a third more.
    counts.withUnsafeMutableBufferPointer { counts in
      codes.withUnsafeBufferPointer { codes in
        forEachRow(codes.count, in: rows) { counts[Int(codes[$0])] &+= 1 }
      }
    }
  }

  private mutating func addInLanes<Code: FixedWidthInteger>(_ codes: [Code], _ rows: Bitmap?) {
    let groupCount = counts.count
    counts.withUnsafeMutableBufferPointer { counts in
      GroupLanes.sum(groupCount) { lanes in
        codes.withUnsafeBufferPointer { codes in
          forEachRow(codes.count, in: rows) { row in
            lanes[Int(codes[row]) &* GroupLanes.count &+ row & GroupLanes.mask] &+= 1
          }
        }
      } flush: { group, total in
        counts[group] &+= Int64(truncatingIfNeeded: total)
      }
    }
  }
}

/// A few counters for each group, which rows take in turn: adding to a number that the row before
/// has just written waits for that write, and neighbours are often of one group.
enum GroupLanes {
  static let count = 4
  static let mask = 3
  /// More groups than this leave the first-level cache, and neighbours differ.
  static let groupLimit = 1024

  /// Lets `fill` add to zeroed lanes, and hands on each group's total.
  @inline(__always)
  static func sum(
    _ groupCount: Int, _ fill: (UnsafeMutableBufferPointer<UInt64>) -> Void,
    flush: (Int, UInt64) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: groupCount * count) { lanes in
      lanes.initialize(repeating: 0)
      fill(lanes)
      for group in 0..<groupCount {
        let first = group &* count
        let total = lanes[first] &+ lanes[first &+ 1] &+ lanes[first &+ 2] &+ lanes[first &+ 3]
        if total != 0 { flush(group, total) }
      }
    }
  }
}
