/// Some bits of a sort key: a number for each row, whose order is the key's.
///
/// | key | parts |
/// | --- | --- |
/// | numbers, dates, codes | the distance from the least, or from the greatest if descending |
/// | text with a dictionary | the rank of the entry |
/// | other text | for each eight bytes the bits in which rows differ; the length if bytes are 0 |
///
/// A missing key comes last, ascending and descending: one more than the greatest number, or a bit
/// of its own in front.
struct KeyPart: Sendable {
  enum Source: Sendable {
    /// Words of `OrderWord`, from the least to the greatest.
    case number(least: UInt64, greatest: UInt64)
    /// Codes, looked up in ranks if there are any.
    case code(ranks: [UInt32]?, greatest: UInt64)
    /// The eight bytes from an offset on.
    case text(offset: Int, TextBits)
    case length
    case presence
  }

  let key: Int
  let source: Source
  let isDescending: Bool
  /// How many bits a number has.
  let bitCount: Int
  /// The number of a row without a key.
  let missing: UInt64
  /// The greatest number of a row with one: descending keys count down from it.
  let greatest: UInt64

  init(key: Int, source: Source, isDescending: Bool, hasMissing: Bool) {
    self.key = key
    self.source = source
    switch source {
    case .number(let least, let most): greatest = most - least
    case .code(_, let most): greatest = most
    case .text(_, let bits): greatest = UInt64.max >> UInt64(64 - max(1, bits.count))
    case .length: greatest = UInt64(UInt32.max)
    case .presence: greatest = 0
    }
    self.isDescending = isDescending
    missing = hasMissing ? greatest + 1 : 0
    let most = hasMissing ? greatest + 1 : greatest
    bitCount = UInt64.bitWidth - most.leadingZeroBitCount
  }
}

/// Numbers as words whose unsigned order is theirs.
enum OrderWord {
  @inline(__always)
  static func word(_ number: Int64) -> UInt64 { UInt64(bitPattern: number) ^ 1 << 63 }

  /// The number that has a word.
  @inline(__always)
  static func number(_ word: UInt64) -> Int64 { Int64(bitPattern: word ^ 1 << 63) }

  /// Positive floats are in the order of their bits, negative ones in the opposite order.
  @inline(__always)
  static func word(_ number: Double) -> UInt64 {
    if number == 0 { return 1 << 63 }
    let bits = number.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }
}

/// The bits of eight bytes in which texts differ, packed: of each byte those up to the highest
/// that is not the same everywhere.
///
///     0000 0111, 0001 0010 of the last two bytes: 1 bit and 3 bits
struct TextBits: Sendable {
  /// For each byte with such bits: how far it is from the low end, and which of its bits.
  private let bytes: [(shift: UInt64, mask: UInt64, width: UInt64)]
  let count: Int

  /// - Parameter varying: the bits in which some two rows differ.
  init(varying: UInt64) {
    var bytes: [(shift: UInt64, mask: UInt64, width: UInt64)] = []
    var count = 0
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      let byte = UInt8(truncatingIfNeeded: varying >> shift)
      if byte == 0 { continue }
      let width = 8 - byte.leadingZeroBitCount
      count += width
      bytes.append((shift, UInt64(1) << UInt64(width) - 1, UInt64(width)))
    }
    self.bytes = bytes
    self.count = count
  }

  @inline(__always)
  func packed(_ word: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for byte in bytes { result = result << byte.width | word >> byte.shift & byte.mask }
    return result
  }
}

/// Reads texts eight bytes at a time, as numbers that compare like the bytes.
struct TextWords {
  /// Unsafe: a word is read at any address, which a Span of bytes cannot do in one step.
  let bytes: UnsafeRawPointer
  let byteCount: Int

  /// The eight bytes from `start` on, those at `end` and behind as 0.
  @inline(__always)
  func word(_ start: Int, _ end: Int) -> UInt64 {
    let rest = end - start
    if rest <= 0 { return 0 }
    if start + 8 <= byteCount {
      let word = UInt64(
        bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return rest >= 8 ? word : word & ~(UInt64.max >> UInt64(8 * rest))
    }
    var word: UInt64 = 0
    for position in start..<start + 8 {
      word = word << 8
      if position < end { word |= UInt64(bytes.load(fromByteOffset: position, as: UInt8.self)) }
    }
    return word
  }
}
