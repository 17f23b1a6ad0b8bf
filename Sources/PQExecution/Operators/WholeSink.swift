import PQColumnar
import PQDiagnostics

/// Makes a relation of all rows at once.
protocol WholeOperator: Sendable {
  /// Returns what becomes of the rows, which stand in one batch in the order of the input.
  func process(_ all: Batch) throws(QueryError) -> Relation
}

/// Gathers all rows for an operator that must see them at once.
struct WholeSink<Operation: WholeOperator>: OrderedSink {
  private let operation: Operation
  private let columnCount: Int
  private let context: ExecutionContext
  private var relation = Relation(blocks: [])

  init(_ operation: Operation, columnCount: Int, context: ExecutionContext) {
    self.operation = operation
    self.columnCount = columnCount
    self.context = context
  }

  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool {
    try relation.append(batch, context)
    return true
  }

  mutating func finish() throws(QueryError) -> Relation {
    try operation.process(try relation.takeWhole(columnCount: columnCount, context))
  }
}
