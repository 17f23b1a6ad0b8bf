import PQColumnar
import PQExecution
import PQFunctions
import PQPlan
import Testing

/// The total row travels beside the rows.
struct TotalTests {
  private let counts = LogicalPlan.scan(
    Fruit.table(
      Schema([Field("variety", type: .text), Field("count", type: .integer)]),
      [["gala", 3], ["fuji", 4]], total: [.missing, 7]))

  @Test func nodesThatChooseOrOrderRowsLeaveIt() throws {
    let few = counts.filter(try counts.call(">", counts.column("count"), constant(3)))
    #expect(try result(few).total == [.missing, 7])
    #expect(try result(counts.sort(("count", isDescending: true))).total == [.missing, 7])
    #expect(try result(counts.slice(take: 0)).total == [.missing, 7])
    #expect(try result(counts.top(1, by: "count")).total == [.missing, 7])
    let distinct = LogicalPlan(.distinct(counts, columns: [0]), schema: counts.schema)
    #expect(try result(distinct).total == [.missing, 7])
  }

  @Test func nodesThatMakeColumnsMakeThemForIt() throws {
    let twice = counts.derive(
      "twice", try counts.call("*", counts.column("count"), constant(2)))
    #expect(try result(twice.select("twice", "count")).total == [14, 7])
    let sum = try counts.call("+", counts.column("count"), constant(1))
    #expect(
      try result(counts.sort(("count", isDescending: false)).derive("s", sum)).total?.last == 8)
    let window = BoundWindow(
      function: PlaceInPartition.self, arguments: [], partition: [], order: [], type: .integer)
    let placed = LogicalPlan(
      .window(counts, [window]),
      schema: Schema(counts.schema.fields + [Field("place", type: .integer)]))
    #expect(try result(placed).total == [.missing, 7, .missing])
    let joined = counts.join(.left, .orchards, on: ("variety", "name"))
    #expect(try result(joined).total == [.missing, 7, .missing, .missing])
  }

  @Test func nodesThatSummariseDropIt() throws {
    let again = counts.aggregate(by: [], [("n", try counts.aggregation("count"))])
    #expect(try result(again).total == nil)
    #expect(try result(again).rows == [[2]])
    let described = LogicalPlan(
      .describe(counts), schema: DescribeSchema.schema(of: counts.schema))
    #expect(try result(described).total == nil)
  }
}
