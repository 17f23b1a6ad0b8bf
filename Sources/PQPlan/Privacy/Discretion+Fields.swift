import PQColumnar
import PQFunctions

/// A derived field that keeps its tables' secrets.
struct DiscreetField {
  /// The field rewritten; `nil` if it keeps them as it is.
  var column: DerivedColumn?
  var trace: ColumnTrace
  /// Says for which rows the value tells a secret row of another table; `nil` if for none.
  var mark: DerivedColumn?
}

extension Discretion {
  /// Derived fields are computed over whole tables; what they tell goes along in columns of its own.
  mutating func derived(
    _ plan: LogicalPlan, _ input: TracedRows, _ columns: [DerivedColumn?]
  ) -> TracedRows {
    let fields = input.plan.schema.fields
    let added = plan.schema.fields.suffix(columns.count)
    var rows = input
    var traces = input.traces
    var made: [DerivedColumn?] = []
    var marks: [DerivedColumn] = []
    for (column, field) in zip(columns, added) {
      guard let column else {
        made.append(nil)
        traces.append(ColumnTrace())
        continue
      }
      let discreet = column.discreet { self.discreet(column) }
      made.append(discreet.column ?? column)
      var trace = discreet.trace
      // A run may reveal a field by its own name.
      if field.masking == nil, column.field.masking != nil { trace.masking = nil }
      if let mark = discreet.mark {
        let secret = nextSecret()
        rows.places[secret] = fields.count + columns.count + marks.count
        marks.append(mark)
        trace.secrets = [secret]
      }
      traces.append(trace)
    }
    rows.plan = LogicalPlan(
      .derived(input.plan, made + marks), schema: Schema(fields + added + marks.map(\.field)))
    if fields.count == input.width && marks.isEmpty {
      rows.traces = traces
    } else {
      let order = Array(0..<input.width) + Array(fields.count..<(fields.count + columns.count))
      rows.reorder(order, traces)
    }
    return rows
  }

  private mutating func discreet(_ column: DerivedColumn) -> DiscreetField {
    let saved = seesSecretRows
    seesSecretRows = column.isBuiltIn
    defer { seesSecretRows = saved }
    var rows = trace(column.plan, isCounted: true)
    var trace = rows.traces[0]
    trace.sides.formUnion(rows.rowSides)
    // Whether a row meets a condition of the model's tells little of what the condition looks at.
    if column.isBuiltIn, column.field.type == .boolean { trace.sides = [] }
    // The rows' own secret goes with the rows.
    let others = trace.secrets.subtracting(rows.rowSecrets)
    var mark: DerivedColumn?
    if let condition = rows.condition(others) {
      let field = Field("\(column.name) secret", type: .boolean, isOptional: false)
      mark = DerivedColumn(
        name: field.name, tableName: column.tableName, table: column.table,
        isBuiltIn: column.isBuiltIn,
        plan: LogicalPlan(.project(rows.plan, [condition]), schema: Schema([field])))
    }
    trace.secrets = []
    rows.forgetSecrets()
    let isOpen = trace.masking == nil && mark == nil && !column.plan.isGuarded
    let made =
      isOpen
      ? nil
      : DerivedColumn(
        name: column.name, tableName: column.tableName, table: column.table,
        isBuiltIn: column.isBuiltIn, plan: rows.plan)
    return DiscreetField(column: made, trace: trace, mark: mark)
  }
}

extension LogicalPlan {
  /// Whether it reads a table that says something about showing its rows, or a private column.
  fileprivate var isGuarded: Bool {
    switch node {
    case .guarded: return true
    case .scan: return schema.fields.contains { $0.masking != nil }
    default: break
    }
    return children.contains(where: \.isGuarded) || innerPlans.contains(where: \.isGuarded)
      || derivedColumns.contains { $0.plan.isGuarded }
  }
}
