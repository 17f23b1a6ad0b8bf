/// The rows of a column of texts that stands in several blocks.
struct TextRows: Sendable {
  let texts: PinnedTexts
  /// The rows of each block.
  let counts: [Int]
  let workers: Workers

  @inline(__always)
  func address(_ block: Int, _ row: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: block) << texts.rowBits | UInt32(truncatingIfNeeded: row)
  }

  @inline(__always)
  func forEachPresent(in block: Int, _ body: (Int) -> Void) {
    for row in 0..<counts[block] where !texts.pinned.isMissing(block, row) { body(row) }
  }

  func extremes() -> TextExtremes {
    let parts = workers.map(counts.count) { block in
      var extremes = TextExtremes(texts)
      forEachPresent(in: block) { extremes.add(address(block, $0)) }
      return extremes
    }
    var result = TextExtremes(texts)
    for part in parts { if let part { result.add(part) } }
    return result
  }

  /// Whether every row is present and comes after the one before it, as keys mostly do: then all
  /// texts are different.
  func areAscending() -> Bool {
    let found = workers.map(counts.count) { block in
      if texts.pinned.validity[block] != nil { return false }
      for row in 1..<max(1, counts[block])
      where ByteOrder.compare(texts[block, row - 1], texts[block, row]) >= 0 { return false }
      if block == 0 { return true }
      return ByteOrder.compare(texts[block - 1, counts[block - 1] - 1], texts[block, 0]) < 0
    }
    return found.allSatisfy { $0 == true }
  }
}

/// Rows of texts in the order of their hashes, so that equal texts stand together.
///
///     rows            fuji  gala  fuji
///     hash, row       3f 0   3f 2   a1 1
///
/// A word is the upper half of a row's hash and its address. Rows with the same half are told apart
/// by their bytes: different texts among them are rare, but nothing depends on that.
struct HashedTextRuns {
  private let rows: TextRows
  private let words: [UInt64]
  /// Where pieces of work begin and end in the words: between two hashes.
  private let ends: [Int]

  private static let addressBits = 32
  private static let pieceSize = 1 << 16

  init(_ rows: TextRows) {
    self.rows = rows
    var words = HashedTextRuns.words(rows)
    RadixSort.sort(&words, by: Self.addressBits..<UInt64.bitWidth, workers: rows.workers)
    self.words = words
    ends = HashedTextRuns.ends(words)
  }

  private static func words(_ rows: TextRows) -> [UInt64] {
    let present = rows.workers.map(rows.counts.count) { block in
      var count = 0
      rows.forEachPresent(in: block) { _ in count += 1 }
      return count
    }
    var starts = [0]
    for count in present { starts.append(starts[starts.count - 1] + (count ?? 0)) }
    let firsts = starts
    return rows.workers.filling(starts[starts.count - 1], pieces: rows.counts.count) {
      (block, target: UnsafeMutablePointer<UInt64>) in
      var place = firsts[block]
      rows.forEachPresent(in: block) { row in
        let hash = TextHash.hash(rows.texts[block, row])
        target[place] = (hash & ~UInt64(UInt32.max)) | UInt64(rows.address(block, row))
        place += 1
      }
    }
  }

  private static func ends(_ words: [UInt64]) -> [Int] {
    var ends = [0]
    while let start = ends.last, start < words.count {
      var end = min(words.count, start + pieceSize)
      while end < words.count, words[end] >> 32 == words[end - 1] >> 32 { end += 1 }
      ends.append(end)
    }
    return ends
  }

  /// Returns how many different texts there are and the most frequent of them.
  func tally() -> (distinctCount: Int, mostFrequent: FrequentTexts) {
    let (distinct, repeated) = tally(leastCount: 2)
    // Texts that stand once are looked at only if there are too few others.
    if repeated.isFull || repeated.best.count == distinct { return (distinct, repeated) }
    if repeated.best.isEmpty, let word = words.first {
      var single = repeated
      single.add(UInt32(truncatingIfNeeded: word), count: 1)
      return (distinct, single)
    }
    return (distinct, tally(leastCount: 1).mostFrequent)
  }

  private func tally(leastCount: Int) -> (distinctCount: Int, mostFrequent: FrequentTexts) {
    let none = FrequentTexts(rows.texts, limit: ColumnSummary.frequentCount)
    let parts = rows.workers.map(ends.count - 1) { piece in
      var (distinct, frequent) = (0, none)
      forEachText(in: ends[piece]..<ends[piece + 1]) { address, count in
        distinct += 1
        if count >= leastCount { frequent.add(address, count: count) }
      }
      return (distinct, frequent)
    }
    var result = (distinctCount: 0, mostFrequent: none)
    for (distinct, frequent) in parts.compactMap({ $0 }) {
      result.distinctCount += distinct
      result.mostFrequent.add(frequent)
    }
    return result
  }

  /// Calls `body` with a row of each text and the text's count.
  @inline(__always)
  private func forEachText(in range: Range<Int>, _ body: (UInt32, Int) -> Void) {
    let words = words.span
    var start = range.lowerBound
    while start < range.upperBound {
      let first = UInt32(truncatingIfNeeded: words[start])
      var end = start + 1
      var areEqual = true
      while end < range.upperBound, words[end] >> 32 == words[start] >> 32 {
        let address = UInt32(truncatingIfNeeded: words[end])
        areEqual = areEqual && rows.texts.compare(first, address) == 0
        end += 1
      }
      if areEqual {
        body(first, end - start)
      } else {
        let addresses = (start..<end).map { UInt32(truncatingIfNeeded: words[$0]) }
        forEachText(among: addresses, body)
      }
      start = end
    }
  }

  /// Different texts with the same half of a hash.
  private func forEachText(among addresses: [UInt32], _ body: (UInt32, Int) -> Void) {
    let texts = rows.texts
    let order = addresses.sorted {
      let order = texts.compare($0, $1)
      return order < 0 || (order == 0 && $0 < $1)
    }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, texts.compare(order[start], order[end]) == 0 { end += 1 }
      body(order[start], end - start)
      start = end
    }
  }
}
