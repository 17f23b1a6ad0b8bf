import PQDiagnostics
import Synchronization

/// A switch that another thread, or a signal handler, can throw to end a run between two batches:
/// since somebody asks for it, or since the program would take too much memory.
package final class CancellationFlag: Sendable {
  /// 0 while a run may go on, -1 when somebody asked it to end, else the limit of memory that it
  /// has reached.
  private let state = Atomic<Int>(0)

  package init() {}

  /// Asks the run to end; safe to call from a signal handler.
  package func cancel() {
    state.store(-1, ordering: .relaxed)
  }

  /// Ends the run since the program holds more than so many bytes.
  package func refuse(memoryLimit: Int) {
    _ = state.compareExchange(expected: 0, desired: max(1, memoryLimit), ordering: .relaxed)
  }

  /// Makes the flag ready for the next run.
  package func reset() {
    state.store(0, ordering: .relaxed)
  }

  /// Lets a run that reached the limit of memory try again with less.
  package func resumeAfterRefusal() {
    let value = state.load(ordering: .relaxed)
    if value > 0 { _ = state.compareExchange(expected: value, desired: 0, ordering: .relaxed) }
  }

  package var isCancelled: Bool {
    state.load(ordering: .relaxed) != 0
  }

  /// Throws `interrupted` if somebody asked the run to end, `memory-limit` if it reached that.
  package func check() throws(QueryError) {
    if isCancelled { throw QueryError(told(.interrupted())) }
  }

  /// Returns what ended a run: whoever only knows that it is to end calls it interrupted.
  package func told(_ diagnostic: Diagnostic) -> Diagnostic {
    let limit = state.load(ordering: .relaxed)
    guard limit > 0, diagnostic.code == ExecutionDiagnostics.interrupted else { return diagnostic }
    var refusal = Diagnostic.memoryLimit(limit)
    refusal.place = diagnostic.place
    return refusal
  }
}
