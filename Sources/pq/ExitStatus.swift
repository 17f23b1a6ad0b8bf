import PQSession

/// What the program tells the shell that started it.
struct ExitStatus: RawRepresentable, Equatable {
  let rawValue: Int32

  static let done = ExitStatus(rawValue: 0)
  /// The query or script is wrong, or an `assert` failed.
  static let wrong = ExitStatus(rawValue: 1)
  /// The command line is wrong.
  static let usage = ExitStatus(rawValue: 2)
  /// A file, format or server failed.
  static let failed = ExitStatus(rawValue: 3)
  static let interrupted = ExitStatus(rawValue: 130)

  init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  init(_ outcome: RunOutcome) {
    switch outcome {
    case .done: self = .done
    case .wrong: self = .wrong
    case .failed: self = .failed
    case .interrupted: self = .interrupted
    }
  }
}
