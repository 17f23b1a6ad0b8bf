import PQDiagnostics
import PQFormats

/// How a run ended.
public enum RunOutcome: Sendable {
  case done
  /// The query or script is wrong, or an `assert` failed.
  case wrong
  /// A file, format or server failed.
  case failed
  case interrupted

  /// Tells how a run with these messages ended: the first error decides.
  public init(of diagnostics: [Diagnostic]) {
    guard let first = diagnostics.first(where: { $0.severity == .error }) else {
      self = .done
      return
    }
    if first.code.name == "interrupted" {
      self = .interrupted
    } else {
      self = Self.fileCodes.contains(first.code) ? .failed : .wrong
    }
  }

  private static let fileCodes = Set(FormatDiagnostics.codes + [SessionDiagnostics.noTables])
}
