import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import Testing

/// Work that statistics and dictionaries save, in numbers.
struct BlockSkippingTests {
  /// Four blocks of ten rows, `n` ascending over all of them, one variety to a block and all sharing
  /// a dictionary.
  private let crates: LogicalPlan = {
    let varieties = TextDictionary(
      ["gala", "fuji", "boskoop", "elstar"].reduce(into: TextColumn()) { $0.append($1) })
    let schema = Schema([Field("n", type: .integer), Field("variety", type: .text)])
    let blocks = (0..<4).map { block in
      Batch(
        columns: [
          .integer(IntegerColumn(storage: .int8((0..<10).map { Int8(block * 10 + $0) }))),
          .dictionary(
            DictionaryColumn(
              codes: (0..<10).map { UInt32((block + $0) % 4) }, dictionary: varieties)),
        ], rowCount: 10)
    }
    return LogicalPlan.scan(Table(name: "fruit", schema: schema, blocks: blocks))
  }()

  private func counters(_ plan: LogicalPlan, workers: Int = 1) throws -> WorkCounters {
    let counters = WorkCounters()
    let context = RunConfiguration(workerCount: workers).context(counters: counters)
    _ = try QueryExecutor(context).run(plan)
    return counters
  }

  @Test(arguments: [1, 2, 5])
  func blocksOutsideARangeAreSkipped(workers: Int) throws {
    let n = crates.column("n")
    let range = boolean(
      .and(try crates.call(">=", n, constant(12)), try crates.call("<", n, constant(15))))
    let plan = crates.filter(range).select("n")
    #expect(try rows(plan) == [[12], [13], [14]])
    let counters = try counters(plan, workers: workers)
    #expect(counters.blocksSkipped == 3)
    #expect(counters.rowsScanned == 10)
  }

  @Test func aBlockThatHoldsOnlyWhatIsAskedForIsTakenWhole() throws {
    let n = crates.column("n")
    let plan = crates.filter(try crates.call(">=", n, constant(20))).select("n")
    #expect(try rows(plan).count == 20)
    #expect(try counters(plan).blocksSkipped == 2)
  }

  @Test func eitherSideOfOrKeepsABlock() throws {
    let n = crates.column("n")
    let ends = boolean(
      .or(try crates.call("<", n, constant(2)), try crates.call("=", n, constant(39))))
    let plan = crates.filter(ends).select("n")
    #expect(try rows(plan) == [[0], [1], [39]])
    #expect(try counters(plan).blocksSkipped == 2)
  }

  @Test func aConditionThatFailsIsNotSkippedOver() throws {
    let n = crates.column("n")
    let sum = try crates.call("+", n, constant(.integer(.max)))
    let overflows = try crates.call(">", sum, constant(0))
    let none = try crates.call("<", n, constant(0))
    #expect(failure(crates.filter(boolean(.and(overflows, none)))) == "number-too-large")
    #expect(try rows(crates.filter(boolean(.and(none, overflows)))) == [])
  }

  @Test func aTextConditionLooksAtEachEntryOnce() throws {
    let variety = crates.column("variety")
    let plan = crates.filter(try crates.call("contains", variety, constant("a"))).select("n")
    #expect(try rows(plan).count == 20)
    #expect(try counters(plan, workers: 5).entriesComputed == 4)
    let equal = crates.filter(try crates.call("=", variety, constant("fuji"))).select("n")
    #expect(try rows(equal).count == 10)
    #expect(try counters(equal).entriesComputed == 4)
  }

  @Test func aFunctionOfATextLooksAtEachEntryOnce() throws {
    let variety = crates.column("variety")
    let long = try crates.call(">", try crates.call("length", variety), constant(4))
    let plan = crates.filter(long).select("n")
    #expect(try rows(plan).count == 20)
    #expect(try counters(plan).entriesComputed == 4)
  }

  @Test(arguments: [true, false])
  func blocksBehindTheFirstRowsAreSkipped(isDescending: Bool) throws {
    let plan = crates.top(3, by: "n", isDescending: isDescending).select("n")
    #expect(try rows(plan) == (isDescending ? [[39], [38], [37]] : [[0], [1], [2]]))
    let counters = try counters(plan)
    #expect(counters.blocksSkipped == 3)
    #expect(counters.rowsScanned == 10)
  }

  @Test func blocksBehindTheFirstRowsOfAFilterAreSkipped() throws {
    let fuji = crates.filter(
      try crates.call("=", crates.column("variety"), constant("fuji")))
    let plan = fuji.top(1, by: "n").select("n")
    #expect(try rows(plan) == [[36]])
    #expect(try counters(plan).blocksSkipped == 3)
    // The block that promises most does not hold enough of them.
    #expect(try rows(fuji.top(4, by: "n").select("n")) == [[36], [32], [27], [23]])
  }

  @Test func noMoreBlocksAreLookedAtThanRowsAreTakenFrom() throws {
    let odd = crates.filter(try crates.call("!=", crates.column("n"), constant(5)))
    let plan = LogicalPlan(.slice(odd, skip: 0, take: 9), schema: odd.schema)
    #expect(try rows(plan).count == 9)
    #expect(try counters(plan).rowsScanned == 10)
  }

  @Test func rowsThatAreNeverSecretAreNotAllLookedAt() throws {
    let secret = try crates.call(">", crates.column("n"), constant(39))
    let shown = LogicalPlan(.withhold(crates, secret, .rows), schema: crates.schema)
    let plan = LogicalPlan(.slice(shown, skip: 0, take: 9), schema: shown.schema)
    #expect(try rows(plan).count == 9)
    #expect(try counters(plan).rowsScanned == 10)
  }
}
