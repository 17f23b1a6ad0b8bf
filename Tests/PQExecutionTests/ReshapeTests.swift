import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import Testing

struct ReshapeTests {
  private let counts = LogicalPlan.scan(
    Fruit.table(
      Schema([
        Field("variety", type: .text), Field("grade", type: .enumeration(Fruit.grade)),
        Field("count", type: .integer), Field("mean", type: .float),
      ]),
      [
        ["gala", .code(0), 3, .float(1.5)], ["fuji", .code(1), 4, .float(2)],
        ["gala", .code(2), 5, .missing], [.missing, .missing, 6, .float(3)],
      ]))

  private func pivot(
    _ input: LogicalPlan, _ values: [Value], of columns: [(Int, Value)]
  ) -> LogicalPlan {
    let cells = values.flatMap { value in
      columns.map { Field("\(value) \($0.0)", type: input.schema.fields[$0.0].type) }
    }
    return LogicalPlan(
      .pivot(
        input,
        PivotPlan(
          rowKeys: [0], pivotKey: 1, pivotValues: values,
          values: columns.map { (column: $0.0, filler: $0.1) })),
      schema: Schema([input.schema.fields[0]] + cells))
  }

  @Test func pivotMakesColumnsOfValues() throws {
    let plan = pivot(
      counts, [.code(0), .code(1), .code(2), .missing], of: [(2, 0), (3, .missing)])
    #expect(
      try rows(plan)
        == [
          ["gala", 3, .float(1.5), 0, .missing, 5, .missing, 0, .missing],
          ["fuji", 0, .missing, 4, .float(2), 0, .missing, 0, .missing],
          [.missing, 0, .missing, 0, .missing, 0, .missing, 6, .float(3)],
        ])
    #expect(try rows(pivot(counts.slice(take: 0), [.code(0)], of: [(2, 0)])) == [])
  }

  @Test func pivotTakesOneRowForACell() throws {
    let twice = LogicalPlan(.append(counts, counts), schema: counts.schema)
    let all: [Value] = [.code(0), .code(1), .code(2), .missing]
    #expect(failure(pivot(twice, all, of: [(2, 0)])) == "pivot-conflict")
    #expect(failure(pivot(counts, [.code(0), .code(2)], of: [(2, 0)])) == "pivot-value-missed")
  }

  @Test func comparePutsAPeriodBesideAnother() throws {
    let schema = Schema([Field("variety", type: .text), Field("count", type: .integer)])
    let now = LogicalPlan.scan(
      Fruit.table(schema, [["pear", 6], ["gala", 4], [.missing, 1]], total: [.missing, 11]))
    let before = LogicalPlan.scan(
      Fruit.table(schema, [["plum", 2], ["gala", 5], ["fig", 3]], total: [.missing, 10]))
    let plan = LogicalPlan(
      .compare(
        current: now, previous: before,
        ComparePlan(keys: [0], values: [(column: 1, filler: 0)])),
      schema: Schema([
        Field("variety", type: .text), Field("count", type: .integer),
        Field("count_previous", type: .integer), Field("count_change", type: .integer),
        Field("count_change_percent", type: ComparePlan.percentType),
      ]))
    let result = try result(plan)
    #expect(
      result.rows
        == [
          ["pear", 6, 0, 6, .missing], ["gala", 4, 5, -1, .ratio(Ratio(-1, 5))],
          [.missing, 1, 0, 1, .missing], ["fig", 0, 3, -3, .ratio(Ratio(-3, 3))],
          ["plum", 0, 2, -2, .ratio(Ratio(-2, 2))],
        ])
    #expect(result.total == [.missing, 11, 10, 1, .ratio(Ratio(1, 10))])
  }

  @Test func describeTellsAboutEveryColumn() throws {
    let harvests = LogicalPlan.harvests.select("weight", "variety", "grade")
    let plan = LogicalPlan(.describe(harvests), schema: DescribeSchema.schema(of: harvests.schema))
    func kind(_ type: DataType) -> Value { .code(DescribeSchema.kind(of: type)) }
    let weight: [Value] = [
      .code(0), kind(.integer), 1, 5, "90", "115", "120", "150", "200",
      "120 (2), 150 (2), 90 (1)", "▅▅█▁█▁▁▅",
    ]
    let variety: [Value] = [
      .code(1), kind(.text), 1, 3, "boskoop", .missing, .missing, .missing, "gala",
      "fuji (3), gala (3), boskoop (1)", .missing,
    ]
    let grade: [Value] = [
      .code(2), kind(.enumeration(Fruit.grade)), 1, 3, .missing, .missing, .missing, .missing,
      .missing, "prime (3), good (3), juice (1)", "██▃",
    ]
    #expect(try rows(plan) == [weight, variety, grade])
  }

  @Test func describeQuotesNothingPrivate() throws {
    var schema = Fruit.orchards.schema
    schema.fields[0].masking = .name
    var plan = LogicalPlan.orchards
    plan.schema = schema
    let described = try rows(
      LogicalPlan(.describe(plan), schema: DescribeSchema.schema(of: schema)))
    #expect(described[0][4...9].allSatisfy { $0.isMissing })
    #expect(described[1][4] == "5")
  }

  @Test func windowsGiveTheirValuesBackToTheRows() throws {
    let harvests = LogicalPlan.harvests
    let order = [BoundSortKey(harvests.column("weight"), isDescending: true)]
    let window = BoundWindow(
      function: PlaceInPartition.self, arguments: [], partition: [harvests.column("variety")],
      order: order, type: .integer)
    let plan = LogicalPlan(
      .window(harvests, [window]),
      schema: Schema(harvests.schema.fields + [Field("place", type: .integer)]))
    #expect(
      try rows(plan.select("id", "place"))
        == [[1, 1], [2, 1], [3, 3], [4, 1], [5, 3], [6, 2], [7, 1], [8, 2]])
  }
}
