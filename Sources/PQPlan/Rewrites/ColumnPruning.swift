import PQColumnar

/// Reads and computes only the columns that somebody needs.
///
/// An expression that can fail is computed even if nobody needs it: the error belongs to the query.
package struct ColumnPruning {
  /// Whether a derived field that a query was found to use is computed though nobody needs it any
  /// more: its definition may fail.
  var keepsChosenFields = true

  package func rewrite(_ plan: LogicalPlan) -> LogicalPlan {
    prune(plan, needed: Set(plan.schema.fields.indices)).plan
  }

  /// A plan with fewer columns, and where each kept column went.
  struct Pruned {
    var plan: LogicalPlan
    var positions: [Int: Int]

    /// Every column stayed where it was.
    static func unchanged(_ plan: LogicalPlan) -> Pruned {
      let all = plan.schema.fields.indices.map { ($0, $0) }
      return Pruned(plan: plan, positions: Dictionary(uniqueKeysWithValues: all))
    }
  }

  func prune(_ plan: LogicalPlan, needed: Set<Int>) -> Pruned {
    let plan = plan.mapExpressions { $0.mapPlans(rewrite) }
    switch plan.node {
    case .scan(let table, let columns):
      let kept = columns.indices.filter { needed.contains($0) }
      return Pruned(
        plan: LogicalPlan(
          .scan(table, columns: kept.map { columns[$0] }), schema: plan.schema.picking(kept)),
        positions: kept.positions)
    case .derived(let input, let columns):
      return pruneDerived(plan, input, columns, needed)
    case .project(let input, let items):
      return pruneProject(plan, input, items, needed)
    case .filter(let input, let predicate):
      if let found = foundRows(input, predicate, needed) { return prune(found, needed: needed) }
      return through(plan, input, needed.union(predicate.columns))
    case .withhold(let input, let predicate, _):
      return through(plan, input, needed.union(predicate.columns))
    case .guarded(let input, let tableGuard):
      return pruneGuarded(input, tableGuard, needed)
    case .sort(let input, let keys):
      return through(plan, input, needed.union(keys.columns))
    case .slice(let input, _, _), .sample(let input, _, _):
      return through(plan, input, needed)
    case .top(let input, _, let keys, let per):
      return through(plan, input, needed.union(keys.columns).union(per.columns))
    case .takePer(let input, _, let per):
      return through(plan, input, needed.union(per.columns))
    case .window(let input, let windows):
      return pruneWindow(plan, input, windows, needed)
    case .aggregate(let input, let aggregate):
      var below = aggregate.keys.columns
      for item in aggregate.aggregates { below.formUnion(item.columns) }
      return overAll(plan, input, below)
    case .join(let left, let right, let join):
      return pruneJoin(plan, left, right, join, needed)
    default:
      // The others speak of columns by position; all of their input is kept.
      return .unchanged(plan.mapChildren(rewrite))
    }
  }

  /// A node whose columns are its input's columns.
  private func through(
    _ plan: LogicalPlan, _ input: LogicalPlan, _ needed: Set<Int>
  ) -> Pruned {
    let below = prune(input, needed: needed)
    let moved = plan.mapExpressions { $0.mapColumns(below.positions) }
    var result = moved.mapChildren { _ in below.plan }
    result.schema = below.plan.schema
    return Pruned(plan: result, positions: below.positions)
  }

  /// A node whose own columns all stay.
  private func overAll(_ plan: LogicalPlan, _ input: LogicalPlan, _ needed: Set<Int>) -> Pruned {
    let below = prune(input, needed: needed)
    let moved = plan.mapExpressions { $0.mapColumns(below.positions) }
    return .unchanged(moved.mapChildren { _ in below.plan })
  }

  /// What a table says about columns that nobody needs goes with them.
  private func pruneGuarded(
    _ input: LogicalPlan, _ tableGuard: TableGuard, _ needed: Set<Int>
  ) -> Pruned {
    let below = prune(input, needed: needed.union(tableGuard.secret.map { [$0] } ?? []))
    return Pruned(
      plan: LogicalPlan(
        .guarded(below.plan, tableGuard.moved(to: below.positions)), schema: below.plan.schema),
      positions: below.positions)
  }

  private func pruneProject(
    _ plan: LogicalPlan, _ input: LogicalPlan, _ items: [BoundExpression], _ needed: Set<Int>
  ) -> Pruned {
    let kept = items.indices.filter { needed.contains($0) || !items[$0].isTotal }
    let keptItems = kept.map { items[$0] }
    let below = prune(input, needed: keptItems.columns)
    let moved = keptItems.map { $0.mapColumns(below.positions) }
    return Pruned(
      plan: LogicalPlan(.project(below.plan, moved), schema: plan.schema.picking(kept)),
      positions: kept.positions)
  }

  private func pruneDerived(
    _ plan: LogicalPlan, _ input: LogicalPlan, _ columns: [DerivedColumn?], _ needed: Set<Int>
  ) -> Pruned {
    let width = input.schema.fields.count
    let kept = columns.indices.filter { position in
      needed.contains(width + position) || (keepsChosenFields && columns[position] != nil)
    }
    let below = prune(input, needed: needed.filter { $0 < width })
    var positions = below.positions
    let newWidth = below.plan.schema.fields.count
    for (offset, position) in kept.enumerated() { positions[width + position] = newWidth + offset }
    if kept.isEmpty { return Pruned(plan: below.plan, positions: positions) }
    var schema = below.plan.schema
    schema.fields += kept.map { plan.schema.fields[width + $0] }
    return Pruned(
      plan: LogicalPlan(.derived(below.plan, kept.map { columns[$0] }), schema: schema),
      positions: positions)
  }

  private func pruneWindow(
    _ plan: LogicalPlan, _ input: LogicalPlan, _ windows: [BoundWindow], _ needed: Set<Int>
  ) -> Pruned {
    let width = input.schema.fields.count
    let kept = windows.indices.filter { needed.contains(width + $0) || !windows[$0].isTotal }
    var wanted = needed.filter { $0 < width }
    for position in kept { wanted.formUnion(windows[position].columns) }
    let below = prune(input, needed: wanted)
    var positions = below.positions
    let newWidth = below.plan.schema.fields.count
    for (offset, position) in kept.enumerated() { positions[width + position] = newWidth + offset }
    if kept.isEmpty { return Pruned(plan: below.plan, positions: positions) }
    let moved = kept.map { windows[$0].mapExpressions { $0.mapColumns(below.positions) } }
    var schema = below.plan.schema
    schema.fields += kept.map { plan.schema.fields[width + $0] }
    return Pruned(
      plan: LogicalPlan(.window(below.plan, moved), schema: schema), positions: positions)
  }

  private func pruneJoin(
    _ plan: LogicalPlan, _ left: LogicalPlan, _ right: LogicalPlan, _ join: JoinPlan,
    _ needed: Set<Int>
  ) -> Pruned {
    let width = left.schema.fields.count
    let used = needed.union(join.residual?.columns ?? [])
    let leftNeeded = Set(used.filter { $0 < width })
    let rightNeeded = Set(used.filter { $0 >= width }.map { $0 - width })
    let newLeft = prune(left, needed: leftNeeded.union(join.keys.map(\.left).columns))
    let newRight = prune(right, needed: rightNeeded.union(join.keys.map(\.right).columns))
    let newWidth = newLeft.plan.schema.fields.count
    var both = newLeft.positions
    for (old, new) in newRight.positions { both[width + old] = newWidth + new }
    var moved = join
    moved.keys = join.keys.map {
      (
        left: $0.left.mapColumns(newLeft.positions), right: $0.right.mapColumns(newRight.positions)
      )
    }
    moved.residual = join.residual.map { $0.mapColumns(both) }
    let keepsRight = join.kind != .semi && join.kind != .anti
    // Names of joined columns may differ from the inputs' own, so they come from the old schema.
    var fields = newLeft.plan.schema.fields
    for (old, new) in newLeft.positions { fields[new] = plan.schema.fields[old] }
    if keepsRight {
      var rightFields = newRight.plan.schema.fields
      for (old, new) in newRight.positions { rightFields[new] = plan.schema.fields[width + old] }
      fields += rightFields
    }
    return Pruned(
      plan: LogicalPlan(.join(newLeft.plan, newRight.plan, moved), schema: .init(fields)),
      positions: keepsRight ? both : newLeft.positions)
  }
}
