import PQColumnar
import PQDiagnostics
import PQPlan

/// Runs logical plans.
///
///     let table = try QueryExecutor(context).run(plan)
///
/// The result has the same bytes for any number of workers and any size of blocks.
package struct QueryExecutor: Sendable {
  private let context: ExecutionContext

  package init(_ context: ExecutionContext) {
    self.context = context
  }

  /// Returns the rows of a plan.
  package func run(_ plan: LogicalPlan, name: String = "") throws(QueryError) -> Table {
    try PhysicalPlanner(context: context).table(of: plan, name: name)
  }

  /// Returns the value of an expression that refers to no column.
  package func value(of expression: BoundExpression) throws(QueryError) -> Value {
    try PhysicalPlanner(context: context).value(of: expression)
  }
}
