import PQColumnar

/// How deep a plan may be, so that whoever walks over it needs a bounded stack.
enum PlanDepth {
  /// Stages, views and the layers that they turn into, one upon another.
  static let nodeLimit = 128
  /// Expressions inside one another, as in a sum of so many parts.
  static let expressionLimit = 320
}

extension LogicalPlan {
  /// Whether it has more nodes one upon another than the limit leaves.
  func isTooDeep(limit: Int = PlanDepth.nodeLimit) -> Bool {
    if limit == 0 { return true }
    var isExpressionTooDeep = false
    _ = mapExpressions { expression in
      if expression.isTooDeep(nodeLimit: limit) { isExpressionTooDeep = true }
      return expression
    }
    if derivedColumns.contains(where: { $0.depth >= limit }) { return true }
    return isExpressionTooDeep || children.contains { $0.isTooDeep(limit: limit - 1) }
  }
}

extension BoundExpression {
  /// Whether it, or a plan inside it, is deeper than the limits leave.
  func isTooDeep(
    limit: Int = PlanDepth.expressionLimit, nodeLimit: Int = PlanDepth.nodeLimit
  ) -> Bool {
    if limit == 0 { return true }
    switch kind {
    case .scalarPlan(let plan), .inPlan(_, let plan):
      if plan.isTooDeep(limit: nodeLimit - 1) { return true }
    default: break
    }
    return operands.contains { $0.isTooDeep(limit: limit - 1, nodeLimit: nodeLimit) }
  }
}

extension BoundTemplate {
  var isTooDeep: Bool {
    parts.contains { part in
      switch part {
      case .text: false
      case .value(let expression): expression.isTooDeep()
      case .table(let plan): plan.isTooDeep()
      }
    }
  }
}

extension BoundStatement {
  var isTooDeep: Bool {
    switch self {
    case .query(let plan, _): plan.isTooDeep()
    case .print(let template): template.isTooDeep
    case .assert(let condition, let reason, _):
      condition.isTooDeep() || (reason?.isTooDeep ?? false)
    case .importFile(let file): file.path.isTooDeep
    case .include, .holidays, .declaration: false
    }
  }
}
