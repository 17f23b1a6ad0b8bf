/// Numbers the distinct rows of some key columns: 0, 1, 2 … in order of first appearance.
///
/// Two rows are one group if every key is equal in value, missing with missing.
///
///     keys      a 1    b 1    a 1    – 1    a 2    – 1
///     groups    0      1      0      2      3      2
package struct GroupTable: Sendable {
  package let types: [DataType]
  private let starts: [Int]
  private let width: Int
  /// `width` words for each group.
  private var groupWords: [UInt64] = []
  private var hashes: [UInt64] = []
  /// Group + 1 by hash, 0 for a free slot; a power of two of them, at most half full.
  private var slots: [Int32] = Array(repeating: 0, count: 32)
  private var dictionaries: [DictionaryBuilder]

  package init(types: [DataType]) {
    self.types = types
    (starts, width) = KeyWords.layout(of: types)
    dictionaries = Array(repeating: DictionaryBuilder(), count: types.count)
  }

  package var groupCount: Int { hashes.count }

  /// Returns the group of each row, making new groups as needed.
  ///
  /// - Precondition: `keys` has a column of `rowCount` rows for each type.
  package mutating func groups(of keys: [Column], rowCount: Int) -> [Int32] {
    if types.isEmpty {
      if rowCount > 0 && groupCount == 0 { _ = group(of: [0], at: 0) }
      return Array(repeating: 0, count: rowCount)
    }
    let words = KeyWords(
      keys, types: types, rowCount: rowCount, dictionaries: &dictionaries, addsText: true)
    var groups: [Int32] = []
    groups.reserveCapacity(rowCount)
    for row in 0..<rowCount { groups.append(group(of: words.words, at: row * width)) }
    return groups
  }

  /// Returns the group of each row, or -1 for a row that is in none.
  package func existingGroups(of keys: [Column], rowCount: Int) -> [Int32] {
    if types.isEmpty { return Array(repeating: groupCount > 0 ? 0 : -1, count: rowCount) }
    var dictionaries = dictionaries
    let words = KeyWords(
      keys, types: types, rowCount: rowCount, dictionaries: &dictionaries, addsText: false)
    let span = words.words.span
    return (0..<rowCount).map { row in
      if words.unknownRows?[row] == true { return -1 }
      let hash = GroupTable.hash(span, row * width, width)
      return existingGroup(of: span, at: row * width, hash: hash) ?? -1
    }
  }

  /// Takes in another table's groups and returns this table's number for each of them.
  ///
  /// - Precondition: `other` has the same types.
  package mutating func merge(_ other: GroupTable) -> [Int32] {
    precondition(types == other.types, "group tables differ in types")
    var words = other.groupWords
    for position in types.indices where types[position] == .text {
      let map = dictionaries[position].codes(of: other.dictionaries[position].dictionary)
      for group in 0..<other.groupCount where !other.isMissing(position, group: group) {
        let word = group * width + starts[position]
        words[word] = UInt64(map[Int(words[word])])
      }
    }
    return (0..<other.groupCount).map { group(of: words, at: $0 * width) }
  }

  /// The keys of each group: one column per type, one row per group.
  package func keyColumns() -> [Column] {
    types.indices.map(keyColumn)
  }

  private func keyColumn(_ position: Int) -> Column {
    let present = Bitmap(count: groupCount) { !isMissing(position, group: $0) }
    let validity = present.isAllSet ? nil : present
    let start = starts[position]
    let words = (0..<groupCount).map { groupWords[$0 * width + start] }
    switch types[position] {
    case .unknown: return .constant(ConstantColumn(.missing, count: groupCount))
    case .boolean:
      return .boolean(
        BooleanColumn(values: Bitmap(count: groupCount) { words[$0] != 0 }, validity: validity))
    case .float:
      return .float(FloatColumn(values: words.map(Double.init(bitPattern:)), validity: validity))
    case .text:
      return .dictionary(
        DictionaryColumn(
          codes: words.map { UInt32($0) }, dictionary: dictionaries[position].dictionary,
          validity: validity))
    case .ratio:
      return .ratio(
        RatioColumn(
          numerators: words.map { Int64(bitPattern: $0) },
          denominators: (0..<groupCount).map {
            Int64(bitPattern: groupWords[$0 * width + start + 1])
          }, validity: validity))
    default:
      return .integer(
        IntegerColumn(values: words.map { Int64(bitPattern: $0) }, validity: validity))
    }
  }

  private func isMissing(_ position: Int, group: Int) -> Bool {
    groupWords[group * width + (position >> 6)] >> UInt64(position & 63) & 1 != 0
  }

  private mutating func group(of words: [UInt64], at start: Int) -> Int32 {
    let hash = GroupTable.hash(words.span, start, width)
    if let group = existingGroup(of: words.span, at: start, hash: hash) { return group }
    let group = Int32(truncatingIfNeeded: groupCount)
    if (groupCount + 1) * 2 > slots.count { grow() }
    insert(group, hash: hash)
    hashes.append(hash)
    for offset in 0..<width { groupWords.append(words[start + offset]) }
    return group
  }

  private func existingGroup(of words: Span<UInt64>, at start: Int, hash: UInt64) -> Int32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    let slotSpan = slots.span
    while slotSpan[slot] != 0 {
      let group = slotSpan[slot] - 1
      if hashes[Int(group)] == hash, isEqual(group, words, start) { return group }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isEqual(_ group: Int32, _ words: Span<UInt64>, _ start: Int) -> Bool {
    let own = groupWords.span
    for offset in 0..<width where own[Int(group) * width + offset] != words[start + offset] {
      return false
    }
    return true
  }

  private mutating func insert(_ group: Int32, hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = group + 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (group, hash) in hashes.enumerated() { insert(Int32(group), hash: hash) }
  }

  private static func hash(_ words: Span<UInt64>, _ start: Int, _ width: Int) -> UInt64 {
    var state: UInt64 = 0
    for offset in 0..<width { state = TextHash.mix(state ^ words[start + offset]) }
    return state
  }
}
