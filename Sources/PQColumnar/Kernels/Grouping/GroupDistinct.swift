/// How many different values each group has, missing ones not counted.
///
/// Values that have codes, or lie close together, are marked in a bitmap for each group; pairs of
/// group and value are hashed only where such bitmaps would be large.
package struct GroupDistinct: Sendable {
  private enum Seen: Sendable {
    case nothing
    case marked(MarkedValues)
    case paired(GroupTable)
  }

  private let type: DataType
  private var groupCount = 0
  private var seen = Seen.nothing

  package init(type: DataType) {
    self.type = type
  }

  /// 2^29 bits, 64 MB.
  private static let bitLimit = 1 << 29

  /// Makes room for groups; never shrinks.
  package mutating func resize(groupCount: Int) {
    guard groupCount > self.groupCount else { return }
    self.groupCount = groupCount
    guard case .marked(var values) = seen else { return }
    seen = .nothing
    if values.fits(groupCount: groupCount, bitLimit: Self.bitLimit) {
      values.resize(groupCount: groupCount)
      seen = .marked(values)
    } else {
      seen = .paired(values.pairs(type))
    }
  }

  /// Takes in the chosen rows of a column.
  ///
  /// - Precondition: every group is below the count that was made room for.
  package mutating func add(_ column: Column, _ ids: GroupIDs, rows: Bitmap? = nil) {
    precondition(ids.greatest < groupCount, "a row of an unknown group")
    let rows = Conditions.both(rows, column.validity)
    if ids.count == 0 || rows?.setCount == 0 { return }
    if mark(column, ids, rows) { return }
    pair { table in
      guard let rows else {
        table.add(column, groups: ids.expanded)
        return
      }
      let chosen = Conditions.rows(rows)
      table.add(Gather.rows(chosen, of: column), groups: ids.gathering(chosen).expanded)
    }
  }

  /// Marks values, if they are of a kind for which that pays.
  private mutating func mark(_ column: Column, _ ids: GroupIDs, _ rows: Bitmap?) -> Bool {
    var earlier: MarkedValues?
    switch seen {
    case .nothing: break
    case .marked(let values): earlier = values
    case .paired: return false
    }
    seen = .nothing
    let limit = min(Self.bitLimit / max(1, groupCount), Int(Int32.max))
    guard
      let slots = DenseKeys.slots(
        for: [column], types: [type], earlier: earlier?.keys, limit: limit),
      let keys = DenseKeys(slots, limit: limit)
    else {
      if let earlier { seen = .marked(earlier) }
      return false
    }
    var values = earlier ?? MarkedValues(keys, groupCount: groupCount)
    earlier = nil
    values.move(to: keys)
    values.mark(keys.ids(of: [column], rowCount: column.count), ids, rows)
    seen = .marked(values)
    return true
  }

  /// Changes the table of pairs, to which what was marked so far goes first.
  private mutating func pair(_ change: (inout GroupTable) -> Void) {
    var table: GroupTable
    switch seen {
    case .nothing: table = GroupTable(types: [.integer, type])
    case .marked(let values): table = values.pairs(type)
    case .paired(let pairs): table = pairs
    }
    seen = .nothing
    change(&table)
    seen = .paired(table)
  }

  /// Takes in another's values: its group `g` is this one's `map[g]`, or is left out if that is
  /// negative.
  package mutating func merge(_ other: GroupDistinct, map: [Int32]) {
    switch other.seen {
    case .nothing: return
    case .marked(let others):
      if case .nothing = seen { seen = .marked(MarkedValues(others.keys, groupCount: groupCount)) }
      if case .marked(var values) = seen, values.keys.hasSameSlots(as: others.keys) {
        seen = .nothing
        values.merge(others, map: map)
        seen = .marked(values)
      } else {
        merge(others.pairs(type), map)
      }
    case .paired(let others): merge(others, map)
    }
  }

  private mutating func merge(_ others: GroupTable, _ map: [Int32]) {
    let keys = others.keyColumns()
    let groups = Operand(integers: keys[0])
    let rows = RowChoice.rows(count: groups.count).filter { map[Int(groups[Int($0)])] >= 0 }
    let targets = rows.map { map[Int(groups[Int($0)])] }
    add(Gather.rows(rows, of: keys[1]), GroupIDs(targets))
  }

  /// The number of different values of each group.
  package var counts: [Int64] {
    switch seen {
    case .nothing: return Array(repeating: 0, count: groupCount)
    case .marked(let values): return values.counts
    case .paired(let table):
      var counts = [Int64](repeating: 0, count: groupCount)
      let groups = Operand(integers: table.keyColumns()[0])
      for pair in 0..<table.groupCount { counts[Int(groups[pair])] += 1 }
      return counts
    }
  }
}

