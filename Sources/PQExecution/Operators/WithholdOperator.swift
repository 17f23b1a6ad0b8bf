import PQColumnar
import PQDiagnostics
import PQPlan

/// Passes on the rows for which a predicate is not true, and counts the others.
struct WithholdOperator: StreamingOperator {
  let predicate: PreparedExpression
  let kind: LogicalPlan.Withheld
  let evaluator: ExpressionEvaluator
  let counters: WorkCounters

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    let (secret, others) = RowChoice.split(try evaluator.evaluate(predicate, in: input))
    if secret.isEmpty { return try emit(input) }
    counters.countWithheld(secret.count, kind)
    if !others.isEmpty { try emit(input.selecting(others)) }
  }
}
