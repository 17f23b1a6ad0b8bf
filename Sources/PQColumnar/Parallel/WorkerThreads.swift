import Glibc
import Synchronization

/// Threads that share one piece of work: the one place that knows how a thread is made.
///
/// A thread that has done its part waits for the next piece: making one takes longer than many a
/// query.
package enum WorkerThreads {
  /// The threads that wait for work.
  private static let idle = Mutex<[WaitingThread]>([])

  /// Calls `body` with 0 up to `count` - 1, each on a thread of its own, the first on the caller's,
  /// and returns when all are done.
  ///
  /// A thread that cannot be made is done without: its call comes later, on the caller's thread.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    if count <= 1 { return body(0) }
    let done = Semaphore()
    var leftOver: [Int] = []
    for worker in 1..<count {
      let isStarted = start({ body(worker) }, whenDone: { done.signal() })
      if !isStarted { leftOver.append(worker) }
    }
    body(0)
    for worker in leftOver { body(worker) }
    for _ in 0..<(count - 1 - leftOver.count) { done.wait() }
  }

  /// Gives work to a thread and does not wait for it; false if there is no thread to be had.
  ///
  /// When `whenDone` is called, the thread is ready for other work.
  static func start(
    _ body: @escaping @Sendable () -> Void, whenDone: @escaping @Sendable () -> Void = {}
  ) -> Bool {
    guard let thread = idle.withLock({ $0.popLast() }) ?? WaitingThread.make() else {
      return false
    }
    thread.take(WaitingThread.Work(body: body, whenDone: whenDone))
    return true
  }

  fileprivate static func putBack(_ thread: WaitingThread) {
    idle.withLock { $0.append(thread) }
  }
}

/// A thread that waits for work, does it, and waits again, as long as the program runs.
private final class WaitingThread: Sendable {
  struct Work: Sendable {
    let body: @Sendable () -> Void
    let whenDone: @Sendable () -> Void
  }

  /// Deep expressions recurse; the default stack of a thread may be small. Memory is only taken
  /// where the stack is used.
  private static let stackSize = 64 << 20

  private let work = Mutex<Work?>(nil)
  private let wake = Semaphore()

  /// Returns a new thread; `nil` if the system has none to give.
  static func make() -> WaitingThread? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    _ = pthread_attr_setstacksize(&attributes, stackSize)
    _ = pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let result = WaitingThread()
    let handle = Unmanaged.passRetained(result)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<WaitingThread>.fromOpaque(argument).takeRetainedValue().loop()
      }, handle.toOpaque())
    if code != 0 {
      handle.release()
      return nil
    }
    return result
  }

  func take(_ work: Work) {
    self.work.withLock { $0 = work }
    wake.signal()
  }

  private func loop() -> Never {
    while true {
      wake.wait()
      guard let work = work.withLock({ $0.take() }) else { continue }
      work.body()
      WorkerThreads.putBack(self)
      work.whenDone()
    }
  }
}

/// Counts what is there to be waited for.
private final class Semaphore: @unchecked Sendable {
  // The system's semaphore must stay where it is, and may be used by every thread.
  private let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    semaphore.initialize(to: sem_t())
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func signal() { sem_post(semaphore) }

  func wait() {
    while sem_wait(semaphore) != 0, errno == EINTR {}
  }
}
