/// A key to put rows of several blocks in order by.
package struct BlockSortKey: Sendable {
  /// The chosen rows' keys, a column for each block.
  package let columns: [Column]
  package let isDescending: Bool
  /// Whether rows with equal keys must only come together, in whatever order of the keys.
  package let onlyGroups: Bool

  package init(
    _ columns: [Column], type: DataType, isDescending: Bool = false, onlyGroups: Bool = false
  ) {
    if case .ratio = type {
      self.columns = ValueOrder.ratioRanks(columns)
    } else {
      self.columns = columns
    }
    self.isDescending = isDescending
    self.onlyGroups = onlyGroups
  }
}

/// Rows of several blocks in the order of some keys.
package struct OrderedRows: Sendable {
  /// In what a row differs from the one before it.
  package enum Step {
    package static let nothing: UInt8 = 0
    package static let key: UInt8 = 1
    package static let partition: UInt8 = 2
  }

  /// The addresses of the rows.
  package internal(set) var addresses: [UInt32]
  /// A `Step` for each row if they were asked for, none otherwise.
  package internal(set) var steps: [UInt8]
}

/// Puts rows of several blocks in order: equal rows as they come, a missing key last in both
/// directions.
///
/// The keys of a row become a string of bits, as short as the values that occur allow. Its first
/// bits and the row's address make a word, and the words are sorted by digits; what is tied is
/// sorted by the next bits, until nothing is tied or no bits are left.
///
///     keys      pear 3    apple 7    pear –      (rank 0...1: 1 bit, 3...7 and missing: 3 bits)
///     bits      1 000     0 100      1 101
///     order     1 0 2
package struct BlockOrder {
  private let keys: [BlockSortKey]
  private let rowBits: Int
  private let addressBits: Int
  private let counts: [Int]
  private let partitionKeyCount: Int
  private let wantsSteps: Bool
  private let workers: Workers

  /// - Parameters:
  ///   - rows: what the keys belong to: a column for each of its blocks.
  ///   - partitionKeyCount: how many of the keys, from the first, make a partition.
  package static func sorted(
    _ keys: [BlockSortKey], of rows: RowBlocks, partitionKeyCount: Int = 0,
    wantsSteps: Bool = false, workers: Workers
  ) -> OrderedRows {
    BlockOrder(
      keys: keys, rowBits: rows.rowBits, addressBits: rows.addressBits,
      counts: rows.blocks.map(\.rowCount), partitionKeyCount: partitionKeyCount,
      wantsSteps: wantsSteps, workers: workers
    ).sorted()
  }

  /// Returns the rows of one column's entries in order.
  static func sorted(_ column: Column, workers: Workers) -> [UInt32] {
    let pieces = OrderPieces.cut(column)
    let rowBits = RowBlocks.bitCount(OrderPieces.rowCount - 1)
    return BlockOrder(
      keys: [BlockSortKey(pieces, type: .text)], rowBits: rowBits,
      addressBits: rowBits + RowBlocks.bitCount(pieces.count - 1), counts: pieces.map(\.count),
      partitionKeyCount: 0, wantsSteps: false, workers: workers
    ).sorted().addresses
  }

  private func sorted() -> OrderedRows {
    var queue = KeyQueue(
      keys, partitionKeyCount: partitionKeyCount, workers: workers)
    let capacity = UInt64.bitWidth - addressBits
    let level = queue.nextLevel(of: keys.map(\.columns), capacity: capacity)
    var words = LevelWords(level, addressBits: addressBits, workers: workers).words(
      keys.map(\.columns), firsts: counts.indices.map { UInt64($0 << rowBits) }, counts: counts)
    RadixSort.sort(&words, by: addressBits..<addressBits + level.bitCount, workers: workers)
    var result = OrderedRows(addresses: [], steps: [])
    let mask = UInt64(1) << UInt64(addressBits) - 1
    let sorted = words
    result.addresses = workers.filling(sorted.count, pieces: OrderPieces.count(sorted.count)) {
      piece, target in
      for position in OrderPieces.range(piece, of: sorted.count) {
        target[position] = UInt32(truncatingIfNeeded: sorted[position] & mask)
      }
    }
    if wantsSteps {
      result.steps = [UInt8](repeating: OrderedRows.Step.nothing, count: sorted.count)
      if sorted.count > 0 { result.steps[0] = OrderedRows.Step.partition }
    }
    var ties = TiedRuns.all(of: sorted, lowBits: addressBits, workers: workers)
    if wantsSteps {
      TiedRuns.mark(&result.steps, from: sorted, lowBits: addressBits, level, workers: workers)
    }
    words = []
    while !queue.isEmpty, !ties.isEmpty, !workers.isStopped {
      ties = untie(ties, &result, &queue)
    }
    return result
  }

  /// Sorts runs of rows that were equal so far by the next bits, and returns those that still are.
  private func untie(
    _ ties: TiedRuns, _ result: inout OrderedRows, _ queue: inout KeyQueue
  ) -> TiedRuns {
    let tied = ties.addresses(in: result.addresses)
    let pieces = OrderPieces.count(tied.count)
    let ranges = (0..<pieces).map { OrderPieces.range($0, of: tied.count) }
    let rowBits = rowBits
    let needed = queue.neededKeys
    let columns = keys.indices.map { key -> [Column] in
      if !needed.contains(key) { return [] }
      let stored = ColumnUnification.unified(keys[key].columns) ?? keys[key].columns
      let picked = workers.map(pieces) { piece in
        BlockGather.rows(Array(tied[ranges[piece]]), of: stored, rowBits: rowBits)
      }
      return zip(picked, ranges).map {
        $0 ?? .constant(ConstantColumn(.missing, count: $1.count))
      }
    }
    let lowBits = RowBlocks.bitCount(tied.count - 1)
    let level = queue.nextLevel(of: columns, capacity: UInt64.bitWidth - lowBits)
    var words = LevelWords(level, addressBits: lowBits, workers: workers).words(
      columns, firsts: ranges.map { UInt64($0.lowerBound) }, counts: ranges.map(\.count))
    ties.sort(&words, by: lowBits..<lowBits + level.bitCount, workers: workers)
    return ties.settle(words, lowBits: lowBits, level, tied: tied, &result)
  }
}

/// Runs of rows that one thread looks at in one go.
enum OrderPieces {
  static let rowCount = 1 << 16

  static func count(_ rows: Int) -> Int { (rows + rowCount - 1) / rowCount }

  static func range(_ piece: Int, of rows: Int) -> Range<Int> {
    piece * rowCount..<min(rows, (piece + 1) * rowCount)
  }

  static func cut(_ column: Column) -> [Column] {
    (0..<count(column.count)).map { Slice.rows(range($0, of: column.count), of: column) }
  }
}
