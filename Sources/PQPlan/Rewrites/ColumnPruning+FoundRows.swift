import PQColumnar
import PQFunctions

extension ColumnPruning {
  /// A filter that asks of the rows counted for each key only whether there are any, above a lookup
  /// that nobody wants a column of: the rows need not be counted.
  ///
  ///     filter (n ?? 0) > 0
  ///       join lookup on id = case          join semi on id = case
  ///         aggregate n = count by case
  func foundRows(
    _ input: LogicalPlan, _ predicate: BoundExpression, _ needed: Set<Int>
  ) -> LogicalPlan? {
    guard case .join(let left, let right, var join) = input.node, join.kind == .lookup,
      join.keys.count == 1, join.residual == nil,
      case .column(let key) = join.keys[0].right.kind
    else { return nil }
    let width = left.schema.fields.count
    guard needed.allSatisfy({ $0 < width }), let count = predicate.columnAboveZero,
      count >= width, let counted = right.counted(in: count - width, by: key)
    else { return nil }
    join.kind = .semi
    join.keys[0].right = counted.key
    return LogicalPlan(
      .join(left, counted.rows, join),
      schema: Schema(Array(input.schema.fields.prefix(width))))
  }
}

extension BoundExpression {
  /// The column of which it asks whether it is above 0, a missing one counting as 0.
  fileprivate var columnAboveZero: Int? {
    guard case .call(let above, let sides) = kind, above.name == ">", sides.count == 2,
      sides[1].isZero, case .call(let filling, let values) = sides[0].kind, filling.name == "??",
      values.count == 2, values[1].isZero, case .column(let position) = values[0].kind
    else { return nil }
    return position
  }

  private var isZero: Bool {
    if case .constant(.integer(0)) = kind { true } else { false }
  }
}

extension LogicalPlan {
  /// Returns the rows that a column counts, and the key that another is; `nil` if these are not a
  /// group's count and its only key.
  fileprivate func counted(
    in column: Int, by key: Int
  ) -> (rows: LogicalPlan, key: BoundExpression)? {
    switch node {
    case .project(let input, let items) where items.allSatisfy(\.isTotal):
      guard case .column(let column) = items[column].kind, case .column(let key) = items[key].kind
      else { return nil }
      return input.counted(in: column, by: key)
    case .aggregate(let input, let aggregation):
      guard aggregation.keys.count == 1, aggregation.aggregates.count == 1, key == 0, column == 1,
        !aggregation.hasTotal, aggregation.domains.allSatisfy({ $0 == nil })
      else { return nil }
      let count = aggregation.aggregates[0]
      guard count.function.name == "count", count.arguments.isEmpty, count.filter == nil,
        !count.isOverWhole
      else { return nil }
      return (input, aggregation.keys[0])
    default: return nil
    }
  }
}
