import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import Synchronization

/// Shows on the terminal how far a run has come, while it takes longer than half a second.
///
/// The line stands on standard error, is drawn over itself, and is gone before anything else is
/// written and when the run is over. Nothing else may write to the terminal meanwhile but through
/// `writing`.
package final class ProgressReporter: Sendable {
  /// What answers sooner needs no bar; this is when people begin to wonder.
  private static let patience: Int32 = 500
  /// Ten times a second looks like movement.
  private static let interval: Int32 = 100

  private struct State {
    var language: Language
    /// Which run is under way, so that no thread draws for another one's.
    var run = 0
    var isRunning = false
    var isShown = false
    /// Whether the cursor stands at the beginning of a row, where a line can be drawn and erased.
    var isAtLineStart = true
    var timing = ProgressTiming()
  }

  private let progress: WorkProgress
  private let state: Mutex<State>

  /// `nil` where standard error is no terminal, or one without escape sequences.
  package init?(language: Language, progress: WorkProgress) {
    guard TerminalDevice.understandsEscapes(STDERR_FILENO) else { return nil }
    state = Mutex(State(language: language))
    self.progress = progress
  }

  /// Speaks another language from here on.
  package func speak(_ language: Language) {
    state.withLock { $0.language = language }
  }

  /// Runs `body` and shows how far it has come.
  package func showing<Result>(_ body: () -> Result) -> Result {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return body() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (over, end) = (ends[0], ends[1])
    progress.begin(.computing, total: 0)
    let run = state.withLock { state in
      state.run += 1
      state.isRunning = true
      state.isAtLineStart = true
      state.timing = ProgressTiming()
      return state.run
    }
    let isStarted = BackgroundThread.start { [self] in
      var wait = Self.patience
      while !TerminalDevice.wait(for: [(over, POLLIN)], within: wait)[0] {
        draw(run)
        wait = Self.interval
      }
      close(over)
    }
    if !isStarted { close(over) }
    defer {
      state.withLock { state in
        erase(&state)
        state.isRunning = false
      }
      close(end)
    }
    return body()
  }

  /// Lets `body` write to the terminal; afterwards the cursor stands at the beginning of a row if
  /// `endsLine`.
  package func writing(endsLine: Bool, _ body: () -> Void) {
    state.withLock { state in
      erase(&state)
      body()
      state.isAtLineStart = endsLine
    }
  }

  private func draw(_ run: Int) {
    state.withLock { state in
      guard state.run == run, state.isRunning, state.isAtLineStart else { return }
      let reading = progress.reading
      let line = ShellHelp.progress(
        reading, state.timing.times(of: reading),
        width: TerminalDevice.size(of: STDERR_FILENO).columns)
      TerminalDevice.write("\r" + line.text(in: state.language) + "\u{1B}[K", to: STDERR_FILENO)
      state.isShown = true
    }
  }

  private func erase(_ state: inout State) {
    guard state.isShown else { return }
    TerminalDevice.write("\r\u{1B}[K", to: STDERR_FILENO)
    state.isShown = false
  }
}

extension ProgressReporter? {
  /// Runs `body`, showing how far it has come if there is a terminal for it.
  package func showing<Result>(_ body: () -> Result) -> Result {
    guard let self else { return body() }
    return self.showing(body)
  }
}

/// How long a run takes, and by the speed of its step so far, how much longer that one will.
struct ProgressTiming {
  struct Times: Equatable {
    var elapsed: Double
    /// `nil` while there is nothing to judge by.
    var left: Double?
  }

  private let start: ContinuousClock.Instant
  private var step: (serial: Int, start: ContinuousClock.Instant, done: Int)?

  init(start: ContinuousClock.Instant = .now) {
    self.start = start
  }

  /// Returns the times, `now` a step has come as far as `reading` says.
  mutating func times(
    of reading: WorkProgress.Reading, now: ContinuousClock.Instant = .now
  ) -> Times {
    if step?.serial != reading.serial {
      // The step that is seen first began when the run did, as far as anyone can tell.
      step = step == nil ? (reading.serial, start, 0) : (reading.serial, now, reading.done)
    }
    var times = Times(elapsed: (now - start) / .seconds(1))
    guard let step, reading.done > step.done, reading.total > reading.done else { return times }
    let speed = Double(reading.done - step.done) / ((now - step.start) / .seconds(1))
    if speed > 0 { times.left = Double(reading.total - reading.done) / speed }
    return times
  }
}