extension GroupTable {
  fileprivate mutating func add(_ values: Column, groups: [Int32]) {
    let groups = Column.integer(IntegerColumn(storage: .int32(groups)))
    _ = self.groups(of: [groups, values], rowCount: values.count)
  }
}

/// A bit for each group and each value that it may have.
private struct MarkedValues: Sendable {
  private(set) var keys: DenseKeys
  private var groupCount: Int
  private var words: [UInt64]

  init(_ keys: DenseKeys, groupCount: Int) {
    self.keys = keys
    self.groupCount = groupCount
    words = Array(repeating: 0, count: groupCount * Self.width(keys))
  }

  /// Words of one group.
  private static func width(_ keys: DenseKeys) -> Int { (keys.groupCount + 63) / 64 }
  private var width: Int { Self.width(keys) }

  func fits(groupCount: Int, bitLimit: Int) -> Bool { groupCount <= bitLimit / 64 / width }

  mutating func resize(groupCount: Int) {
    words.append(
      contentsOf: repeatElement(0, count: max(0, groupCount - self.groupCount) * width))
    self.groupCount = groupCount
  }

  /// Makes room for other values.
  mutating func move(to keys: DenseKeys) {
    if keys.hasSameSlots(as: self.keys) { return }
    let map = keys.map(from: self.keys)
    let earlier = self
    self = MarkedValues(keys, groupCount: groupCount)
    let width = width
    earlier.forEach { group, place in
      let place = Int(map[place])
      words[group * width + place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  /// - Precondition: no value's place and no group is too great.
  mutating func mark(_ places: GroupIDs, _ groups: GroupIDs, _ rows: Bitmap?) {
    precondition(places.greatest < keys.groupCount, "a value without a place")
    switch places.storage {
    case .single(let place): mark(groups, rows) { _ in place }
    case .codes(.uint8(let codes)): mark(codes, groups, rows)
    case .codes(.uint16(let codes)): mark(codes, groups, rows)
    case .codes(.uint32(let codes)): mark(codes, groups, rows)
    }
  }

  private mutating func mark<Code: FixedWidthInteger>(
    _ places: [Code], _ groups: GroupIDs, _ rows: Bitmap?
  ) {
    let places = places.span
    mark(groups, rows) { Int(places[$0]) }
  }

  @inline(__always)
  private mutating func mark(_ groups: GroupIDs, _ rows: Bitmap?, _ place: (Int) -> Int) {
    let width = width
    // Unchecked: the greatest place and the greatest group were looked at.
    words.withUnsafeMutableBufferPointer { words in
      func mark(_ group: Int, _ place: Int) {
        words[group &* width &+ place >> 6] |= 1 << UInt64(place & 63)
      }
      switch groups.storage {
      case .single(let group):
        forEachRow(groups.count, in: rows) { mark(group, place($0)) }
      case .codes(.uint8(let codes)):
        forEachRow(groups.count, in: rows) { mark(Int(codes[$0]), place($0)) }
      case .codes(.uint16(let codes)):
        forEachRow(groups.count, in: rows) { mark(Int(codes[$0]), place($0)) }
      case .codes(.uint32(let codes)):
        forEachRow(groups.count, in: rows) { mark(Int(codes[$0]), place($0)) }
      }
    }
  }

  mutating func merge(_ other: MarkedValues, map: [Int32]) {
    let width = width
    for group in 0..<other.groupCount where map[group] >= 0 {
      let (from, to) = (group * width, Int(map[group]) * width)
      for word in 0..<width { words[to + word] |= other.words[from + word] }
    }
  }

  var counts: [Int64] {
    let width = width
    let words = words.span
    return (0..<groupCount).map { group in
      var count = 0
      for word in group * width..<(group + 1) * width { count += words[word].nonzeroBitCount }
      return Int64(count)
    }
  }

  private func forEach(_ body: (_ group: Int, _ place: Int) -> Void) {
    let width = width
    for (position, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(position / width, position % width * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// The same as pairs of group and value.
  func pairs(_ type: DataType) -> GroupTable {
    var groups: [Int32] = []
    var places: [Int32] = []
    forEach { group, place in
      groups.append(Int32(truncatingIfNeeded: group))
      places.append(Int32(truncatingIfNeeded: place))
    }
    var table = GroupTable(types: [.integer, type])
    table.add(keys.keyColumns(of: places)[0], groups: groups)
    return table
  }
}
