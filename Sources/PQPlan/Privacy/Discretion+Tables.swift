import PQColumnar
import PQFunctions

extension Discretion {
  /// A pair of rows is as secret as both. A row that only refers to a secret one, or is chosen by a
  /// condition on it, is not secret, but where it shows a value of the secret row.
  mutating func join(
    _ plan: LogicalPlan, _ left: LogicalPlan, _ right: LogicalPlan, _ join: JoinPlan,
    _ isCounted: Bool
  ) -> TracedRows {
    let keepsRight = join.kind != .semi && join.kind != .anti
    var rows = trace(left, isCounted: isCounted)
    let others = trace(right, isCounted: isCounted || !keepsRight)
    let leftFields = rows.plan.schema.fields
    let rightFields = others.plan.schema.fields
    let keys = keyTraces(join, rows, others)
    let (width, places) = (rows.width, rows.places)
    var joined = rewritten(join, rows, others, quotes: !keys.isTelling)
    if !keepsRight {
      joined.residual = membership(joined, keys.isIdentifying, rows, others)
      rows.rowSides.formUnion(keys.left.sides.union(others.rowSides))
    }
    rows.plan = LogicalPlan(
      .join(rows.plan, others.plan, joined),
      schema: Schema(keepsRight ? leftFields + rightFields : leftFields))
    guard keepsRight else { return rows }
    var traces = rows.traces
    // What a value of the left leads to tells the value, too.
    var found = keys.left
    found.secrets.formUnion(others.rowSecrets)
    if others.traces.contains(where: { !$0.sides.isEmpty }) { found.sides = [] }
    if join.kind == .lookup {
      found.sides.formUnion(others.rowSides)
    } else {
      rows.rowSides.formUnion(others.rowSides)
    }
    for trace in others.traces {
      var added = trace
      added.secrets.formUnion(found.secrets)
      added.sides.formUnion(found.sides)
      traces.append(added)
    }
    if join.kind != .lookup { rows.rowSecrets.formUnion(others.rowSecrets) }
    rows.places = places.merging(others.places.mapValues { $0 + leftFields.count }) { $1 }
    let order = Array(0..<width) + Array(leftFields.count..<(leftFields.count + others.width))
    if leftFields.count > width || rightFields.count > others.width {
      rows.reorder(order, traces)
    } else {
      rows.traces = traces
    }
    // Names that the join gave are those of the plan.
    for position in plan.schema.fields.indices {
      rows.plan.schema.fields[position] = plan.schema.fields[position]
    }
    return rows
  }

  private mutating func keyTraces(
    _ join: JoinPlan, _ rows: TracedRows, _ others: TracedRows
  ) -> (left: ColumnTrace, isIdentifying: Bool, isTelling: Bool) {
    let left = join.keys.map { trace($0.left, over: rows) }
    let right = join.keys.map { trace($0.right, over: others) }
    let isTelling = join.keys.contains {
      self.isTelling($0.left, over: rows) || self.isTelling($0.right, over: others)
    }
    return (ColumnTrace.union(left), (left + right).contains(where: \.isIdentifying), isTelling)
  }

  /// Returns what must hold for a pair of rows so that the left one is chosen: as with `in`, a secret
  /// row of the right says of no row that can be listed that it is there.
  private func membership(
    _ join: JoinPlan, _ isIdentifying: Bool, _ rows: TracedRows, _ others: TracedRows
  ) -> BoundExpression? {
    guard isIdentifying, !seesSecretRows, let secret = others.condition(others.allSecrets) else {
      return join.residual
    }
    let shift = rows.plan.schema.fields.count
    var condition = BoundExpression(.not(secret.mapColumns { $0 + shift }), type: .boolean)
    if let own = rows.condition(rows.rowSecrets) {
      condition = BoundExpression(.or(own, condition), type: .boolean)
    }
    return join.residual.map { BoundExpression(.and($0, condition), type: .boolean) } ?? condition
  }

  private mutating func rewritten(
    _ join: JoinPlan, _ rows: TracedRows, _ others: TracedRows, quotes: Bool
  ) -> JoinPlan {
    var result = join
    result.quotesKeys = quotes
    result.keys = join.keys.map {
      (left: rewritten($0.left, over: rows), right: rewritten($0.right, over: others))
    }
    let shift = rows.plan.schema.fields.count - rows.width
    // The residual's columns are those of both sides as they were.
    var both = TracedRows(plan: .unit, traces: rows.traces + others.traces)
    both.rowSecrets = rows.rowSecrets.union(others.rowSecrets)
    result.residual = join.residual.map {
      rewritten($0, over: both).mapColumns { $0 < rows.width ? $0 : $0 + shift }
    }
    return result
  }

