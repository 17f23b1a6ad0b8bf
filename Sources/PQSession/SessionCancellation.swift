import Synchronization

/// A way to end a session's run from any thread.
public final class SessionCancellation: Sendable {
  private let isSet = Atomic<Bool>(false)

  init() {}

  /// Ends the run under way as soon as it can.
  public func cancel() {
    isSet.store(true, ordering: .relaxed)
  }
}
