import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// A window function whose keys and arguments are columns of the rows that the sink sees.
struct WindowColumns: Sendable {
  let function: any WindowFunction.Type
  let aggregate: (any AggregateFunction.Type)?
  let arguments: [KeyColumn]
  let partition: [KeyColumn]
  let order: [KeyColumn]
  let location: SourceLocation?
}

/// Adds a column for each window: rows are put in order partition by partition, the function sees
/// them so, and its values go back to where the rows were.
///
/// Only the windows' own columns are read; the others stay in the blocks they came in.
struct WindowOperator {
  let windows: [WindowColumns]
  /// How many of the input's columns to hand on; keys and arguments may stand behind them.
  let outputCount: Int
  let columnCount: Int
  let context: ExecutionContext

  /// What a row takes while its window is worked out: a word and a place to move it to, its
  /// address, what it differs in, the place of its value.
  private static let bytesPerRow = 25

  func run(_ input: Relation) throws(QueryError) -> Relation {
    if input.rowCount > Int(Int32.max) { throw QueryError(.tooManyRows(input.rowCount)) }
    let rows = RowBlocks(input.blocks, columnCount: columnCount)
    let working = try context.memory.reserve(rows.rowCount * WindowOperator.bytesPerRow)
    defer { withExtendedLifetime(working) {} }
    var arrangements: [[KeyColumn]: OrderedRows] = [:]
    var added: [[Column]] = []
    for window in windows {
      if let columns = try countedValues(of: window, rows) {
        added.append(columns)
        continue
      }
      let keys = window.partition + window.order
      if arrangements[keys] == nil { arrangements[keys] = try arrangement(of: window, rows) }
      if let order = arrangements[keys] { added.append(try values(of: window, rows, order)) }
    }
    return try relation(rows, added, of: input)
  }

  /// Returns the input's rows with the windows' columns behind theirs.
  private func relation(
    _ rows: RowBlocks, _ added: [[Column]], of input: Relation
  ) throws(QueryError) -> Relation {
    var result = Relation(blocks: [], total: input.total, reservations: input.reservations)
    for (position, block) in rows.blocks.enumerated() {
      let block = block.compacted()
      try result.append(
        Batch(
          columns: block.columns[..<outputCount] + added.map { $0[position] },
          rowCount: block.rowCount), context)
    }
    return result
  }

  /// Returns the values of a function that only has to know how many rows have which keys, if the
  /// keys are narrow enough for counting them.
  private func countedValues(
    of window: WindowColumns, _ rows: RowBlocks
  ) throws(QueryError) -> [Column]? {
    guard let function = window.function as? any PeerFunction.Type,
      let keys = CountedKeys(
        sortKeys(of: window, rows), of: rows, partitionKeyCount: window.partition.count,
        workers: context.workers)
    else { return nil }
    context.counters.countHashed(rows.rowCount)
    let (codes, counts, starts) = keys.groups()
    try context.cancellation.check()
    let values = function.values(PeerCounts(starts: starts, counts: counts))
    let columns = keys.columns(of: values, codes: codes)
    try context.cancellation.check()
    return columns
  }

  private func sortKeys(of window: WindowColumns, _ rows: RowBlocks) -> [BlockSortKey] {
    window.partition.map { rows.sortKey($0, onlyGroups: true) }
      + window.order.map { rows.sortKey($0) }
  }

  private func arrangement(
    of window: WindowColumns, _ rows: RowBlocks
  ) throws(QueryError) -> OrderedRows {
    let order = BlockOrder.sorted(
      sortKeys(of: window, rows), of: rows, partitionKeyCount: window.partition.count,
      wantsSteps: true, workers: context.workers)
    try context.cancellation.check()
    return order
  }

  /// Returns a column for each block.
  private func values(
    of window: WindowColumns, _ rows: RowBlocks, _ order: OrderedRows
  ) throws(QueryError) -> [Column] {
    if rows.rowCount == 0 { return [] }
    context.counters.countGathered(rows.rowCount)
    let arguments = window.arguments.map(\.position)
    let source = rows.unified(arguments)
    let ranges = order.pieceRanges(isWhole: !window.function.worksByPartition)
    let results = context.workers.map(ranges.count) { number in
      let piece = order.piece(ranges[number])
      return Result { () throws(QueryError) -> Column in
        try window.function.evaluate(
          source.gathering(Array(order.addresses[piece.rows]), columns: arguments).columns,
          types: window.arguments.map(\.type), aggregate: window.aggregate,
          partitions: WindowPartitions(
            starts: piece.starts, startsPeerGroup: piece.startsPeerGroup))
      }
    }
    try context.cancellation.check()
    var pieces: [Column] = []
    for result in results.compactMap({ $0 }) {
      do throws(QueryError) {
        pieces.append(try result.get())
      } catch {
        throw error.located(at: window.location)
      }
    }
    let columns = order.scattering(pieces, into: rows, workers: context.workers)
    try context.cancellation.check()
    return columns
  }
}

extension Relation {
  /// Returns a batch in blocks of at most the context's size.
  static func cutting(
    _ batch: Batch, _ context: ExecutionContext
  ) throws(QueryError) -> Relation {
    var result = Relation(blocks: [])
    for start in stride(from: 0, to: batch.rowCount, by: context.blockRowCount) {
      let end = min(start + context.blockRowCount, batch.rowCount)
      try result.append(batch.slice(start..<end), context)
    }
    return result
  }
}
