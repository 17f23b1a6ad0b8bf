import PQColumnar
import PQDiagnostics
import PQPlan

/// Makes one row for each group: keys, then aggregates, in key order with missing last.
struct AggregateOperator {
  let keys: [KeyColumn]
  /// Where the keys were written.
  let keyLocations: [SourceLocation?]
  let aggregates: [AggregateColumns]
  let hasTotal: Bool
  let domains: [KeyDomain?]
  let context: ExecutionContext

  /// Runs the input, whose columns are what `keys` and `aggregates` say.
  func run(_ input: Pipeline) throws(QueryError) -> Relation {
    var pipeline = input
    pipeline.total = nil
    let driver = PipelineDriver(context: context)
    let rowCount = pipeline.blocks.reduce(0) { $0 + $1.rowCount }
    let parts = try driver.runParts(pipeline) {
      AggregatePart(keys: keys, aggregates: aggregates, rowCount: rowCount, context: context)
    }
    var result = parts[0]
    for part in parts.dropFirst() { try result.merge(part) }
    let totals = hasTotal ? try result.totals() : nil
    try addEmptyGroups(to: &result)
    return try relation(of: result, totals: totals)
  }

  private func relation(
    of part: AggregatePart, totals: [Column]?
  ) throws(QueryError) -> Relation {
    let groups = part.groups.occupied
    let keyColumns = part.groups.keyColumns(of: groups)
    let values = try part.values().map { column in
      groups.count == column.count ? column : Gather.rows(groups, of: column)
    }
    let batch = Batch(columns: keyColumns + values, rowCount: groups.count)
    var order = RowChoice.rows(count: groups.count)
    if !part.groups.isInKeyOrder {
      order = batch.order(
        by: keys.indices.map { KeyColumn(position: $0, type: keys[$0].type) })
    }
    var relation = try Relation.gathering(
      order, of: batch, columns: Array(batch.columns.indices), context)
    if let totals {
      let missing = keys.map { _ in Column.constant(ConstantColumn(.missing, count: 1)) }
      relation.total = Batch(columns: missing + totals, rowCount: 1)
    }
    return relation
  }

  // MARK: - Groups without rows

  /// More groups than anyone reads; a slip such as minutes for months shows up here.
  private static let emptyGroupLimit = 1_000_000

  private func addEmptyGroups(to part: inout AggregatePart) throws(QueryError) {
    guard domains.contains(where: { $0 != nil }) else { return }
    let occurring = part.groups.keyColumns(of: part.groups.occupied)
    var values: [Column] = []
    var count = 1
    for (position, key) in keys.enumerated() {
      let column: Column
      do throws(QueryError) {
        column = try KeyDomainColumn.column(
          domains[position], occurring: occurring[position], type: key.type,
          limit: Self.emptyGroupLimit)
      } catch {
        throw error.located(at: keyLocations[position])
      }
      values.append(column)
      let (product, overflows) = count.multipliedReportingOverflow(by: column.count)
      if overflows || product > Self.emptyGroupLimit {
        throw QueryError(.tooManyGroups(limit: Self.emptyGroupLimit))
          .located(at: keyLocations[position])
      }
      count = product
    }
    try part.addEmptyGroups(CrossProduct.columns(values), count: count)
  }
}
