/// A hash of bytes that is the same in every run, on every machine and in every process.
package enum TextHash {
  /// Returns the hash of a run of bytes.
  package static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    hash(bytes, 0, bytes.count)
  }

  /// Returns the hash of `bytes[start..<end]`.
  package static func hash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: end - start) &* 0x9E37_79B9_7F4A_7C15
    var position = start
    while position + 8 <= end {
      var word: UInt64 = 0
      for offset in 0..<8 { word |= UInt64(bytes[position + offset]) << UInt64(offset * 8) }
      state = mix(state ^ word)
      position += 8
    }
    var word: UInt64 = 0
    while position < end {
      word = word << 8 | UInt64(bytes[position])
      position += 1
    }
    return mix(state ^ word)
  }

  /// Returns the same hash of bytes at a place that stays for as long as a kernel runs.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let end = bytes.count
    var state = UInt64(truncatingIfNeeded: end) &* 0x9E37_79B9_7F4A_7C15
    var position = 0
    while position + 8 <= end {
      state = mix(
        state ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      )
      position += 8
    }
    var word: UInt64 = 0
    if end >= 8, position < end {
      // The last bytes are read with some of those before them, which are cut off again.
      word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
      word &= (1 << UInt64((end - position) * 8)) - 1
    } else {
      while position < end {
        word = word << 8 | UInt64(bytes[position])
        position += 1
      }
    }
    return mix(state ^ word)
  }

  /// Returns a number with all bits depending on all bits: multiply wide, fold the halves.
  package static func mix(_ number: UInt64) -> UInt64 {
    let product = (number ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
