import PQColumnar
import PQFunctions

/// Computes what does not depend on rows.
///
///     weight > 10 * 12     weight > 120
///     true and x           x
///
/// A call that fails stays as it is, to fail when and if it is reached.
package struct ConstantFolding {
  let context: FunctionContext

  package func rewrite(_ plan: LogicalPlan) -> LogicalPlan {
    plan.mapChildren(rewrite).mapExpressions { fold($0.mapPlans(rewrite)) }
  }

  private func fold(_ expression: BoundExpression) -> BoundExpression {
    var result = expression.mapOperands(fold)
    switch result.kind {
    case .call(let function, let arguments):
      if let value = value(of: function, arguments, as: result.type) {
        result.kind = .constant(value)
      }
    case .and(let left, let right):
      if left.isConstant(true) { return right }
      if left.isConstant(false) { return left }
      if right.isConstant(true) { return left }
    case .or(let left, let right):
      if left.isConstant(false) { return right }
      if left.isConstant(true) { return left }
      if right.isConstant(false) { return left }
    case .not(let operand):
      if case .constant(let value) = operand.kind {
        result.kind = .constant(.boolean(value != .boolean(true)))
      }
    case .conditional(let condition, let then, let otherwise):
      if case .constant(let value) = condition.kind {
        return value == .boolean(true) ? then : otherwise
      }
    default: break
    }
    return result
  }

  private func value(
    of function: any ScalarFunction.Type, _ arguments: [BoundExpression], as type: DataType
  ) -> Value? {
    var columns: [Column] = []
    for argument in arguments {
      guard case .constant(let value) = argument.kind else { return nil }
      columns.append(.constant(ConstantColumn(value, count: 1)))
    }
    do {
      let column = try function.evaluate(
        columns, types: arguments.map(\.type), rowCount: 1, context: context)
      return column.count == 1 ? column.value(at: 0, as: type) : nil
    } catch {
      return nil
    }
  }
}

extension BoundExpression {
  fileprivate func isConstant(_ flag: Bool) -> Bool {
    if case .constant(let value) = kind { return (value == .boolean(true)) == flag }
    return false
  }
}
