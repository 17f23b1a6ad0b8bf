import PQColumnar
import PQDiagnostics

/// A column of the rows that a sink sees, as part of a key.
struct KeyColumn: Sendable {
  let position: Int
  let type: DataType
  var isDescending = false
}

/// Puts all rows in the order of some columns: stable, missing last in both directions.
struct SortSink: OrderedSink {
  let keys: [KeyColumn]
  /// How many of the input's columns to hand on; sort keys may stand behind them.
  let outputCount: Int
  let inputCount: Int
  let context: ExecutionContext
  private var relation = Relation(blocks: [])

  init(keys: [KeyColumn], outputCount: Int, inputCount: Int, context: ExecutionContext) {
    self.keys = keys
    self.outputCount = outputCount
    self.inputCount = inputCount
    self.context = context
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    try relation.append(batch, context)
    return true
  }

  mutating func finish() throws(QueryError) -> Relation {
    let all = try relation.takeWhole(columnCount: inputCount, context)
    let order = all.order(by: keys)
    return try Relation.gathering(order, of: all, columns: Array(0..<outputCount), context)
  }
}

extension Batch {
  /// Returns the rows in the order of some columns.
  func order(by keys: [KeyColumn]) -> [Int32] {
    RowOrder.sorted(
      keys.map { SortColumn(column($0.position), type: $0.type, isDescending: $0.isDescending) },
      rowCount: rowCount)
  }
}
