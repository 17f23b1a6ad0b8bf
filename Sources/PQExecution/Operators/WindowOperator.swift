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
struct WindowOperator: WholeOperator {
  let windows: [WindowColumns]
  /// How many of the input's columns to hand on; keys and arguments may stand behind them.
  let outputCount: Int
  let context: ExecutionContext

  func process(_ all: Batch) throws(QueryError) -> Relation {
    var columns = Array(all.columns[..<outputCount])
    var arrangements: [[KeyColumn]: Arrangement] = [:]
    for window in windows {
      try context.cancellation.check()
      let keys = window.partition + window.order
      let arrangement = arrangements[keys] ?? Arrangement(of: all, window)
      arrangements[keys] = arrangement
      columns.append(try values(of: window, in: all, arrangement))
    }
    return try Relation.cutting(Batch(columns: columns, rowCount: all.rowCount), context)
  }

  private func values(
    of window: WindowColumns, in all: Batch, _ arrangement: Arrangement
  ) throws(QueryError) -> Column {
    if all.rowCount == 0 { return .constant(ConstantColumn(.missing, count: 0)) }
    context.counters.countGathered(all.rowCount)
    let starts = RowPositions.set(
      in: RowOrder.peerStarts(all.sortColumns(window.partition), rows: arrangement.order))
    let arguments = window.arguments.map {
      Gather.rows(arrangement.order, of: all.columns[$0.position])
    }
    do {
      let values = try window.function.evaluate(
        arguments, types: window.arguments.map(\.type), aggregate: window.aggregate,
        partitions: WindowPartitions(starts: starts, startsPeerGroup: arrangement.peerStarts))
      return Gather.rows(arrangement.inverse, of: values)
    } catch {
      throw error.located(at: window.location)
    }
  }

  /// Rows in the order of a partition and of keys inside.
  private struct Arrangement {
    let order: [Int32]
    let inverse: [Int32]
    let peerStarts: [Bool]

    init(of all: Batch, _ window: WindowColumns) {
      let keys = all.sortColumns(window.partition + window.order)
      order = RowOrder.sorted(keys, rowCount: all.rowCount)
      inverse = RowChoice.inverse(order)
      peerStarts = RowOrder.peerStarts(keys, rows: order)
    }
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
