import PQColumnar
import PQDiagnostics

/// Passes on the rows for which a predicate is true.
///
/// Column data is not copied: the output batch shares the input's columns and narrows its
/// selection.
struct FilterOperator: StreamingOperator {
  let predicate: PreparedExpression
  let evaluator: ExpressionEvaluator

  var canFail: Bool { predicate.canFail }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    switch evaluator.verdict(predicate, in: input) {
    case .none: return evaluator.counters.countSkippedBlock(rowCount: input.rowCount)
    case .all: return try emit(input)
    case .unknown: break
    }
    let bits = try evaluator.select(where: predicate, in: input)
    if bits.isEmpty { return }
    // A filter that keeps every row is common after a join on a key.
    try emit(bits.isAllSet ? input : input.selecting(bits))
  }
}
