import PQDiagnostics
import Synchronization

/// What is to be told about files that are read only when a statement asks for their table.
final class LateReading: Sendable {
  struct Found: Sendable {
    var diagnostics: [Diagnostic] = []
    var files: [FileRecord] = []

    var hasFailed: Bool { diagnostics.contains { $0.severity == .error } }
  }

  private let found = Mutex(Found())

  func add(_ diagnostics: [Diagnostic], file: FileRecord? = nil) {
    found.withLock { found in
      found.diagnostics += diagnostics
      if let file { found.files.append(file) }
    }
  }

  /// Returns what has been found since the last call.
  func take() -> Found {
    found.withLock { found in
      defer { found = Found() }
      return found
    }
  }
}
