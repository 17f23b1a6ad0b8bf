import PQDiagnostics
import PQPlan
import PQSyntax

extension Session {
  /// Returns a script in the canonical layout, its words and the names of model and functions in
  /// `language` if one is given; `nil` if the script cannot be read.
  package func format(
    _ source: SourceText, to language: Language?
  ) -> (text: String?, diagnostics: [Diagnostic]) {
    let script = ParsedScript(source)
    if script.diagnostics.contains(where: { $0.severity == .error }) {
      return (nil, script.diagnostics)
    }
    return (
      Formatter.format(
        source, to: language, names: nameTranslation,
        resolved: language == nil ? [:] : resolvedNames(in: script.syntax)),
      script.diagnostics
    )
  }

  /// What the names of a script mean where they stand.
  private func resolvedNames(in script: ScriptSyntax) -> [SourceRange: ResolvedName] {
    let environment = engine.environment(evaluate: engine.run)
    return StatementTranslation.names(in: script, catalog: catalog, environment: environment)
  }

  /// The twins of the model's names and of the functions.
  package var nameTranslation: NameTranslation { catalog.wordTranslation }
}
