import PQExecution

/// A way to end a session's run from any thread, or from a signal handler.
public struct SessionCancellation: Sendable {
  let flag = CancellationFlag()

  /// Ends the run under way as soon as it can.
  public func cancel() {
    flag.cancel()
  }
}
