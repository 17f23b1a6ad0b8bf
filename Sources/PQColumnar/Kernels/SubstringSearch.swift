/// Finds a text in a column's texts by going through their bytes as one, not row by row.
///
/// Two bytes of the text that is looked for are compared with 64 positions at a time; only where
/// both are right the rest is. The two that are rare in the column are chosen: in Chinese text the
/// first byte of a character is shared by a thousand others.
package struct SubstringSearch: Sendable {
  private let part: [UInt8]

  package init(_ part: [UInt8]) {
    self.part = part
  }

  /// Returns the rows that hold the text; the bits of missing rows do not matter.
  package func rows(of column: TextColumn) -> Bitmap {
    if part.isEmpty { return Bitmap(repeating: true, count: column.count) }
    let range = Int(column.offsets[0])..<Int(column.offsets[column.count])
    precondition(range.upperBound <= column.bytes.count, "a text lies outside the bytes")
    let words = [UInt64](unsafeUninitializedCapacity: (column.count + 63) / 64) { words, count in
      words.initialize(repeating: 0)
      count = words.count
      guard range.count >= part.count, let base = words.baseAddress else { return }
      let probes = rareProbes(column.bytes.span, range)
      // Unsafe: vectors are loaded from any place of the bytes, and a check at each costs as much as
      // the comparison. No place behind the end of `range` is looked at.
      column.bytes.withUnsafeBufferPointer { bytes in
        column.offsets.withUnsafeBufferPointer { offsets in
          guard let bytes = bytes.baseAddress, let offsets = offsets.baseAddress else { return }
          var hits = RowHits(
            offsets: offsets, rowCount: column.count, length: part.count, words: base)
          search(bytes, range, probes, &hits)
        }
      }
    }
    return Bitmap(words: words, count: column.count)
  }

  // MARK: - Bytes

  /// How many bytes are looked at to tell which are rare.
  private static let sampleSize = 4096

  /// Returns the places of two bytes of the text that are rare in the column, or of its only one.
  private func rareProbes(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (Int, Int) {
    var counts = [Int](repeating: 0, count: 256)
    for position in range.prefix(Self.sampleSize) { counts[Int(bytes[position])] += 1 }
    // The same byte twice tells less than two bytes.
    let places = part.indices.sorted { counts[Int(part[$0])] < counts[Int(part[$1])] }
    let other = places.first { part[$0] != part[places[0]] } ?? places[places.count - 1]
    return (places[0], other)
  }

  /// Tells `hits` each place where the text begins.
  private func search(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ probes: (Int, Int),
    _ hits: inout RowHits
  ) {
    part.withUnsafeBufferPointer { part in
      guard let text = part.baseAddress else { return }
      let raw = UnsafeRawPointer(bytes)
      let firstByte = SIMD16<UInt8>(repeating: part[probes.0])
      let secondByte = SIMD16<UInt8>(repeating: part[probes.1])
      let lastStart = range.upperBound - part.count
      // The last position from which 64 places of both bytes lie before the end.
      let lastBlock = range.upperBound - max(probes.0, probes.1) - 64
      var position = range.lowerBound
      var next = position
      while position <= lastBlock {
        let (first, second) = (raw + position + probes.0, raw + position + probes.1)
        let masks = (
          Self.mask(first, second, 0, firstByte, secondByte),
          Self.mask(first, second, 16, firstByte, secondByte),
          Self.mask(first, second, 32, firstByte, secondByte),
          Self.mask(first, second, 48, firstByte, secondByte)
        )
        if !Self.isEmpty((masks.0 | masks.1) | (masks.2 | masks.3)) {
          var found =
            Self.bits(masks.0) | Self.bits(masks.1) << 16 | Self.bits(masks.2) << 32
            | Self.bits(masks.3) << 48
          while found != 0 {
            let place = position + found.trailingZeroBitCount
            found &= found &- 1
            if place < next || place > lastStart { continue }
            if Self.isEqual(bytes + place, text, part.count) { next = hits.add(place) }
          }
        }
        position += 64
      }
      position = max(next, position)
      while position <= lastStart {
        let isFound = Self.isEqual(bytes + position, text, part.count)
        position = isFound ? hits.add(position) : position + 1
      }
    }
  }

  /// All bits of a byte are set where both probes are right.
  @inline(__always)
  private static func mask(
    _ first: UnsafeRawPointer, _ second: UnsafeRawPointer, _ offset: Int,
    _ firstByte: SIMD16<UInt8>, _ secondByte: SIMD16<UInt8>
  ) -> SIMD2<UInt64> {
    let left = first.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self) .== firstByte
    let right = second.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self) .== secondByte
    return unsafeBitCast(left .& right, to: SIMD2<UInt64>.self)
  }

  @inline(__always)
  private static func isEmpty(_ mask: SIMD2<UInt64>) -> Bool { mask[0] | mask[1] == 0 }

  /// One bit for each byte of a mask.
  @inline(__always)
  private static func bits(_ mask: SIMD2<UInt64>) -> UInt64 {
    // Byte k of the factor brings the lowest bit of byte k to bit 56 + k.
    let ones = mask & SIMD2(repeating: 0x0101_0101_0101_0101)
    let packed = (ones &* 0x0102_0408_1020_4080) &>> 56
    return packed[0] | packed[1] << 8
  }

  @inline(__always)
  private static func isEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    for offset in 0..<count where left[offset] != right[offset] { return false }
    return true
  }
}

/// The rows in which ascending places of a column's bytes lie.
private struct RowHits {
  let offsets: UnsafePointer<UInt32>
  let rowCount: Int
  /// How long the text is that begins at each place.
  let length: Int
  let words: UnsafeMutablePointer<UInt64>
  private var row = 0

  init(
    offsets: UnsafePointer<UInt32>, rowCount: Int, length: Int,
    words: UnsafeMutablePointer<UInt64>
  ) {
    self.offsets = offsets
    self.rowCount = rowCount
    self.length = length
    self.words = words
  }

  /// Near rows are stepped to, far ones found by doubling the step.
  private static let nearRowCount = 16

  /// Takes in what was found at a place, unless it reaches into the next row; returns where to go
  /// on.
  @inline(__always)
  mutating func add(_ place: Int) -> Int {
    var steps = 0
    while Int(offsets[row + 1]) <= place {
      row += 1
      steps += 1
      if steps == Self.nearRowCount { leap(to: place) }
    }
    let end = Int(offsets[row + 1])
    guard place + length <= end else { return place + 1 }
    words[row >> 6] |= 1 << UInt64(row & 63)
    return end
  }

  private mutating func leap(to place: Int) {
    var step = 1
    while row + step < rowCount, Int(offsets[row + step]) <= place {
      row += step
      step *= 2
    }
    while step > 1 {
      step /= 2
      if row + step < rowCount, Int(offsets[row + step]) <= place { row += step }
    }
  }
}
