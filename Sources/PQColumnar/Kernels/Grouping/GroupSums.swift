/// Sums of whole numbers for each group, exact, and how many numbers went into each.
///
/// Sums are kept in 64 bits for as long as the numbers seen so far cannot add up to more, and in
/// 128 bits, which no number of rows can overflow, from then on.
package struct GroupSums: Sendable {
  private var narrow: [Int64] = []
  private var wide: [Int128] = []
  private var isWide = false
  /// No sum is further from 0 than this.
  private var bound: UInt64 = 0
  package private(set) var counts = GroupCounts()

  package init() {}

  package var groupCount: Int { counts.groupCount }

  package func sum(of group: Int) -> Int128 {
    isWide ? wide[group] : Int128(narrow[group])
  }

  /// Makes room for groups; never shrinks.
  package mutating func resize(groupCount: Int) {
    let added = groupCount - counts.groupCount
    if added <= 0 { return }
    counts.resize(groupCount: groupCount)
    if isWide {
      wide.append(contentsOf: repeatElement(0, count: added))
    } else {
      narrow.append(contentsOf: repeatElement(0, count: added))
    }
  }

  /// Adds the chosen rows of a column that is stored as whole numbers; missing ones are passed
  /// over.
  ///
  /// - Precondition: every group is below `groupCount`.
  package mutating func add(_ column: Column, _ ids: GroupIDs, rows: Bitmap? = nil) {
    precondition(column.count == ids.count, "a column and its groups differ in length")
    if ids.count == 0 { return }
    guard case .integer(let integers) = column else {
      addConstant(column.constantValue.storedInteger, ids, rows: rows)
      return
    }
    precondition(ids.greatest < groupCount, "a row of an unknown group")
    let rows = Conditions.both(rows, integers.validity)
    makeRoom(for: integers.storage.greatestMagnitude, times: ids.count)
    switch integers.storage {
    case .int8(let values): add(values, ids, rows)
    case .int16(let values): add(values, ids, rows)
    case .int32(let values): add(values, ids, rows)
    case .int64(let values): add(values, ids, rows)
    }
  }

  /// Adds another's sums, see `GroupCounts.merge`.
  package mutating func merge(_ other: GroupSums, map: [Int32]?) {
    if map == nil { resize(groupCount: other.groupCount) }
    if other.isWide { widen() } else { makeRoom(for: other.bound, times: 1) }
    for group in 0..<other.groupCount {
      let target = map.map { Int($0[group]) } ?? group
      if target < 0 { continue }
      if isWide {
        wide[target] += other.sum(of: group)
      } else {
        narrow[target] &+= other.narrow[group]
      }
    }
    counts.merge(other.counts, map: map)
  }

  private mutating func addConstant(_ number: Int64?, _ ids: GroupIDs, rows: Bitmap?) {
    guard let number else { return }
    var added = GroupCounts()
    added.resize(groupCount: groupCount)
    added.add(ids, rows: rows)
    makeRoom(for: number.magnitude, times: ids.count)
    for (group, count) in added.values.enumerated() where count > 0 {
      if isWide {
        wide[group] += Int128(number) * Int128(count)
      } else {
        narrow[group] &+= number &* count
      }
    }
    counts.merge(added, map: nil)
  }

  // MARK: - Widths

  private mutating func makeRoom(for magnitude: UInt64, times count: Int) {
    if isWide { return }
    let (product, overflows) = magnitude.multipliedReportingOverflow(by: UInt64(count))
    let (sum, overflowsToo) = bound.addingReportingOverflow(product)
    if overflows || overflowsToo || sum > UInt64(Int64.max) { widen() } else { bound = sum }
  }

  private mutating func widen() {
    if isWide { return }
    wide = narrow.map { Int128($0) }
    narrow = []
    isWide = true
  }

  // MARK: - Loops

  private mutating func add<Number: FixedWidthInteger>(
    _ values: [Number], _ ids: GroupIDs, _ rows: Bitmap?
  ) {
    switch ids.storage {
    case .single(let group): add(values, to: group, rows)
    case .codes(let vector):
      let fits = groupCount <= GroupLanes.groupLimit && ids.count >= groupCount
      let inLanes =
        fits && Number.bitWidth <= 16 && !isWide && ids.count <= Table.blockRowCount
      if !inLanes { counts.add(ids, rows: rows) }
      switch vector {
      case .uint8(let codes): add(values, codes, rows, inLanes: inLanes)
      case .uint16(let codes): add(values, codes, rows, inLanes: inLanes)
      case .uint32(let codes): add(values, codes, rows, inLanes: inLanes)
      }
    }
  }

  private mutating func add<Number: FixedWidthInteger>(
    _ values: [Number], to group: Int, _ rows: Bitmap?
  ) {
    counts.add(GroupIDs(single: group, count: values.count), rows: rows)
    let values = values.span
    if isWide {
      var sum: Int128 = 0
      forEachRow(values.count, in: rows) { sum &+= Int128(values[$0]) }
      wide[group] += sum
    } else {
      var sum: Int64 = 0
      forEachRow(values.count, in: rows) { sum &+= Int64(truncatingIfNeeded: values[$0]) }
      narrow[group] &+= sum
    }
  }

  private mutating func add<Number: FixedWidthInteger, Code: FixedWidthInteger>(
    _ values: [Number], _ codes: [Code], _ rows: Bitmap?, inLanes: Bool
  ) {
    if inLanes {
      addInLanes(values, codes, rows)
      return
    }
    // Unchecked: the greatest group was looked at, and a check for each row costs a third more.
    values.withUnsafeBufferPointer { values in
      codes.withUnsafeBufferPointer { codes in
        if isWide {
          wide.withUnsafeMutableBufferPointer { sums in
            forEachRow(codes.count, in: rows) { sums[Int(codes[$0])] &+= Int128(values[$0]) }
          }
        } else {
          narrow.withUnsafeMutableBufferPointer { sums in
            forEachRow(codes.count, in: rows) {
              sums[Int(codes[$0])] &+= Int64(truncatingIfNeeded: values[$0])
            }
          }
        }
      }
    }
  }

  /// Counts and sums with one addition: a block's count of rows stands above bit 40, the sum of
  /// its 16-bit numbers, moved so that none is negative, below.
  private mutating func addInLanes<Number: FixedWidthInteger, Code: FixedWidthInteger>(
    _ values: [Number], _ codes: [Code], _ rows: Bitmap?
  ) {
    let least = Int64(Number.min)
    let one: UInt64 = 1 << Self.countShift
    GroupLanes.sum(groupCount) { lanes in
      values.withUnsafeBufferPointer { values in
        codes.withUnsafeBufferPointer { codes in
          forEachRow(codes.count, in: rows) { row in
            let number = UInt64(truncatingIfNeeded: Int64(values[row]) &- least)
            lanes[Int(codes[row]) &* GroupLanes.count &+ row & GroupLanes.mask] &+= one &+ number
          }
        }
      }
    } flush: { group, total in
      let count = Int64(truncatingIfNeeded: total >> Self.countShift)
      narrow[group] &+= Int64(truncatingIfNeeded: total & (one - 1)) &+ count &* least
      counts.add(count, to: group)
    }
  }

  /// 2^16 rows of numbers below 2^16 stay below 2^32.
  private static let countShift: UInt64 = 40
}

extension IntegerVector {
  /// A bound on how far from 0 its numbers are: that of the width, or of the numbers themselves
  /// where the width says little.
  var greatestMagnitude: UInt64 {
    switch self {
    case .int8: 1 << 7
    case .int16: 1 << 15
    case .int32: 1 << 31
    case .int64(let values): values.reduce(0) { max($0, $1.magnitude) }
    }
  }
}
