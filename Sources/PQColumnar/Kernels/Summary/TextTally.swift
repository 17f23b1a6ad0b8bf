/// How many different texts a column holds, which are the least and the greatest, and which are
/// common.
///
///     rows     fuji  –  gala  fuji
///     tally    2 texts, fuji ... gala, fuji 2, gala 1
struct TextTally: Sendable {
  let distinctCount: Int
  let least: String
  let greatest: String
  /// Most frequent first, ties in order of the texts.
  let mostFrequent: [(text: String, count: Int)]

  /// Counts codes of one dictionary.
  ///
  /// - Precondition: the columns share a dictionary, and a row is present.
  init(codesOf columns: [Column], workers: Workers) {
    guard case .dictionary(let first) = columns[0] else {
      preconditionFailure("not a column of codes")
    }
    let entries = first.dictionary.entries
    let counts = DenseCounts.counts(columns, least: 0, entries.count, workers)
    self = PinnedColumn.with([.text(entries)]) { pinned in
      let texts = PinnedTexts(pinned, rowBits: UInt32.bitWidth - 1)
      var extremes = TextExtremes(texts)
      var frequent = FrequentTexts(texts, limit: ColumnSummary.frequentCount)
      var distinct = 0
      let counts = counts.span
      for code in counts.indices where counts[code] > 0 {
        distinct += 1
        extremes.add(UInt32(truncatingIfNeeded: code))
        frequent.add(UInt32(truncatingIfNeeded: code), count: Int(counts[code]))
      }
      return TextTally(distinct, extremes, frequent)
    }
  }

  /// Tells texts apart by their hashes, and by their bytes where those are equal.
  ///
  /// - Precondition: the columns are texts, and a row is present.
  init(_ columns: [Column], workers: Workers) {
    let columns = columns.filter { $0.count > 0 }
    let rowBits = RowBlocks.bitCount((columns.map(\.count).max() ?? 1) - 1)
    self = PinnedColumn.with(columns) { pinned in
      let texts = PinnedTexts(pinned, rowBits: rowBits)
      let rows = TextRows(texts: texts, counts: columns.map(\.count), workers: workers)
      let extremes = rows.extremes()
      if rows.areAscending() {
        var frequent = FrequentTexts(texts, limit: ColumnSummary.frequentCount)
        frequent.add(extremes.least ?? 0, count: 1)
        return TextTally(columns.reduce(0) { $0 + $1.count }, extremes, frequent)
      }
      let (distinct, frequent) = HashedTextRuns(rows).tally()
      return TextTally(distinct, extremes, frequent)
    }
  }

  private init(_ distinctCount: Int, _ extremes: TextExtremes, _ frequent: FrequentTexts) {
    self.distinctCount = distinctCount
    least = extremes.least.map(extremes.texts.string) ?? ""
    greatest = extremes.greatest.map(extremes.texts.string) ?? ""
    mostFrequent = frequent.texts
  }
}

/// Texts of several blocks at addresses: block in the high bits, row in the low ones.
struct PinnedTexts: Sendable {
  let pinned: PinnedColumn
  let rowBits: UInt32
  private let rowMask: UInt32

  init(_ pinned: PinnedColumn, rowBits: Int) {
    self.pinned = pinned
    self.rowBits = UInt32(rowBits)
    rowMask = UInt32(1) << UInt32(rowBits) &- 1
  }

  @inline(__always)
  subscript(address: UInt32) -> UnsafeRawBufferPointer {
    self[Int(address >> rowBits), Int(address & rowMask)]
  }

  @inline(__always)
  subscript(block: Int, row: Int) -> UnsafeRawBufferPointer {
    let offsets = pinned.values[block].assumingMemoryBound(to: UInt32.self)
    return UnsafeRawBufferPointer(
      start: pinned.others[block] + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
  }

  /// Less than 0, 0, or more as one text comes before, with, or after another, by bytes.
  @inline(__always)
  func compare(_ left: UInt32, _ right: UInt32) -> Int {
    ByteOrder.compare(self[left], self[right])
  }

  func string(_ address: UInt32) -> String { String(decoding: self[address], as: UTF8.self) }
}

/// The order of runs of bytes, eight at a time.
enum ByteOrder {
  @inline(__always)
  static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let count = min(left.count, right.count)
    var offset = 0
    while offset + 8 <= count {
      let one = left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let other = right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if one != other { return one.bigEndian < other.bigEndian ? -1 : 1 }
      offset += 8
    }
    while offset < count {
      if left[offset] != right[offset] { return left[offset] < right[offset] ? -1 : 1 }
      offset += 1
    }
    return left.count - right.count
  }
}

/// The least and the greatest of the texts that pass by.
struct TextExtremes: Sendable {
  let texts: PinnedTexts
  private(set) var least: UInt32?
  private(set) var greatest: UInt32?

  init(_ texts: PinnedTexts) {
    self.texts = texts
  }

  @inline(__always)
  mutating func add(_ address: UInt32) {
    guard let least, let greatest else {
      (self.least, self.greatest) = (address, address)
      return
    }
    if texts.compare(address, least) < 0 { self.least = address }
    if texts.compare(address, greatest) > 0 { self.greatest = address }
  }

  mutating func add(_ other: TextExtremes) {
    if let address = other.least { add(address) }
    if let address = other.greatest { add(address) }
  }
}

/// The most frequent of the distinct texts that pass by, in any order.
struct FrequentTexts: Sendable {
  private let pinned: PinnedTexts
  private let limit: Int
  private(set) var best: [(address: UInt32, count: Int)] = []

  init(_ texts: PinnedTexts, limit: Int) {
    pinned = texts
    self.limit = limit
  }

  var isFull: Bool { best.count == limit }

  @inline(__always)
  mutating func add(_ address: UInt32, count: Int) {
    if best.count < limit || count >= best[limit - 1].count { insert(address, count) }
  }

  mutating func add(_ other: FrequentTexts) {
    for (address, count) in other.best { add(address, count: count) }
  }

  private mutating func insert(_ address: UInt32, _ count: Int) {
    let place = best.firstIndex {
      (count, 0) > ($0.count, pinned.compare(address, $0.address).signum())
    }
    best.insert((address, count), at: place ?? best.count)
    if best.count > limit { best.removeLast() }
  }

  var texts: [(text: String, count: Int)] {
    best.map { (text: pinned.string($0.address), count: $0.count) }
  }
}
