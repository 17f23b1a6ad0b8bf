import PQColumnar

/// Moves filters towards the tables, so that fewer rows are computed, joined and sorted.
///
/// A filter passes a node only if that node gives the same errors on the rows that remain as it
/// did on all of them; so it passes a projection only if every expression there is total.
package struct FilterPushdown {
  package func rewrite(_ plan: LogicalPlan) -> LogicalPlan {
    let plan = plan.mapExpressions { $0.mapPlans(rewrite) }
    guard case .filter(let input, let predicate) = plan.node else {
      return plan.mapChildren(rewrite)
    }
    return push(predicate, into: rewrite(input))
  }

  /// Returns `input` filtered, with the filter as low as it goes.
  private func push(_ predicate: BoundExpression, into input: LogicalPlan) -> LogicalPlan {
    switch input.node {
    case .filter(let rows, let first):
      // The first condition keeps guarding the second one.
      let both = BoundExpression(.and(first, predicate), type: .boolean)
      return push(both, into: rows)
    case .project(let rows, let items) where items.allSatisfy(\.isTotal):
      let moved = predicate.substituting(items)
      return LogicalPlan(.project(push(moved, into: rows), items), schema: input.schema)
    case .sort(let rows, let keys) where predicate.isTotal && keys.allSatisfy(\.expression.isTotal):
      return LogicalPlan(.sort(push(predicate, into: rows), keys), schema: input.schema)
    case .append(let first, let second):
      return LogicalPlan(
        .append(push(predicate, into: first), push(predicate, into: second)),
        schema: input.schema)
    case .join(let left, let right, let join) where isAboutLeft(predicate, left, join):
      return LogicalPlan(
        .join(push(predicate, into: left), right, join), schema: input.schema)
    default:
      return LogicalPlan(.filter(input, predicate), schema: input.schema)
    }
  }

  private func isAboutLeft(
    _ predicate: BoundExpression, _ left: LogicalPlan, _ join: JoinPlan
  ) -> Bool {
    // A lookup complains of a duplicate key when a row asks for it, so no row may go before.
    // Below a sort or join a failing condition would meet other rows, or meet them in another order.
    join.kind != .lookup && predicate.isTotal
      && predicate.columns.allSatisfy { $0 < left.schema.fields.count }
      && join.keys.allSatisfy { $0.left.isTotal && $0.right.isTotal }
      && join.residual?.isTotal != false
  }
}
