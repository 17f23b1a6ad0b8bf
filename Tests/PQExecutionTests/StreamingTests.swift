import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import Testing

struct StreamingTests {
  let harvests = LogicalPlan.harvests

  @Test func filterKeepsRowsForWhichThePredicateIsTrue() throws {
    let heavy = harvests.filter(try harvests.call(">", harvests.column("weight"), constant(120)))
    #expect(try rows(heavy.select("id")) == [[2], [4], [8]])
  }

  @Test func filterScansEachRowOnce() throws {
    let counters = WorkCounters()
    let heavy = harvests.filter(try harvests.call(">", harvests.column("weight"), constant(120)))
    let context = RunConfiguration(workerCount: 2, blockRowCount: 3).context(counters: counters)
    _ = try QueryExecutor(context).run(heavy)
    #expect(counters.rowsScanned == 8)
    #expect(counters.rowsHashed == 0)
    #expect(counters.rowsGathered == 0)
    #expect(counters.batchesMade <= 3)
  }

  @Test func rightSideOfAndSeesOnlyRowsLeftOpen() throws {
    let sum = try harvests.call("+", harvests.column("weight"), constant(.integer(.max)))
    let overflows = try harvests.call(">", sum, constant(0))
    let isMissing = try harvests.call("is missing", harvests.column("weight"))
    let open = harvests.filter(boolean(.and(isMissing, overflows)))
    #expect(try rows(open) == [])
    let closed = harvests.filter(
      boolean(.or(boolean(.not(isMissing)), boolean(.not(overflows)))))
    #expect(try rows(closed).count == 8)
    #expect(failure(harvests.filter(boolean(.or(isMissing, overflows)))) == "number-too-large")
  }

  @Test func branchesSeeOnlyTheirRows() throws {
    let sum = try harvests.call("+", harvests.column("weight"), constant(.integer(.max)))
    let isMissing = try harvests.call("is missing", harvests.column("weight"))
    let choice = BoundExpression(
      .conditional(isMissing, then: sum, else: harvests.column("weight")), type: .integer)
    #expect(
      try rows(harvests.derive("w", choice).select("w"))
        == [[120], [150], [.missing], [200], [110], [120], [90], [150]])
  }

  @Test func theEarliestRowIsBlamed() throws {
    // The first expression fails on the last row, the second on the third.
    let numbers = Fruit.numbers([1, 2, 3, 4, 5, 6, 7, .integer(.max)])
    let late = try numbers.call("+", numbers.column("n"), constant(1))
    let early = try numbers.call("-", constant(.integer(.min + 2)), numbers.column("n"))
    let plan = numbers.derive("late", late).derive("early", early)
    #expect(failure(plan) == "number-too-large")
  }

  @Test func takeStopsBeforeARowThatFails() throws {
    let numbers = Fruit.numbers([1, 2, 3, .integer(.max), 5])
    let sum = try numbers.call("+", numbers.column("n"), constant(1))
    let plan = numbers.derive("sum", sum)
    #expect(try rows(plan.select("sum").slice(take: 3)) == [[2], [3], [4]])
    #expect(failure(plan.slice(take: 4)) == "number-too-large")
  }

  @Test func takeStopsScanning() throws {
    let counters = WorkCounters()
    let context = RunConfiguration(workerCount: 1, blockRowCount: 2).context(counters: counters)
    _ = try QueryExecutor(context).run(harvests.slice(skip: 1, take: 2))
    #expect(counters.rowsScanned == 4)
  }

  @Test(arguments: [(0, 3), (2, 3), (7, 5), (9, 1)])
  func slicesAreCutOutOfTheMiddle(skip: Int, take: Int) throws {
    let expected = (1...8).dropFirst(skip).prefix(take).map { [Value.integer(Int64($0))] }
    #expect(try rows(harvests.select("id").slice(skip: skip, take: take)) == expected)
    #expect(try rows(harvests.select("id").slice(skip: skip)).count == max(0, 8 - skip))
  }

  @Test func valuesAreFoundInListsAndPlans() throws {
    let variety = harvests.column("variety")
    let listed = boolean(.inValues(variety, ["gala", "pear"]))
    #expect(try rows(harvests.filter(listed).select("id")) == [[1], [3], [6]])
    let withMissing = boolean(.inValues(variety, ["boskoop", .missing]))
    #expect(try rows(harvests.filter(withMissing).select("id")) == [[4], [7]])
    let names = LogicalPlan.orchards.select("name")
    let known = boolean(.inPlan(harvests.column("orchard"), names))
    #expect(
      try rows(harvests.filter(known).select("id")) == [[1], [2], [4], [5], [7], [8]])
    let weights = boolean(
      .inValues(harvests.column("weight"), [.decimal(Decimal(mantissa: 1500, scale: 1)), 90]))
    #expect(try rows(harvests.filter(weights).select("id")) == [[2], [7], [8]])
  }

  @Test func aPlanIsAValue() throws {
    let trees = LogicalPlan.orchards.select("trees")
    let value = BoundExpression(.scalarPlan(trees.slice(skip: 1, take: 1)), type: .integer)
    #expect(
      try rows(harvests.derive("trees", value).select("trees").slice(take: 2)) == [[25], [25]])
    let none = BoundExpression(.scalarPlan(trees.slice(take: 0)), type: .integer)
    #expect(try rows(harvests.derive("t", none).select("t").slice(take: 1)) == [[.missing]])
    let many = BoundExpression(.scalarPlan(trees), type: .integer)
    #expect(failure(harvests.derive("t", many)) == "not-one-value")
    // Nobody asks for the value.
    #expect(try rows(harvests.slice(take: 0).derive("t", many)) == [])
  }

  @Test func appendPutsRowsBelow() throws {
    let both = harvests.select("id", "variety")
    let twice = LogicalPlan(.append(both, both.slice(take: 1)), schema: both.schema)
    #expect(try rows(twice).count == 9)
    #expect(try rows(twice).last == [1, "gala"])
  }

  @Test func unpivotMakesRowsOfColumns() throws {
    let plan = LogicalPlan(
      .unpivot(harvests, UnpivotPlan(kept: [0], unpivoted: [2, 0], names: ["weight", "id"])),
      schema: Schema([
        Field("id", type: .integer), Field("name", type: .text), Field("value", type: .integer),
      ]))
    #expect(
      try rows(plan.slice(take: 4))
        == [[1, "weight", 120], [1, "id", 1], [2, "weight", 150], [2, "id", 2]])
  }

  @Test func aThousandStagesNeedNoDeepStack() throws {
    var plan = harvests
    for _ in 0..<1000 {
      plan = plan.slice(take: 8).select("id", "variety", "weight", "grade", "orchard")
    }
    let context = RunConfiguration().context()
    #expect(try QueryExecutor(context).run(plan).rowCount == 8)
  }
}
