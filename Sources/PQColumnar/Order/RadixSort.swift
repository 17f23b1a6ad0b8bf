/// Sorts words by a run of their bits; words that are equal there stay in order.
///
/// First the rows are dealt into about a thousand parts by the highest bits, by all workers; a part
/// fits the second-level cache and is sorted there, digit by digit from the lowest, by one.
enum RadixSort {
  /// 1,024 places to write to: more would cost a page-table walk at every write.
  private static let partBits = 10
  private static let digitBits = 8
  /// Below this many words (512 kB with the scratch space) everything fits the cache anyway.
  static let partLimit = 1 << 15
  /// Up to this many words, putting one after another into place beats counting digits.
  private static let insertionLimit = 40

  /// Sorts all words by the given bits.
  static func sort(_ words: inout [UInt64], by bits: Range<Int>, workers: Workers) {
    let count = words.count
    if count < 2 || bits.isEmpty { return }
    // Unsafe: several threads write the same array, each its own places.
    words.withUnsafeMutableBufferPointer { words in
      let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
      defer { scratch.deallocate() }
      guard let base = words.baseAddress else { return }
      if count < partLimit {
        run(base, scratch, count, by: bits)
      } else {
        PartitionedSort(words: base, scratch: scratch, count: count, bits: bits, workers: workers)
          .sort(partBits: min(partBits, bits.count))
      }
      if workers.isStopped { base.update(repeating: 0, count: count) }
    }
  }

  /// Sorts one run of words in place.
  static func run(
    _ words: UnsafeMutablePointer<UInt64>, _ scratch: UnsafeMutablePointer<UInt64>, _ count: Int,
    by bits: Range<Int>
  ) {
    let sorted = digits(words, scratch, count, by: bits)
    if sorted != words { words.update(from: sorted, count: count) }
  }

  /// Sorts words and returns which of the two places holds the result.
  static func digits(
    _ words: UnsafeMutablePointer<UInt64>, _ scratch: UnsafeMutablePointer<UInt64>, _ count: Int,
    by bits: Range<Int>
  ) -> UnsafeMutablePointer<UInt64> {
    if count <= insertionLimit {
      insert(words, count, by: bits)
      return words
    }
    var (source, target) = (words, scratch)
    var shift = bits.lowerBound
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digitBits) { counts in
      while shift < bits.upperBound {
        let width = min(digitBits, bits.upperBound - shift)
        let mask = UInt64(1) << UInt64(width) - 1
        counts.update(repeating: 0)
        for position in 0..<count {
          counts[Int(truncatingIfNeeded: source[position] >> UInt64(shift) & mask)] += 1
        }
        // A digit that all words share moves none of them.
        if counts[Int(truncatingIfNeeded: source[0] >> UInt64(shift) & mask)] < count {
          var next = 0
          for digit in 0...Int(mask) { (counts[digit], next) = (next, next + counts[digit]) }
          for position in 0..<count {
            let word = source[position]
            let digit = Int(truncatingIfNeeded: word >> UInt64(shift) & mask)
            target[counts[digit]] = word
            counts[digit] += 1
          }
          swap(&source, &target)
        }
        shift += width
      }
    }
    return source
  }

  private static func insert(
    _ words: UnsafeMutablePointer<UInt64>, _ count: Int, by bits: Range<Int>
  ) {
    let low = UInt64(bits.lowerBound)
    let mask = bits.count == 64 ? UInt64.max : UInt64(1) << UInt64(bits.count) - 1
    for position in 1..<max(1, count) {
      let word = words[position]
      let key = word >> low & mask
      var place = position
      while place > 0, words[place - 1] >> low & mask > key {
        words[place] = words[place - 1]
        place -= 1
      }
      words[place] = word
    }
  }
}

/// One large sort: parts by the highest bits, then each part.
private struct PartitionedSort: @unchecked Sendable {
  let words: UnsafeMutablePointer<UInt64>
  let scratch: UnsafeMutablePointer<UInt64>
  let count: Int
  let bits: Range<Int>
  let workers: Workers

  /// Words that one piece of work deals out, or sorts.
  private static let pieceSize = 1 << 17

  func sort(partBits: Int) {
    let shift = UInt64(bits.upperBound - partBits)
    let mask = UInt64(1) << UInt64(partBits) - 1
    let partCount = 1 << partBits
    let chunkCount = max(1, min(4 * workers.count, count / PartitionedSort.pieceSize))
    let chunks = (0..<chunkCount).map {
      count * $0 / chunkCount..<count * ($0 + 1) / chunkCount
    }
    let counts = workers.map(chunkCount) { chunk in
      var counts = [Int](repeating: 0, count: partCount)
      for position in chunks[chunk] {
        counts[Int(truncatingIfNeeded: words[position] >> shift & mask)] += 1
      }
      return counts
    }
    if workers.isStopped { return }
    let (starts, partStarts) = places(counts.map { $0 ?? [] }, partCount)
    workers.run(chunkCount) { chunk in
      var next = starts[chunk]
      for position in chunks[chunk] {
        let word = words[position]
        let part = Int(truncatingIfNeeded: word >> shift & mask)
        scratch[next[part]] = word
        next[part] += 1
      }
    }
    if workers.isStopped { return }
    let pieces = pieces(partStarts)
    workers.run(pieces.count) { piece in
      for part in pieces[piece] {
        let (start, end) = (partStarts[part], partStarts[part + 1])
        if start == end { continue }
        let sorted = RadixSort.digits(
          scratch + start, words + start, end - start, by: bits.lowerBound..<Int(shift))
        if sorted != words + start { (words + start).update(from: sorted, count: end - start) }
      }
    }
  }

  /// Where each chunk writes its words of each part, and where each part begins.
  private func places(_ counts: [[Int]], _ partCount: Int) -> ([[Int]], [Int]) {
    var starts = counts
    var partStarts: [Int] = []
    var next = 0
    for part in 0..<partCount {
      partStarts.append(next)
      for chunk in counts.indices {
        starts[chunk][part] = next
        next += counts[chunk][part]
      }
    }
    return (starts, partStarts + [next])
  }

  /// Runs of parts with about as many words each.
  private func pieces(_ partStarts: [Int]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = 0
    for part in 1..<partStarts.count
    where partStarts[part] - partStarts[first] >= PartitionedSort.pieceSize
      || part == partStarts.count - 1
    {
      pieces.append(first..<part)
      first = part
    }
    return pieces
  }
}
