import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan
import PQSession
import PQShell
import Synchronization

/// A session without an engine: it says what it was asked, and can be kept busy.
final class DemoSession: ShellSession {
  let catalog: Catalog
  private let fruit: Table
  private let isCancelled = Atomic<Bool>(false)
  let progress = WorkProgress()
  let work = WorkDone(rowsScanned: 12_345)

  init() {
    var catalog = Catalog()
    let fields = [Field("variety", zh: "品种", type: .text), Field("weight", type: .integer)]
    let columns = [
      Column(values: [.text("apple"), .text("桃")], type: .text),
      Column(values: [.integer(12), .missing], type: .integer),
    ]
    fruit = Table(
      name: "fruit", schema: Schema(fields), blocks: [Batch(columns: columns, rowCount: 2)])
    catalog.addTable(fruit, named: "fruit")
    self.catalog = catalog
  }

  var assistEnvironment: BindingEnvironment {
    BindingEnvironment(today: 18_627) { _ throws(QueryError) in
      throw QueryError(DemoSession.mistake(in: ""))
    }
  }

  func fileNames(in folder: String) -> [String] { [] }

  func lint(_ table: String?) -> LintReport { LintReport() }

  func definition(of name: String) -> String? {
    name == "ripe_share" ? "measure fruit.ripe_share\n  = share(ripe)\n" : nil
  }

  func explanation(of subject: String, width: Int?) -> Explanation {
    Explanation(text: definition(of: subject))
  }

  /// `wait` is busy until it is cancelled, `slow` stops at a quarter, `deaf` for ever, `fruit` is a table, `wrong` a mistake;
  /// anything else is said again.
  func run(
    _ text: String, name: String?, showing show: (SessionOutput) -> Bool
  ) -> RunOutcome {
    isCancelled.store(false, ordering: .relaxed)
    switch text {
    case "wait", "deaf":
      _ = show(.text("busy"))
      while text == "deaf" || !isCancelled.load(ordering: .relaxed) { usleep(500) }
      _ = show(.text("stopped"))
      return .interrupted
    case "slow":
      progress.begin(.computing, total: 20_000)
      progress.advance(by: 5_000)
      while !isCancelled.load(ordering: .relaxed) { usleep(500) }
      return .interrupted
    case "fruit":
      _ = show(.result(QueryResult(table: fruit)))
      return .done
    case "wrong":
      _ = show(.diagnostic(DemoSession.mistake(in: text)))
      return .wrong
    default:
      _ = show(.text("<" + text.replacing("\n", with: "⏎") + ">"))
      return .done
    }
  }

  func reveal(_ request: RevealRequest) -> [Diagnostic] { [] }

  var modelTexts: [SourceText] { [SourceText("table fruit { variety text }\n", name: "fruit.pq")] }

  var profileName: String { "ripe" }

  var knownProfiles: [String] { ["ripe", "raw"] }

  func useProfile(_ name: String) -> [Diagnostic] { [] }

  var isSafe = false
  var pinnedToday: Int64?
  var today: Int64 { pinnedToday ?? 18_627 }
  let parameterValues: [(name: String, value: String)] = []
  let folder = "."
  let registerFolder: String? = nil
  let tourSteps: [TourStep] = []

  func makeSafe() { isSafe = true }

  func speak(_ language: Language) {}

  func pinToday(_ day: Int64?) { pinnedToday = day }

  func setParameter(_ name: String, to text: String) -> [Diagnostic] { [] }

  func changeFolder(_ path: String) -> [Diagnostic] { [] }

  func openTyped(_ data: [String]) -> [Diagnostic] { [] }

  func reopenChanged() -> [Diagnostic] { [] }

  func script(at path: String) throws(QueryError) -> SourceText { try ScriptReader.read(path) }

  func saveScript(_ path: String) throws(QueryError) -> Int { 0 }

  func openResultFile(_ path: String, as format: OutputFormat?) throws(QueryError) -> ResultFile {
    throw QueryError(.writingIsOff(path))
  }

  func send(to file: ResultFile?) {}

  var revealedColumns: [String] { [] }

  var auditPath: String? { nil }

  var isAudited: Bool { false }

  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  private static func mistake(in text: String) -> Diagnostic {
    Diagnostic(
      DiagnosticCode("demo-mistake", "Something is wrong.", zh: "有错误。"),
      LocalizedText("this is wrong", zh: "这里有错"),
      place: .source(SourceText(text), SourceRange(0, text.utf8.count)))
  }
}
