import Glibc
import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQFunctions
import PQPetitions
import PQPlan
import Synchronization

/// Runs bound plans as the options say: what checker and runner of scripts share.
struct Engine: Sendable {
  var options: SessionOptions
  var today: Int64
  let cancellation: CancellationFlag
  let counters = WorkCounters()
  let audit: AuditTrail
  private var pseudonymKey: PseudonymKey
  let calendar = CurrentCalendar()
  /// The derived fields that were computed, kept for later queries.
  let fields = FieldStore()
  /// Whether a report is answered, which writes no files but itself.
  var answersReport = false
  /// Where the tables that plans read are kept, for who wants to know.
  var tablesRead: TablesRead?

  init(options: SessionOptions, cancellation: CancellationFlag) {
    self.options = options
    self.today = options.today ?? LocalDate.today()
    self.cancellation = cancellation
    audit = AuditTrail(options: options)
    pseudonymKey = PseudonymKey(options: options)
  }

  /// Takes the key of pseudonyms from nowhere but where the options say, as a safe run must.
  mutating func closeKey() {
    pseudonymKey = PseudonymKey(options: options)
  }

  var functions: FunctionContext {
    FunctionContext(today: today, calendar: calendar.value) {
      [pseudonymKey] () throws(QueryError) in try pseudonymKey.bytes()
    }
  }

  /// Returns the rows of a plan. Files are written only by plans that `save`.
  func run(_ plan: LogicalPlan) throws(QueryError) -> Table {
    let plan = rewritten(plan)
    let keptBytes = fields.byteCount
    do {
      return try QueryExecutor(context).run(plan)
    } catch {
      // Whether a query fits must not depend on the fields that earlier ones have left behind. One
      // that writes is not run twice.
      guard error.isAboutMemory, keptBytes > 0, !plan.saves else { throw error }
      fields.forgetAll()
      cancellation.resumeAfterRefusal()
      return try QueryExecutor(context).run(plan)
    }
  }

  /// Returns the value of an expression that refers to no column.
  func value(of expression: BoundExpression) throws(QueryError) -> Value {
    try QueryExecutor(context).value(of: Discretion.listed(expression).mapPlans(rewritten))
  }

  private var context: ExecutionContext {
    ExecutionContext(
      functions: functions, workerCount: options.workerCount ?? LocalMachine.coreCount(),
      blockRowCount: options.blockRowCount ?? Table.blockRowCount,
      memoryLimit: options.memoryLimit, cancellation: cancellation, counters: counters,
      rewrites: rewrites, fields: fields,
      save: { [options, cancellation, audit, answersReport, counters] request throws(QueryError) in
        if answersReport {
          let error = QueryError(.saveInReport())
          throw request.location.map { error.located($0) } ?? error
        }
        let saving = FileSaving(
          options: options, cancellation: cancellation, audit: audit, progress: counters.progress)
        try saving.save(request)
      })
  }

  /// Returns the plan as it will run: it shows only what may be shown.
  func rewritten(_ plan: LogicalPlan) -> LogicalPlan {
    let plan = Rewriter.rewrite(
      Discretion.listed(plan), configuration: rewrites, context: functions)
    tablesRead?.add(plan.namesOfTablesRead)
    return plan
  }

  private var rewrites: RewriteConfiguration { options.appliesRewrites ? .all : .none }

  /// Returns the value as text, as the list format writes it; a private one is masked.
  func text(of expression: BoundExpression) throws(QueryError) -> String {
    let expression = Discretion.masked(expression)
    let value = try value(of: expression)
    return value.isMissing ? "(missing)" : ValueFormat.text(value, as: expression.type)
  }

  /// Returns a template with its parts computed.
  func text(of template: BoundTemplate) throws(QueryError) -> String {
    var result = ""
    for part in template.parts {
      switch part {
      case .text(let text): result += text
      case .value(let expression): result += try text(of: expression)
      case .table(let plan):
        result += try text(of: QueryResult(table: run(plan)))
      }
    }
    return result
  }

  /// Returns rows as text: one value as such, more as a table.
  private func text(of result: QueryResult) throws(QueryError) -> String {
    var writing = WriteOptions()
    writing.language = options.language
    let isValue = result.fields.count == 1 && result.rowCount == 1 && result.table.total == nil
    guard isValue else { return try result.text(as: .table, options: writing) }
    writing.leavesOutHeader = true
    let line = try result.text(as: .list, options: writing)
    return line.hasSuffix("\n") ? String(line.dropLast()) : line
  }

  func environment(
    evaluate: @escaping (LogicalPlan) throws(QueryError) -> Table
  ) -> BindingEnvironment {
    var environment = BindingEnvironment(
      today: today, language: options.language, parameters: options.parameters,
      revealed: audit.revealed, evaluate: evaluate)
    environment.expectsData = true
    environment.mayOpen = audit.mayOpen
    return environment
  }
}

/// The names of the tables that plans have read.
final class TablesRead: Sendable {
  private let known = Mutex<Set<String>>([])

  var names: Set<String> { known.withLock { $0 } }

  func add(_ names: Set<String>) { known.withLock { $0.formUnion(names) } }
}

/// What the computer's clock says.
enum LocalDate {
  /// Returns the local date in days since 1970-01-01.
  static func today() -> Int64 {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    let date = CivilDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    return date?.days ?? 0
  }
}

/// What the computer has.
package enum LocalMachine {
  package static func coreCount() -> Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}
