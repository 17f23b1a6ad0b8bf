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
    var hits = RowHits(rowCount: column.count)
    let offsets = column.offsets.span
    let bytes = column.bytes.span
    let end = Int(column.offsets[column.count])
    let start = Int(column.offsets[0])
    if end - start >= part.count {
      let probes = rareProbes(bytes, start, end)
      search(bytes, start, end, probes) { hits.add($0, length: part.count, offsets) }
    }
    return Bitmap(words: hits.words, count: column.count)
  }

  // MARK: - Bytes

  /// How many bytes are looked at to tell which are rare.
  private static let sampleSize = 4096

  /// Returns the places of two bytes of the text that are rare in the column, or of its only one.
  private func rareProbes(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (Int, Int) {
    var counts = [Int](repeating: 0, count: 256)
    for position in start..<min(end, start + Self.sampleSize) {
      counts[Int(bytes[position])] += 1
    }
    // The same byte twice tells less than two bytes.
    let places = part.indices.sorted { counts[Int(part[$0])] < counts[Int(part[$1])] }
    let other = places.first { part[$0] != part[places[0]] } ?? places[places.count - 1]
    return (places[0], other)
  }

  /// Calls `hit` with each place where the text begins; it returns where to go on.
  @inline(__always)
  private func search(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ probes: (Int, Int), _ hit: (Int) -> Int
  ) {
    let part = self.part.span
    let lastStart = end - part.count
    let (first, second) = probes
    let firstByte = SIMD16<UInt8>(repeating: part[first])
    let secondByte = SIMD16<UInt8>(repeating: part[second])
    let reach = max(first, second) + 64
    var position = start
    @inline(__always) func mask(_ offset: Int) -> SIMDMask<SIMD16<Int8>> {
      (Self.sixteen(bytes, position + offset + first) .== firstByte)
        .& (Self.sixteen(bytes, position + offset + second) .== secondByte)
    }
    while position + reach <= end {
      let masks = (mask(0), mask(16), mask(32), mask(48))
      let any = Self.bits((masks.0 .| masks.1) .| (masks.2 .| masks.3))
      if any.0 | any.1 == 0 {
        position += 64
        continue
      }
      var next = position
      @inline(__always) func visit(_ found: UInt64, _ base: Int) {
        var rest = found
        while rest != 0 {
          let place = base + rest.trailingZeroBitCount >> 3
          rest &= rest &- 1
          if place >= next, place <= lastStart, Self.isEqual(bytes, place, part) {
            next = hit(place)
          }
        }
      }
      @inline(__always) func visit(_ mask: SIMDMask<SIMD16<Int8>>, _ base: Int) {
        let (low, high) = Self.bits(mask)
        visit(low, base)
        visit(high, base + 8)
      }
      visit(masks.0, position)
      visit(masks.1, position + 16)
      visit(masks.2, position + 32)
      visit(masks.3, position + 48)
      position = max(next, position + 64)
    }
    while position <= lastStart {
      position = Self.isEqual(bytes, position, part) ? hit(position) : position + 1
    }
  }

  /// Loads sixteen bytes; the standard library has no safe way to do it from a span.
  ///
  /// - Precondition: `position + 16` does not lie behind the end.
  @inline(__always)
  private static func sixteen(_ bytes: Span<UInt8>, _ position: Int) -> SIMD16<UInt8> {
    bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
  }

  /// One bit in each byte that the mask is set for.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> (UInt64, UInt64) {
    let ones = SIMD16<UInt8>(repeating: 0).replacing(
      with: SIMD16<UInt8>(repeating: 1), where: mask)
    let words = unsafeBitCast(ones, to: SIMD2<UInt64>.self)
    return (words[0], words[1])
  }

  @inline(__always)
  private static func isEqual(_ bytes: Span<UInt8>, _ position: Int, _ part: Span<UInt8>) -> Bool {
    for offset in 0..<part.count where bytes[position + offset] != part[offset] { return false }
    return true
  }
}

/// The rows in which ascending places of a column's bytes lie.
private struct RowHits {
  private var row = 0
  private(set) var words: [UInt64]

  init(rowCount: Int) {
    words = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
  }

  /// Near rows are stepped to, far ones found by doubling the step.
  private static let nearRowCount = 16

  /// Takes in what was found at a place, unless it reaches into the next row; returns where to go
  /// on.
  @inline(__always)
  mutating func add(_ place: Int, length: Int, _ offsets: Span<UInt32>) -> Int {
    var steps = 0
    while Int(offsets[row + 1]) <= place {
      row += 1
      steps += 1
      if steps == Self.nearRowCount { leap(to: place, offsets) }
    }
    let end = Int(offsets[row + 1])
    guard place + length <= end else { return place + 1 }
    words[row >> 6] |= 1 << UInt64(row & 63)
    return end
  }

  private mutating func leap(to place: Int, _ offsets: Span<UInt32>) {
    var step = 1
    while row + step < offsets.count - 1, Int(offsets[row + step]) <= place {
      row += step
      step *= 2
    }
    while step > 1 {
      step /= 2
      if row + step < offsets.count - 1, Int(offsets[row + step]) <= place { row += step }
    }
  }
}
