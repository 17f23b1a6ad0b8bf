import PQColumnar
import PQDiagnostics
import PQSession
import Synchronization

/// One statement's way through the session, shared by the thread that runs it and the one that
/// may cancel it.
final class StatementRun: Sendable {
  // A session is for one thread at a time, but for `cancel`: the shell's thread does nothing else
  // with it while the statement runs.
  private nonisolated(unsafe) let session: any ShellSession
  private let writer: AnswerWriter
  private let isCancelled = Atomic<Bool>(false)
  private let result = Mutex(RunOutcome.done)
  private let lastRowCount = Mutex<Int?>(nil)

  init(session: any ShellSession, writer: AnswerWriter) {
    self.session = session
    self.writer = writer
  }

  var outcome: RunOutcome { result.withLock { $0 } }

  /// The rows of the last result that was shown.
  var rowCount: Int? { lastRowCount.withLock { $0 } }

  func perform(_ text: String, name: String?) {
    var writer = writer
    writer.isCancelled = { [self] in isCancelled.load(ordering: .relaxed) }
    let outcome = session.run(text, name: name) { shown in
      writer.show(shown)
      if case .result(let result) = shown {
        lastRowCount.withLock { $0 = result.table.rowCount }
      }
      return !isCancelled.load(ordering: .relaxed)
    }
    result.withLock { $0 = outcome }
  }

  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
    session.cancel()
  }
}

/// Other work of the session on a thread of its own.
final class SessionTask: Sendable {
  // As for a statement: the shell's thread only cancels meanwhile.
  private nonisolated(unsafe) let session: any ShellSession
  private nonisolated(unsafe) let work: (any ShellSession) -> [Diagnostic]
  private let found = Mutex<[Diagnostic]>([])

  init(session: any ShellSession, work: @escaping (any ShellSession) -> [Diagnostic]) {
    self.session = session
    self.work = work
  }

  var diagnostics: [Diagnostic] { found.withLock { $0 } }

  func perform() {
    let diagnostics = work(session)
    found.withLock { $0 = diagnostics }
  }

  func cancel() { session.cancel() }
}
