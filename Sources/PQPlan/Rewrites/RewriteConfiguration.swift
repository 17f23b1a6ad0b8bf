import PQFunctions

/// Which rewrites run. The result of a query never depends on it, errors included.
package struct RewriteConfiguration: Hashable, Sendable {
  package var foldsConstants: Bool
  package var pushesFilters: Bool
  package var prunesColumns: Bool
  package var turnsSortIntoTop: Bool

  package init(
    foldsConstants: Bool, pushesFilters: Bool, prunesColumns: Bool, turnsSortIntoTop: Bool
  ) {
    self.foldsConstants = foldsConstants
    self.pushesFilters = pushesFilters
    self.prunesColumns = prunesColumns
    self.turnsSortIntoTop = turnsSortIntoTop
  }

  package static let all = RewriteConfiguration(
    foldsConstants: true, pushesFilters: true, prunesColumns: true, turnsSortIntoTop: true)
  package static let none = RewriteConfiguration(
    foldsConstants: false, pushesFilters: false, prunesColumns: false, turnsSortIntoTop: false)
}

/// Turns a plan into a better one with the same rows.
///
/// The derived fields that the query needs are chosen first, whatever is switched off. Order matters
/// little for the rest but is fixed: constants first, since a folded condition moves more easily;
/// then filters down; then sort + take into top; columns last, when it is known who needs them.
package enum Rewriter {
  package static func rewrite(
    _ plan: LogicalPlan, configuration: RewriteConfiguration, context: FunctionContext
  ) -> LogicalPlan {
    var result = FieldChoice().apply(to: plan)
    if configuration.foldsConstants { result = ConstantFolding(context: context).rewrite(result) }
    if configuration.pushesFilters { result = FilterPushdown().rewrite(result) }
    if configuration.turnsSortIntoTop { result = SortIntoTop().rewrite(result) }
    if configuration.prunesColumns { result = ColumnPruning().rewrite(result) }
    return result
  }
}
