/// Collects distinct texts and numbers them in order of first appearance.
package struct DictionaryBuilder: Sendable {
  package private(set) var dictionary = TextColumn()
  /// By the upper half of a text's hash: that half, and below it the text's code + 1; 0 for a free
  /// slot. A power of two of them, at most three quarters full.
  private var slots: [UInt64] = Array(repeating: 0, count: 16)

  private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

  package init() {}

  package var count: Int { dictionary.count }

  /// Returns the code of a text, a new one if it has none yet.
  package mutating func code(of text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    return code(of: bytes.span, 0, bytes.count)
  }

  /// Returns the code of `bytes[start..<end]`, a new one if it has none yet.
  package mutating func code(of bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    let hash = TextWords.hash(bytes, start, end)
    let place = place(of: bytes, start, end, hash)
    if let code = place.code { return code }
    let code = UInt32(truncatingIfNeeded: count)
    slots[place.slot] = hash & DictionaryBuilder.upperHalf | UInt64(code + 1)
    bytes.extracting(start..<end).withUnsafeBufferPointer {
      dictionary.bytes.append(contentsOf: $0)
    }
    dictionary.endRow()
    if count * 4 > slots.count * 3 { grow() }
    return code
  }

  /// Returns the code of `bytes[start..<end]`, or `nil` if it was never added.
  package func existingCode(of bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
    place(of: bytes, start, end, TextWords.hash(bytes, start, end)).code
  }

  /// Returns the code of each row of a column without missing values.
  package mutating func codes(of column: TextColumn) -> [UInt32] {
    var codes: [UInt32] = []
    codes.reserveCapacity(column.count)
    let bytes = column.bytes
    for row in 0..<column.count {
      let range = column.range(of: row)
      codes.append(code(of: bytes.span, range.lowerBound, range.upperBound))
    }
    return codes
  }

  /// Returns a text's code, or the free slot where it belongs.
  @inline(__always)
  private func place(
    of bytes: Span<UInt8>, _ start: Int, _ end: Int, _ hash: UInt64
  ) -> (code: UInt32?, slot: Int) {
    let slots = slots.span
    let entries = dictionary.bytes.span
    let offsets = dictionary.offsets.span
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash &>> 32) & mask
    while true {
      let entry = slots[unchecked: slot]
      if entry == 0 { return (nil, slot) }
      if (entry ^ hash) & DictionaryBuilder.upperHalf == 0 {
        let code = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
        let own = Int(offsets[code])
        if Int(offsets[code &+ 1]) &- own == end &- start,
          TextWords.areEqual(entries, own, bytes, start, count: end &- start)
        {
          return (UInt32(truncatingIfNeeded: code), slot)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for entry in slots where entry != 0 {
      var slot = Int(truncatingIfNeeded: entry >> 32) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    slots = larger
  }
}

/// Texts as words of eight bytes, of which the last may overlap the one before it.
enum TextWords {
  /// Returns the hash of `bytes[start..<end]`, for tables in memory only: `TextHash` is the one that
  /// never changes.
  @inline(__always)
  static func hash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    let raw = bytes.bytes
    let count = end &- start
    var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    if count < 8 { return TextHash.mix(state ^ short(raw, start, count)) }
    var position = start
    while position &+ 8 < end {
      state = TextHash.mix(state ^ word(raw, position))
      position &+= 8
    }
    return TextHash.mix(state ^ word(raw, end &- 8))
  }

  @inline(__always)
  static func areEqual(
    _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int, count: Int
  ) -> Bool {
    let left = left.bytes
    let right = right.bytes
    if count < 8 { return short(left, leftStart, count) == short(right, rightStart, count) }
    var offset = 0
    while offset &+ 8 < count {
      if word(left, leftStart &+ offset) != word(right, rightStart &+ offset) { return false }
      offset &+= 8
    }
    return word(left, leftStart &+ count &- 8) == word(right, rightStart &+ count &- 8)
  }

  @inline(__always)
  private static func word(_ bytes: RawSpan, _ position: Int) -> UInt64 {
    bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
  }

  /// Less than eight bytes in one word: two halves that may overlap, or three bytes that do.
  @inline(__always)
  private static func short(_ bytes: RawSpan, _ start: Int, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt32.self)
      let last = bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: start &+ count &- 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) << 32
    }
    if count == 0 { return 0 }
    func byte(_ offset: Int) -> UInt64 {
      UInt64(
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ offset, as: UInt8.self))
    }
    return byte(0) | byte(count &>> 1) << 8 | byte(count &- 1) << 16
  }
}
