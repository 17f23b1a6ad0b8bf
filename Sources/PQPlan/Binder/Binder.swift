import PQColumnar
import PQDiagnostics
import PQSyntax

/// Resolves names and types: a syntax tree and a catalog become a typed plan and diagnostics.
package struct Binder {
  package var catalog: Catalog
  let environment: BindingEnvironment

  package init(catalog: Catalog, environment: BindingEnvironment) {
    self.catalog = catalog
    self.environment = environment
  }

  /// Binds one statement; never fails, but gives no statement when a diagnostic is an error.
  package mutating func bind(
    _ statement: StatementSyntax, in source: SourceText
  ) -> (BoundStatement?, [Diagnostic]) {
    (nil, [])
  }
}
