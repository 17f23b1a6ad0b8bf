import Glibc
import PQColumnar
import Synchronization

/// Runs work on a thread of its own, so that the shell's thread can listen to signals meanwhile.
enum Computation {
  enum Ending: Equatable {
    case finished
    /// A Ctrl-C came meanwhile: the work may have stopped, or have been done already.
    case interrupted
    /// A signal asks the program to end; the work may still be going on.
    case terminated(signal: Int32)
  }

  /// Work that does not listen must not keep the program: so many Ctrl-C end it.
  private static let mostInterrupts = 3
  /// How long work may take to stop when the program is to end.
  private static let patience: Int32 = 2000

  /// Runs `work` to its end. Each Ctrl-C calls `interrupt` at once.
  static func run(
    signals: SignalPipe, interrupt: () -> Void, work: @escaping @Sendable () -> Void
  ) -> Ending {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      work()
      return .finished
    }
    let (done, finish) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(done) }
    let isStarted = BackgroundThread.start {
      work()
      close(finish)
    }
    if !isStarted {
      close(finish)
      work()
      return .finished
    }
    return wait(for: done, signals: signals, interrupt: interrupt)
  }

  private static func wait(
    for done: Int32, signals: SignalPipe, interrupt: () -> Void
  ) -> Ending {
    var interruptCount = 0
    while true {
      let ready = TerminalDevice.wait(
        for: [(done, POLLIN), (signals.descriptor, POLLIN)], within: nil)
      while let signal = signals.take() {
        guard signal == SIGINT || signal == SIGTERM || signal == SIGHUP else { continue }
        interrupt()
        interruptCount += 1
        if signal == SIGINT, interruptCount < mostInterrupts { continue }
        _ = TerminalDevice.wait(for: [(done, POLLIN)], within: signal == SIGINT ? 0 : patience)
        return .terminated(signal: signal)
      }
      if ready[0] { return interruptCount > 0 ? .interrupted : .finished }
    }
  }
}
