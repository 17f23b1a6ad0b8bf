/// The rows of a join's build side, found by key.
///
/// Rows with a missing key are found by nobody.
package struct JoinTable: Sendable {
  /// The build rows.
  package let rows: RowBlocks
  /// The keys of the build rows: for each key its column in each block, stored alike.
  private let keys: [[Column]]
  private let types: [DataType]
  /// The address of each entry: a row with a key.
  private let addresses: [UInt32]
  /// The next entry that the same slot leads to, ascending; `none` behind the last.
  private let next: [UInt32]
  private let slots: JoinSlots
  private let filter: KeyFilter?

  static let none = UInt32.max
  /// Below this many entries the slots themselves fit the second-level cache.
  private static let filterLimit = 1 << 14

  /// - Parameter keys: for each key its column in each of the blocks of `rows`.
  package init(keys: [[Column]], types: [DataType], rows: RowBlocks, workers: Workers = .one) {
    self.rows = rows
    self.types = types
    self.keys = keys.map { ColumnUnification.unified($0) ?? $0 }
    let parts = workers.map(rows.blocks.count) { block in
      JoinEntries(
        keys.map { $0[block] }, types, rowCount: rows.blocks[block].rowCount,
        firstAddress: rows.firstAddress(of: block))
    }
    let hashes = parts.flatMap { $0?.hashes ?? [] }
    addresses = parts.flatMap { $0?.addresses ?? [] }
    (slots, next) = JoinSlots.filled(hashes, workers: workers)
    if hashes.count > JoinTable.filterLimit {
      var filter = KeyFilter(types: types, keyCount: hashes.count)
      for hash in hashes { filter.add(hash) }
      self.filter = filter
    } else {
      filter = nil
    }
  }

  // MARK: - Finding

  /// Returns the first entry that each probe row may meet, -1 for none.
  package func matches(of keys: [Column], rowCount: Int) -> [Int32] {
    if addresses.isEmpty { return Array(repeating: -1, count: rowCount) }
    let hashes = KeyHash.hashes(of: keys, types: types, rowCount: rowCount)
    let present = KeyHash.present(in: keys)
    guard let filter else {
      return slots.entries(of: hashes) { row in present?[row] != false }
    }
    var rows = filter.rows(of: hashes)
    if let present { rows.removeAll { !present[Int($0)] } }
    return slots.entries(of: hashes, at: rows)
  }

  /// Returns the probe rows that meet some build row.
  package func found(_ matches: [Int32], keys: [Column]) -> Bitmap {
    var result = Bitmap(repeating: false, count: matches.count)
    var pairs = JoinPairs()
    for (row, entry) in matches.enumerated() where entry >= 0 {
      pairs.left.append(Int32(truncatingIfNeeded: row))
      pairs.right.append(UInt32(bitPattern: entry))
    }
    // Two keys may share a slot: where the first entry is another key's, the next is looked at.
    while pairs.count > 0 {
      let same = areEqual(pairs, keys)
      var rest = JoinPairs()
      for (position, row) in pairs.left.enumerated() {
        if same[position] {
          result[Int(row)] = true
        } else if next[Int(pairs.right[position])] != JoinTable.none {
          rest.left.append(row)
          rest.right.append(next[Int(pairs.right[position])])
        }
      }
      pairs = rest
    }
    return result
  }

  /// Returns how many rows from `start` on have at most `limit` pairs together; at least one.
  package func run(of matches: [Int32], from start: Int, limit: Int) -> Range<Int> {
    var pairs = 0
    for row in start..<matches.count {
      var entry = UInt32(bitPattern: matches[row])
      while entry != JoinTable.none, pairs <= limit {
        pairs += 1
        entry = next[Int(entry)]
      }
      if pairs > limit, row > start { return start..<row }
    }
    return start..<matches.count
  }

  /// Returns the pairs of some probe rows with the build rows they meet, in that order.
  package func pairs(of matches: [Int32], in range: Range<Int>, keys: [Column]) -> JoinPairs {
    var pairs = JoinPairs()
    for row in range {
      var entry = UInt32(bitPattern: matches[row])
      while entry != JoinTable.none {
        pairs.left.append(Int32(truncatingIfNeeded: row))
        pairs.right.append(entry)
        entry = next[Int(entry)]
      }
    }
    let same = areEqual(pairs, keys)
    if !same.isAllSet { pairs = pairs.choosing(Conditions.rows(same)) }
    let addresses = addresses.span
    for position in pairs.right.indices {
      pairs.right[position] = addresses[Int(pairs.right[position])]
    }
    return pairs
  }

  /// Tells for each pair of a probe row and an entry whether their keys are equal.
  private func areEqual(_ pairs: JoinPairs, _ probe: [Column]) -> Bitmap {
    var result = Bitmap(repeating: true, count: pairs.count)
    if pairs.count == 0 { return result }
    let addresses = pairs.right.map { self.addresses[Int($0)] }
    for (position, type) in types.enumerated() {
      let left = Gather.rows(pairs.left, of: probe[position])
      let right = BlockGather.rows(addresses, of: keys[position], rowBits: rows.rowBits)
      result = result & Comparison.compare(.equal, left, type, right, type)
    }
    return result
  }
}

/// The rows of one block that have a key.
private struct JoinEntries: Sendable {
  var hashes: [UInt64]
  var addresses: [UInt32]

  init(_ keys: [Column], _ types: [DataType], rowCount: Int, firstAddress: UInt32) {
    hashes = KeyHash.hashes(of: keys, types: types, rowCount: rowCount)
    guard let present = KeyHash.present(in: keys) else {
      addresses = (0..<rowCount).map { firstAddress + UInt32(truncatingIfNeeded: $0) }
      return
    }
    let rows = Conditions.rows(present)
    hashes = rows.map { [hashes] in hashes[Int($0)] }
    addresses = rows.map { firstAddress + UInt32(bitPattern: $0) }
  }
}
