import PQColumnar
import PQFunctions

/// A plan as text, one node a line, inputs indented below: the output of `pq explain`.
///
///     top 5 by count desc
///       aggregate count by variety
///         filter weight > 120
///           scan harvests: variety, weight
package enum PlanDump {
  package static func text(_ plan: LogicalPlan) -> String {
    lines(plan, depth: 0).joined(separator: "\n")
  }

  private static func lines(_ plan: LogicalPlan, depth: Int) -> [String] {
    let line = String(repeating: "  ", count: depth) + describe(plan)
    return [line] + plan.children.flatMap { lines($0, depth: depth + 1) }
  }

  private static func describe(_ plan: LogicalPlan) -> String {
    let names = plan.children.flatMap { $0.schema.fields.map(\.name) }
    let dump = ExpressionDump(names: names)
    switch plan.node {
    case .scan(let table, let columns):
      // Rows alone are counted without reading a column.
      if columns.isEmpty { return "scan \(table.name)" }
      return "scan \(table.name): " + columns.map { table.schema.fields[$0].name }.listed
    case .derived(_, let columns):
      return "field " + columns.map { $0?.name ?? "-" }.listed
    case .filter(_, let predicate): return "filter " + dump.text(predicate)
    case .project(_, let items): return "project " + dump.items(items, plan.schema)
    case .window(let input, let windows):
      let added = plan.schema.fields.dropFirst(input.schema.fields.count)
      return "window "
        + zip(added, windows).map { "\($0.name) = \(dump.text($1))" }.listed
    case .aggregate(_, let aggregate): return describe(aggregate, plan.schema, dump)
    case .sort(_, let keys): return "sort " + dump.text(keys)
    case .slice(_, let skip, let take):
      let taken = take.map { ["take \($0)"] } ?? []
      return ((skip > 0 || take == nil ? ["skip \(skip)"] : []) + taken).joined(separator: " ")
    case .top(_, let count, let keys, let per):
      return "top \(count) by \(dump.text(keys))" + dump.suffix("per", per)
    case .takePer(_, let count, let per): return "take \(count)" + dump.suffix("per", per)
    case .sample(_, let count, let seed): return "sample \(count) seed \(seed)"
    case .distinct(_, let columns):
      return "distinct " + columns.map { names[$0] }.listed
    case .join(_, _, let join): return describe(join, plan)
    case .append: return "append"
    case .pivot(_, let pivot):
      return "pivot \(names[pivot.pivotKey]): "
        + plan.schema.fields.dropFirst(pivot.rowKeys.count).map(\.name).listed
    case .unpivot(_, let unpivot): return "unpivot " + unpivot.names.listed
    case .compare(_, _, let compare):
      return "compare " + compare.values.map { names[$0.column] }.listed
    case .guarded: return "guard"
    case .withhold(_, let predicate, _): return "withhold " + dump.text(predicate)
    case .describe: return "describe"
    case .protect(_, let protect): return "protect \(protect.minimum)"
    case .chart(_, let chart): return "chart \(chart.kind.rawValue)"
    case .save(_, let save):
      let path = save.path.parts.map { part in
        if case .text(let text) = part { text } else { "{…}" }
      }
      return "save \(save.appends ? "append " : "")\"\(path.joined())\""
    }
  }

  private static func describe(
    _ plan: AggregatePlan, _ schema: Schema, _ dump: ExpressionDump
  ) -> String {
    let made = schema.fields.dropFirst(plan.keys.count)
    var line =
      "aggregate " + zip(made, plan.aggregates).map { "\($0.name) = \(dump.text($1))" }.listed
    line += dump.suffix("by", plan.keys)
    if plan.hasTotal { line += " with total" }
    if plan.domains.contains(where: { $0 != nil }) { line += " with empty" }
    return line
  }

  private static func describe(_ join: JoinPlan, _ plan: LogicalPlan) -> String {
    let sides = plan.children.map { ExpressionDump(names: $0.schema.fields.map(\.name)) }
    var conditions = join.keys.map { "\(sides[0].text($0.left)) = \(sides[1].text($0.right))" }
    if let residual = join.residual {
      conditions.append(ExpressionDump(names: sides.flatMap(\.names)).text(residual))
    }
    return "join \(join.kind) on " + conditions.joined(separator: " and ")
  }
}

