import PQColumnar
import PQFunctions

/// Makes a plan keep its tables' secrets: whatever is shown, saved, printed or handed on leaves out
/// secret rows, and knows which of its columns are masked.
///
/// Secret rows are counted. So a column that says which rows are secret travels with them through
/// the stages that choose, order and make columns, up to the first stage that
///
/// - aggregates: its figures take in all rows, but a group that is named by a single row or by a
///   person, and has only secret rows, is left out, and so is each picked value of a secret row;
/// - takes a number of rows, or looks at neighbours: the secret rows go before it, so that `take 5`
///   gives five rows that can be shown. Below an aggregate they stay;
/// - ends the query: the secret rows go.
///
/// Every expression that reads a masked or secret cell is marked, so that its failure quotes none.
package struct Discretion {
  private var secretCount = 0
  /// Whether what is looked at is a definition that comes with the program. It may look at all rows,
  /// since what it tells of others is known: that a case repeats an earlier one.
  var seesSecretRows = false

  private init() {}

  /// Returns a plan that shows only what may be shown.
  package static func listed(_ plan: LogicalPlan) -> LogicalPlan {
    var discretion = Discretion()
    return discretion.listed(plan).plan
  }

  /// Returns an expression without columns whose queries show only what may be shown.
  package static func listed(_ expression: BoundExpression) -> BoundExpression {
    var discretion = Discretion()
    return discretion.rewritten(expression, over: TracedRows(plan: .unit, traces: []))
  }

  /// Returns text whose private parts are masked.
  package static func listed(_ template: BoundTemplate) -> BoundTemplate {
    var discretion = Discretion()
    return discretion.listed(template)
  }

  /// Returns an expression without columns, its value masked if it is private.
  package static func masked(_ expression: BoundExpression) -> BoundExpression {
    var discretion = Discretion()
    return discretion.masked(expression)
  }

  /// Returns what is known about each column of a plan.
  static func traces(of plan: LogicalPlan) -> [ColumnTrace] {
    var discretion = Discretion()
    let rows = discretion.trace(plan, isCounted: false)
    return rows.traces.map { trace in
      var result = trace
      result.sides.formUnion(rows.rowSides)
      return result
    }
  }

  mutating func nextSecret() -> Int {
    secretCount += 1
    return secretCount
  }

  mutating func listed(_ plan: LogicalPlan) -> TracedRows {
    var rows = trace(plan, isCounted: false)
    rows.withhold()
    return rows
  }

  mutating func listed(_ template: BoundTemplate) -> BoundTemplate {
    var result = template
    for (position, part) in template.parts.enumerated() {
      if case .value(let expression) = part { result.parts[position] = .value(masked(expression)) }
    }
    return result
  }

  private mutating func masked(_ expression: BoundExpression) -> BoundExpression {
    let none = TracedRows(plan: .unit, traces: [])
    let result = rewritten(expression, over: none)
    guard let masking = trace(expression, over: none).masking else { return result }
    let kind = BoundExpression(
      .constant(.integer(Int64(masking.position))), type: .integer)
    return BoundExpression(
      .call(MaskedValue.self, [result, kind]), type: .text, location: expression.location)
  }

  /// Returns a plan's rows with what is known about showing them.
  ///
  /// `isCounted` tells that an aggregate stands above, for which secret rows stay.
  mutating func trace(_ plan: LogicalPlan, isCounted: Bool) -> TracedRows {
    var rows = traceNode(plan, isCounted: isCounted)
    rows.noteMaskings()
    return rows
  }

  private mutating func traceNode(_ plan: LogicalPlan, isCounted: Bool) -> TracedRows {
    switch plan.node {
    case .scan:
      let traces = plan.schema.fields.map {
        ColumnTrace(masking: $0.masking, isIdentifying: $0.masking != nil || $0.isRevealed)
      }
      return TracedRows(plan: plan, traces: traces)
    case .guarded(let input, let tableGuard):
      return guarded(trace(input, isCounted: isCounted), tableGuard)
    case .derived(let input, let columns):
      return derived(plan, trace(input, isCounted: isCounted), columns)
    case .withhold(let input, let predicate, let unit):
      var rows = trace(input, isCounted: isCounted)
      rows.wrap(.withhold(rows.plan, predicate, unit))
      return rows
    case .filter(let input, let predicate):
      var rows = trace(input, isCounted: isCounted)
      // What was chosen by a column says what stands in it.
      rows.rowSides.formUnion(trace(predicate, over: rows).sides)
      rows.wrap(.filter(rows.plan, rewritten(predicate, over: rows)))
      return rows
    case .project(let input, let items):
      var rows = trace(input, isCounted: isCounted)
      let traces = items.map { trace($0, over: rows) }
      rows.project(items.map { rewritten($0, over: rows) }, plan.schema.fields, traces)
      return rows
    case .sort(let input, let keys):
      var rows = trace(input, isCounted: isCounted)
      rows.wrap(.sort(rows.plan, rewritten(keys, over: rows)))
      return rows
    case .window(let input, let windows):
      return window(plan, chosen(input, isCounted), windows)
    case .aggregate(let input, let aggregation):
      return aggregate(plan, trace(input, isCounted: true), aggregation)
    case .join(let left, let right, let join):
      return self.join(plan, left, right, join, isCounted)
    case .append(let first, let second): return append(first, second, isCounted)
    case .slice, .top, .takePer, .sample, .distinct:
      return someRows(plan, isCounted)
    case .pivot, .unpivot, .compare, .describe, .protect, .chart, .save:
      return reshaped(plan, isCounted)
    }
  }

  /// Returns rows among which a stage chooses: without the secret ones, unless they are counted.
  mutating func chosen(_ plan: LogicalPlan, _ isCounted: Bool) -> TracedRows {
    var rows = trace(plan, isCounted: isCounted)
    if !isCounted { rows.withhold() }
    return rows
  }

  private mutating func guarded(_ input: TracedRows, _ tableGuard: TableGuard) -> TracedRows {
    var rows = input
    for position in tableGuard.identifying { rows.traces[position].isIdentifying = true }
    for (position, sides) in tableGuard.sides { rows.traces[position].sides.formUnion(sides) }
    if let place = tableGuard.secret {
      let secret = nextSecret()
      rows.places[secret] = place
      rows.rowSecrets.insert(secret)
    }
    return rows
  }

  private mutating func someRows(_ plan: LogicalPlan, _ isCounted: Bool) -> TracedRows {
    var rows = chosen(plan.children[0], isCounted)
    switch plan.node {
    case .slice(_, let skip, let take): rows.wrap(.slice(rows.plan, skip: skip, take: take))
    case .top(_, let count, let keys, let per):
      let keys = rewritten(keys, over: rows)
      let per = per.map { rewritten($0, over: rows) }
      rows.wrap(.top(rows.plan, count: count, keys: keys, per: per))
    case .takePer(_, let count, let per):
      let per = per.map { rewritten($0, over: rows) }
      rows.wrap(.takePer(rows.plan, count: count, per: per))
    case .sample(_, let count, let seed):
      rows.wrap(.sample(rows.plan, count: count, seed: seed))
    case .distinct(_, let columns):
      // A combination is secret if all its rows are: one that is not goes first.
      if let secret = rows.condition(rows.allSecrets) {
        rows.wrap(.sort(rows.plan, [BoundSortKey(secret)]))
      }
      rows.wrap(.distinct(rows.plan, columns: columns))
    // Named one by one, so that nobody adds a node without saying what it may show.
    case .scan, .guarded, .derived, .withhold, .filter, .project, .sort, .window, .aggregate, .join,
      .append, .pivot, .unpivot, .compare, .describe, .protect, .chart, .save:
      preconditionFailure("not a stage that chooses rows")
    }
    return rows
  }
}
