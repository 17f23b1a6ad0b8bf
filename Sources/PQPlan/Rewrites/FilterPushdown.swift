import PQColumnar

/// Moves filters towards the tables, so that fewer rows are computed, joined and sorted.
///
/// A filter passes a node only if that node gives the same errors on the rows that remain as it
/// did on all of them; so it passes a projection only if every expression there is total.
package struct FilterPushdown {
  package func rewrite(_ plan: LogicalPlan) -> LogicalPlan {
    let plan = plan.mapExpressions { $0.mapPlans(rewrite) }
    switch plan.node {
    case .filter(let input, let predicate):
      return push(predicate, into: rewrite(input))
    case .withhold(let input, let predicate, let kind):
      return withhold(predicate, kind, from: rewrite(input))
    default:
      return plan.mapChildren(rewrite)
    }
  }

  /// Returns `input` without the rows that are withheld, which are left out as low as it goes: a
  /// sort of which only the first rows are wanted should not have them in between.
  private func withhold(
    _ predicate: BoundExpression, _ kind: LogicalPlan.Withheld, from input: LogicalPlan
  ) -> LogicalPlan {
    switch input.node {
    case .project(let rows, let items) where items.allSatisfy(\.isTotal):
      let moved = predicate.substituting(items)
      return LogicalPlan(
        .project(withhold(moved, kind, from: rows), items), schema: input.schema)
    case .sort(let rows, let keys) where predicate.isTotal && keys.allSatisfy(\.expression.isTotal):
      return LogicalPlan(
        .sort(withhold(predicate, kind, from: rows), keys), schema: input.schema)
    default:
      return LogicalPlan(.withhold(input, predicate, kind), schema: input.schema)
    }
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
