/// Numbers the distinct rows of some key columns, and counts the rows of each: by arithmetic while
/// the keys have few values, from a hash table otherwise.
///
/// While numbers are dense, a group may have no row. When the values of later batches ask for
/// other numbers, groups move, and their states with them.
package struct KeyGroups: Sendable {
  private enum Numbering: Sendable {
    /// No batch has been seen.
    case open
    case dense(DenseKeys)
    case hashed(GroupTable)
  }

  package let types: [DataType]
  private let limit: Int
  private var numbering: Numbering
  /// The rows of each group.
  package private(set) var rowCounts = GroupCounts()

  /// - Parameter rowCount: how many rows there may be; more groups than that are not worth an
  ///   array.
  package init(types: [DataType], rowCount: Int) {
    self.types = types
    limit = min(max(Self.smallGroupCount, rowCount), Int(Int32.max))
    // Without keys there is one group, also without rows.
    numbering = types.isEmpty ? .dense(DenseKeys()) : .open
    rowCounts.resize(groupCount: groupCount)
  }

  /// 64 Ki: states of so many groups stay in the second-level cache whatever the rows are.
  private static let smallGroupCount = 65_536

  package var groupCount: Int {
    switch numbering {
    case .open: 0
    case .dense(let keys): keys.groupCount
    case .hashed(let table): table.groupCount
    }
  }

  /// Whether rows must be looked up.
  package var isHashed: Bool {
    if case .hashed = numbering { true } else { false }
  }

  /// The groups that have rows, ascending; without keys the only group.
  package var occupied: [Int32] {
    switch numbering {
    case .open: []
    case .dense: types.isEmpty ? [0] : rowCounts.occupied
    case .hashed(let table): RowChoice.rows(count: table.groupCount)
    }
  }

  /// The groups of a batch, and where the groups of earlier batches have moved.
  package struct Numbered: Sendable {
    package let ids: GroupIDs
    /// The new number of each earlier group, -1 for one without rows; `nil` if none has moved.
    package let moved: [Int32]?
  }

  /// Returns the groups of a batch by arithmetic, or `nil` if they must be looked up; only the
  /// chosen rows count.
  package mutating func denseGroups(
    of keys: [Column], rowCount: Int, chosen: Bitmap?
  ) -> Numbered? {
    var earlier: DenseKeys?
    switch numbering {
    case .hashed: return nil
    case .open: break
    case .dense(let keys): earlier = keys
    }
    guard
      let slots = DenseKeys.slots(for: keys, types: types, earlier: earlier, limit: limit),
      let next = DenseKeys(slots, limit: limit)
    else { return nil }
    var moved: [Int32]?
    if let earlier, !next.hasSameSlots(as: earlier) { moved = next.map(from: earlier) }
    numbering = .dense(next)
    move(to: moved)
    let ids = next.ids(of: keys, rowCount: rowCount)
    rowCounts.add(ids, rows: chosen)
    return Numbered(ids: ids, moved: moved)
  }

  /// Returns the groups of a batch from a table, in which the groups so far go first.
  package mutating func hashedGroups(of keys: [Column], rowCount: Int) -> Numbered {
    let moved = hash()
    guard case .hashed(var table) = numbering else {
      preconditionFailure("groups were to be hashed")
    }
    numbering = .open
    let ids = GroupIDs(table.groups(of: keys, rowCount: rowCount))
    numbering = .hashed(table)
    rowCounts.resize(groupCount: groupCount)
    rowCounts.add(ids)
    return Numbered(ids: ids, moved: moved)
  }

  /// Adds groups that no row has, unless they are there; returns where the others have moved.
  package mutating func addEmptyGroups(_ keys: [Column], count: Int) -> [Int32]? {
    let moved = hash()
    guard case .hashed(var table) = numbering else {
      preconditionFailure("groups were to be hashed")
    }
    _ = table.groups(of: keys, rowCount: count)
    numbering = .hashed(table)
    rowCounts.resize(groupCount: groupCount)
    return moved
  }

  private mutating func move(to moved: [Int32]?) {
    if let moved {
      let earlier = rowCounts
      rowCounts = GroupCounts()
      rowCounts.resize(groupCount: groupCount)
      rowCounts.merge(earlier, map: moved)
    } else {
      rowCounts.resize(groupCount: groupCount)
    }
  }

  /// Puts the groups so far into a table; returns where they have moved.
  private mutating func hash() -> [Int32]? {
    switch numbering {
    case .hashed: return nil
    case .open:
      numbering = .hashed(GroupTable(types: types))
      return nil
    case .dense(let keys):
      let groups = occupied
      var table = GroupTable(types: types)
      _ = table.groups(of: keys.keyColumns(of: groups), rowCount: groups.count)
      let moved = RowPositions.inverse(groups, count: keys.groupCount)
      numbering = .hashed(table)
      move(to: moved)
      return moved
    }
  }

  // MARK: - Merging

  /// Takes in another's groups; returns where its own have moved, and its number for each of the
  /// other's: `nil` for the same number, -1 for a group without rows.
  package mutating func merge(_ other: KeyGroups) -> (moved: [Int32]?, map: [Int32]?) {
    if case .open = other.numbering { return (nil, nil) }
    let result: (moved: [Int32]?, map: [Int32]?)
    if case .open = numbering {
      numbering = other.numbering
      result = (nil, nil)
    } else if let dense = mergeDense(other) {
      result = dense
    } else {
      let moved = hash()
      result = (moved, mergeHashed(other))
    }
    rowCounts.resize(groupCount: groupCount)
    rowCounts.merge(other.rowCounts, map: result.map)
    return result
  }

  private mutating func mergeDense(
    _ other: KeyGroups
  ) -> (moved: [Int32]?, map: [Int32]?)? {
    guard case .dense(let keys) = numbering, case .dense(let others) = other.numbering else {
      return nil
    }
    if keys.hasSameSlots(as: others) { return (nil, nil) }
    guard let slots = keys.union(others), let next = DenseKeys(slots, limit: limit) else {
      return nil
    }
    let moved = next.hasSameSlots(as: keys) ? nil : next.map(from: keys)
    numbering = .dense(next)
    move(to: moved)
    return (moved, next.map(from: others))
  }

  private mutating func mergeHashed(_ other: KeyGroups) -> [Int32]? {
    guard case .hashed(var table) = numbering else {
      preconditionFailure("groups were to be hashed")
    }
    numbering = .open
    defer { numbering = .hashed(table) }
    switch other.numbering {
    case .open: return nil
    case .hashed(let others): return table.merge(others)
    case .dense(let keys):
      let groups = other.occupied
      let ids = table.groups(of: keys.keyColumns(of: groups), rowCount: groups.count)
      return RowPositions.scattered(ids, to: groups, count: keys.groupCount)
    }
  }

  // MARK: - Keys

  /// The keys of some groups: one column per type, one row per group.
  package func keyColumns(of groups: [Int32]) -> [Column] {
    switch numbering {
    case .open: types.map { Column(values: [], type: $0) }
    case .dense(let keys): keys.keyColumns(of: groups)
    case .hashed(let table):
      groups.count == table.groupCount
        ? table.keyColumns() : table.keyColumns().map { Gather.rows(groups, of: $0) }
    }
  }

  /// Whether groups of lower number come first in key order, missing last.
  package var isInKeyOrder: Bool {
    if case .dense(let keys) = numbering { keys.isInKeyOrder } else { false }
  }
}
