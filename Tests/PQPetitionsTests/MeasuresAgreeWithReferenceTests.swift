import Glibc
import PQColumnar
import PQDiagnostics
import PQExecution
import PQFunctions
import PQPetitions
import PQPlan
import PQReference
import PQSession
import PQSyntax
import Testing

/// The engine's measures over a sample of a large register are those of the reference engine.
///
/// The sample holds whole matters, so that what is a repeat in the register is one in the sample.
/// One matter in a hundred of a million cases takes three minutes, and optimised tests, since the
/// reference engine looks at each row of one table for each of the other:
///
///     PQ_SAMPLE_CASES=1000000 swift test -c release -Xswiftc -enable-testing --filter measuresAgree
@Suite struct MeasuresAgreeWithReferenceTests {
  private static let caseCount =
    getenv("PQ_SAMPLE_CASES").flatMap { Int(String(cString: $0)) } ?? 20_000

  private static let register = sample(of: caseCount)

  private static func sample(of caseCount: Int) -> [RegisterTable: [UInt8]] {
    // Some hundreds of cases at least.
    let step = min(100, max(1, caseCount / 600))
    return files(
      LargeRegisterSettings(caseCount: caseCount, years: 2018...2020, matterStep: step))
  }

  static func files(_ settings: LargeRegisterSettings) -> [RegisterTable: [UInt8]] {
    var files: [RegisterTable: [UInt8]] = [:]
    var register = LargeRegister(settings)
    register.write { table, bytes in files[table, default: []] += bytes }
    return files
  }

  static let queries = [
    "cases | summarise count, batches, pieces, person_times by township with total",
    "cases | summarise online_share, mean_days, one_time_rate by township with total",
    "cases | summarise repeat_rate by township with total",
    "cases | summarise dept_timely_rate, unit_timely_rate, on_time_rate by township with total",
    "cases | summarise dept_satisfaction, unit_satisfaction, participation by township with total",
    "cases where registered in 2020 | summarise forwarded_in_2h, answered_in_24h by township with total",
    "cases where closed in 2020 | summarise mean_days, repeat_rate by township with total",
    "receptions | summarise batches, person_times, leader_case_rate by case.township with total",
    "mediations | summarise mediation_rate by case.township with total",
    "leader_cases | summarise backlog_rate by case.township with total",
    "upward_visits | summarise batches, person_times by township with total",
  ]

  @Test(arguments: queries)
  func measuresAgree(query: String) throws {
    let register = try TemporaryRegister(Self.register)
    let session = register.session()
    let plan = try #require(Self.plan(query, session.catalog))
    let expected = try ReferenceEngine(context: Self.functions).run(plan)
    let rewritten = Rewriter.rewrite(plan, configuration: .all, context: Self.functions)
    let actual = try QueryExecutor(Self.context).run(rewritten)
    let rows = actual.allRows
    #expect(rows.count > 1 && rows.count == expected.rows.count)
    for (row, other) in zip(rows, expected.rows) {
      #expect(Self.areEqual(row, other), "\(row) is not \(other)")
    }
    let total = try #require(actual.total).compacted()
    let values = zip(total.columns, actual.schema.fields).map { $0.value(at: 0, as: $1.type) }
    #expect(Self.areEqual(values, try #require(expected.total)))
  }

  @Test func theSampleHasWholeMatters() throws {
    let whole = Self.files(LargeRegisterSettings(caseCount: 3_000, years: 2019...2020))
    let part = Self.files(
      LargeRegisterSettings(caseCount: 3_000, years: 2019...2020, matterStep: 4))
    let all = Self.rows(whole[.cases])
    let kept = Self.rows(part[.cases])
    let matters = Set(kept.map { $0[2] })
    #expect(!matters.isEmpty && kept == all.filter { matters.contains($0[2]) })
    #expect(whole == Self.files(LargeRegisterSettings(caseCount: 3_000, years: 2019...2020)))
  }

  private static func rows(_ bytes: [UInt8]?) -> [[Substring]] {
    String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  // MARK: - Both engines

  private static let functions = FunctionContext(
    today: 18_627, calendar: HolidayCalendar.china)

  private static var context: ExecutionContext {
    ExecutionContext(functions: functions, workerCount: 2, blockRowCount: 1_000) { _ in }
  }

  private static func plan(_ query: String, _ catalog: Catalog) -> LogicalPlan? {
    let environment = BindingEnvironment(today: 18_627) { plan throws(QueryError) in
      try QueryExecutor(context).run(plan)
    }
    var binder = Binder(catalog: catalog, environment: environment)
    let source = SourceText(query)
    for statement in Parser.parse(source).script.statements {
      if case .query(let plan, _) = binder.bind(statement, in: source).0 { return plan }
    }
    return nil
  }

  private static func areEqual(_ left: [Value], _ right: [Value]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { first, second in
        if case .float(let one) = first, case .float(let other) = second {
          return abs(one - other) <= 1e-12 * max(1, abs(other))
        }
        return first == second
      }
  }
}
