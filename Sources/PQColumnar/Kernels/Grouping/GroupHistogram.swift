/// How often each group has each whole number, for numbers that lie close together.
///
/// Medians and the like are read off the counts: no value is kept, none is sorted.
package struct GroupHistogram: Sendable {
  private var keys: DenseKeys?
  package private(set) var groupCount = 0
  /// A counter for each number of the first group, then of the second …
  private var cells = GroupCounts()
  private var rowCount = 0

  package init() {}

  /// The most counters there may be: few beside the rows, so that many small groups keep their
  /// numbers instead, and never more than 4 Mi, which take 32 MB.
  private var cellLimit: Int { min(1 << 22, max(1 << 16, 4 * rowCount)) }

  /// Counters of one group; the last, of missing numbers, stays 0.
  private var width: Int { keys?.groupCount ?? 0 }

  /// Makes room for groups, never fewer than before; returns whether there is room.
  package mutating func resize(groupCount: Int) -> Bool {
    let count = max(self.groupCount, groupCount)
    if count * width > cellLimit { return false }
    self.groupCount = count
    cells.resize(groupCount: count * width)
    return true
  }

  /// Counts the chosen rows of a column that is stored as whole numbers, missing ones not; returns
  /// whether it could.
  ///
  /// - Precondition: every group is below `groupCount`.
  package mutating func add(_ column: Column, _ ids: GroupIDs, rows: Bitmap? = nil) -> Bool {
    let rows = Conditions.both(rows, column.validity)
    rowCount += column.count
    let limit = cellLimit / max(1, groupCount)
    guard
      let slots = DenseKeys.slots(for: [column], types: [.integer], earlier: keys, limit: limit),
      let next = DenseKeys(slots, limit: limit)
    else { return false }
    move(to: next)
    let places = next.ids(of: [column], rowCount: column.count)
    cells.add(
      ids.combined(with: places, factor: width, limit: groupCount * width), rows: rows)
    return true
  }

  /// Takes in another's counts, see `GroupCounts.merge`; returns whether it could.
  package mutating func merge(_ other: GroupHistogram, map: [Int32]) -> Bool {
    guard let others = other.keys else { return true }
    rowCount += other.rowCount
    var next = others
    if let keys {
      let limit = cellLimit / max(1, groupCount)
      guard let slots = keys.union(others), let union = DenseKeys(slots, limit: limit) else {
        return false
      }
      next = union
    }
    guard groupCount * next.groupCount <= cellLimit else { return false }
    move(to: next)
    let places = next.map(from: others)
    cells.merge(other.cells, map: cellMap(groups: map, places: places))
    return true
  }

  private mutating func move(to next: DenseKeys) {
    if let keys, next.hasSameSlots(as: keys) { return }
    let earlier = (keys: keys, cells: cells)
    keys = next
    cells = GroupCounts()
    cells.resize(groupCount: groupCount * width)
    if let keys = earlier.keys {
      let groups = RowChoice.rows(count: groupCount)
      cells.merge(earlier.cells, map: cellMap(groups: groups, places: next.map(from: keys)))
    }
  }

  private func cellMap(groups: [Int32], places: [Int32]) -> [Int32] {
    let width = Int32(truncatingIfNeeded: width)
    return groups.flatMap { group in
      places.map { group < 0 || $0 < 0 ? -1 : group * width + $0 }
    }
  }

  // MARK: - Reading

  /// How many numbers a group has.
  package func count(of group: Int) -> Int {
    var count: Int64 = 0
    for cell in cells(of: group) { count += cells[cell] }
    return Int(count)
  }

  /// Returns a group's number at a place in their order, 0 being that of the least.
  ///
  /// - Precondition: the group has so many numbers.
  package func number(_ place: Int, of group: Int) -> Int64 {
    var rest = Int64(place)
    for cell in cells(of: group) {
      if rest < cells[cell] { return least + Int64(cell - group * width) }
      rest -= cells[cell]
    }
    preconditionFailure("a group has fewer numbers")
  }

  /// Hands on each number of each group with its count.
  package func forEach(_ body: (_ group: Int, _ number: Int64, _ count: Int) -> Void) {
    for group in 0..<groupCount {
      for cell in cells(of: group) where cells[cell] > 0 {
        body(group, least + Int64(cell - group * width), Int(cells[cell]))
      }
    }
  }

  private func cells(of group: Int) -> Range<Int> {
    group * width..<(group + 1) * width
  }

  private var least: Int64 {
    if case .integers(let range) = keys?.slots.first { range.lowerBound } else { 0 }
  }
}

extension GroupIDs {
  /// Returns `group * factor + place` for each row.
  ///
  /// - Precondition: every result is below `limit`.
  func combined(with places: GroupIDs, factor: Int, limit: Int) -> GroupIDs {
    if case .single(let group) = storage, case .single(let place) = places.storage {
      return GroupIDs(single: group * factor + place, count: count)
    }
    if limit <= 1 << 16 {
      return GroupIDs(.uint16(combined(places, UInt16(truncatingIfNeeded: factor))))
    }
    return GroupIDs(.uint32(combined(places, UInt32(truncatingIfNeeded: factor))))
  }

  private func combined<Code: FixedWidthInteger & UnsignedInteger>(
    _ places: GroupIDs, _ factor: Code
  ) -> [Code] {
    switch storage {
    case .single(let group):
      Self.combined(
        Array(repeating: Code(truncatingIfNeeded: group), count: count), places, factor)
    case .codes(.uint8(let groups)): Self.combined(groups, places, factor)
    case .codes(.uint16(let groups)): Self.combined(groups, places, factor)
    case .codes(.uint32(let groups)): Self.combined(groups, places, factor)
    }
  }

  private static func combined<Group: FixedWidthInteger, Code: FixedWidthInteger>(
    _ groups: [Group], _ places: GroupIDs, _ factor: Code
  ) -> [Code] {
    switch places.storage {
    case .single(let place):
      combined(
        groups, Array(repeating: Code(truncatingIfNeeded: place), count: groups.count), factor)
    case .codes(.uint8(let places)): combined(groups, places, factor)
    case .codes(.uint16(let places)): combined(groups, places, factor)
    case .codes(.uint32(let places)): combined(groups, places, factor)
    }
  }

  /// Unchecked: without checks the loop does many rows at a time.
  private static func combined<
    Group: FixedWidthInteger, Place: FixedWidthInteger, Code: FixedWidthInteger
  >(_ groups: [Group], _ places: [Place], _ factor: Code) -> [Code] {
    precondition(groups.count == places.count, "group numbers differ in length")
    let (groups, places) = (groups.span, places.span)
    return [Code](unsafeUninitializedCapacity: groups.count) { result, count in
      count = groups.count
      guard let result = result.baseAddress else { return }
      for row in 0..<groups.count {
        let group = Code(truncatingIfNeeded: groups[unchecked: row])
        let place = Code(truncatingIfNeeded: places[unchecked: row])
        (result + row).initialize(to: group &* factor &+ place)
      }
    }
  }
}
