import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import Testing

struct JoinTests {
  let harvests = LogicalPlan.harvests.select("id", "orchard", "weight")
  let orchards = LogicalPlan.orchards

  @Test func innerKeepsPairs() throws {
    let plan = harvests.join(.inner, orchards, on: ("orchard", "name"))
    #expect(
      try rows(plan.select("id", "trees"))
        == [[1, 40], [2, 25], [4, 40], [5, 25], [7, 40], [8, 25]])
  }

  @Test func leftKeepsEveryRow() throws {
    let plan = harvests.join(.left, orchards, on: ("orchard", "name"))
    let expected: [[Value]] = [
      [1, 40], [2, 25], [3, .missing], [4, 40], [5, 25], [6, .missing], [7, 40], [8, 25],
    ]
    #expect(try rows(plan.select("id", "trees")) == expected)
    let lookup = harvests.join(.lookup, orchards, on: ("orchard", "name"))
    #expect(try rows(lookup.select("id", "trees")) == expected)
  }

  @Test func semiAndAntiChooseRows() throws {
    let semi = harvests.join(.semi, orchards, on: ("orchard", "name"))
    #expect(try rows(semi.select("id")) == [[1], [2], [4], [5], [7], [8]])
    let anti = harvests.join(.anti, orchards, on: ("orchard", "name"))
    #expect(try rows(anti.select("id")) == [[3], [6]])
  }

  @Test func severalMatchesComeInTheirOrder() throws {
    let plan = orchards.join(.inner, harvests, on: ("name", "orchard"))
    #expect(
      try rows(plan.select("name", "id"))
        == [
          ["north", 1], ["north", 4], ["north", 7], ["south", 2], ["south", 5], ["south", 8],
        ])
  }

  @Test func theRestOfTheConditionChoosesPairs() throws {
    // Over the columns of both sides: heavier than 120.
    let heavy = try harvests.call(
      ">", BoundExpression(.column(4), type: .integer), constant(120))
    let left = orchards.join(.left, harvests, on: ("name", "orchard"), residual: heavy)
    #expect(
      try rows(left.select("name", "id"))
        == [
          ["north", 4], ["south", 2], ["south", 8], ["west", .missing], [.missing, .missing],
        ])
    let semi = orchards.join(.semi, harvests, on: ("name", "orchard"), residual: heavy)
    #expect(try rows(semi.select("name")) == [["north"], ["south"]])
    let anti = orchards.join(.anti, harvests, on: ("name", "orchard"), residual: heavy)
    #expect(try rows(anti.select("name")) == [["west"], [.missing]])
  }

  @Test func withoutKeysEveryPairIsLookedAt() throws {
    let plan = orchards.join(.inner, harvests)
    #expect(try rows(plan).count == 32)
  }

  @Test func aReferenceLeadsToOneRow() throws {
    let plan = orchards.join(.lookup, harvests, on: ("name", "orchard"))
    #expect(failure(plan) == "duplicate-key")
    // A duplicate that no row refers to is nobody's error.
    let west = orchards.filter(
      try orchards.call("=", orchards.column("name"), constant("west")))
    #expect(try rows(west.join(.lookup, harvests, on: ("name", "orchard"))).count == 1)
  }

  @Test func keysOfDifferentNumberTypesMeet() throws {
    let prices = LogicalPlan.scan(
      Fruit.table(
        Schema([Field("price", type: .decimal(scale: 1))]),
        [1200, 1500, 905].map { [.decimal(Decimal(mantissa: $0, scale: 1))] }))
    let plan = harvests.join(.semi, prices, on: ("weight", "price"))
    #expect(try rows(plan.select("id")) == [[1], [2], [6], [8]])
  }

  @Test func bothSidesAreHashedOnce() throws {
    let counters = WorkCounters()
    let context = RunConfiguration(workerCount: 2, blockRowCount: 3).context(counters: counters)
    _ = try QueryExecutor(context).run(
      harvests.join(.lookup, orchards, on: ("orchard", "name")))
    #expect(counters.rowsHashed == 12)
    #expect(counters.rowsScanned == 12)
  }

  @Test func emptySides() throws {
    let nobody = orchards.slice(take: 0)
    #expect(try rows(harvests.join(.inner, nobody, on: ("orchard", "name"))) == [])
    #expect(
      try rows(harvests.join(.left, nobody, on: ("orchard", "name")).select("trees"))
        == Array(repeating: [.missing], count: 8))
    #expect(try rows(harvests.join(.anti, nobody, on: ("orchard", "name"))).count == 8)
    #expect(try rows(nobody.join(.left, harvests, on: ("name", "orchard"))) == [])
  }
}
