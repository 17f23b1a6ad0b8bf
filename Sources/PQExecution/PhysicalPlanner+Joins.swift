import PQColumnar
import PQDiagnostics
import PQPlan

extension PhysicalPlanner {
  /// Holds the right side in memory and returns the left side's pipeline with a lookup in it.
  ///
  /// Where the left side is much the smaller, its keys are collected first and only rows of the
  /// right side that may have one of them are held.
  func join(
    _ left: PlannedRows, _ right: LogicalPlan, _ join: JoinPlan
  ) throws(QueryError) -> Pipeline {
    let keyTypes = join.keys.map { CommonKey.type($0.left.type, $0.right.type) }
    let leftKeys = try prepare(join.keys.map(\.left))
    let build = PlannedRows(schema: right.schema, pipeline: try pipeline(for: right))
    var extended = try extended(build, by: join.keys.map(\.right))
    var leftPipeline = left.pipeline
    if isWorthFiltering(extended.pipeline, by: leftPipeline, leftKeys) {
      let rows = try relation(of: leftPipeline)
      extended.pipeline = extended.pipeline.adding(
        KeyFilterOperator(
          filter: try filter(of: leftKeys, as: keyTypes, in: rows), keys: extended.keys,
          keyTypes: keyTypes, counters: context.counters))
      leftPipeline = Pipeline(rows)
    }
    let (table, reservations) = try joinTable(extended, keyTypes)
    var residual: PreparedExpression?
    if let condition = join.residual { residual = try prepare(condition) }
    let operation = JoinOperator(
      kind: join.kind, keys: leftKeys, keyTypes: keyTypes,
      quotesKeys: join.quotesKeys
        && !join.keys.contains { key in
          key.left.columns.contains { left.schema.fields[$0].isPrivate }
        }, takesFirst: join.takesFirst, target: join.target, residual: residual,
      table: table, build: table.rows.unified(Array(0..<extended.inputCount)),
      buildColumnCount: extended.inputCount, evaluator: evaluator, context: context)
    var pipeline = leftPipeline.adding(operation)
    pipeline.reservations += reservations
    return pipeline
  }

  /// Below this many rows, holding all of them costs nothing worth saving.
  private static let filteredRowCount = 10_000

  /// Whether the keys of one side should be known before the other is read. Nothing on that side
  /// may fail: a later stage may want so few rows that the failure is never met.
  private func isWorthFiltering(
    _ build: Pipeline, by left: Pipeline, _ keys: [PreparedExpression]
  ) -> Bool {
    let buildCount = build.blocks.reduce(0) { $0 + $1.rowCount }
    let leftCount = left.blocks.reduce(0) { $0 + $1.rowCount }
    return !keys.isEmpty && buildCount >= PhysicalPlanner.filteredRowCount
      && leftCount <= buildCount / 2
      && !left.operators.contains { $0.canFail } && !keys.contains { $0.canFail }
  }

  private func filter(
    of keys: [PreparedExpression], as types: [DataType], in rows: Relation
  ) throws(QueryError) -> KeyFilter {
    var filter = KeyFilter(types: types, keyCount: rows.rowCount)
    context.counters.countHashed(rows.rowCount)
    for block in rows.blocks {
      try context.cancellation.check()
      filter.add(try evaluator.keys(keys, as: types, in: block), rowCount: block.rowCount)
    }
    return filter
  }

  /// What a row of a join's build side takes: its hash, its address, the next of its slot, slots.
  private static let bytesPerBuildRow = 40

  private func joinTable(
    _ input: ExtendedPipeline, _ keyTypes: [DataType]
  ) throws(QueryError) -> (JoinTable, [MemoryReservation]) {
    let held = try relation(of: input.pipeline)
    if held.rowCount > Int(Int32.max) { throw QueryError(.tooManyRows(held.rowCount)) }
    context.counters.countHashed(held.rowCount)
    var reservations = held.reservations
    if let reservation = try context.memory.reserve(
      held.rowCount * PhysicalPlanner.bytesPerBuildRow)
    {
      reservations.append(reservation)
    }
    let rows = RowBlocks(held.blocks, columnCount: input.columnCount)
    let keys = input.keys.enumerated().map { position, key in
      rows.blocks.map {
        CommonKey.column($0.column(key.position), from: key.type, to: keyTypes[position])
      }
    }
    let table = JoinTable(keys: keys, types: keyTypes, rows: rows, workers: context.workers)
    try context.cancellation.check()
    return (table, reservations)
  }

  /// Writes the rows of a plan and hands them on.
  ///
  /// Rows that are only put in order are gathered while they are written, and again when somebody
  /// goes on with them.
  func save(
    _ input: PlannedRows, _ save: SavePlan, chart: ChartPlan?
  ) throws(QueryError) -> Pipeline {
    var rows = input.pipeline
    let table: Table
    if let arrangement = rows.arrangement {
      table = Table(
        name: "", schema: input.schema, arrangement: arrangement,
        total: try rows.finishedTotal()?.compacted())
    } else {
      let relation = try relation(of: rows)
      table = Table(
        name: "", schema: input.schema, blocks: relation.blocks.map { $0.compacted() },
        total: relation.total?.compacted())
      rows = Pipeline(relation)
    }
    try context.save(
      SaveRequest(
        path: try text(of: save.path, at: save.location), appends: save.appends,
        format: save.format, table: table, chart: chart, location: save.location))
    return rows
  }

  /// Returns a template with its parts filled in.
  private func text(
    of template: BoundTemplate, at location: SourceLocation?
  ) throws(QueryError) -> String {
    var result = ""
    for part in template.parts {
      switch part {
      case .text(let text): result += text
      case .value(let expression):
        result += ValueFormat.text(try value(of: expression), as: expression.type)
      case .table(let plan):
        let rows = try relation(of: plan)
        throw QueryError(.notOneValue(rows: rows.rowCount)).located(at: location)
      }
    }
    return result
  }
}
