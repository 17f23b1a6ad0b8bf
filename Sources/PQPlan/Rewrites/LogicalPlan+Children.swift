extension LogicalPlan {
  /// The plans whose rows this one reads, in the order that `mapChildren` visits them.
  package var children: [LogicalPlan] {
    switch node {
    case .scan: []
    case .derived(let input, _), .filter(let input, _), .project(let input, _),
      .window(let input, _),
      .aggregate(let input, _), .sort(let input, _), .slice(let input, _, _),
      .top(let input, _, _, _), .takePer(let input, _, _), .sample(let input, _, _),
      .distinct(let input, _), .pivot(let input, _), .unpivot(let input, _),
      .describe(let input), .protect(let input, _), .chart(let input, _), .save(let input, _),
      .guarded(let input, _), .withhold(let input, _, _):
      [input]
    case .join(let left, let right, _), .append(let left, let right): [left, right]
    case .compare(let current, let previous, _): [current, previous]
    }
  }

  /// Returns the same node over other inputs.
  package func mapChildren(_ transform: (LogicalPlan) -> LogicalPlan) -> LogicalPlan {
    var result = self
    switch node {
    case .scan: break
    case .derived(let input, let columns): result.node = .derived(transform(input), columns)
    case .filter(let input, let predicate): result.node = .filter(transform(input), predicate)
    case .project(let input, let items): result.node = .project(transform(input), items)
    case .window(let input, let windows): result.node = .window(transform(input), windows)
    case .aggregate(let input, let plan): result.node = .aggregate(transform(input), plan)
    case .sort(let input, let keys): result.node = .sort(transform(input), keys)
    case .slice(let input, let skip, let take):
      result.node = .slice(transform(input), skip: skip, take: take)
    case .top(let input, let count, let keys, let per):
      result.node = .top(transform(input), count: count, keys: keys, per: per)
    case .takePer(let input, let count, let per):
      result.node = .takePer(transform(input), count: count, per: per)
    case .sample(let input, let count, let seed):
      result.node = .sample(transform(input), count: count, seed: seed)
    case .distinct(let input, let columns):
      result.node = .distinct(transform(input), columns: columns)
    case .join(let left, let right, let plan):
      result.node = .join(transform(left), transform(right), plan)
    case .append(let first, let second):
      result.node = .append(transform(first), transform(second))
    case .pivot(let input, let plan): result.node = .pivot(transform(input), plan)
    case .unpivot(let input, let plan): result.node = .unpivot(transform(input), plan)
    case .compare(let current, let previous, let plan):
      result.node = .compare(current: transform(current), previous: transform(previous), plan)
    case .describe(let input): result.node = .describe(transform(input))
    case .protect(let input, let plan): result.node = .protect(transform(input), plan)
    case .chart(let input, let plan): result.node = .chart(transform(input), plan)
    case .save(let input, let plan): result.node = .save(transform(input), plan)
    case .guarded(let input, let tableGuard):
      result.node = .guarded(transform(input), tableGuard)
    case .withhold(let input, let predicate, let kind):
      result.node = .withhold(transform(input), predicate, kind)
    }
    return result
  }

  /// Returns the plan with every expression of this one node replaced.
  package func mapExpressions(_ transform: (BoundExpression) -> BoundExpression) -> LogicalPlan {
    var result = self
    switch node {
    case .filter(let input, let predicate): result.node = .filter(input, transform(predicate))
    case .withhold(let input, let predicate, let kind):
      result.node = .withhold(input, transform(predicate), kind)
    case .project(let input, let items): result.node = .project(input, items.map(transform))
    case .window(let input, let windows):
      result.node = .window(input, windows.map { $0.mapExpressions(transform) })
    case .aggregate(let input, var plan):
      plan.keys = plan.keys.map(transform)
      plan.aggregates = plan.aggregates.map { $0.mapExpressions(transform) }
      result.node = .aggregate(input, plan)
    case .sort(let input, let keys):
      result.node = .sort(input, keys.map { $0.mapExpressions(transform) })
    case .top(let input, let count, let keys, let per):
      result.node = .top(
        input, count: count, keys: keys.map { $0.mapExpressions(transform) },
        per: per.map(transform))
    case .takePer(let input, let count, let per):
      result.node = .takePer(input, count: count, per: per.map(transform))
    case .join(let left, let right, var plan):
      plan.keys = plan.keys.map { (left: transform($0.left), right: transform($0.right)) }
      plan.residual = plan.residual.map(transform)
      result.node = .join(left, right, plan)
    case .scan, .derived, .slice, .sample, .distinct, .append, .pivot, .unpivot, .compare,
      .describe, .protect, .chart, .save, .guarded:
      break
    }
    return result
  }
}

extension BoundSortKey {
  package func mapExpressions(_ transform: (BoundExpression) -> BoundExpression) -> BoundSortKey {
    BoundSortKey(transform(expression), isDescending: isDescending)
  }
}

extension BoundAggregate {
  package func mapExpressions(
    _ transform: (BoundExpression) -> BoundExpression
  ) -> BoundAggregate {
    var result = self
    result.arguments = arguments.map(transform)
    result.filter = filter.map(transform)
    return result
  }
}

extension BoundWindow {
  package func mapExpressions(_ transform: (BoundExpression) -> BoundExpression) -> BoundWindow {
    var result = self
    result.arguments = arguments.map(transform)
    result.partition = partition.map(transform)
    result.order = order.map { $0.mapExpressions(transform) }
    return result
  }
}
