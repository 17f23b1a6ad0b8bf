import PQColumnar
import PQFunctions

extension ExpressionEvaluator {
  /// Tells what a predicate gives over a whole block, as far as the statistics of its columns say;
  /// no row is looked at.
  func verdict(_ predicate: PreparedExpression, in batch: Batch) -> Verdict {
    switch predicate.kind {
    case .constant(let value): return value == .boolean(true) ? .all : .none
    case .not(let operand): return !verdict(operand, in: batch)
    case .and(let left, let right):
      switch verdict(left, in: batch) {
      case .none: return .none
      case .all: return verdict(right, in: batch)
      case .unknown:
        // A right side that is false everywhere does not keep the left one from failing.
        if left.canFail { return .unknown }
        if case .none = verdict(right, in: batch) { return .none }
        return .unknown
      }
    case .or(let left, let right):
      switch verdict(left, in: batch) {
      case .all: return .all
      case .none: return verdict(right, in: batch)
      case .unknown:
        if left.canFail { return .unknown }
        if case .all = verdict(right, in: batch) { return .all }
        return .unknown
      }
    case .call(let function, let arguments):
      guard let comparison = function as? any ComparisonFunction.Type else { return .unknown }
      var columns: [Column] = []
      for argument in arguments {
        switch argument.kind {
        case .constant(let value):
          columns.append(.constant(ConstantColumn(value, count: batch.unselectedRowCount)))
        case .column(let position): columns.append(batch.columns[position])
        default: return .unknown
        }
      }
      return Comparison.verdict(
        comparison.kind, columns[0], arguments[0].type, columns[1], arguments[1].type)
    case .column, .conditional, .member, .failure:
      return .unknown
    }
  }
}
