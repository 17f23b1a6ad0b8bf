/// Turns a sort of which only the first rows are kept into a bounded search for them.
///
///     sort weight desc | take 10     top 10 by weight desc
package struct SortIntoTop {
  package func rewrite(_ plan: LogicalPlan) -> LogicalPlan {
    let plan = plan.mapChildren(rewrite).mapExpressions { $0.mapPlans(rewrite) }
    guard case .slice(let input, skip: 0, take: .some(let count)) = plan.node else { return plan }
    return first(count, of: input) ?? plan
  }

  /// Returns the first rows of a sort, which may stand under projections: these make each row from
  /// one row, so it makes no difference whether they come before or after the others are left out.
  private func first(_ count: Int, of input: LogicalPlan) -> LogicalPlan? {
    switch input.node {
    case .sort(let rows, let keys):
      return LogicalPlan(.top(rows, count: count, keys: keys, per: []), schema: input.schema)
    case .project(let rows, let items):
      return first(count, of: rows).map { LogicalPlan(.project($0, items), schema: input.schema) }
    default:
      return nil
    }
  }
}
