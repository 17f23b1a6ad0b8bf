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
      // Whether a value occurs is a condition, in which secret rows count.
      var found = trace(plan, isCounted: true)
      found.forgetSecrets()
      result.kind = .inPlan(rewritten(operand, over: rows), found.plan)
    default: result = rewrittenOperands(expression, over: rows)
    }
    // A pseudonym fails for want of a key, not because of a cell.
    if case .call(let function, _) = expression.kind, function.name == "pseudonym" { return result }
    if isTelling(expression, over: rows) { result.location?.hidesCells = true }
    return result
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
    switch expression.kind {
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
