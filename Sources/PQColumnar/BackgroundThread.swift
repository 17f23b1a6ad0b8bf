/// Threads that run beside the one that starts them until their work is done.
package enum BackgroundThread {
  /// Runs work on a thread with a stack for deep recursion; false if the system has none to give.
  @discardableResult
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    WorkerThreads.start(body)
  }
}