  mutating func append(
    _ first: LogicalPlan, _ second: LogicalPlan, _ isCounted: Bool
  ) -> TracedRows {
    var rows = chosen(first, isCounted)
    var others = chosen(second, isCounted)
    if !rows.places.isEmpty || !others.places.isEmpty {
      let secret = nextSecret()
      rows.unite(as: secret)
      others.unite(as: secret)
    }
    for (position, other) in others.traces.enumerated() where position < rows.width {
      let masking = Masking.combined([rows.traces[position].masking, other.masking])
      rows.traces[position] = .union([rows.traces[position], other])
      rows.traces[position].masking = masking
    }
    rows.rowSides.formUnion(others.rowSides)
    rows.wrap(.append(rows.plan, others.plan))
    return rows
  }

  // MARK: - Rows of another shape

  mutating func reshaped(_ plan: LogicalPlan, _ isCounted: Bool) -> TracedRows {
    if case .unpivot(let input, let unpivot) = plan.node {
      return self.unpivot(plan, trace(input, isCounted: isCounted), unpivot)
    }
    // What these show is of single rows, or of groups, in which no secret row is left.
    let rows = listed(plan.children[0])
    var result = rows
    switch plan.node {
    case .pivot(_, let pivot):
      var values = pivot.values.map { rows.traces[$0.column] }
      for position in values.indices {
        values[position].sides.formUnion(rows.traces[pivot.pivotKey].sides)
      }
      let traces =
        pivot.rowKeys.map { rows.traces[$0] } + pivot.pivotValues.flatMap { _ in values }
        + (pivot.sum == nil ? [] : values)
      result = TracedRows(
        plan: LogicalPlan(.pivot(rows.plan, pivot), schema: plan.schema), traces: traces,
        rowSides: rows.rowSides)
    case .compare(_, let previous, let compare):
      let before = listed(previous)
      let traces =
        compare.keys.map { ColumnTrace.both(rows.traces[$0], before.traces[$0]) }
        + compare.values.flatMap {
          let trace = ColumnTrace.both(rows.traces[$0.column], before.traces[$0.column])
          return [trace, trace, trace, trace]
        }
      result = TracedRows(
        plan: LogicalPlan(
          .compare(current: rows.plan, previous: before.plan, compare), schema: plan.schema),
        traces: traces, rowSides: rows.rowSides.union(before.rowSides))
    case .describe:
      let traces = plan.schema.fields.map { _ in ColumnTrace() }
      result = TracedRows(
        plan: LogicalPlan(.describe(rows.plan), schema: plan.schema), traces: traces)
    case .protect(_, let protect):
      result.plan = LogicalPlan(.protect(rows.plan, protect), schema: plan.schema)
    case .chart(_, let chart): result.wrap(.chart(rows.plan, chart))
    case .save(_, var save):
      save.path = listed(save.path)
      result.wrap(.save(rows.plan, save))
    // Named one by one, so that nobody adds a node without saying what it may show.
    case .scan, .guarded, .derived, .withhold, .filter, .project, .sort, .window, .aggregate, .join,
      .append, .slice, .top, .takePer, .sample, .distinct, .unpivot:
      preconditionFailure("not a stage of rows of another shape")
    }
    return result
  }

  private func unpivot(
    _ plan: LogicalPlan, _ input: TracedRows, _ unpivot: UnpivotPlan
  ) -> TracedRows {
    var wide = unpivot
    let secrets = input.places.sorted { $0.key < $1.key }
    wide.kept += secrets.map(\.value)
    let keptTraces = unpivot.kept.map { input.traces[$0] }
    let values = unpivot.unpivoted.map { input.traces[$0] }
    var value = ColumnTrace.union(values)
    value.masking = .combined(values.map(\.masking))
    let fields = plan.schema.fields
    let kept = unpivot.kept.count
    let marks = secrets.map { input.plan.schema.fields[$0.value] }
    var rows = input
    rows.plan = LogicalPlan(
      .unpivot(input.plan, wide),
      schema: Schema(Array(fields[..<kept]) + marks + fields[kept...]))
    for (offset, entry) in secrets.enumerated() { rows.places[entry.key] = kept + offset }
    let traces = keptTraces + [ColumnTrace(), value]
    if secrets.isEmpty {
      rows.traces = traces
    } else {
      let behind = kept + secrets.count
      rows.reorder(Array(0..<kept) + [behind, behind + 1], traces)
    }
    return rows
  }
}

extension ColumnTrace {
  fileprivate static func both(_ left: ColumnTrace, _ right: ColumnTrace) -> ColumnTrace {
    var result = ColumnTrace.union([left, right])
    result.masking = .combined([left.masking, right.masking])
    return result
  }
}
