import PQColumnar
import PQFunctions

extension Discretion {
  /// Groups all rows, secret ones too, but where a group is named by a person or a single row: what it
  /// says of secret rows would be said of that person.
  ///
  /// A total takes in all rows. So below one the groups with a secret row go as a whole.
  mutating func aggregate(
    _ plan: LogicalPlan, _ rows: TracedRows, _ aggregation: AggregatePlan
  ) -> TracedRows {
    var result = aggregation
    var input = rows
    let keyTraces = aggregation.keys.map { trace($0, over: input) }
    let telling = keyTraces.filter(\.isIdentifying)
    let secrets = telling.reduce(into: input.rowSecrets) { $0.formUnion($1.secrets) }
    let secret = telling.isEmpty || seesSecretRows ? nil : input.condition(secrets)
    if let secret, !aggregation.hasTotal { input.wrap(.withhold(input.plan, secret, .members)) }
    result.keys = aggregation.keys.map { rewritten($0, over: input) }
    var traces = keyTraces
    for position in aggregation.aggregates.indices {
      let (aggregate, trace) = traced(aggregation.aggregates[position], over: input)
      result.aggregates[position] = aggregate
      traces.append(trace)
    }
    for position in traces.indices { traces[position].secrets = [] }
    var made = TracedRows(
      plan: LogicalPlan(.aggregate(input.plan, result), schema: plan.schema), traces: traces,
      rowSides: input.rowSides)
    if let secret, aggregation.hasTotal { withholdGroups(of: secret, input, result, &made) }
    return made
  }

  /// Leaves out groups that have secret rows.
  private func withholdGroups(
    of secret: BoundExpression, _ input: TracedRows, _ aggregation: AggregatePlan,
    _ rows: inout TracedRows
  ) {
    guard let count = FunctionRegistry.aggregate(named: "count"),
      let positive = FunctionRegistry.scalar(named: ">")
    else { return }
    var extended = aggregation
    extended.aggregates.append(
      BoundAggregate(function: count, arguments: [], filter: secret, type: .integer))
    let fields = rows.plan.schema.fields
    let made = [Field("secret", type: .integer)]
    rows.plan = LogicalPlan(.aggregate(input.plan, extended), schema: Schema(fields + made))
    let zero = BoundExpression(.constant(.integer(0)), type: .integer)
    let own = BoundExpression(.column(fields.count), type: .integer)
    let isSecret = BoundExpression(.call(positive, [own, zero]), type: .boolean)
    rows.wrap(.withhold(rows.plan, isSecret, .groups))
    rows.reorder(Array(fields.indices), rows.traces)
  }

  private mutating func traced(
    _ aggregate: BoundAggregate, over rows: TracedRows
  ) -> (BoundAggregate, ColumnTrace) {
    var result = aggregate
    let traces = aggregate.arguments.map { trace($0, over: rows) }
    result.arguments = aggregate.arguments.map { rewritten($0, over: rows) }
    result.filter = aggregate.filter.map { rewritten($0, over: rows) }
    let isTelling = aggregate.arguments.contains { self.isTelling($0, over: rows) }
    if isTelling { result.location?.hidesCells = true }
    let secrets = ColumnTrace.union(traces).secrets.union(rows.rowSecrets)
    if aggregate.function.picksValues(of: aggregate.type, traces),
      let secret = rows.condition(secrets)
    {
      let shown = BoundExpression(.not(secret), type: .boolean)
      result.filter =
        result.filter.map { BoundExpression(.and(shown, $0), type: .boolean) } ?? shown
    }
    var made = aggregate.function.trace(of: traces, type: aggregate.type)
    if let filter = aggregate.filter { made.sides.formUnion(trace(filter, over: rows).sides) }
    return (result, made)
  }

  // MARK: - Windows

  mutating func window(
    _ plan: LogicalPlan, _ input: TracedRows, _ windows: [BoundWindow]
  ) -> TracedRows {
    var rows = input
    var traces = input.traces
    var result: [BoundWindow] = []
    for window in windows {
      let arguments = window.arguments.map { trace($0, over: input) }
      var made = ColumnTrace()
      if let aggregate = window.aggregate {
        made = aggregate.trace(of: arguments, type: window.type)
      } else if !window.function.argumentsAreSortKeys {
        made = ColumnTrace.union(arguments)
        made.masking = arguments.first?.masking
      } else {
        // The place of a key among the keys names the row as the key does.
        let first = window.order.first.map { trace($0.expression, over: input) }
        made.isIdentifying = (arguments.first ?? first)?.isIdentifying == true
      }
      traces.append(made)
      result.append(rewritten(window, over: input))
    }
    let added = plan.schema.fields.suffix(windows.count)
    let fields = input.plan.schema.fields
    rows.plan = LogicalPlan(.window(input.plan, result), schema: Schema(fields + added))
    let order = Array(0..<input.width) + Array(fields.count..<(fields.count + windows.count))
    if fields.count > input.width {
      rows.reorder(order, traces)
    } else {
      rows.traces = traces
    }
    return rows
  }

  /// Below an aggregate secret rows stay; what a row sees of a neighbour is missing if that is one.
  private mutating func rewritten(
    _ window: BoundWindow, over rows: TracedRows
  ) -> BoundWindow {
    var result = window
    let isTelling = window.arguments.contains { self.isTelling($0, over: rows) }
    result.arguments = window.arguments.map { rewritten($0, over: rows) }
    result.partition = window.partition.map { rewritten($0, over: rows) }
    result.order = rewritten(window.order, over: rows)
    if isTelling { result.location?.hidesCells = true }
    let traces = window.arguments.map { trace($0, over: rows) }
    let showsNeighbors =
      window.aggregate.map { $0.picksValues(of: window.type, traces) }
      ?? !window.function.argumentsAreSortKeys
    if showsNeighbors, let secret = rows.condition(rows.allSecrets),
      let first = result.arguments.first
    {
      let missing = BoundExpression(.constant(.missing), type: first.type)
      result.arguments[0] = BoundExpression(
        .conditional(secret, then: missing, else: first), type: first.type,
        location: first.location)
    }
    return result
  }
}

extension AggregateFunction {
  /// Whether its result is one or some of the values that it looked at, and tells whose they are.
  /// The greatest number of days is a figure, the greatest name is a name, and any number that is read
  /// from a key gives the key away.
  fileprivate static func picksValues(of type: DataType, _ arguments: [ColumnTrace]) -> Bool {
    if ["count", "distinct"].contains(name) || type == .boolean { return false }
    if arguments.contains(where: \.isIdentifying) { return true }
    switch name {
    case "first", "last", "list": return true
    case "min", "max": return type == .text
    default: return false
    }
  }

  /// Returns what its result tells of its arguments.
  static func trace(of arguments: [ColumnTrace], type: DataType) -> ColumnTrace {
    if ["count", "distinct"].contains(name) { return ColumnTrace() }
    var result = ColumnTrace.union(arguments)
    if type == .boolean { return result }
    let isOneValue = ["first", "last", "min", "max"].contains(name)
    let isPrivate = arguments.contains { $0.masking != nil }
    result.masking = isOneValue ? arguments.first?.masking : isPrivate ? .whole : nil
    return result
  }
}
