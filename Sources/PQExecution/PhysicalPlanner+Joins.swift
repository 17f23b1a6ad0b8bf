import PQColumnar
import PQDiagnostics
import PQPlan

extension PhysicalPlanner {
  /// Holds the right side in memory and returns the left side's pipeline with a lookup in it.
  func join(
    _ left: PlannedRows, _ right: LogicalPlan, _ join: JoinPlan
  ) throws(QueryError) -> Pipeline {
    let keyTypes = join.keys.map { CommonKey.type($0.left.type, $0.right.type) }
    let build = PlannedRows(schema: right.schema, pipeline: try pipeline(for: right))
    let extended = try extended(build, by: join.keys.map(\.right))
    var rows = try relation(of: extended.pipeline)
    let all = try rows.takeWhole(columnCount: extended.columnCount, context)
    context.counters.countHashed(all.rowCount)
    let tableBytes = all.rowCount * (join.keys.count + 2) * 16
    if let reservation = try context.memory.reserve(tableBytes) {
      rows.reservations.append(reservation)
    }
    let keys = extended.keys.enumerated().map { position, key in
      CommonKey.column(all.columns[key.position], from: key.type, to: keyTypes[position])
    }
    var residual: PreparedExpression?
    if let condition = join.residual { residual = try prepare(condition) }
    let operation = JoinOperator(
      kind: join.kind, keys: try prepare(join.keys.map(\.left)), keyTypes: keyTypes,
      quotesKeys: join.quotesKeys
        && !join.keys.contains { key in
          key.left.columns.contains { left.schema.fields[$0].isPrivate }
        }, residual: residual,
      table: JoinTable(keys: keys, types: keyTypes, rowCount: all.rowCount),
      build: all.choosing(Array(0..<extended.inputCount)), evaluator: evaluator,
      context: context)
    var pipeline = left.pipeline.adding(operation)
    pipeline.reservations += rows.reservations
    return pipeline
  }

  /// Writes the rows of a plan and returns them.
  func save(
    _ input: PlannedRows, _ save: SavePlan, chart: ChartPlan?
  ) throws(QueryError) -> Relation {
    let rows = try relation(of: input.pipeline)
    let table = Table(
      name: "", schema: input.schema, blocks: rows.blocks.map { $0.compacted() },
      total: rows.total?.compacted())
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
