import PQColumnar

/// What a plan computes from what, for telling whether two plans give the same rows.
///
/// Two plans with equal keys give equal rows as long as both live: tables are compared by identity.
/// Names, labels and places in the text make no difference. Derived fields stand in a key by name
/// only; whoever compares keys compares what `PlanKey.derived` lists, too.
package struct PlanKey: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case word(String)
    case number(Int)
    case value(Value)
    case type(DataType)
    case types([DataType])
    case table(ObjectIdentifier)
    case function(ObjectIdentifier)
  }

  private var parts: [Part] = []
  /// The derived fields that the plan adds, in the order of their places in it.
  package private(set) var derived: [DerivedColumn] = []
  /// The tables that the plan reads; those without rows are left out, since they are all the same.
  package private(set) var tables: Set<ObjectIdentifier> = []

  package init(_ plan: LogicalPlan) {
    add(plan)
  }

  package static func == (left: PlanKey, right: PlanKey) -> Bool { left.parts == right.parts }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
  }

  // MARK: - Plans

  private mutating func add(_ plan: LogicalPlan) {
    parts.append(.types(plan.schema.fields.map(\.type)))
    addNode(of: plan)
    for child in plan.children { add(child) }
    _ = plan.mapExpressions { expression in
      add(expression)
      return expression
    }
  }

  /// Adds what a node says beside its inputs and its expressions.
  private mutating func addNode(of plan: LogicalPlan) {
    switch plan.node {
    case .scan(let table, let columns):
      word("scan")
      if table.rowCount > 0 || table.total != nil {
        parts.append(.table(ObjectIdentifier(table)))
        tables.insert(ObjectIdentifier(table))
      }
      numbers(columns)
    case .derived(_, let columns):
      word("derived")
      for column in columns {
        word(column.map { "\($0.tableName).\($0.name)" } ?? "-")
        if let column { derived.append(column) }
      }
    case .filter: word("filter")
    case .project(_, let items): word("project", items.count)
    case .window(_, let windows):
      word("window")
      for window in windows { add(window) }
    case .aggregate(_, let aggregation): add(aggregation)
    case .sort(_, let keys): word("sort", order: keys)
    case .slice(_, let skip, let take): word("slice", skip, take ?? -1)
    case .top(_, let count, let keys, let per): word("top", count, per.count, order: keys)
    case .takePer(_, let count, let per): word("take", count, per.count)
    case .sample(_, let count, let seed): word("sample", count, Int(truncatingIfNeeded: seed))
    case .distinct(_, let columns):
      word("distinct")
      numbers(columns)
    case .join(_, _, let join):
      word("join \(join.kind)", join.keys.count, join.residual == nil ? 0 : 1)
    case .append: word("append")
    case .pivot(_, let pivot): add(pivot)
    case .unpivot(_, let unpivot):
      word("unpivot")
      numbers(unpivot.kept)
      numbers(unpivot.unpivoted)
      for name in unpivot.names { word(name) }
    case .compare(_, _, let compare):
      word("compare", compare.isInKeyOrder ? 1 : 0)
      numbers(compare.keys)
      add(compare.values)
    case .describe: word("describe")
    case .protect(_, let protect):
      word("protect", protect.minimum)
      for crosstab in protect.crosstabs {
        word("counts", crosstab.total ?? -1)
        numbers(crosstab.cells)
      }
      for crosstab in protect.rates {
        word("rates", crosstab.total == nil ? 0 : 1)
        for place in crosstab.all {
          for columns in [place.rates, place.numerators, place.denominators, place.counts] {
            numbers(columns)
          }
        }
      }
      for companion in protect.companions {
        word("with", companion.column)
        numbers(companion.counts)
        numbers(companion.rates)
      }
    case .guarded(_, let tableGuard):
      word("guarded", tableGuard.secret ?? -1)
      numbers(tableGuard.identifying.sorted())
    case .withhold: word("withhold")
    case .chart: word("chart")
    case .save: word("save")
    }
  }

  private mutating func add(_ aggregation: AggregatePlan) {
    word("aggregate", aggregation.keys.count, aggregation.hasTotal ? 1 : 0)
    for domain in aggregation.domains {
      switch domain {
      case nil: word("occurring")
      case .all: word("all")
      case .between(let first, let last): word("between \(first ?? .min) \(last ?? .max)")
      }
    }
    for aggregate in aggregation.aggregates {
      add(aggregate.function)
      word(
        "of", aggregate.arguments.count, aggregate.filter == nil ? 0 : 1,
        aggregate.isOverWhole ? 1 : 0)
      parts.append(.type(aggregate.type))
    }
  }

  private mutating func add(_ window: BoundWindow) {
    add(window.function)
    if let aggregate = window.aggregate { add(aggregate) }
    word("per", window.arguments.count, window.partition.count, order: window.order)
    parts.append(.type(window.type))
  }

  private mutating func add(_ pivot: PivotPlan) {
    word("pivot", pivot.pivotKey, pivot.sum == nil ? 0 : 1)
    numbers(pivot.rowKeys)
    for value in pivot.pivotValues { parts.append(.value(value)) }
    add(pivot.values)
  }

  private mutating func add(_ values: [(column: Int, filler: Value)]) {
    numbers(values.map(\.column))
    for value in values { parts.append(.value(value.filler)) }
  }

  // MARK: - Expressions

  private mutating func add(_ expression: BoundExpression) {
    parts.append(.type(expression.type))
    switch expression.kind {
    case .constant(let value): parts.append(.value(value))
    case .column(let position): word("column", position)
    case .call(let function, let arguments):
      add(function)
      word("of", arguments.count)
    case .and: word("and")
    case .or: word("or")
    case .not: word("not")
    case .conditional: word("if")
    case .inValues(_, let values):
      word("in", values.count)
      for value in values { parts.append(.value(value)) }
    case .inPlan(_, let plan):
      word("in plan")
      add(plan)
    case .scalarPlan(let plan):
      word("plan")
      add(plan)
    }
    for operand in expression.operands { add(operand) }
  }

  // MARK: - Parts

  private mutating func add(_ function: Any.Type) {
    parts.append(.function(ObjectIdentifier(function)))
  }

  private mutating func word(_ word: String, _ numbers: Int...) {
    parts.append(.word(word))
    parts += numbers.map(Part.number)
  }

  private mutating func word(_ word: String, _ numbers: Int..., order: [BoundSortKey]) {
    parts.append(.word(word))
    parts += numbers.map(Part.number)
    self.numbers(order.map { $0.isDescending ? 1 : 0 })
  }

  private mutating func numbers(_ numbers: [Int]) {
    parts.append(.number(numbers.count))
    parts += numbers.map(Part.number)
  }
}
