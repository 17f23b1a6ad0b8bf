/// The least or the greatest whole number of each group.
package struct GroupExtremes: Sendable {
  private let takesGreatest: Bool
  /// A group without numbers has the number that any other one beats.
  private var best: [Int64] = []
  /// Groups that do hold that very number.
  private var extremeGroups: Set<Int> = []

  package init(takesGreatest: Bool) {
    self.takesGreatest = takesGreatest
  }

  package var groupCount: Int { best.count }

  private var start: Int64 { takesGreatest ? .min : .max }

  /// Makes room for groups; never shrinks.
  package mutating func resize(groupCount: Int) {
    if best.count < groupCount {
      best.append(contentsOf: repeatElement(start, count: groupCount - best.count))
    }
  }

  /// Offers the chosen rows of a column that is stored as whole numbers; missing ones are passed
  /// over.
  ///
  /// - Precondition: every group is below `groupCount`.
  package mutating func add(_ column: Column, _ ids: GroupIDs, rows: Bitmap? = nil) {
    precondition(column.count == ids.count, "a column and its groups differ in length")
    precondition(ids.greatest < groupCount, "a row of an unknown group")
    guard case .integer(let integers) = column else {
      if let number = column.constantValue.storedInteger {
        add(Array(repeating: number, count: ids.count), ids, rows)
      }
      return
    }
    let rows = Conditions.both(rows, integers.validity)
    switch integers.storage {
    case .int8(let values): add(values, ids, rows)
    case .int16(let values): add(values, ids, rows)
    case .int32(let values): add(values, ids, rows)
    case .int64(let values): add(values, ids, rows)
    }
  }

  /// Takes in another's, see `GroupCounts.merge`.
  package mutating func merge(_ other: GroupExtremes, map: [Int32]?) {
    if map == nil { resize(groupCount: other.groupCount) }
    for group in 0..<other.groupCount {
      let target = map.map { Int($0[group]) } ?? group
      if target < 0 { continue }
      best[target] =
        takesGreatest
        ? max(best[target], other.best[group]) : min(best[target], other.best[group])
      if other.extremeGroups.contains(group) { extremeGroups.insert(target) }
    }
  }

  /// One number for each group, missing for a group without.
  package var column: Column {
    let present = Bitmap(count: best.count) { best[$0] != start || extremeGroups.contains($0) }
    let values = best.indices.map { present[$0] ? best[$0] : 0 }
    return .integer(IntegerColumn(values: values, validity: present.isAllSet ? nil : present))
  }

  private mutating func add<Number: FixedWidthInteger>(
    _ values: [Number], _ ids: GroupIDs, _ rows: Bitmap?
  ) {
    if Number.bitWidth == 64 { noteExtremes(values, ids, rows) }
    switch ids.storage {
    case .single(let group): add(values, rows) { _ in group }
    case .codes(.uint8(let codes)): add(values, codes, rows)
    case .codes(.uint16(let codes)): add(values, codes, rows)
    case .codes(.uint32(let codes)): add(values, codes, rows)
    }
  }

  private mutating func add<Number: FixedWidthInteger, Code: FixedWidthInteger>(
    _ values: [Number], _ codes: [Code], _ rows: Bitmap?
  ) {
    // Unchecked: the greatest group was looked at, and a check for each row costs a third more.
    codes.withUnsafeBufferPointer { codes in
      add(values, rows) { Int(codes[$0]) }
    }
  }

  @inline(__always)
  private mutating func add<Number: FixedWidthInteger>(
    _ values: [Number], _ rows: Bitmap?, _ group: (Int) -> Int
  ) {
    values.withUnsafeBufferPointer { values in
      let takesGreatest = takesGreatest
      best.withUnsafeMutableBufferPointer { best in
        if takesGreatest {
          forEachRow(values.count, in: rows) { row in
            let group = group(row)
            best[group] = max(best[group], Int64(truncatingIfNeeded: values[row]))
          }
        } else {
          forEachRow(values.count, in: rows) { row in
            let group = group(row)
            best[group] = min(best[group], Int64(truncatingIfNeeded: values[row]))
          }
        }
      }
    }
  }

  /// Looks for the one number that a group without numbers has too.
  private mutating func noteExtremes<Number: FixedWidthInteger>(
    _ values: [Number], _ ids: GroupIDs, _ rows: Bitmap?
  ) {
    let extreme = Number(truncatingIfNeeded: start)
    guard values.contains(extreme) else { return }
    let groups = ids.expanded
    forEachRow(values.count, in: rows) { row in
      if values[row] == extreme { extremeGroups.insert(Int(groups[row])) }
    }
  }
}
