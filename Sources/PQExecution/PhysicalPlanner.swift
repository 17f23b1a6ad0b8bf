import PQColumnar
import PQDiagnostics
import PQPlan

/// Turns logical plans into pipelines, running what must be complete before the next one starts.
struct PhysicalPlanner: Sendable {
  let context: ExecutionContext

  var driver: PipelineDriver { PipelineDriver(context: context) }
  var evaluator: ExpressionEvaluator {
    ExpressionEvaluator(functions: context.functions, counters: context.counters)
  }

  /// Returns the rows of a plan as a table.
  func table(of plan: LogicalPlan, name: String) throws(QueryError) -> Table {
    let pipeline = try pipeline(for: plan)
    if let arrangement = pipeline.arrangement {
      return Table(
        name: name, schema: plan.schema, arrangement: arrangement,
        total: try pipeline.finishedTotal())
    }
    let relation = try relation(of: pipeline)
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
  ///
  /// A query is a long chain of stages with few branches: the chain is walked, only branches are
  /// recursed into, so that a thousand stages do not need a deep stack.
  func pipeline(for plan: LogicalPlan) throws(QueryError) -> Pipeline {
    var chain = [plan]
    while let input = chain[chain.count - 1].mainInput { chain.append(input) }
    var rows = PlannedRows(schema: Schema([]), pipeline: Pipeline(Relation(blocks: [])))
    for plan in chain.reversed() {
      rows = PlannedRows(schema: plan.schema, pipeline: try adding(plan, to: rows))
    }
    return rows.pipeline
  }

  /// Returns the rows of a plan whose main input is already there.
  private func adding(
    _ plan: LogicalPlan, to input: PlannedRows
  ) throws(QueryError) -> Pipeline {
    switch plan.node {
    case .scan(let table, let columns) where table.arrangement != nil:
      return arranged(table, columns)
    case .scan(let table, let columns):
      return Pipeline(
        scanning: try blocks(of: table, columns: columns), total: table.total?.choosing(columns))
    case .derived(_, let columns):
      return try derive(columns, onto: input.pipeline)
    case .filter(_, let predicate):
      return input.pipeline.adding(
        FilterOperator(predicate: try prepare(predicate), evaluator: evaluator))
    case .project(_, let expressions):
      return input.pipeline.adding(
        ProjectOperator(try prepare(expressions), evaluator: evaluator))
    case .unpivot(_, let unpivot):
      return input.pipeline.adding(UnpivotOperator(plan: unpivot))
    case .join(_, let right, let join):
      return try self.join(input, right, join)
    case .sort(_, let keys):
      return try sort(input, keys)
    case .withhold(_, let predicate, let kind):
      return try withhold(input, predicate, kind)
    case .save(let below, let save):
      var chart: ChartPlan?
      if case .chart(_, let plan) = below.node { chart = plan }
      return try self.save(input, save, chart: chart)
    case .chart, .guarded:
      return input.pipeline
    default:
      return Pipeline(try breaker(plan, input))
    }
  }

  /// Runs a node that cannot hand on its first row before it has seen others.
  private func breaker(
    _ plan: LogicalPlan, _ input: PlannedRows
  ) throws(QueryError) -> Relation {
    switch plan.node {
    case .aggregate(_, let aggregation): return try aggregate(input, aggregation)
    case .window(_, let windows): return try window(input, windows)
    case .slice(_, let skip, let take):
      return try driver.run(
        input.pipeline, into: SliceSink(skip: skip, take: take, context: context))
    case .top(_, let count, let keys, let per): return try top(input, count, keys, per)
    case .takePer(_, let count, let per): return try takePer(input, count, per)
    case .sample(_, let count, let seed):
      return try driver.run(
        input.pipeline,
        into: SampleSink(
          count: count, seed: seed, columnCount: input.schema.fields.count, context: context))
    case .distinct(_, let columns): return try distinct(input, columns)
    case .append(_, let second): return try append(input, second)
    case .pivot(_, let pivot):
      return try whole(
        input, PivotOperator(plan: pivot, input: input.schema, context: context))
    case .describe:
      let operation = DescribeOperator(input: input.schema, context: context)
      return try operation.run(try relation(of: input.pipeline))
    case .compare(_, let previous, let compare):
      let operation = CompareOperator(plan: compare, input: input.schema, context: context)
      return try operation.run(
        try relation(of: input.pipeline), try relation(of: previous))
    case .protect(_, let protect):
      let operation = ProtectOperator(plan: protect, input: input.schema, context: context)
      return try operation.run(try relation(of: input.pipeline))
    case .scan, .derived, .filter, .project, .unpivot, .join, .sort, .save, .withhold, .chart,
      .guarded:
      return try relation(of: try adding(plan, to: input))
    }
  }

  /// Runs an operator that makes other rows of all rows; a total is no total of those.
  private func whole(
    _ input: PlannedRows, _ operation: some WholeOperator
  ) throws(QueryError) -> Relation {
    var pipeline = input.pipeline
    pipeline.total = nil
    return try driver.run(
      pipeline,
      into: WholeSink(operation, columnCount: input.schema.fields.count, context: context))
  }

  /// Scans rows that are only put in order so far.
  private func arranged(_ table: Table, _ columns: [Int]) -> Pipeline {
    guard let arrangement = table.arrangement else {
      return Pipeline(scanning: [], total: nil)
    }
    return Pipeline(scanning: arrangement.addresses, total: table.total?.choosing(columns))
      .adding(
        GatherOperator(rows: arrangement.choosing(columns), counters: context.counters))
  }

  private func append(
    _ input: PlannedRows, _ second: LogicalPlan
  ) throws(QueryError) -> Relation {
    var rows = try relation(of: input.pipeline)
    let others = try relation(of: second)
    rows.blocks += others.blocks
    rows.reservations += others.reservations
    rows.total = nil
    return rows
  }
}

/// The rows that a node starts from.
struct PlannedRows {
  let schema: Schema
  let pipeline: Pipeline
}

extension LogicalPlan {
  /// The input that a node goes on from; the other side of a join and its like is a branch.
  fileprivate var mainInput: LogicalPlan? {
    switch node {
    case .scan: nil
    case .derived(let input, _), .filter(let input, _), .project(let input, _),
      .window(let input, _),
      .aggregate(let input, _), .sort(let input, _), .slice(let input, _, _),
      .top(let input, _, _, _), .takePer(let input, _, _), .sample(let input, _, _),
      .distinct(let input, _), .join(let input, _, _), .append(let input, _),
      .pivot(let input, _), .unpivot(let input, _), .compare(let input, _, _),
      .describe(let input), .protect(let input, _), .chart(let input, _), .save(let input, _),
      .guarded(let input, _), .withhold(let input, _, _):
      input
    }
  }
}
