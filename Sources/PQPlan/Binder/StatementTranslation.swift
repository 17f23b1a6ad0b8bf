import PQColumnar
import PQDiagnostics
import PQSyntax

/// Finds out what the names of a text mean, so that they can be written in the other language: `id`
/// is 编号 in one table and 园号 in another.
package enum StatementTranslation {
  /// Returns the meaning of the names in all statements that have no mistake.
  ///
  /// Nothing is run or read: statements about files that are not declared say nothing.
  package static func names(
    in script: ScriptSyntax, catalog: Catalog, environment: BindingEnvironment
  ) -> [SourceRange: ResolvedName] {
    var environment = environment
    // What needs rows to be bound, such as `pivot` by a text, keeps its words.
    environment.evaluate = { _ throws(QueryError) in throw QueryError(.noPreviousResult()) }
    var binder = Binder(catalog: catalog, environment: environment)
    binder.keepsResolvedNames = true
    var result: [SourceRange: ResolvedName] = [:]
    for statement in script.statements where statement.isComplete {
      let (bound, _) = binder.bind(statement, in: script.source)
      guard let bound else { continue }
      result.merge(binder.resolvedNames) { $1 }
      if case .query(let plan, _) = bound {
        let table = Table(name: "it", schema: plan.schema, blocks: [])
        binder.catalog.previousResult = PreviousResult(table)
      }
    }
    return result
  }
}
