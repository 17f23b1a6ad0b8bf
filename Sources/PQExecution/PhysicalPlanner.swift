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
    case .aggregate(let input, let aggregation):
      return Pipeline(try aggregate(input, aggregation))
    case .sort(let input, let keys):
      return Pipeline(try sort(input, keys))
    case .slice(let input, let skip, let take):
      let pipeline = try pipeline(for: input)
      return Pipeline(
        try driver.run(pipeline, into: SliceSink(skip: skip, take: take, context: context)))
    case .chart(let input, _):
      return try pipeline(for: input)
    default:
      preconditionFailure("not built yet")
    }
  }

  // MARK: - Operators that need all rows

  private func sort(
    _ input: LogicalPlan, _ keys: [BoundSortKey]
  ) throws(QueryError) -> Relation {
    let extended = try extended(input, by: keys)
    return try driver.run(
      extended.pipeline,
      into: SortSink(
        keys: extended.keys, outputCount: extended.inputCount, inputCount: extended.columnCount,
        context: context))
  }

  private func aggregate(
    _ input: LogicalPlan, _ aggregation: AggregatePlan
  ) throws(QueryError) -> Relation {
    var expressions: [PreparedExpression] = []
    var keys: [KeyColumn] = []
    for key in aggregation.keys {
      keys.append(KeyColumn(position: expressions.count, type: key.type))
      expressions.append(try prepare(key))
    }
    var aggregates: [AggregateColumns] = []
    for aggregate in aggregation.aggregates {
      aggregates.append(try columns(of: aggregate, &expressions))
    }
    var pipeline = try pipeline(for: input)
    pipeline.total = nil
    let operation = AggregateOperator(
      keys: keys, aggregates: aggregates, hasTotal: aggregation.hasTotal,
      domains: aggregation.domains, context: context)
    return try operation.run(
      pipeline.adding(ProjectOperator(expressions, evaluator: evaluator)))
  }

  /// Adds the columns that an aggregate reads. Its arguments are looked at only where its filter
  /// is true.
  private func columns(
    of aggregate: BoundAggregate, _ expressions: inout [PreparedExpression]
  ) throws(QueryError) -> AggregateColumns {
    var filter: PreparedExpression?
    if let condition = aggregate.filter { filter = try prepare(condition) }
    var arguments: [Int] = []
    for argument in aggregate.arguments {
      arguments.append(expressions.count)
      let prepared = try prepare(argument)
      if let filter, prepared.canFail {
        let missing = PreparedExpression(.constant(.missing), type: prepared.type)
        expressions.append(
          PreparedExpression(
            .conditional(filter, then: prepared, else: missing), type: prepared.type))
      } else {
        expressions.append(prepared)
      }
    }
    if let filter { expressions.append(filter) }
    return AggregateColumns(
      function: aggregate.function, arguments: arguments,
      argumentTypes: aggregate.arguments.map(\.type),
      filter: filter == nil ? nil : expressions.count - 1, isOverWhole: aggregate.isOverWhole,
      location: aggregate.location)
  }
}
