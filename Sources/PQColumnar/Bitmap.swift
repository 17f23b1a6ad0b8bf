/// A row of bits, 64 to a word; the bits behind the last one are always 0.
package struct Bitmap: Hashable, Sendable {
  package private(set) var words: [UInt64]
  package private(set) var count: Int

  package init(repeating bit: Bool, count: Int) {
    self.count = count
    self.words = Array(repeating: bit ? .max : 0, count: (count + 63) / 64)
    clearTail()
  }

  /// No bits at all.
  package init() {
    self.init(repeating: false, count: 0)
  }

  /// - Precondition: `words` holds at least `count` bits.
  package init(words: [UInt64], count: Int) {
    precondition(words.count == (count + 63) / 64, "words do not fit the bit count")
    self.words = words
    self.count = count
    clearTail()
  }

  package init(_ bits: [Bool]) {
    self.init(repeating: false, count: bits.count)
    for (position, bit) in bits.enumerated() where bit { self[position] = true }
  }

  package subscript(position: Int) -> Bool {
    get { words[position >> 6] >> UInt64(position & 63) & 1 != 0 }
    set {
      let mask: UInt64 = 1 << UInt64(position & 63)
      if newValue { words[position >> 6] |= mask } else { words[position >> 6] &= ~mask }
    }
  }

  /// The number of set bits.
  package var setCount: Int {
    let words = words.span
    var count = 0
    for position in words.indices { count &+= words[position].nonzeroBitCount }
    return count
  }

  package var isAllSet: Bool {
    let words = words.span
    let whole = count >> 6
    for position in 0..<whole where words[position] != .max { return false }
    return count & 63 == 0 || words[whole] == (1 << UInt64(count & 63)) - 1
  }

  /// Whether no bit is set.
  package var isEmpty: Bool {
    let words = words.span
    for position in words.indices where words[position] != 0 { return false }
    return true
  }

  package static func & (left: Bitmap, right: Bitmap) -> Bitmap {
    combine(left, right) { $0 & $1 }
  }

  package static func | (left: Bitmap, right: Bitmap) -> Bitmap {
    combine(left, right) { $0 | $1 }
  }

  package static prefix func ! (bits: Bitmap) -> Bitmap {
    var words = bits.words
    for position in words.indices { words[position] = ~words[position] }
    return Bitmap(words: words, count: bits.count)
  }

  @inline(__always)
  private static func combine(
    _ left: Bitmap, _ right: Bitmap, _ operation: (UInt64, UInt64) -> UInt64
  ) -> Bitmap {
    precondition(left.count == right.count, "bitmaps differ in length")
    var words = left.words
    let others = right.words.span
    for position in words.indices {
      words[position] = operation(words[position], others[position])
    }
    return Bitmap(words: words, count: left.count)
  }

  package mutating func append(_ bit: Bool) {
    if count & 63 == 0 { words.append(0) }
    count += 1
    if bit { self[count - 1] = true }
  }

  package mutating func append(repeating bit: Bool, count added: Int) {
    append(contentsOf: Bitmap(repeating: bit, count: added))
  }

  package mutating func append(contentsOf other: Bitmap) {
    let shift = UInt64(count & 63)
    count += other.count
    if shift == 0 {
      words.append(contentsOf: other.words)
      return
    }
    for word in other.words {
      words[words.count - 1] |= word << shift
      words.append(word >> (64 - shift))
    }
    let wordCount = (count + 63) / 64
    if words.count > wordCount { words.removeLast(words.count - wordCount) }
  }

  private mutating func clearTail() {
    let used = count & 63
    if used != 0 { words[words.count - 1] &= (1 << UInt64(used)) - 1 }
  }
}
