import PQColumnar
import PQDiagnostics
import PQPlan
import Synchronization
import Testing

@testable import PQExecution

struct ControlTests {
  let harvests = LogicalPlan.harvests

  private func code(_ context: ExecutionContext, _ plan: LogicalPlan) -> String? {
    do throws(QueryError) {
      _ = try QueryExecutor(context).run(plan)
      return nil
    } catch {
      return error.diagnostic.code.name
    }
  }

  @Test func aCancelledRunStops() {
    for configuration in RunConfiguration.all {
      let flag = CancellationFlag()
      flag.cancel()
      let context = configuration.context(cancellation: flag)
      #expect(code(context, harvests) == "interrupted")
      #expect(code(context, harvests.sort(("id", isDescending: true))) == "interrupted")
      flag.reset()
      #expect(code(context, harvests) == nil)
    }
  }

  @Test func theMemoryLimitIsKept() {
    let many = Fruit.numbers((0..<10_000).map { .integer($0) })
    let sorted = many.sort(("n", isDescending: true))
    for workers in [1, 2] {
      let configuration = RunConfiguration(workerCount: workers, blockRowCount: 1000)
      #expect(code(configuration.context(memoryLimit: 50_000), sorted) == "memory-limit")
      #expect(code(configuration.context(memoryLimit: 2_000_000), sorted) == nil)
      #expect(code(configuration.context(memoryLimit: 50_000), many.top(3, by: "n")) == nil)
    }
  }

  @Test func saveHandsRowsToTheSessionAndOn() throws {
    let saved = Mutex<[SaveRequest]>([])
    let path = BoundTemplate(parts: [.text("pears-"), .value(constant(2020)), .text(".csv")])
    let chart = LogicalPlan(
      .chart(harvests, ChartPlan(kind: .bar, labels: [1], values: [2])), schema: harvests.schema)
    let plan = LogicalPlan(
      .save(chart, SavePlan(path: path, appends: true, format: "csv")), schema: harvests.schema)
    let context = RunConfiguration(workerCount: 2, blockRowCount: 3).context(
      save: { request in saved.withLock { $0.append(request) } })
    let table = try QueryExecutor(context).run(plan)
    #expect(table.rowCount == 8)
    let request = try #require(saved.withLock { $0.first })
    #expect(request.path == "pears-2020.csv")
    #expect(request.appends)
    #expect(request.format == "csv")
    #expect(request.table.rowCount == 8)
    #expect(request.chart?.kind == .bar)
  }

  /// Nobody waits for two thousand million rows, so only the message is looked at.
  @Test func tooManyRowsAreCounted() {
    let diagnostic = Diagnostic.tooManyRows(3_000_000_000)
    #expect(diagnostic.code.name == "too-many-rows")
    #expect(diagnostic.message.english == "3000000000 rows are too many for one stage")
  }

  @Test func everyCodeIsListedOnce() {
    let names = ExecutionDiagnostics.codes.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
