import PQDiagnostics

/// The messages of catalog and binder.
package enum PlanDiagnostics {
  /// Every code that this target can give, for `.help CODE`.
  package static let codes: [DiagnosticCode] = []
}
