import PQDiagnostics
import Synchronization

/// A switch that another thread, or a signal handler, can throw to end a run between two batches.
package final class CancellationFlag: Sendable {
  private let isSet = Atomic<Bool>(false)

  package init() {}

  /// Asks the run to end; safe to call from a signal handler.
  package func cancel() {
    isSet.store(true, ordering: .relaxed)
  }

  /// Makes the flag ready for the next run.
  package func reset() {
    isSet.store(false, ordering: .relaxed)
  }

  package var isCancelled: Bool {
    isSet.load(ordering: .relaxed)
  }

  /// Throws `interrupted` if somebody asked the run to end.
  package func check() throws(QueryError) {
    if isCancelled { throw QueryError(.interrupted()) }
  }
}
