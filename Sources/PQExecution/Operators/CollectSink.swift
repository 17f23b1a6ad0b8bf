import PQColumnar
import PQDiagnostics

/// Keeps all rows as they come.
struct CollectSink: OrderedSink {
  let context: ExecutionContext
  private var relation = Relation(blocks: [])

  init(context: ExecutionContext) {
    self.context = context
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    try relation.append(batch, context)
    return true
  }

  mutating func finish() throws(QueryError) -> Relation { relation }
}

/// Skips rows, keeps some, and then has enough.
struct SliceSink: OrderedSink {
  let context: ExecutionContext
  private var skip: Int
  private var take: Int?
  private var relation = Relation(blocks: [])

  init(skip: Int, take: Int?, context: ExecutionContext) {
    self.skip = max(0, skip)
    self.take = take.map { max(0, $0) }
    self.context = context
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    let start = min(skip, batch.rowCount)
    skip -= start
    let count = min(batch.rowCount - start, take ?? .max)
    if let take { self.take = take - count }
    if count > 0 { try relation.append(batch.slice(start..<start + count), context) }
    return take != 0
  }

  mutating func finish() throws(QueryError) -> Relation { relation }
}

extension Relation {
  /// Adds a batch at the end and claims its memory.
  mutating func append(_ batch: Batch, _ context: ExecutionContext) throws(QueryError) {
    if let reservation = try context.memory.reserve(batch.byteCount) {
      reservations.append(reservation)
    }
    blocks.append(batch)
  }

  /// Puts all rows into one batch, for operators that must see them at once.
  mutating func takeWhole(
    columnCount: Int, _ context: ExecutionContext
  ) throws(QueryError) -> Batch {
    let rowCount = rowCount
    if rowCount > Int(Int32.max) { throw QueryError(.tooManyRows(rowCount)) }
    let blocks = blocks
    self.blocks = []
    if blocks.count == 1, blocks[0].selection == nil { return blocks[0] }
    let bytes = blocks.reduce(0) { $0 + $1.columnByteCount }
    let reservation = try context.memory.reserve(bytes)
    context.counters.countGathered(rowCount)
    let whole = Batch.joined(blocks, columnCount: columnCount)
    reservations = reservation.map { [$0] } ?? []
    return whole
  }

  /// Returns blocks of at most the context's size with the given rows of a batch, in that order.
  static func gathering(
    _ rows: [Int32], of batch: Batch, columns: [Int], _ context: ExecutionContext
  ) throws(QueryError) -> Relation {
    var result = Relation(blocks: [])
    context.counters.countGathered(rows.count)
    for start in stride(from: 0, to: rows.count, by: context.blockRowCount) {
      try context.cancellation.check()
      let part = Array(rows[start..<min(start + context.blockRowCount, rows.count)])
      try result.append(batch.gathering(part, columns: columns), context)
    }
    return result
  }
}
