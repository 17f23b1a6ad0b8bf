/// Tells of most keys that are not among some others that they are not: 16 bits a key, of which
/// three are set in one word.
package struct KeyFilter: Sendable {
  private var words: [UInt64]
  private let mask: Int
  private let types: [DataType]

  /// A filter for so many keys.
  package init(types: [DataType], keyCount: Int) {
    self.types = types
    var count = 4
    while count * 4 < keyCount { count *= 2 }
    words = Array(repeating: 0, count: count)
    mask = count - 1
  }

  /// Takes keys in; a missing key is none.
  package mutating func add(_ keys: [Column], rowCount: Int) {
    let hashes = KeyHash.hashes(of: keys, types: types, rowCount: rowCount)
    let present = KeyHash.present(in: keys)
    for row in 0..<rowCount where present?[row] != false { add(hashes[row]) }
  }

  /// Returns the rows whose keys may be among those taken in.
  package func rows(of keys: [Column], rowCount: Int) -> [Int32] {
    let hashes = KeyHash.hashes(of: keys, types: types, rowCount: rowCount)
    let rows = rows(of: hashes)
    guard let present = KeyHash.present(in: keys) else { return rows }
    return rows.filter { present[Int($0)] }
  }

  /// Returns the rows whose hashes may be among those taken in.
  func rows(of hashes: [UInt64]) -> [Int32] {
    let count = hashes.count
    return [Int32](unsafeUninitializedCapacity: count) { rows, found in
      let hashes = hashes.span
      let words = words.span
      // Unsafe, and without a branch on what a row holds: half of the time of the loop would be
      // wrong guesses. There is room for every row.
      for row in 0..<count {
        rows[found] = Int32(truncatingIfNeeded: row)
        found += KeyFilter.holds(hashes[row], words, mask) ? 1 : 0
      }
    }
  }

  mutating func add(_ hash: UInt64) {
    words[Int(truncatingIfNeeded: hash >> 20) & mask] |= KeyFilter.bits(hash)
  }

  @inline(__always)
  private static func holds(_ hash: UInt64, _ words: Span<UInt64>, _ mask: Int) -> Bool {
    let bits = bits(hash)
    return words[Int(truncatingIfNeeded: hash >> 20) & mask] & bits == bits
  }

  @inline(__always)
  private static func bits(_ hash: UInt64) -> UInt64 {
    1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63)
  }
}
