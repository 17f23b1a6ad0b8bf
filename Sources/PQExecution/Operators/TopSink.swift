import PQColumnar
import PQDiagnostics

/// Rows of which only the best few are kept: putting in more than twice as many as are wanted, or
/// more than a block, makes it drop the rest.
///
/// Ties keep the order in which rows were put in.
struct BoundedRows: Sendable {
  let partition: [KeyColumn]
  let keys: [KeyColumn]
  let count: Int
  let columnCount: Int
  let context: ExecutionContext
  private var batches: [Batch] = []
  private var rowCount = 0
  private var keptCount = 0
  private var reservation: MemoryReservation?

  init(
    partition: [KeyColumn], keys: [KeyColumn], count: Int, columnCount: Int,
    context: ExecutionContext
  ) {
    self.partition = partition
    self.keys = keys
    self.count = max(0, count)
    self.columnCount = columnCount
    self.context = context
  }

  mutating func add(_ batch: Batch) throws(QueryError) {
    let batch = best(of: batch)
    batches.append(batch)
    rowCount += batch.rowCount
    if rowCount > max(2 * keptCount, context.blockRowCount) { try prune() }
  }

  /// Returns the best rows of each partition, partitions in key order.
  mutating func finish() throws(QueryError) -> Batch {
    try prune()
    return batches[0]
  }

  private mutating func prune() throws(QueryError) {
    let all = Batch.joined(batches, columnCount: columnCount)
    let rows = bestRows(of: all)
    context.counters.countGathered(rows.count)
    let kept = all.gathering(rows, columns: Array(0..<columnCount))
    batches = [kept]
    rowCount = kept.rowCount
    keptCount = kept.rowCount
    reservation = nil
    reservation = try context.memory.reserve(kept.byteCount)
  }

  /// Narrows a batch to rows that can be among the best, in the order they are in.
  private func best(of batch: Batch) -> Batch {
    if !partition.isEmpty || batch.rowCount <= count { return batch }
    return batch.selecting(bestRows(of: batch).sorted())
  }

  private func bestRows(of batch: Batch) -> [Int32] {
    if partition.isEmpty {
      return RowOrder.first(count, by: batch.sortColumns(keys), rowCount: batch.rowCount)
    }
    let order = batch.order(by: partition + keys)
    let starts = RowPositions.set(
      in: RowOrder.peerStarts(batch.sortColumns(partition), rows: order))
    return RowPositions.first(count, of: order, starts: starts)
  }
}

/// Keeps the first rows in the order of some keys, of each partition.
struct TopSink: OrderedSink {
  private var rows: BoundedRows
  private let outputCount: Int

  init(_ rows: BoundedRows, outputCount: Int) {
    self.rows = rows
    self.outputCount = outputCount
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    try rows.add(batch)
    return true
  }

  mutating func finish() throws(QueryError) -> Relation {
    let kept = try rows.finish()
    return try Relation.cutting(kept.choosing(Array(0..<outputCount)), rows.context)
  }
}

/// Keeps rows chosen by a seed: each row draws a number from the seed and its place in the input,
/// and the least numbers win. So neither workers nor the size of blocks change the choice.
struct SampleSink: OrderedSink {
  private var rows: BoundedRows
  private let seed: UInt64
  private let columnCount: Int
  private var seenCount = 0

  init(count: Int, seed: UInt64, columnCount: Int, context: ExecutionContext) {
    self.seed = seed
    self.columnCount = columnCount
    self.rows = BoundedRows(
      partition: [], keys: [KeyColumn(position: columnCount, type: .integer)], count: count,
      columnCount: columnCount + 2, context: context)
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    let batch = batch.compacted()
    let numbered = Batch(
      columns: batch.columns + [
        SampleKeys.keys(seed: seed, firstRow: seenCount, count: batch.rowCount),
        SampleKeys.rowNumbers(firstRow: seenCount, count: batch.rowCount),
      ], rowCount: batch.rowCount)
    seenCount += batch.rowCount
    try rows.add(numbered)
    return true
  }

  mutating func finish() throws(QueryError) -> Relation {
    let kept = try rows.finish()
    let order = kept.order(by: [KeyColumn(position: columnCount + 1, type: .integer)])
    return try Relation.gathering(
      order, of: kept, columns: Array(0..<columnCount), rows.context)
  }
}

/// Keeps the first rows of each partition, in the order they come; with one row each, the distinct
/// ones.
struct TakePerSink: OrderedSink {
  private let keys: [KeyColumn]
  private let outputCount: Int
  private let context: ExecutionContext
  private var limiter: PartitionLimiter
  private var relation = Relation(blocks: [])

  init(count: Int, keys: [KeyColumn], outputCount: Int, context: ExecutionContext) {
    self.keys = keys
    self.outputCount = outputCount
    self.context = context
    self.limiter = PartitionLimiter(types: keys.map(\.type), limit: count)
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    context.counters.countHashed(batch.rowCount)
    let rows = limiter.rows(
      of: keys.map { batch.column($0.position) }, rowCount: batch.rowCount)
    if rows.isEmpty { return true }
    let output = batch.choosing(Array(0..<outputCount))
    try relation.append(
      rows.count == output.rowCount ? output : output.selecting(rows), context)
    return true
  }

  mutating func finish() throws(QueryError) -> Relation { relation }
}
