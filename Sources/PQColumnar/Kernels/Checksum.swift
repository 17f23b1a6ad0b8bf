/// A checksum of stored bytes: finds damage, not intent.
package enum Checksum {
  /// Returns 64 bits that depend on every byte and on their number.
  ///
  /// Four words are mixed at a time, each into a state of its own, so that the multiplications do
  /// not wait for each other: memory is slower than this.
  package static func of(_ bytes: RawSpan) -> UInt64 {
    var states: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    let count = bytes.byteCount
    var position = 0
    while position + 32 <= count {
      states.0 = TextHash.mix(states.0 ^ word(bytes, position))
      states.1 = TextHash.mix(states.1 ^ word(bytes, position + 8))
      states.2 = TextHash.mix(states.2 ^ word(bytes, position + 16))
      states.3 = TextHash.mix(states.3 ^ word(bytes, position + 24))
      position += 32
    }
    while position + 8 <= count {
      states.0 = TextHash.mix(states.0 ^ word(bytes, position))
      position += 8
    }
    var rest: UInt64 = 0
    while position < count {
      rest = rest << 8 | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt8.self))
      position += 1
    }
    let halves = (TextHash.mix(states.0 ^ states.1), TextHash.mix(states.2 ^ states.3 ^ rest))
    return TextHash.mix(halves.0 &+ halves.1 &* 31 ^ UInt64(count))
  }

  /// The caller has compared the position with the count.
  @inline(__always)
  private static func word(_ bytes: RawSpan, _ position: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}
