/// Collects distinct texts and numbers them in order of first appearance.
package struct DictionaryBuilder: Sendable {
  package private(set) var dictionary = TextColumn()
  private var hashes: [UInt64] = []
  /// Code + 1 by hash, 0 for a free slot; a power of two of them, at most half full.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  package init() {}

  package var count: Int { dictionary.count }

  /// Returns the code of a text, a new one if it has none yet.
  package mutating func code(of text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    return code(of: bytes.span, 0, bytes.count)
  }

  /// Returns the code of `bytes[start..<end]`, a new one if it has none yet.
  package mutating func code(of bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    let hash = TextHash.hash(bytes, start, end)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = Int(slots[slot] - 1)
      if hashes[code] == hash, dictionary.equals(at: code, bytes, start, end) {
        return UInt32(code)
      }
      slot = (slot + 1) & mask
    }
    let code = UInt32(count)
    slots[slot] = code + 1
    hashes.append(hash)
    for position in start..<end { dictionary.bytes.append(bytes[position]) }
    dictionary.endRow()
    if count * 2 > slots.count { grow() }
    return code
  }

  /// Returns the code of `bytes[start..<end]`, or `nil` if it was never added.
  package func existingCode(of bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    let hash = TextHash.hash(bytes, start, end)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = Int(slots[slot] - 1)
      if hashes[code] == hash, dictionary.equals(at: code, bytes, start, end) {
        return UInt32(code)
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Returns the code of each row of a column without missing values.
  package mutating func codes(of column: TextColumn) -> [UInt32] {
    var codes: [UInt32] = []
    codes.reserveCapacity(column.count)
    let bytes = column.bytes
    let offsets = column.offsets
    for row in 0..<column.count {
      codes.append(code(of: bytes.span, Int(offsets[row]), Int(offsets[row + 1])))
    }
    return codes
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(code) + 1
    }
  }
}

extension TextColumn {
  /// Whether a row holds `other[start..<end]`.
  func equals(at row: Int, _ other: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let own = Int(offsets[row])
    guard Int(offsets[row + 1]) - own == end - start else { return false }
    let bytes = self.bytes.span
    for position in 0..<(end - start) where bytes[own + position] != other[start + position] {
      return false
    }
    return true
  }
}
