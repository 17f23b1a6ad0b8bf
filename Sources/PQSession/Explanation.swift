import PQDiagnostics
import PQPlan
import PQSyntax

extension Session {
  /// Returns how a query will be computed, one step a line, and what is wrong with it.
  ///
  ///     session.explain("fruit where ripe | count")
  ///
  /// `isRewritten` tells whether to show the plan as it runs, or as it was written. The last
  /// query of the text is explained; declarations before it count.
  package func explain(
    _ text: String, isRewritten: Bool = true
  ) -> (plan: String?, diagnostics: [Diagnostic]) {
    let script = ParsedScript(SourceText(text))
    var binder = Binder(catalog: catalog, environment: engine.environment(evaluate: engine.run))
    var diagnostics = script.diagnostics
    var plan: LogicalPlan?
    for statement in script.syntax.statements where statement.isComplete {
      let (bound, found) = binder.bind(statement, in: script.source)
      diagnostics += found
      if case .query(let query, _) = bound { plan = query }
    }
    guard let plan, !diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, diagnostics)
    }
    return (PlanDump.text(isRewritten ? engine.rewritten(plan) : plan), diagnostics)
  }
}
