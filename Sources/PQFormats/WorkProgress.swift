import Synchronization

/// How far the work under way has come: told by whoever does it, read by whoever shows it.
///
///     progress.begin(.computing, total: 10_000_000)
///     progress.advance(by: 65_536)
///
/// Work has several steps one after another; the one that began last counts.
package final class WorkProgress: Sendable {
  package enum Step: Sendable {
    /// Bytes of a file.
    case reading
    /// Rows that go into a stage.
    case computing
    /// Rows of a result that is written.
    case writing
  }

  package struct Reading: Equatable, Sendable {
    package var step: Step
    package var done: Int
    package var total: Int
    /// Tells two steps of a kind apart.
    package var serial: Int

    package init(step: Step, done: Int, total: Int, serial: Int = 0) {
      self.step = step
      self.done = done
      self.total = total
      self.serial = serial
    }
  }

  private let state = Mutex(Reading(step: .computing, done: 0, total: 0))

  package init() {}

  package var reading: Reading { state.withLock { $0 } }

  package func begin(_ step: Step, total: Int) {
    state.withLock {
      $0 = Reading(step: step, done: 0, total: total, serial: $0.serial + 1)
    }
  }

  package func advance(by count: Int) {
    state.withLock { $0.done += count }
  }

  /// Takes how far a step has come from somebody who does not say when it begins.
  package func report(_ step: Step, done: Int, total: Int) {
    state.withLock {
      let isSame = $0.step == step && $0.total == total && $0.done <= done
      $0 = Reading(step: step, done: done, total: total, serial: $0.serial + (isSame ? 0 : 1))
    }
  }
}
