import PQColumnar
import Synchronization

/// A derived field of a whole table: a column that can be computed once and kept.
///
/// It is bound over the table as it is now. When the table or anything else that the definition
/// mentions changes, binding gives another one; `PlanKey` tells whether it would compute the same.
package final class DerivedColumn: Sendable {
  /// The field's name, for people.
  package let name: String
  /// The name of its table, which it keeps when its rows are replaced.
  package let tableName: String
  /// The rows that it describes: one value for each, in their order.
  package let table: Table
  /// Whether its definition comes with the program.
  let isBuiltIn: Bool
  /// Gives the values as its only column.
  package let plan: LogicalPlan
  /// How many nodes stand one upon another in the plan, those of other fields that it mentions
  /// included.
  let depth: Int
  /// How it keeps its tables' secrets, found out when it is first asked for: that follows from the
  /// plan alone, and each statement over the table asks for it several times.
  private let kept = Mutex<DiscreetField?>(nil)

  package init(
    name: String, tableName: String, table: Table, isBuiltIn: Bool = false, plan: LogicalPlan
  ) {
    self.name = name
    self.tableName = tableName
    self.table = table
    self.isBuiltIn = isBuiltIn
    self.plan = plan
    self.depth = plan.depth
  }

  package var field: Field { plan.schema.fields[0] }

  /// Returns how it keeps its tables' secrets, as `find` says when it is asked first.
  func discreet(_ find: () -> DiscreetField) -> DiscreetField {
    if let known = kept.withLock({ $0 }) { return known }
    let found = find()
    kept.withLock { $0 = found }
    return found
  }
}

extension LogicalPlan {
  /// How many nodes stand one upon another, those of plans inside expressions and of derived fields
  /// included.
  fileprivate var depth: Int {
    var deepest = children.reduce(0) { max($0, $1.depth) }
    for column in derivedColumns { deepest = max(deepest, column.depth) }
    for plan in innerPlans { deepest = max(deepest, plan.depth) }
    return deepest + 1
  }

  /// The derived fields that this one node adds and that somebody needs.
  package var derivedColumns: [DerivedColumn] {
    if case .derived(_, let columns) = node { columns.compactMap { $0 } } else { [] }
  }

  /// The names of the tables that it reads, also for the fields that it computes.
  package var namesOfTablesRead: Set<String> {
    var result: Set<String> = []
    if case .scan(let table, _) = node { result.insert(table.name) }
    for plan in children + innerPlans + derivedColumns.map(\.plan) {
      result.formUnion(plan.namesOfTablesRead)
    }
    return result
  }

  /// The plans inside the expressions of this one node, outermost ones only.
  package var innerPlans: [LogicalPlan] {
    var result: [LogicalPlan] = []
    _ = mapExpressions { expression in
      result += expression.plans
      return expression
    }
    return result
  }
}

extension BoundExpression {
  /// The plans inside it, outermost ones only.
  var plans: [LogicalPlan] {
    let inner = operands.flatMap(\.plans)
    switch kind {
    case .scalarPlan(let plan), .inPlan(_, let plan): return inner + [plan]
    default: return inner
    }
  }
}
