import PQColumnar
import PQFunctions

extension BoundExpression {
  /// Returns the expression with each direct operand replaced.
  package func mapOperands(_ transform: (BoundExpression) -> BoundExpression) -> BoundExpression {
    var result = self
    switch kind {
    case .constant, .column, .scalarPlan: break
    case .call(let function, let arguments):
      result.kind = .call(function, arguments.map(transform))
    case .and(let left, let right): result.kind = .and(transform(left), transform(right))
    case .or(let left, let right): result.kind = .or(transform(left), transform(right))
    case .not(let operand): result.kind = .not(transform(operand))
    case .conditional(let condition, let then, let otherwise):
      result.kind = .conditional(
        transform(condition), then: transform(then), else: transform(otherwise))
    case .inValues(let operand, let values): result.kind = .inValues(transform(operand), values)
    case .inPlan(let operand, let plan): result.kind = .inPlan(transform(operand), plan)
    }
    return result
  }

  package var operands: [BoundExpression] {
    switch kind {
    case .constant, .column, .scalarPlan: []
    case .call(_, let arguments): arguments
    case .and(let left, let right), .or(let left, let right): [left, right]
    case .not(let operand), .inValues(let operand, _), .inPlan(let operand, _): [operand]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    }
  }

  /// The input columns that it reads.
  package var columns: Set<Int> {
    if case .column(let position) = kind { return [position] }
    return operands.reduce(into: []) { $0.formUnion($1.columns) }
  }

  /// Returns the expression with its columns renumbered.
  package func mapColumns(_ transform: (Int) -> Int) -> BoundExpression {
    if case .column(let position) = kind {
      return BoundExpression(.column(transform(position)), type: type, location: location)
    }
    return mapOperands { $0.mapColumns(transform) }
  }

  /// Returns the expression with each column replaced by what computes it.
  package func substituting(_ definitions: [BoundExpression]) -> BoundExpression {
    if case .column(let position) = kind { return definitions[position] }
    return mapOperands { $0.substituting(definitions) }
  }

  /// Returns the expression with the plans inside it replaced, at any depth.
  package func mapPlans(_ transform: (LogicalPlan) -> LogicalPlan) -> BoundExpression {
    var result = mapOperands { $0.mapPlans(transform) }
    switch result.kind {
    case .inPlan(let operand, let plan): result.kind = .inPlan(operand, transform(plan))
    case .scalarPlan(let plan): result.kind = .scalarPlan(transform(plan))
    default: break
    }
    return result
  }

  /// Whether it gives a value for every row, so that a rewrite may run it on fewer or more rows
  /// than the query as written does without an error appearing or vanishing.
  package var isTotal: Bool {
    switch kind {
    case .constant, .column: true
    case .inPlan, .scalarPlan: false
    case .call(let function, let arguments):
      !function.canFail(on: arguments.map(\.type)) && arguments.allSatisfy(\.isTotal)
    default: operands.allSatisfy(\.isTotal)
    }
  }
}
