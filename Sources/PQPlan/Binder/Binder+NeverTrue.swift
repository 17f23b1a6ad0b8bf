import PQColumnar
import PQFunctions

extension Binder {
  /// Whether a condition over the rows of a plan is false for each of them, because it asks about
  /// columns that are declared and that no file has.
  ///
  ///     secret harvests where orchard.closed     never true while `orchards` has no `closed`
  ///
  /// It may say no of a condition that is never true for another reason.
  func isNeverTrue(_ condition: BoundExpression, _ plan: LogicalPlan) -> Bool {
    switch condition.kind {
    case .constant(let value): value != .boolean(true)
    case .column(let position): isAbsent(position, in: plan)
    case .and(let left, let right): isNeverTrue(left, plan) || isNeverTrue(right, plan)
    case .or(let left, let right): isNeverTrue(left, plan) && isNeverTrue(right, plan)
    case .call(let function, let arguments):
      // A missing value equals only a missing one, is neither less nor greater, and differs.
      function is any ComparisonFunction.Type && function != NotEqual.self
        && arguments.contains { isMissing($0, plan) }
        && arguments.contains(where: \.isPresentConstant)
    case .inValues(let operand, let values):
      isMissing(operand, plan) && !values.contains(.missing)
    case .not, .conditional, .inPlan, .scalarPlan: false
    }
  }

  private func isMissing(_ operand: BoundExpression, _ plan: LogicalPlan) -> Bool {
    switch operand.kind {
    case .constant(let value): value == .missing
    case .column(let position): isAbsent(position, in: plan)
    default: false
    }
  }

  /// Whether a column of a plan is missing in every row since the file of its table does not have it.
  private func isAbsent(_ position: Int, in plan: LogicalPlan) -> Bool {
    switch plan.node {
    case .scan(let table, let columns):
      let name = table.schema.fields[columns[position]].name
      let entry = catalog.tables.first { $0.readData === table }
      return entry?.absentColumns.contains(name) == true
    case .project(_, let items) where items[position].isConstantMissing: return true
    case .project(let input, let items):
      if case .column(let below) = items[position].kind { return isAbsent(below, in: input) }
      return false
    case .filter(let input, _), .sort(let input, _), .guarded(let input, _),
      .withhold(let input, _, _):
      return isAbsent(position, in: input)
    case .derived(let input, _):
      return position < input.schema.fields.count && isAbsent(position, in: input)
    case .join(let left, let right, _):
      // A row without a partner has nothing there either.
      let width = left.schema.fields.count
      return position < width
        ? isAbsent(position, in: left) : isAbsent(position - width, in: right)
    default: return false
    }
  }
}

extension BoundExpression {
  fileprivate var isConstantMissing: Bool {
    if case .constant(.missing) = kind { true } else { false }
  }
}

extension BoundExpression {
  fileprivate var isPresentConstant: Bool {
    if case .constant(let value) = kind { value != .missing } else { false }
  }
}

extension LogicalPlan {
  /// Whether it finds rows of other tables for its rows.
  var joins: Bool {
    if case .join = node { true } else { children.contains(where: \.joins) }
  }
}
