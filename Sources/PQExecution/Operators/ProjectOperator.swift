import PQColumnar
import PQDiagnostics

/// Makes one column for each expression, for the total row too.
struct ProjectOperator: StreamingOperator {
  let expressions: [PreparedExpression]
  let evaluator: ExpressionEvaluator
  /// The columns to pick, if picking is all there is to do.
  let picked: [Int]?

  init(_ expressions: [PreparedExpression], evaluator: ExpressionEvaluator) {
    self.expressions = expressions
    self.evaluator = evaluator
    let positions = expressions.compactMap(\.columnPosition)
    self.picked = positions.count == expressions.count ? positions : nil
  }

  var canFail: Bool { expressions.contains { $0.canFail } }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    try emit(try project(input))
  }

  func processTotal(_ total: Batch) throws(QueryError) -> Batch? {
    try project(total)
  }

  private func project(_ input: Batch) throws(QueryError) -> Batch {
    if let picked { return input.choosing(picked) }
    return Batch(
      columns: try evaluator.evaluate(expressions, in: input), rowCount: input.rowCount)
  }
}

/// Adds columns that a sink needs behind the ones it hands on: sort keys, partition keys.
///
/// The total row does not get them, since no sink looks at it.
struct ExtendOperator: StreamingOperator {
  let expressions: [PreparedExpression]
  let evaluator: ExpressionEvaluator

  var canFail: Bool { expressions.contains { $0.canFail } }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    let input = input.compacted()
    let added = try evaluator.evaluate(expressions, in: input)
    try emit(Batch(columns: input.columns + added, rowCount: input.rowCount))
  }
}

extension PreparedExpression {
  /// The column's position, if the expression is nothing but a column.
  var columnPosition: Int? {
    if case .column(let position) = kind { position } else { nil }
  }
}
