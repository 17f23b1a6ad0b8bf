import PQColumnar
import PQFunctions

/// Rows of a plan with what is known about showing them.
///
/// The plan's first columns are those of the plan that it was made from, in their places; behind them
/// stand the columns that say which rows are secret.
struct TracedRows {
  var plan: LogicalPlan
  /// One for each column of the plan that it was made from.
  var traces: [ColumnTrace]
  /// Where the column of each secret stands.
  var places: [Int: Int] = [:]
  /// The secrets that make a whole row secret.
  var rowSecrets: Set<Int> = []
  /// What the rows were chosen by, as far as that is kept apart from other columns.
  var rowSides: Set<ApartSide> = []

  var width: Int { traces.count }

  /// The columns of secrets in the order of their numbers.
  private var ordered: [(secret: Int, place: Int)] {
    places.sorted { $0.key < $1.key }.map { (secret: $0.key, place: $0.value) }
  }

  /// The secrets that showing all columns of a row would tell.
  var allSecrets: Set<Int> {
    traces.reduce(into: rowSecrets) { $0.formUnion($1.secrets) }
  }

  /// Returns a condition that is true for rows of which one of the secrets is true.
  func condition(_ secrets: Set<Int>) -> BoundExpression? {
    secrets.sorted().compactMap { places[$0] }
      .map { BoundExpression(.column($0), type: .boolean) }
      .reduce(nil) { result, next in
        result.map { BoundExpression(.or($0, next), type: .boolean) } ?? next
      }
  }

  /// Puts a node over the rows that keeps their columns.
  mutating func wrap(_ node: LogicalPlan.Node) {
    plan = LogicalPlan(node, schema: plan.schema)
  }

  /// Projects to the given items and the columns of secrets behind them.
  mutating func project(_ items: [BoundExpression], _ fields: [Field], _ traces: [ColumnTrace]) {
    let kept = ordered
    let secrets = kept.map { BoundExpression(.column($0.place), type: .boolean) }
    plan = LogicalPlan(
      .project(plan, items + secrets), schema: Schema(fields + kept.map { _ in TracedRows.field }))
    self.traces = traces
    for (offset, entry) in kept.enumerated() { places[entry.secret] = items.count + offset }
  }

  /// Puts the columns in the given order, those of secrets behind them.
  mutating func reorder(_ columns: [Int], _ traces: [ColumnTrace]) {
    let fields = columns.map { plan.schema.fields[$0] }
    let items = zip(columns, fields).map { BoundExpression(.column($0), type: $1.type) }
    project(items, fields, traces)
  }

  /// Leaves out the secret rows, and the columns that said which they are.
  mutating func withhold() {
    guard !places.isEmpty else { return }
    if let secret = condition(allSecrets) { wrap(.withhold(plan, secret, .rows)) }
    forgetSecrets()
  }

  /// Drops the columns that say which rows are secret.
  mutating func forgetSecrets() {
    places = [:]
    rowSecrets = []
    for position in traces.indices { traces[position].secrets = [] }
    if plan.schema.fields.count > width { reorder(Array(0..<width), traces) }
  }

  /// Makes one secret of all.
  mutating func unite(as secret: Int) {
    let condition =
      condition(allSecrets) ?? BoundExpression(.constant(.boolean(false)), type: .boolean)
    var items = traces.indices.map {
      BoundExpression(.column($0), type: plan.schema.fields[$0].type)
    }
    items.append(condition)
    let fields = Array(plan.schema.fields[..<width]) + [TracedRows.field]
    plan = LogicalPlan(.project(plan, items), schema: Schema(fields))
    places = [secret: width]
    rowSecrets = [secret]
    for position in traces.indices { traces[position].secrets = [] }
  }

  /// Gives the plan's columns the maskings that were found.
  mutating func noteMaskings() {
    for (position, trace) in traces.enumerated() {
      plan.schema.fields[position].masking = trace.masking
    }
  }

  private static let field = Field("secret", zh: "不列出", type: .boolean, isOptional: false)
}
