import Glibc
import PQColumnar
import PQDiagnostics
import PQDigest
import PQFunctions
import PQPlan
import PQSyntax
import Synchronization

/// What a session puts on record, and what it may show because it is on record.
///
/// A session keeps an audit log if it is told to, or as soon as private columns are revealed. A
/// statement's line is on the disk before its rows are handed over; a statement whose line cannot be
/// written shows nothing.
final class AuditTrail: Sendable {
  private let options: SessionOptions
  private let state = Mutex(State())

  private struct State {
    /// As the binder looks them up.
    var revealed: Set<String> = []
    /// As the log names them: `people.phone`.
    var revealedColumns: [String] = []
    var reason: String?
    /// Whose definitions count.
    var profile: String?
    /// Whether a model is read that may show what the program's own hides.
    var mayOpen = false
    var statement: String?
    /// The file that results go to instead of the screen.
    var destination: String?
    /// Whether the statement under way has a line.
    var isRecorded = false
  }

  /// The files that were added to the model, each with the digest of its text.
  private let models: [String]

  init(options: SessionOptions) {
    self.options = options
    models = options.models.map { model in
      "\(model.name ?? "") sha256:\(SHA256.digest(of: Array(model.string.utf8)).hexadecimal)"
    }
  }

  /// The file of this session, or the one that it would use.
  var path: String? { options.auditFile ?? AuditFile.usualPath() }

  /// The columns that may be shown, for the binder.
  var revealed: Set<String> { state.withLock { $0.revealed } }

  var revealedColumns: [String] { state.withLock { $0.revealedColumns } }

  var isActive: Bool {
    options.auditFile != nil || state.withLock { $0.reason != nil }
  }

  /// Whether declarations may show what the program's own model hides.
  var mayOpen: Bool { state.withLock { $0.mayOpen } }

  /// Lets the models of the options open what the program's own hides, if there is a reason, which is
  /// on record before anything is shown.
  func readingModels<Result>(_ body: () -> Result) -> Result {
    state.withLock { $0.mayOpen = options.reveal != nil }
    defer { state.withLock { $0.mayOpen = false } }
    return body()
  }

  /// Says whose definitions count from here on.
  func use(profile: String?) {
    state.withLock { $0.profile = profile }
  }

  /// Says which file results go to from here on; `nil` is the screen or standard output.
  func send(to path: String?) {
    state.withLock { $0.destination = path }
  }

  /// Lets names be shown while a text is checked, before their reveal is on record. Nothing that
  /// the check computes is shown unless `reveal` follows.
  func propose(_ names: [String]) {
    state.withLock { $0.revealed.formUnion(names) }
  }

  /// Takes back what was proposed.
  func withdraw() {
    state.withLock { $0.revealed = Set($0.revealedColumns) }
  }

  /// Puts on record that columns will be shown, and why.
  func reveal(_ columns: [String], because reason: String) throws(QueryError) {
    try write { event in
      event.kind = .reveal
      event.revealed = columns
      event.reason = reason
    }
    state.withLock { state in
      state.revealedColumns += columns.filter { !state.revealedColumns.contains($0) }
      state.revealed = Set(state.revealedColumns)
      state.reason = reason
    }
  }

  /// Begins a statement; `text` is what the log says of it.
  func begin(_ text: @autoclosure () -> String) {
    guard isActive else { return }
    let text = text()
    state.withLock { state in
      state.statement = text
      state.isRecorded = false
    }
  }

  /// Records that the statement is about to hand rows over.
  func record(rowCount: Int?, output: String? = nil) throws(QueryError) {
    guard isActive else { return }
    let destination = state.withLock { $0.destination }
    try write { event in
      event.rowCount = rowCount
      event.output = output ?? destination
    }
    state.withLock { $0.isRecorded = true }
  }

  /// Ends a statement that may have handed nothing over.
  func end() throws(QueryError) {
    guard isActive, !state.withLock({ $0.isRecorded }) else { return }
    try write { _ in }
    state.withLock { $0.isRecorded = true }
  }

  /// Records that a statement failed. It has shown nothing more, so a log that cannot be written
  /// does not hide the message.
  func fail(_ diagnostic: Diagnostic) {
    guard isActive, diagnostic.code != AuditDiagnostics.auditUnwritable else { return }
    try? write { event in event.failure = diagnostic.code.name }
  }

  private func write(_ change: (inout AuditEvent) -> Void) throws(QueryError) {
    guard let path else { throw QueryError(.noAuditLog()) }
    let now = state.withLock { $0 }
    var event = AuditEvent(
      kind: .statement, time: options.auditClock(), user: options.auditUser ?? AuditTrail.user(),
      version: options.programVersion, statement: now.statement, revealed: now.revealedColumns,
      reason: now.reason, profile: now.profile)
    event.models = models
    change(&event)
    if event.kind == .reveal { event.statement = nil }
    try AuditFile(path: path, makesFolder: options.auditFile == nil).append(event)
  }

  /// Returns the name of the account that runs the program, which no variable can change.
  private static func user() -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 1 << 14)
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil,
      let name = entry.pw_name
    else { return "\(getuid())" }
    return String(cString: name)
  }
}

/// What a line of the log says of a statement.
enum AuditText {
  /// Returns a statement with its values left out. `plan` tells the names of columns that the query
  /// makes on its way.
  static func text(
    of statement: StatementSyntax, in source: SourceText, bound: BoundStatement?,
    catalog: Catalog
  ) -> String {
    var names = catalog.knownNames
    for function in HelpTopics.functions { names.formUnion([function.name, function.chineseName]) }
    if case .query(let plan, _)? = bound { addNames(of: plan, to: &names) }
    return Redaction.text(of: source.text(in: statement.range)) { names.contains($0) }
  }

  private static func addNames(of plan: LogicalPlan, to names: inout Set<String>) {
    for field in plan.schema.fields { names.formUnion([field.name, field.chineseName ?? ""]) }
    for child in plan.children { addNames(of: child, to: &names) }
  }
}
