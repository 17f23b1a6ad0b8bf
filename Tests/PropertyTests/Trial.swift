import PQColumnar
import PQDiagnostics
import PQExecution
import PQFunctions
import PQPlan
import PQReference
import PQSyntax
import PQTestSupport

/// One seed's tables and query, bound and ready to run both ways.
struct Trial {
  let seed: UInt64
  let query: String
  let plan: LogicalPlan
  let encodedPlan: LogicalPlan
  let storedPlan: LogicalPlan
  let tables: [Table]

  static let functions = FunctionContext(
    today: 18_627, calendar: WorkdayCalendar(years: nil, daysOff: [], makeUpDays: []))

  /// `nil` when the query does not bind, which is a mistake of the generator or the binder.
  init?(seed: UInt64) {
    self.seed = seed
    var tableGenerator = TableGenerator(seed: seed)
    let rowCount = tableGenerator.random.pick([0, 1, 2, 7, 13, 30])
    tables = [tableGenerator.harvests(rowCount: rowCount), tableGenerator.orchards()]
    var generator = QueryGenerator(seed: seed &* 31 &+ 7)
    query = generator.query()
    guard let plan = Self.bind(query, tables),
      let encoded = Self.bind(query, tables.map(\.dictionaryEncoded)),
      let stored = Self.bind(query, tables.map { $0.dictionaryEncoded.throughColumnFile })
    else { return nil }
    self.plan = plan
    self.encodedPlan = encoded
    self.storedPlan = stored
  }

  static func bind(_ query: String, _ tables: [Table]) -> LogicalPlan? {
    let environment = BindingEnvironment(today: 18_627) { plan throws(QueryError) in
      try QueryExecutor(context(EngineSetting(name: "pivot keys"))).run(plan)
    }
    var binder = Binder(catalog: Catalog(), environment: environment)
    for text in [TableGenerator.model, query] {
      let source = SourceText(text)
      let parsed = Parser.parse(source)
      for statement in parsed.script.statements {
        let (bound, diagnostics) = binder.bind(statement, in: source)
        guard let bound else {
          print(query, diagnostics.map { CompactDiagnostic.lines($0, language: .english) })
          return nil
        }
        if case .query(let plan, _) = bound { return plan }
      }
      for table in tables { binder.catalog.addTable(table, named: table.name) }
    }
    return nil
  }

  static func context(_ setting: EngineSetting) -> ExecutionContext {
    ExecutionContext(
      functions: functions, workerCount: setting.workerCount,
      blockRowCount: setting.blockRowCount
    ) { _ in }
  }

  func reference() throws -> ReferenceRelation {
    try ReferenceEngine(context: Self.functions).run(plan)
  }

  func run(_ setting: EngineSetting) throws -> Table {
    let chosen = setting.readsColumnFiles ? storedPlan : setting.encodesText ? encodedPlan : plan
    let rewritten = Rewriter.rewrite(
      chosen, configuration: setting.rewrites, context: Self.functions)
    return try QueryExecutor(Self.context(setting)).run(rewritten)
  }

  /// Returns what differs, or `nil`.
  func difference(between expected: ReferenceRelation, and table: Table) -> String? {
    let actual = table.allRows
    if actual.count != expected.rows.count {
      return "\(actual.count) rows, not \(expected.rows.count)"
    }
    for (position, (left, right)) in zip(actual, expected.rows).enumerated() {
      if !Self.areEqual(left, right) { return "row \(position) is \(left), not \(right)" }
    }
    let total = table.total.map { batch in
      zip(batch.compacted().columns, table.schema.fields).map { $0.value(at: 0, as: $1.type) }
    }
    switch (total, expected.total) {
    case (nil, nil): return nil
    case (let left?, let right?) where Self.areEqual(left, right): return nil
    default:
      return "the total is \(String(describing: total)), not \(String(describing: expected.total))"
    }
  }

  private static func areEqual(_ left: [Value], _ right: [Value]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { first, second in
        if case (.float(let one), .float(let other)) = (first, second) {
          return abs(one - other) <= 1e-12 * max(1, abs(other))
        }
        return first == second
      }
  }

  /// Everything it takes to make a golden file of it.
  var reproduction: String {
    let data = tables.map { table in
      ([table.schema.fields.map(\.name).joined(separator: ",")]
        + table.allRows.map { row in
          zip(row, table.schema.fields).map { ValueFormat.text($0, as: $1.type) }
            .joined(separator: ",")
        }).joined(separator: "\n")
    }
    return "seed \(seed)\n\(query)\n\(PlanDump.text(plan))\n" + data.joined(separator: "\n\n")
  }
}