/// Expressions of a plan as text, with the names of their input's columns.
struct ExpressionDump {
  let names: [String]

  func text(_ expression: BoundExpression) -> String {
    switch expression.kind {
    case .constant(let value): return text(value, expression.type)
    case .column(let position):
      return names.indices.contains(position) ? names[position] : "column \(position)"
    case .call(let function, let arguments): return call(function.name, arguments)
    case .and(let left, let right): return "(\(text(left)) and \(text(right)))"
    case .or(let left, let right): return "(\(text(left)) or \(text(right)))"
    case .not(let operand): return "not \(text(operand))"
    case .conditional(let condition, let then, let otherwise):
      return "if \(text(condition)) then \(text(then)) else \(text(otherwise))"
    case .inValues(let operand, let values):
      return "\(text(operand)) in (\(values.map { text($0, operand.type) }.listed))"
    case .inPlan(let operand, let plan): return "\(text(operand)) in (\(inline(plan)))"
    case .scalarPlan(let plan): return "(\(inline(plan)))"
    }
  }

  func text(_ keys: [BoundSortKey]) -> String {
    keys.map { text($0.expression) + ($0.isDescending ? " desc" : "") }.listed
  }

  func text(_ aggregate: BoundAggregate) -> String {
    var inside = aggregate.arguments.map(text).listed
    if let filter = aggregate.filter {
      inside += (inside.isEmpty ? "" : " ") + "where \(text(filter))"
    }
    let name = aggregate.function.name
    return (inside.isEmpty ? name : "\(name)(\(inside))")
      + (aggregate.isOverWhole ? " over all" : "")
  }

  func text(_ window: BoundWindow) -> String {
    var inside = window.arguments.map(text).listed
    if let aggregate = window.aggregate { inside = "\(aggregate.name) \(inside)" }
    if !window.order.isEmpty { inside += (inside.isEmpty ? "" : ", ") + text(window.order) }
    return "\(window.function.name)(\(inside))" + suffix("per", window.partition)
  }

  func items(_ items: [BoundExpression], _ schema: Schema) -> String {
    zip(items, schema.fields).map { item, field in
      let text = text(item)
      return text == field.name ? text : "\(field.name) = \(text)"
    }.listed
  }

  func suffix(_ word: String, _ expressions: [BoundExpression]) -> String {
    expressions.isEmpty ? "" : " \(word) " + expressions.map(text).listed
  }

  private func inline(_ plan: LogicalPlan) -> String {
    PlanDump.text(plan).split(separator: "\n").map { $0.drop { $0 == " " } }
      .joined(separator: " < ")
  }

  private func call(_ name: String, _ arguments: [BoundExpression]) -> String {
    let isSymbol = !(name.first?.isLetter ?? false) || name.contains(" ") || name == "contains"
    if arguments.count == 2, isSymbol {
      return "\(operand(arguments[0])) \(name) \(operand(arguments[1]))"
    }
    if arguments.count == 1, name == "is missing" { return "\(operand(arguments[0])) \(name)" }
    return "\(name)(\(arguments.map(text).listed))"
  }

  private func operand(_ expression: BoundExpression) -> String {
    if case .call(_, let arguments) = expression.kind, arguments.count == 2 {
      return "(\(text(expression)))"
    }
    return text(expression)
  }

  private func text(_ value: Value, _ type: DataType) -> String {
    if case .text(let text) = value { return "\"\(text)\"" }
    return value.isMissing ? "missing" : ValueFormat.text(value, as: type)
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
