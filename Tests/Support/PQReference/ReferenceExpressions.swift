import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

extension ReferenceEngine {
  /// Returns an expression's value on one row; scalar functions get columns of one row.
  func value(_ expression: BoundExpression, _ row: [Value]) throws(QueryError) -> Value {
    switch expression.kind {
    case .constant(let value): return value
    case .column(let position): return row[position]
    case .call(let function, let arguments):
      return try call(function, arguments, row, expression.type)
    case .and(let left, let right):
      return .boolean(try isTrue(left, row) ? try isTrue(right, row) : false)
    case .or(let left, let right):
      return .boolean(try isTrue(left, row) ? true : try isTrue(right, row))
    case .not(let operand): return .boolean(try !isTrue(operand, row))
    case .conditional(let condition, let then, let otherwise):
      return try value(try isTrue(condition, row) ? then : otherwise, row)
    case .inValues(let operand, let values):
      let found = try value(operand, row)
      return .boolean(values.contains { $0.order(found) == 0 && $0.isMissing == found.isMissing })
    case .inPlan(let operand, let plan):
      let found = try value(operand, row)
      let values = try rows(ofInner: plan).map { $0[0] }
      return .boolean(values.contains { !$0.isMissing && $0.order(found) == 0 })
    case .scalarPlan(let plan):
      return try rows(ofInner: plan).first?.first ?? .missing
    }
  }

  func isTrue(_ expression: BoundExpression, _ row: [Value]) throws(QueryError) -> Bool {
    try value(expression, row) == .boolean(true)
  }

  private func call(
    _ function: any ScalarFunction.Type, _ arguments: [BoundExpression], _ row: [Value],
    _ type: DataType
  ) throws(QueryError) -> Value {
    var columns: [Column] = []
    for argument in arguments {
      columns.append(Column(values: [try value(argument, row)], type: argument.type))
    }
    return try function.evaluate(
      columns, types: arguments.map(\.type), rowCount: 1, context: context
    ).value(at: 0, as: type)
  }
}

extension Value {
  /// Less than 0, 0 or more than 0; missing comes last in both directions.
  func order(_ other: Value, descending: Bool = false) -> Int {
    if isMissing || other.isMissing {
      return (isMissing ? 1 : 0) - (other.isMissing ? 1 : 0)
    }
    let order = presentOrder(other)
    return descending ? -order : order
  }

  private func presentOrder(_ other: Value) -> Int {
    switch (self, other) {
    case (.text(let left), .text(let right)):
      if left.utf8.elementsEqual(right.utf8) { return 0 }
      return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    case (.boolean(let left), .boolean(let right)):
      return (left ? 1 : 0) - (right ? 1 : 0)
    case (.float(let left), .float(let right)): return left < right ? -1 : left > right ? 1 : 0
    case (.ratio(let left), .ratio(let right)):
      let difference =
        Int128(left.numerator) * Int128(right.denominator)
        - Int128(right.numerator) * Int128(left.denominator)
      return Int(difference.signum())
    default:
      let (left, right) = (storedInteger ?? 0, other.storedInteger ?? 0)
      return left < right ? -1 : left > right ? 1 : 0
    }
  }

  /// One form for equal values, so that they meet in a set.
  var canonical: Value {
    guard case .ratio(let ratio) = self else { return self }
    var (left, right) = (ratio.numerator.magnitude, ratio.denominator.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = Int64(max(left, 1))
    return .ratio(Ratio(ratio.numerator / divisor, ratio.denominator / divisor))
  }

  static func isOrdered(_ left: [Value], _ right: [Value]) -> Bool {
    for (first, second) in zip(left, right) {
      let order = first.order(second)
      if order != 0 { return order < 0 }
    }
    return false
  }
}
