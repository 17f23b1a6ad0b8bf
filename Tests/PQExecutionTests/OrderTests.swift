import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import Testing

struct OrderTests {
  let harvests = LogicalPlan.harvests

  @Test func sortIsStableWithMissingLast() throws {
    #expect(
      try rows(harvests.sort(("weight", isDescending: false)).select("id"))
        == [[7], [5], [1], [6], [2], [8], [4], [3]])
    #expect(
      try rows(harvests.sort(("weight", isDescending: true)).select("id"))
        == [[4], [2], [8], [1], [6], [5], [7], [3]])
    #expect(
      try rows(
        harvests.sort(("variety", isDescending: true), ("id", isDescending: true)).select("id"))
        == [[6], [3], [1], [8], [5], [2], [4], [7]])
  }

  @Test func topKeepsTheFirstInKeyOrder() throws {
    #expect(try rows(harvests.top(3, by: "weight").select("id")) == [[4], [2], [8]])
    #expect(
      try rows(harvests.top(2, by: "weight", isDescending: false).select("id")) == [[7], [5]])
    #expect(
      try rows(harvests.top(1, by: "weight", per: "variety").select("variety", "id"))
        == [["boskoop", 4], ["fuji", 2], ["gala", 1], [.missing, 7]])
    #expect(try rows(harvests.top(0, by: "weight")) == [])
    #expect(try rows(harvests.top(99, by: "weight")).count == 8)
  }

  @Test func topHoldsOnToFewRows() throws {
    let many = Fruit.numbers((0..<1000).map { .integer(($0 * 7919) % 1000) })
    let counters = WorkCounters()
    let context = RunConfiguration(workerCount: 2, blockRowCount: 100)
      .context(counters: counters)
    let table = try QueryExecutor(context).run(many.top(3, by: "n"))
    #expect(table.blocks[0].column(0).value(at: 0, as: .integer) == 999)
    #expect(counters.rowsScanned == 1000)
    // Blocks are narrowed before they are kept, so that hardly any row is copied.
    #expect(counters.rowsGathered <= 6)
  }

  @Test func takePerKeepsTheFirstOfEachPartition() throws {
    let plan = LogicalPlan(
      .takePer(harvests, count: 1, per: [harvests.column("orchard")]), schema: harvests.schema)
    #expect(try rows(plan.select("id")) == [[1], [2], [3], [6]])
  }

  @Test func distinctKeepsTheFirstOfEach() throws {
    let plan = LogicalPlan(.distinct(harvests, columns: [1, 3]), schema: harvests.schema)
    #expect(try rows(plan.select("id")) == [[1], [2], [4], [6], [7], [8]])
  }

  @Test func distinctTakesMoreColumnsThanAWordHasBits() throws {
    let schema = Schema((0..<130).map { Field("c\($0)", type: .integer) })
    let row = (0..<130).map { Value.integer($0) }
    var other = row
    other[129] = .missing
    var third = row
    third[65] = .missing
    let wide = LogicalPlan.scan(Fruit.table(schema, [row, other, row, third, other]))
    let plan = LogicalPlan(.distinct(wide, columns: Array(0..<130)), schema: schema)
    #expect(try rows(plan) == [row, other, third])
  }

  @Test func sampleDependsOnTheSeedAlone() throws {
    let many = Fruit.numbers((0..<50).map { .integer($0) })
    func sample(_ count: Int, _ seed: UInt64) -> LogicalPlan {
      LogicalPlan(.sample(many, count: count, seed: seed), schema: many.schema)
    }
    let chosen = try rows(sample(5, 7))
    let numbers = chosen.compactMap(\.first?.storedInteger)
    #expect(numbers.count == 5)
    #expect(numbers == numbers.sorted())
    #expect(try rows(sample(5, 8)) != chosen)
    #expect(try rows(sample(99, 7)).count == 50)
    #expect(try rows(sample(0, 7)) == [])
  }

  @Test func emptyTablesStayEmpty() throws {
    let empty = LogicalPlan.scan(Fruit.table(Fruit.harvestSchema, []))
    #expect(try rows(empty.sort(("weight", isDescending: false))) == [])
    #expect(try rows(empty.top(3, by: "weight")) == [])
    #expect(try rows(empty.top(3, by: "weight", per: "variety")) == [])
    #expect(try rows(LogicalPlan(.distinct(empty, columns: [0]), schema: empty.schema)) == [])
    #expect(
      try rows(LogicalPlan(.sample(empty, count: 3, seed: 1), schema: empty.schema)) == [])
  }
}
