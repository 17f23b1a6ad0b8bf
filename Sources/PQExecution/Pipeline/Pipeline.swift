import PQColumnar
import PQDiagnostics

/// Takes a batch and hands on none, one or several, without memory of other batches.
///
/// Workers share it, so it is a value that never changes; what it hands on depends on the rows
/// one by one, never on how they are cut into batches.
protocol StreamingOperator: Sendable {
  typealias Emit = (Batch) throws(QueryError) -> Void

  func process(_ input: Batch, _ emit: Emit) throws(QueryError)

  /// Whether a row can make it throw.
  var canFail: Bool { get }

  /// Returns what becomes of the total row. An operator that chooses rows leaves it in place.
  func processTotal(_ total: Batch) throws(QueryError) -> Batch?
}

extension StreamingOperator {
  var canFail: Bool { true }

  func processTotal(_ total: Batch) throws(QueryError) -> Batch? { total }
}

/// Takes every batch of a pipeline in the order of the rows, and makes a relation of them.
///
/// The pipeline's full stop: what comes after it starts a new pipeline.
protocol OrderedSink: Sendable {
  /// Takes rows in; returns whether it wants more.
  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool

  mutating func finish() throws(QueryError) -> Relation
}

/// Takes the batches of one worker, of some blocks only; a merge of all workers' partials makes
/// the result.
protocol PartialSink: Sendable {
  /// Takes rows in. `firstRow` grows with the position of the rows in the input.
  mutating func consume(_ batch: Batch, firstRow: Int) throws(QueryError)
}

/// Blocks and the streaming operators that each of them goes through.
struct Pipeline: Sendable {
  var blocks: [Batch]
  var total: Batch?
  var operators: [any StreamingOperator] = []
  /// Whether the blocks are those of a table, so that their rows count as scanned.
  var isScan = false
  var reservations: [MemoryReservation] = []

  init(scanning blocks: [Batch], total: Batch?) {
    self.blocks = blocks
    self.total = total
    self.isScan = true
  }

  init(_ relation: Relation) {
    self.blocks = relation.blocks
    self.total = relation.total
    self.reservations = relation.reservations
  }

  func adding(_ operation: any StreamingOperator) -> Pipeline {
    var copy = self
    copy.operators.append(operation)
    return copy
  }

  /// Returns the total row as the operators leave it.
  func finishedTotal() throws(QueryError) -> Batch? {
    var result = total
    for operation in operators {
      guard let total = result else { return nil }
      result = try operation.processTotal(total)
    }
    return result
  }
}
