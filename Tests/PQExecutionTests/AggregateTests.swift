import PQColumnar
import PQDiagnostics
import PQExecution
import PQFunctions
import PQPlan
import Testing

struct AggregateTests {
  let harvests = LogicalPlan.harvests

  @Test func groupsComeInKeyOrderWithMissingLast() throws {
    let plan = harvests.aggregate(
      by: ["variety"],
      [
        ("count", try harvests.aggregation("count")),
        ("sum", try harvests.aggregation("sum", "weight")),
        ("first", try harvests.aggregation("first", "id")),
        ("last", try harvests.aggregation("last", "id")),
      ])
    #expect(
      try rows(plan)
        == [
          ["boskoop", 1, 200, 4, 4], ["fuji", 3, 410, 2, 8], ["gala", 3, 240, 1, 6],
          [.missing, 1, 90, 7, 7],
        ])
  }

  @Test func enumsComeInDeclaredOrder() throws {
    let plan = harvests.aggregate(by: ["grade"], [("count", try harvests.aggregation("count"))])
    #expect(
      try rows(plan)
        == [[.code(0), 3], [.code(1), 3], [.code(2), 1], [.missing, 1]])
  }

  @Test func withoutKeysThereIsOneRow() throws {
    let empty = LogicalPlan.scan(Fruit.table(Fruit.harvestSchema, []))
    let items = [
      ("count", try harvests.aggregation("count")),
      ("sum", try harvests.aggregation("sum", "weight")),
      ("max", try harvests.aggregation("max", "weight")),
    ]
    #expect(try rows(harvests.aggregate(by: [], items)) == [[8, 940, 200]])
    #expect(try rows(empty.aggregate(by: [], items)) == [[0, 0, .missing]])
    #expect(try rows(empty.aggregate(by: ["variety"], items)) == [])
  }

  @Test func aFilterKeepsRowsOutOfOneAggregate() throws {
    let heavy = try harvests.call(">", harvests.column("weight"), constant(115))
    let plan = harvests.aggregate(
      by: ["orchard"],
      [
        ("heavy", try harvests.aggregation("count", where: heavy)),
        ("sum", try harvests.aggregation("sum", "weight", where: heavy)),
        ("count", try harvests.aggregation("count")),
      ])
    #expect(
      try rows(plan)
        == [
          ["east", 1, 120, 1], ["north", 2, 320, 3], ["south", 2, 300, 3], [.missing, 0, 0, 1],
        ])
  }

  @Test func anArgumentIsLookedAtOnlyWhereTheFilterIsTrue() throws {
    let numbers = Fruit.numbers([1, 2, .integer(.max)])
    let small = try numbers.call("<", numbers.column("n"), constant(10))
    var sum = try numbers.aggregation("sum", "n", where: small)
    sum.arguments = [try numbers.call("+", numbers.column("n"), constant(1))]
    #expect(try rows(numbers.aggregate(by: [], [("sum", sum)])) == [[5]])
  }

  @Test func theTotalIsRecomputedFromTheRows() throws {
    let items = [
      ("mean", try harvests.aggregation("mean", "weight")),
      ("distinct", try harvests.aggregation("distinct", "grade")),
      ("whole", try harvests.aggregation("count", isOverWhole: true)),
    ]
    let result = try result(harvests.aggregate(by: ["orchard"], items, hasTotal: true))
    let north: [Value] = ["north", .float(410.0 / 3.0), 2, 8]
    #expect(result.rows[1] == north)
    let total: [Value] = [.missing, .float(940.0 / 7.0), 3, 8]
    #expect(result.total == total)
  }

  @Test func theTotalIsThatOfEveryAggregateOverOneGroup() throws {
    for function in FunctionRegistry.aggregates where function.resultType(of: [.integer]) != nil {
      let one = try harvests.aggregation(function.name, "weight")
      let grouped = try result(
        harvests.aggregate(by: ["variety", "id"], [("x", one)], hasTotal: true))
      let whole = try rows(harvests.aggregate(by: [], [("x", one)]))
      #expect(grouped.total?.last == whole[0][0], "\(function.name)")
    }
  }

  @Test func withEmptyKeepsCodesThatNoRowHas() throws {
    let prime = harvests.filter(
      boolean(.inValues(harvests.column("grade"), [.code(1)])))
    let plan = prime.aggregate(
      by: ["grade", "variety"],
      [("count", try prime.aggregation("count")), ("max", try prime.aggregation("max", "weight"))],
      domains: [.all, nil])
    #expect(
      try rows(plan)
        == [
          [.code(0), "fuji", 0, .missing], [.code(0), "gala", 0, .missing],
          [.code(1), "fuji", 2, 150], [.code(1), "gala", 1, 120],
          [.code(2), "fuji", 0, .missing], [.code(2), "gala", 0, .missing],
        ])
  }

  @Test func withEmptyFillsGapsBetweenDays() throws {
    let table = Fruit.table(
      Schema([Field("picked", type: .date)]), [[.date(10)], [.date(12)], [.date(10)], [.missing]])
    let plan = LogicalPlan.scan(table)
    func counts(_ domain: KeyDomain) throws -> LogicalPlan {
      plan.aggregate(
        by: ["picked"], [("count", try plan.aggregation("count"))], domains: [domain])
    }
    #expect(
      try rows(counts(.between(first: nil, last: nil)))
        == [[.date(10), 2], [.date(11), 0], [.date(12), 1], [.missing, 1]])
    #expect(
      try rows(counts(.between(first: 9, last: 10)))
        == [[.date(9), 0], [.date(10), 2], [.date(12), 1], [.missing, 1]])
    #expect(failure(try counts(.between(first: 0, last: .max))) == "too-many-groups")
  }

  private func hashedRowCount(by keys: [String]) throws -> Int {
    let counters = WorkCounters()
    let context = RunConfiguration(workerCount: 2, blockRowCount: 3).context(counters: counters)
    _ = try QueryExecutor(context).run(
      harvests.aggregate(by: keys, [("count", try harvests.aggregation("count"))]))
    #expect(counters.rowsScanned == 8)
    return counters.rowsHashed
  }

  @Test func everyRowIsHashedOnce() throws {
    #expect(try hashedRowCount(by: ["variety"]) == 8)
  }

  @Test func keysOfFewValuesAreNotHashed() throws {
    #expect(try hashedRowCount(by: ["grade"]) == 0)
    #expect(try hashedRowCount(by: ["grade", "weight"]) == 0)
    #expect(try hashedRowCount(by: []) == 0)
  }
}
