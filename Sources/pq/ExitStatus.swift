import PQSession

/// What the program tells the shell that started it.
enum ExitStatus: Int32 {
  case done = 0
  /// The query or script is wrong, or an `assert` failed.
  case wrong = 1
  /// The command line is wrong.
  case usage = 2
  /// A file, format or server failed.
  case failed = 3
  case interrupted = 130

  init(_ outcome: RunOutcome) {
    switch outcome {
    case .done: self = .done
    case .wrong: self = .wrong
    case .failed: self = .failed
    case .interrupted: self = .interrupted
    }
  }
}
