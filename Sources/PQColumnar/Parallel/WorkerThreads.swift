import Glibc

/// Threads that share one piece of work: the one place that knows how a thread is made.
package enum WorkerThreads {
  /// Deep expressions recurse; the default stack of a thread may be small. Memory is only taken
  /// where the stack is used.
  private static let stackSize = 64 << 20

  /// Calls `body` with 0 up to `count` - 1, each on a thread of its own, the first on the caller's,
  /// and returns when all are done.
  ///
  /// A thread that cannot be made is done without: its call comes later, on the caller's thread.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    var leftOver: [Int] = []
    for worker in 1..<max(1, count) {
      if let thread = start(ThreadBody { body(worker) }) {
        threads.append(thread)
      } else {
        leftOver.append(worker)
      }
    }
    body(0)
    for worker in leftOver { body(worker) }
    for thread in threads { pthread_join(thread, nil) }
  }

  private static func start(_ body: ThreadBody) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    _ = pthread_attr_setstacksize(&attributes, stackSize)
    let handle = Unmanaged.passRetained(body)
    var thread = pthread_t()
    let code = pthread_create(&thread, &attributes, runBody, handle.toOpaque())
    if code != 0 {
      handle.release()
      return nil
    }
    return thread
  }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func runBody(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let pointer { Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().run() }
  return nil
}
