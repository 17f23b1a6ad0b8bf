import PQColumnar
import PQExecution
import PQPlan
import Testing

struct ProtectTests {
  private func protected(
    _ counts: [(String, Value)], minimum: Int = 5, total: Value? = nil
  ) throws -> (rows: [Value], total: Value?) {
    let schema = Schema([
      Field("variety", type: .text), Field("count", type: .integer), Field("mean", type: .float),
    ])
    let table = Fruit.table(
      schema, counts.map { [.text($0.0), $0.1, .float(1.23456)] },
      total: total.map { [.missing, $0, .float(2)] })
    let plan = ProtectPlan(minimum: minimum, counts: [1], values: [2])
    let result = try result(
      LogicalPlan(.protect(.scan(table), plan), schema: plan.schema(of: schema)))
    for row in result.rows {
      let isHidden = row[1] == "*" || row[1] == .text("<\(minimum)")
      #expect(row[2] == (isHidden ? "*" : "1.235"))
    }
    return (result.rows.map { $0[1] }, result.total?[1])
  }

  @Test func aSmallGroupTakesTheNextSmallestWithIt() throws {
    #expect(
      try protected([("gala", 12), ("fuji", 3), ("pear", 7), ("fig", 20)]).rows
        == ["12", "<5", "*", "20"])
  }

  @Test func twoSmallGroupsHideEachOther() throws {
    #expect(
      try protected([("gala", 12), ("fuji", 3), ("pear", 4)]).rows == ["12", "<5", "<5"])
  }

  @Test func theLeastAndTheGreatestSumOfSmallGroupsTellThem() throws {
    // 2 is 1 and 1, 8 is 4 and 4.
    for count in [Value.integer(1), .integer(4)] {
      #expect(
        try protected([("gala", 12), ("fuji", count), ("pear", count)]).rows
          == ["*", "<5", "<5"])
    }
    // 5 is the least that a large group has, so it could not be less for 1 to be more.
    #expect(
      try protected([("gala", 5), ("fuji", 1), ("pear", 9)]).rows == ["5", "<5", "*"])
    let all = try protected([("fuji", 1), ("pear", 1)], total: 2)
    #expect(all.total == "<5")
    let large = try protected([("fuji", 4), ("pear", 4)], total: 8)
    #expect(large.total == "*")
  }

  @Test func anEmptyGroupIsShown() throws {
    #expect(
      try protected([("gala", 12), ("fuji", 0), ("pear", 4), ("fig", 9)]).rows
        == ["12", "0", "<5", "*"])
  }

  @Test func theTotalGoesIfItWouldTell() throws {
    let one = try protected([("gala", 3)], total: 3)
    #expect(one.rows == ["<5"])
    #expect(one.total == "<5")
    let several = try protected([("gala", 3), ("fuji", 40)], total: 43)
    #expect(several.rows == ["<5", "*"])
    #expect(several.total == "43")
    let alone = try protected([("gala", 3), ("fuji", 0)], total: 3)
    #expect(alone.total == "<5")
  }

  @Test func nothingSmallNothingHidden() throws {
    #expect(try protected([("gala", 5), ("fuji", 6)], total: 11).rows == ["5", "6"])
    #expect(try protected([]).rows == [])
  }

  @Test func sumsAlongEveryKeyAreWatched() throws {
    let schema = Schema([
      Field("variety", type: .text), Field("grade", type: .integer),
      Field("count", type: .integer),
    ])
    let table = Fruit.table(
      schema,
      [
        ["gala", 1, 3], ["gala", 2, 8], ["gala", 3, 30],
        ["fuji", 1, 9], ["fuji", 2, 10], ["fuji", 3, 40],
      ])
    let plan = ProtectPlan(minimum: 5, counts: [2], values: [])
    let protected = try rows(
      LogicalPlan(.protect(.scan(table), plan), schema: plan.schema(of: schema)))
    // In every line with a hidden cell there is another.
    #expect(protected.map { $0[2] } == ["<5", "*", "30", "*", "*", "40"])
  }
}
