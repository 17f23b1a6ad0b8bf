import PQColumnar
import PQFunctions

extension Discretion {
  /// Groups all rows, secret ones too, and leaves out what would list one of those.
  mutating func aggregate(
    _ plan: LogicalPlan, _ input: TracedRows, _ aggregation: AggregatePlan
  ) -> TracedRows {
    var result = aggregation
    let keyTraces = aggregation.keys.map { trace($0, over: input) }
    result.keys = aggregation.keys.map { rewritten($0, over: input) }
    var traces = keyTraces
    for position in aggregation.aggregates.indices {
      let (aggregate, trace) = traced(aggregation.aggregates[position], over: input)
      result.aggregates[position] = aggregate
      traces.append(trace)
    }
    for position in traces.indices { traces[position].secrets = [] }
    var rows = TracedRows(
      plan: LogicalPlan(.aggregate(input.plan, result), schema: plan.schema), traces: traces)
    let telling = keyTraces.filter(\.isIdentifying)
    let secrets = telling.reduce(into: Set<Int>()) { $0.formUnion($1.secrets) }
    if !telling.isEmpty, let secret = input.condition(secrets.union(input.rowSecrets)) {
      withholdGroups(of: secret, input, result, &rows)
    }
    return rows
  }

  /// Leaves out groups that have secret rows and no others.
  private func withholdGroups(
    of secret: BoundExpression, _ input: TracedRows, _ aggregation: AggregatePlan,
    _ rows: inout TracedRows
  ) {
    guard let secretCount = count(where: secret),
      let shownCount = count(where: BoundExpression(.not(secret), type: .boolean)),
      let positive = comparison(">"), let equal = comparison("=")
    else { return }
    var extended = aggregation
    extended.aggregates += [secretCount, shownCount]
    let fields = rows.plan.schema.fields
    let made = [Field("secret", type: .integer), Field("shown", type: .integer)]
    rows.plan = LogicalPlan(.aggregate(input.plan, extended), schema: Schema(fields + made))
    let zero = BoundExpression(.constant(.integer(0)), type: .integer)
    let counts = [fields.count, fields.count + 1].map {
      BoundExpression(.column($0), type: .integer)
    }
    let isSecret = BoundExpression(.call(positive, [counts[0], zero]), type: .boolean)
    let isAlone = BoundExpression(.call(equal, [counts[1], zero]), type: .boolean)
    rows.wrap(
      .withhold(rows.plan, BoundExpression(.and(isSecret, isAlone), type: .boolean), .groups))
    rows.reorder(Array(fields.indices), rows.traces)
  }

  private func count(where condition: BoundExpression) -> BoundAggregate? {
    FunctionRegistry.aggregate(named: "count").map {
      BoundAggregate(function: $0, arguments: [], filter: condition, type: .integer)
    }
  }

  private func comparison(_ symbol: String) -> (any ScalarFunction.Type)? {
    FunctionRegistry.scalar(named: symbol)
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
    if aggregate.picksValues, let secret = rows.condition(secrets) {
      let shown = BoundExpression(.not(secret), type: .boolean)
      result.filter =
        result.filter.map { BoundExpression(.and(shown, $0), type: .boolean) } ?? shown
    }
    return (result, aggregate.function.trace(of: traces, type: aggregate.type))
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
    let showsNeighbors =
      window.aggregate.map { $0.picksValues(of: window.type) }
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

extension BoundAggregate {
  /// Whether its result is one or some of the values that it looked at.
  fileprivate var picksValues: Bool { function.picksValues(of: type) }
}

extension AggregateFunction {
  /// Whether its result is one or some of the values that it looked at, and tells whose they are.
  /// The greatest number of days is a figure, the greatest name is a name.
  static func picksValues(of type: DataType) -> Bool {
    switch name {
    case "first", "last", "list": true
    case "min", "max": type == .text
    default: false
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
