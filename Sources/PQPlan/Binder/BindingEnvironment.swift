import PQColumnar
import PQDiagnostics

/// What a run pins for the binder.
package struct BindingEnvironment {
  /// Days since 1970-01-01.
  package var today: Int64
  /// The language of column headings and texts that the plan itself makes.
  package var language: Language
  /// The texts of `--param NAME=VALUE`, by name.
  package var parameters: [String: String]
  /// The private columns that the run may show: `phone` or `people.phone`, in either language.
  package var revealed: Set<String>
  /// Whether a declaration may show what the model that comes with the program does not, since a reason
  /// is on record.
  package var mayOpen = false
  /// Whether a table that is declared without rows deserves a warning.
  package var expectsData = false
  /// Whether declarations are those that come with the program, which a test has checked: they are
  /// looked at when something uses them, and not already when they are declared.
  package var trustsDeclarations = false
  /// Runs a plan at once: `pivot` asks it for the distinct values of a key without declared ones.
  package var evaluate: (LogicalPlan) throws(QueryError) -> Table

  package init(
    today: Int64, language: Language = .english, parameters: [String: String] = [:],
    revealed: Set<String> = [],
    evaluate: @escaping (LogicalPlan) throws(QueryError) -> Table
  ) {
    self.today = today
    self.language = language
    self.parameters = parameters
    self.revealed = revealed
    self.evaluate = evaluate
  }
}
