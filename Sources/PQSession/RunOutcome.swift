import PQDiagnostics
import PQExecution
import PQFormats
import PQFunctions
import PQPlan
import PQSyntax

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
    } else if case .data = first.place {
      self = .failed
    } else {
      self = Self.fileCodes.contains(first.code) ? .failed : .wrong
    }
  }

  /// What only files can do wrong. A code such as `unknown-code` is also a slip of a query, unless
  /// it points into a file.
  private static let fileCodes = Set(
    FormatDiagnostics.codes + [
      SessionDiagnostics.noTables, SessionDiagnostics.unusableKey, ReportDiagnostics.notAReport,
      AuditDiagnostics.auditUnwritable, AuditDiagnostics.notAnAuditLog,
    ]
  )
  .subtracting(
    SyntaxDiagnostics.codes + FunctionDiagnostics.codes + PlanDiagnostics.codes
      + ExecutionDiagnostics.codes)
}
