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
    code(of: bytes, start, end, hash: OverlappingWords.hash(bytes, start, end))
  }

  private mutating func code(
    of bytes: Span<UInt8>, _ start: Int, _ end: Int, hash: UInt64
  ) -> UInt32 {
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
    place(of: bytes, start, end, OverlappingWords.hash(bytes, start, end)).code
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

  /// Appends the codes of many texts, in their order.
  ///
  /// In a dictionary of millions each step to a text misses the caches: to its slot, its offset, its
  /// bytes. Taking each step for a group of texts at once lets the misses overlap.
  package mutating func appendCodes(
    of bytes: Span<UInt8>, _ places: Span<TextPlace>, to codes: inout [UInt32]
  ) {
    var guesses = InlineArray<32, Guess>(repeating: Guess())
    var first = 0
    while first < places.count {
      let count = min(DictionaryBuilder.groupCount, places.count &- first)
      var hashes = InlineArray<32, UInt64>(repeating: 0)
      for number in 0..<count {
        let place = places[unchecked: first &+ number]
        hashes[number] = OverlappingWords.hash(bytes, place.start, place.end)
      }
      guess(hashes, count: count, &guesses)
      for number in 0..<count {
        let place = places[unchecked: first &+ number]
        if isRight(guesses[number], bytes, place) {
          codes.append(guesses[number].code)
        } else {
          codes.append(code(of: bytes, place.start, place.end, hash: hashes[number]))
        }
      }
      first &+= count
    }
  }

  private static let groupCount = 32

  /// A text that has the same half of a hash; a width of -1 for none.
  private struct Guess {
    var code: UInt32 = 0
    var start = 0
    var width = -1
  }

  @inline(__always)
  private func isRight(_ guess: Guess, _ bytes: Span<UInt8>, _ place: TextPlace) -> Bool {
    guess.width == place.end &- place.start
      && OverlappingWords.areEqual(
        dictionary.bytes.span, guess.start, bytes, place.start, count: guess.width)
  }

  @inline(__always)
  private func guess(
    _ hashes: borrowing InlineArray<32, UInt64>, count: Int,
    _ guesses: inout InlineArray<32, Guess>
  ) {
    let slots = slots.span
    let mask = slots.count &- 1
    for number in 0..<count {
      let hash = hashes[number]
      let entry = slots[unchecked: Int(truncatingIfNeeded: hash &>> 32) & mask]
      let isAlike = entry != 0 && (entry ^ hash) & DictionaryBuilder.upperHalf == 0
      guesses[number].code = UInt32(truncatingIfNeeded: entry) &- 1
      guesses[number].width = isAlike ? 0 : -1
    }
    let offsets = dictionary.offsets.span
    for number in 0..<count where guesses[number].width == 0 {
      let code = Int(guesses[number].code)
      guesses[number].start = Int(offsets[code])
      guesses[number].width = Int(offsets[code &+ 1] &- offsets[code])
    }
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
          OverlappingWords.areEqual(entries, own, bytes, start, count: end &- start)
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

/// Where a text stands among bytes.
package struct TextPlace {
  private let bits: UInt64

  /// - Precondition: both fit 32 bits.
  @inline(__always)
  package init(start: Int, end: Int) {
    bits = UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: end) << 32
  }

  @inline(__always) package var start: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
  @inline(__always) package var end: Int { Int(truncatingIfNeeded: bits >> 32) }
}

/// Texts as words of eight bytes, of which the last may overlap the one before it.
enum OverlappingWords {
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
