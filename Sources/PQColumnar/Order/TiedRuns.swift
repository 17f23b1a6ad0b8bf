/// Runs of neighbors in an order that no key has told apart yet.
struct TiedRuns: Sendable {
  /// Where each run begins in the order, ascending, and how many rows it has.
  private let runs: [Range<Int>]
  /// Where each run begins when all of them stand behind each other, and the end of the last.
  private let starts: [Int]

  private init(_ runs: [Range<Int>]) {
    self.runs = runs
    var starts = [0]
    starts.reserveCapacity(runs.count + 1)
    for run in runs { starts.append(starts[starts.count - 1] + run.count) }
    self.starts = starts
  }

  var isEmpty: Bool { runs.isEmpty }
  private var rowCount: Int { starts[starts.count - 1] }

  /// Returns the runs of sorted words that are equal above the lowest bits.
  static func all(of words: [UInt64], lowBits: Int, workers: Workers) -> TiedRuns {
    let low = UInt64(lowBits)
    let found = workers.map(OrderPieces.count(words.count)) { piece in
      runs(in: OrderPieces.range(piece, of: words.count), of: words.span, low: low)
    }
    return TiedRuns(found.flatMap { $0 ?? [] })
  }

  /// Returns the runs that begin in a range; the last may end behind it.
  private static func runs(
    in range: Range<Int>, of words: Span<UInt64>, low: UInt64
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let key = low == 64 ? 0 : words[position] >> low
      if position > 0, key == (low == 64 ? 0 : words[position - 1] >> low) {
        position += 1
        continue
      }
      var end = position + 1
      while end < words.count, key == (low == 64 ? 0 : words[end] >> low) { end += 1 }
      if end > position + 1 { runs.append(position..<end) }
      position = end
    }
    return runs
  }

  /// Marks where a sorted word differs from the one before it.
  static func mark(
    _ steps: inout [UInt8], from words: [UInt64], lowBits: Int, _ level: OrderLevel,
    workers: Workers
  ) {
    if words.isEmpty { return }
    // Unsafe: several threads write one array, each its own places.
    steps.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let steps = base
      workers.run(OrderPieces.count(words.count)) { piece in
        let words = words.span
        let range = OrderPieces.range(piece, of: words.count)
        for position in max(1, range.lowerBound)..<max(1, range.upperBound) {
          let difference = words[position] ^ words[position - 1]
          steps[position] = level.step(difference, lowBits: lowBits)
        }
      }
    }
  }

  /// Returns the rows of all runs, in order.
  func addresses(in order: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(rowCount)
    for run in runs { result.append(contentsOf: order[run]) }
    return result
  }

  /// Sorts the words of each run by the given bits; `words` are those of all runs, in order.
  func sort(_ words: inout [UInt64], by bits: Range<Int>, workers: Workers) {
    if runs.count == 1 { return RadixSort.sort(&words, by: bits, workers: workers) }
    let pieces = pieces()
    let starts = starts
    words.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let words = base
      workers.run(pieces.count) { piece in
        let runs = pieces[piece]
        var longest = 0
        for run in runs { longest = max(longest, starts[run + 1] - starts[run]) }
        let scratch = UnsafeMutablePointer<UInt64>.allocate(capacity: longest)
        defer { scratch.deallocate() }
        for run in runs {
          RadixSort.run(words + starts[run], scratch, starts[run + 1] - starts[run], by: bits)
        }
      }
      if workers.isStopped { words.update(repeating: 0, count: buffer.count) }
    }
  }

  /// Numbers of runs with about as many rows together.
  private func pieces() -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = 0
    for run in runs.indices
    where starts[run + 1] - starts[first] >= OrderPieces.rowCount || run == runs.count - 1 {
      pieces.append(first..<run + 1)
      first = run + 1
    }
    return pieces
  }

  /// Puts the rows of each run in the order of their words, and returns what is still tied.
  ///
  /// The lowest bits of a word tell which of the `tied` rows it belongs to.
  func settle(
    _ words: [UInt64], lowBits: Int, _ level: OrderLevel, tied: [UInt32],
    _ result: inout OrderedRows
  ) -> TiedRuns {
    let mask = UInt64(1) << UInt64(lowBits) - 1
    let low = UInt64(lowBits)
    let wantsSteps = !result.steps.isEmpty
    var rest: [Range<Int>] = []
    for (number, run) in runs.enumerated() {
      let start = starts[number]
      var tieStart = run.lowerBound
      for offset in 0..<run.count {
        let word = words[start + offset]
        let position = run.lowerBound + offset
        result.addresses[position] = tied[Int(truncatingIfNeeded: word & mask)]
        if offset == 0 { continue }
        let difference = word ^ words[start + offset - 1]
        if difference >> low == 0 { continue }
        if wantsSteps { result.steps[position] = level.step(difference, lowBits: lowBits) }
        if position - tieStart > 1 { rest.append(tieStart..<position) }
        tieStart = position
      }
      if run.upperBound - tieStart > 1 { rest.append(tieStart..<run.upperBound) }
    }
    return TiedRuns(rest)
  }
}

extension OrderLevel {
  /// What the bits in which two rows differ say.
  @inline(__always)
  func step(_ difference: UInt64, lowBits: Int) -> UInt8 {
    let bits = difference >> UInt64(lowBits)
    if bits == 0 { return OrderedRows.Step.nothing }
    return bits >> UInt64(orderBitCount) == 0
      ? OrderedRows.Step.key : OrderedRows.Step.partition
  }
}
