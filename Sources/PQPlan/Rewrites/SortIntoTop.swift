/// Turns a sort of which only the first rows are kept into a bounded search for them.
///
///     sort weight desc | take 10     top 10 by weight desc
package struct SortIntoTop {
  package func rewrite(_ plan: LogicalPlan) -> LogicalPlan {
    let plan = plan.mapChildren(rewrite).mapExpressions { $0.mapPlans(rewrite) }
    guard case .slice(let input, skip: 0, take: .some(let count)) = plan.node,
      case .sort(let rows, let keys) = input.node
    else { return plan }
    return LogicalPlan(.top(rows, count: count, keys: keys, per: []), schema: plan.schema)
  }
}
