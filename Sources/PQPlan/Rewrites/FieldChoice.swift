/// Chooses the derived fields that a query computes: those that some stage uses.
///
/// It is no rewrite that can be switched off. A field whose definition fails on some row spoils
/// the queries that use it and no other, and that must not depend on how well the plan was
/// rewritten; so it comes first, on the plan as the query was written.
struct FieldChoice {
  func apply(to plan: LogicalPlan) -> LogicalPlan {
    if !plan.mentionsFields { return plan }
    let used = ColumnPruning(keepsChosenFields: false).rewrite(plan).usedFields
    return plan.computing(only: used)
  }
}

extension LogicalPlan {
  fileprivate var mentionsFields: Bool {
    !derivedColumns.isEmpty || children.contains(where: \.mentionsFields)
      || innerPlans.contains(where: \.mentionsFields)
  }

  /// The derived fields at any depth, but for those that only other fields mention.
  fileprivate var usedFields: Set<ObjectIdentifier> {
    var result = Set(derivedColumns.map { ObjectIdentifier($0) })
    for child in children + innerPlans { result.formUnion(child.usedFields) }
    return result
  }

  fileprivate func computing(only used: Set<ObjectIdentifier>) -> LogicalPlan {
    var result = mapChildren { $0.computing(only: used) }
      .mapExpressions { $0.mapPlans { $0.computing(only: used) } }
    if case .derived(let input, let columns) = result.node {
      let chosen = columns.map { column in
        column.flatMap { used.contains(ObjectIdentifier($0)) ? $0 : nil }
      }
      result.node = .derived(input, chosen)
    }
    return result
  }
}
