/// Looks at eight bytes at a time.
enum WordSearch {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes at a place; the first is the lowest.
  ///
  /// Unchecked: the caller knows that the text goes on, or has padding behind it.
  @inline(__always)
  static func word(_ bytes: RawSpan, _ position: Int) -> UInt64 {
    UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self))
  }

  /// A word of eight equal bytes.
  @inline(__always)
  static func repeated(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

  /// Marks the high bit of each byte that is 0. Bytes above one that is 0 may be marked in vain;
  /// the lowest mark is right.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }

  /// Marks control characters, among them LF and CR, in the same way.
  @inline(__always)
  static func controls(_ word: UInt64) -> UInt64 { (word &- ones &* 0x10) & ~word & highBits }

  /// The place of the lowest mark.
  @inline(__always)
  static func lowest(_ marks: UInt64) -> Int { marks.trailingZeroBitCount >> 3 }
}
