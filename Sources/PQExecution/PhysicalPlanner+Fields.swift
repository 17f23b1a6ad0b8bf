import PQColumnar
import PQDiagnostics
import PQPlan

extension PhysicalPlanner {
  /// Adds derived fields to all rows of their table.
  ///
  /// A field is computed over the whole table before the first of its rows goes on, so that it can
  /// be kept: what comes after sees a column like any other.
  func derive(
    _ columns: [DerivedColumn?], onto input: Pipeline
  ) throws(QueryError) -> Pipeline {
    var result = input
    if !input.isScan || !input.operators.isEmpty {
      result = Pipeline(try relation(of: input))
      result.blocks = result.blocks.map { $0.compacted() }
    }
    let counts = result.blocks.map(\.rowCount)
    var added: [[Column]] = []
    for column in columns {
      guard let column else {
        added.append(counts.map { .constant(ConstantColumn(.missing, count: $0)) })
        continue
      }
      added.append(Slice.recut(try values(of: column), into: counts))
    }
    for position in result.blocks.indices {
      let block = result.blocks[position]
      result.blocks[position] = Batch(
        columns: block.columns + added.map { $0[position] }, rowCount: block.rowCount)
    }
    result.total = result.total?.addingMissing(columnCount: columns.count)
    return result
  }

  /// Returns the values of a field, one column for each block of its table.
  private func values(of column: DerivedColumn) throws(QueryError) -> [Column] {
    if let known = context.fields.parts(of: column) { return known }
    let plan = Rewriter.rewrite(
      column.plan, configuration: context.rewrites, context: context.functions)
    let rows = try relation(of: plan)
    precondition(
      rows.rowCount == column.table.rowCount, "a derived field has a value for each row")
    context.counters.countDerived(rows.rowCount)
    let parts = Slice.recut(
      rows.blocks.map { $0.column(0) }, into: column.table.blockRowCounts)
    let reservation = try context.memory.reserve(parts.reduce(0) { $0 + $1.byteCount })
    context.fields.keep(parts, of: column, reservation: reservation)
    return parts
  }
}
