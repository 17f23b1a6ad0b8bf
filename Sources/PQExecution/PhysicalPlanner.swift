import PQColumnar
import PQDiagnostics
import PQPlan

/// Turns logical plans into pipelines, running what must be complete before the next one starts.
struct PhysicalPlanner: Sendable {
  let context: ExecutionContext

  var driver: PipelineDriver { PipelineDriver(context: context) }
  var evaluator: ExpressionEvaluator { ExpressionEvaluator(functions: context.functions) }

  /// Returns the rows of a plan as a table.
  func table(of plan: LogicalPlan, name: String) throws(QueryError) -> Table {
    let relation = try relation(of: plan)
    return Table(
      name: name, schema: plan.schema, blocks: relation.blocks.map { $0.compacted() },
      total: relation.total)
  }

  /// Returns all rows of a plan.
  func relation(of plan: LogicalPlan) throws(QueryError) -> Relation {
    try relation(of: try pipeline(for: plan))
  }

  func relation(of pipeline: Pipeline) throws(QueryError) -> Relation {
    try driver.run(pipeline, into: CollectSink(context: context))
  }

  /// Returns the only value of an expression without columns.
  func value(of expression: BoundExpression) throws(QueryError) -> Value {
    let prepared = try prepare(expression)
    let column = try evaluator.evaluate(prepared, in: Batch(columns: [], rowCount: 1))
    return column.value(at: 0, as: expression.type)
  }

  /// Returns blocks and operators that give the rows of a plan.
  func pipeline(for plan: LogicalPlan) throws(QueryError) -> Pipeline {
    switch plan.node {
    case .scan(let table, let columns):
      return Pipeline(
        scanning: table.blocks.map { $0.choosing(columns) }, total: table.total?.choosing(columns))
    case .filter(let input, let predicate):
      let pipeline = try pipeline(for: input)
      return pipeline.adding(
        FilterOperator(predicate: try prepare(predicate), evaluator: evaluator))
    case .project(let input, let expressions):
      let pipeline = try pipeline(for: input)
      return pipeline.adding(ProjectOperator(try prepare(expressions), evaluator: evaluator))
    case .append(let first, let second):
      var rows = try relation(of: first)
      let others = try relation(of: second)
      rows.blocks += others.blocks
      rows.reservations += others.reservations
      rows.total = nil
      return Pipeline(rows)
    case .unpivot(let input, let unpivot):
      return try pipeline(for: input).adding(UnpivotOperator(plan: unpivot))
    case .join(let left, let right, let join):
      return try self.join(left, right, join)
    case .chart(let input, _):
      return try pipeline(for: input)
    default:
      return Pipeline(try breaker(plan))
    }
  }

  /// Runs a node that cannot hand on its first row before it has seen others.
  private func breaker(_ plan: LogicalPlan) throws(QueryError) -> Relation {
    switch plan.node {
    case .aggregate(let input, let aggregation): return try aggregate(input, aggregation)
    case .window(let input, let windows): return try window(input, windows)
    case .sort(let input, let keys): return try sort(input, keys)
    case .slice(let input, let skip, let take):
      return try driver.run(
        try pipeline(for: input), into: SliceSink(skip: skip, take: take, context: context))
    case .top(let input, let count, let keys, let per):
      return try top(input, count, keys, per)
    case .takePer(let input, let count, let per): return try takePer(input, count, per)
    case .sample(let input, let count, let seed):
      return try driver.run(
        try pipeline(for: input),
        into: SampleSink(
          count: count, seed: seed, columnCount: input.schema.fields.count, context: context))
    case .distinct(let input, let columns): return try distinct(input, columns)
    case .pivot(let input, let pivot):
      var rows = try whole(
        input, PivotOperator(plan: pivot, input: input.schema, context: context))
      rows.total = nil
      return rows
    case .describe(let input):
      var rows = try whole(input, DescribeOperator(input: input.schema, context: context))
      rows.total = nil
      return rows
    case .compare(let current, let previous, let compare):
      let operation = CompareOperator(plan: compare, input: current.schema, context: context)
      return try operation.run(try relation(of: current), try relation(of: previous))
    case .protect(let input, let protect):
      let operation = ProtectOperator(plan: protect, input: input.schema, context: context)
      return try operation.run(try relation(of: input))
    case .save(let input, let save): return try self.save(input, save)
    case .scan, .filter, .project, .append, .unpivot, .join, .chart:
      return try relation(of: plan)
    }
  }

  private func whole(
    _ input: LogicalPlan, _ operation: some WholeOperator
  ) throws(QueryError) -> Relation {
    try driver.run(
      try pipeline(for: input),
      into: WholeSink(operation, columnCount: input.schema.fields.count, context: context))
  }
}
