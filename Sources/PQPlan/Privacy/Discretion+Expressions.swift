import PQColumnar
import PQFunctions

extension Discretion {
  /// Returns an expression whose queries keep their secrets, and which quotes no cell that must not
  /// be shown when it fails.
  mutating func rewritten(
    _ expression: BoundExpression, over rows: TracedRows
  ) -> BoundExpression {
    var result = expression
    switch expression.kind {
    case .scalarPlan(let plan): result.kind = .scalarPlan(listed(plan).plan)
    case .inPlan(let operand, let plan):
      result = membership(expression, of: rewritten(operand, over: rows), in: plan, over: rows)
    default: result = rewrittenOperands(expression, over: rows)
    }
    // A pseudonym fails for want of a key, not because of a cell.
    if case .call(let function, _) = expression.kind, function.name == "pseudonym" { return result }
    if isTelling(expression, over: rows) { result.location?.hidesCells = true }
    return result
  }

  /// Whether a value occurs in a plan, told as far as rows tell it that can be listed: whoever is
  /// among the persons of secret rows would be listed by it.
  ///
  /// A row that is secret itself is not listed, and is compared with all, since figures take it in.
  private mutating func membership(
    _ expression: BoundExpression, of operand: BoundExpression, in plan: LogicalPlan,
    over rows: TracedRows
  ) -> BoundExpression {
    var result = expression
    var all = trace(plan, isCounted: true)
    let isTelling = all.traces[0].isIdentifying && !all.allSecrets.isEmpty && !seesSecretRows
    var shown = all
    all.forgetSecrets()
    result.kind = .inPlan(operand, all.plan)
    guard isTelling else { return result }
    let compared = result
    shown.withhold()
    result.kind = .inPlan(operand, shown.plan)
    guard let secret = rows.condition(rows.rowSecrets) else { return result }
    let own = BoundExpression(.and(secret, compared), type: .boolean)
    return BoundExpression(.or(own, result), type: .boolean, location: expression.location)
  }

  private mutating func rewrittenOperands(
    _ expression: BoundExpression, over rows: TracedRows
  ) -> BoundExpression {
    var copy = self
    let result = expression.mapOperands { copy.rewritten($0, over: rows) }
    self = copy
    return result
  }

  mutating func rewritten(
    _ keys: [BoundSortKey], over rows: TracedRows
  ) -> [BoundSortKey] {
    keys.map {
      BoundSortKey(rewritten($0.expression, over: rows), isDescending: $0.isDescending)
    }
  }

  /// Whether an expression reads cells of which none must be quoted.
  func isTelling(_ expression: BoundExpression, over rows: TracedRows) -> Bool {
    switch expression.kind {
    case .constant: return false
    case .column(let position):
      return !rows.rowSecrets.isEmpty || rows.traces[position].masking != nil
        || !rows.traces[position].secrets.isEmpty
    case .scalarPlan(let plan): return plan.schema.fields.contains { $0.masking != nil }
    default: return expression.operands.contains { isTelling($0, over: rows) }
    }
  }

  /// Returns what the values of an expression tell.
  ///
  /// A private cell that is handed on as it is stays what it is. Anything computed from one is not
  /// shown at all: `part(name, 2, 1)` would show the very characters that a masked name hides.
  /// Conditions may be shown; they answer only what was asked.
  mutating func trace(_ expression: BoundExpression, over rows: TracedRows) -> ColumnTrace {
    switch expression.kind {
    case .constant: return ColumnTrace()
    case .column(let position): return rows.traces[position]
    case .scalarPlan(let plan): return listed(plan).traces.first ?? ColumnTrace()
    default: break
    }
    var copy = self
    let traces = expression.operands.map { copy.trace($0, over: rows) }
    self = copy
    var result = ColumnTrace.union(traces)
    if case .inPlan(_, let plan) = expression.kind {
      let found = trace(plan, isCounted: true)
      result.sides.formUnion(found.rowSides)
      for trace in found.traces { result.sides.formUnion(trace.sides) }
    }
    switch expression.kind {
    // That a value is there or not is said openly.
    case .call(let function, _) where function.name == "is missing":
      result.isIdentifying = false
      result.sides = []
    case _ where expression.type == .boolean: result.isIdentifying = false
    case .conditional:
      result.isIdentifying = traces.dropFirst().contains(where: \.isIdentifying)
      result.masking = .combined(traces.dropFirst().map(\.masking))
    case .call(let function, _) where function.name == "??" || function.name == "coalesce":
      result.masking = .combined(traces.map(\.masking))
    case .call(let function, _) where function.name == "pseudonym": break
    default: result.masking = traces.contains { $0.masking != nil } ? .whole : nil
    }
    return result
  }
}

extension Masking {
  /// The kind's place among all, by which plans hand it to `MaskedValue`.
  var position: Int { Masking.allCases.firstIndex(of: self) ?? 0 }
}
