import PQColumnar
import PQFunctions

extension ExpressionEvaluator {
  /// Tells what a predicate gives over a whole block, as far as the statistics of its columns say;
  /// no row is looked at.
  ///
  /// - Parameter operators: those that the block goes through before the predicate sees its rows.
  func verdict(
    _ predicate: PreparedExpression, in batch: Batch,
    after operators: ArraySlice<any StreamingOperator> = []
  ) -> Verdict {
    guard let (predicate, operators) = predicate.origin(before: operators) else { return .unknown }
    switch predicate.kind {
    case .constant(let value): return value == .boolean(true) ? .all : .none
    case .column(let position): return Conditions.verdict(batch.columns[position])
    case .not(let operand): return !verdict(operand, in: batch, after: operators)
    case .and(let left, let right):
      switch verdict(left, in: batch, after: operators) {
      case .none: return .none
      case .all: return verdict(right, in: batch, after: operators)
      case .unknown:
        // A right side that is false everywhere does not keep the left one from failing.
        if left.canFail { return .unknown }
        if case .none = verdict(right, in: batch, after: operators) { return .none }
        return .unknown
      }
    case .or(let left, let right):
      switch verdict(left, in: batch, after: operators) {
      case .all: return .all
      case .none: return verdict(right, in: batch, after: operators)
      case .unknown:
        if left.canFail { return .unknown }
        if case .all = verdict(right, in: batch, after: operators) { return .all }
        return .unknown
      }
    case .call(let function, let arguments):
      guard let comparison = function as? any ComparisonFunction.Type else { return .unknown }
      var columns: [Column] = []
      for argument in arguments {
        guard let column = column(argument, in: batch, after: operators) else { return .unknown }
        columns.append(column)
      }
      return Comparison.verdict(
        comparison.kind, columns[0], arguments[0].type, columns[1], arguments[1].type)
    case .conditional, .member, .failure:
      return .unknown
    }
  }

  /// Returns the values of a constant or of a column of the block, before any row of it was left out.
  private func column(
    _ expression: PreparedExpression, in batch: Batch,
    after operators: ArraySlice<any StreamingOperator>
  ) -> Column? {
    switch expression.origin(before: operators)?.expression.kind {
    case .constant(let value):
      return .constant(ConstantColumn(value, count: batch.unselectedRowCount))
    case .column(let position): return batch.columns[position]
    default: return nil
    }
  }
}

extension PreparedExpression {
  /// Returns what a column is made from by operators that choose rows and make columns, and the
  /// operators before that; `nil` behind an operator that does anything else.
  func origin(
    before operators: ArraySlice<any StreamingOperator>
  ) -> (expression: PreparedExpression, operators: ArraySlice<any StreamingOperator>)? {
    var expression = self
    var operators = operators
    while case .column(let position) = expression.kind, let last = operators.popLast() {
      switch last {
      case let project as ProjectOperator: expression = project.expressions[position]
      case is FilterOperator: break
      default: return nil
      }
    }
    return (expression, operators)
  }
}
