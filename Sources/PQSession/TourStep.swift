import PQDiagnostics
import PQPetitions
import PQPlan

/// A step of the tour: what it tells, and a statement or command that shows it.
package struct TourStep: Sendable {
  package let text: LocalizedText
  package let statement: LocalizedText

  package init(_ text: LocalizedText, _ statement: LocalizedText) {
    self.text = text
    self.statement = statement
  }
}

extension Session {
  /// The tour of the sample register; empty where its tables have no rows.
  package var tourSteps: [TourStep] {
    let loaded = Set(catalog.tableSummaries.filter { ($0.rowCount ?? 0) > 0 }.map(\.name.name))
    guard loaded.isSuperset(of: Tour.tables) else { return [] }
    return Tour.steps.map { TourStep($0.text, $0.statement) }
  }
}
