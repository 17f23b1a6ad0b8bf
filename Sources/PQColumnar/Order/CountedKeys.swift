/// Keys so narrow that every combination of them has a number of its own below a million: rows can
/// be counted by it instead of being put in order.
///
///     keys       pear 3    apple 7    pear 3
///     codes      1 0       0 1        1 0        (a bit each)
///     counts     0 1 2 0
package struct CountedKeys: Sendable {
  private let words: LevelWords
  private let columns: [[Column]]
  private let counts: [Int]
  private let bitCount: Int
  private let orderBitCount: Int
  private let workers: Workers

  /// A million counters of four bytes fit the caches of two cores.
  private static let bitLimit = 20

  /// Returns `nil` if the keys are not narrow enough, or the rows too few for it to pay.
  package init?(
    _ keys: [BlockSortKey], of rows: RowBlocks, partitionKeyCount: Int, workers: Workers
  ) {
    var queue = KeyQueue(keys, partitionKeyCount: partitionKeyCount, workers: workers)
    let level = queue.nextLevel(of: keys.map(\.columns), capacity: CountedKeys.bitLimit)
    guard queue.isEmpty, 1 << level.bitCount <= rows.rowCount else { return nil }
    words = LevelWords(level, addressBits: 0, workers: .one)
    columns = keys.map(\.columns)
    counts = rows.blocks.map(\.rowCount)
    bitCount = level.bitCount
    orderBitCount = level.orderBitCount
    self.workers = workers
  }

  /// The groups of equal rows that occur, in order: their codes and how many rows they have, and
  /// where partitions begin among them.
  package func groups() -> (codes: [Int], counts: [Int], partitionStarts: [Int]) {
    // A table of counters for each worker, not for each block: there may be many blocks.
    let found = workers.map(workers.count) { worker in
      var counts = [Int32](repeating: 0, count: 1 << bitCount)
      for block in stride(from: worker, to: self.counts.count, by: workers.count) {
        if workers.isStopped { break }
        for code in codes(ofBlock: block) { counts[Int(truncatingIfNeeded: code)] += 1 }
      }
      return counts
    }
    var sum = [Int](repeating: 0, count: 1 << bitCount)
    for part in found.compactMap({ $0 }) {
      for code in part.indices { sum[code] += Int(part[code]) }
    }
    return occurring(in: sum)
  }

  private func occurring(
    in counts: [Int]
  ) -> (codes: [Int], counts: [Int], partitionStarts: [Int]) {
    var codes: [Int] = []
    var starts: [Int] = []
    var partition = -1
    for code in counts.indices where counts[code] > 0 {
      if code >> orderBitCount != partition {
        partition = code >> orderBitCount
        starts.append(codes.count)
      }
      codes.append(code)
    }
    return (codes, codes.map { counts[$0] }, starts)
  }

  /// Returns each row's value, a column for each block, from one value for each group that occurs.
  package func columns(of values: [Int64], codes: [Int]) -> [Column] {
    var table = [Int64](repeating: 0, count: 1 << bitCount)
    for (position, code) in codes.enumerated() { table[code] = values[position] }
    let fitsInt32 = values.allSatisfy { Int64(Int32(truncatingIfNeeded: $0)) == $0 }
    let narrow = fitsInt32 ? table.map { Int32(truncatingIfNeeded: $0) } : []
    let wide = table
    let columns = workers.map(counts.count) { block in
      let codes = self.codes(ofBlock: block)
      let storage: IntegerVector =
        fitsInt32
        ? .int32(codes.map { narrow[Int(truncatingIfNeeded: $0)] })
        : .int64(codes.map { wide[Int(truncatingIfNeeded: $0)] })
      return Column.integer(IntegerColumn(storage: storage))
    }
    return zip(columns, counts).map { $0 ?? .constant(ConstantColumn(.missing, count: $1)) }
  }

  private func codes(ofBlock block: Int) -> [UInt64] {
    words.codes(columns.map { $0[block] }, count: counts[block])
  }
}

extension LevelWords {
  /// Returns the bits of each row of one run.
  fileprivate func codes(_ columns: [Column], count: Int) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      if let words = buffer.baseAddress {
        words.initialize(repeating: 0, count: count)
        for placement in level.placements {
          KeyPartWriter(placement, words: words, rows: 0..<count)
            .write(columns[placement.part.key])
        }
      }
      initializedCount = count
    }
  }
}
