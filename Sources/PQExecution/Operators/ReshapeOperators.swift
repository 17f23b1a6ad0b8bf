import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// Wide to long: one row for each of some columns, with the column's name and value.
struct UnpivotOperator: StreamingOperator {
  let plan: UnpivotPlan

  var canFail: Bool { false }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    let columnCount = plan.unpivoted.count
    if columnCount == 0 { return }
    let rowCount = input.rowCount
    let repeated = Reshaping.repeated(rowCount: rowCount, times: columnCount)
    var columns = plan.kept.map { Gather.rows(repeated, of: input.column($0)) }
    var names = TextColumn()
    for name in plan.names { names.append(name) }
    columns.append(
      .dictionary(
        DictionaryColumn(
          codes: Reshaping.cycled(rowCount: rowCount, through: columnCount), dictionary: names)))
    let values = Concatenation.columns(plan.unpivoted.map { input.column($0) })
    columns.append(
      Gather.rows(
        Reshaping.interleaved(columnCount: columnCount, rowCount: rowCount), of: values))
    try emit(Batch(columns: columns, rowCount: rowCount * columnCount))
  }

  /// A total is no row of a long table.
  func processTotal(_ total: Batch) throws(QueryError) -> Batch? { nil }
}

/// Long to wide: rows with the same row key become one, in order of first appearance.
struct PivotOperator: WholeOperator {
  let plan: PivotPlan
  let input: Schema
  let context: ExecutionContext

  func process(_ all: Batch) throws(QueryError) -> Relation {
    context.counters.countHashed(all.rowCount)
    var lines = GroupTable(types: plan.rowKeys.map { input.fields[$0].type })
    let lineOfRow = lines.groups(
      of: plan.rowKeys.map { all.columns[$0] }, rowCount: all.rowCount)
    try checkSize(lineCount: lines.groupCount)
    let cells = PivotCells(
      lines: lineOfRow, lineCount: lines.groupCount, columns: pivotColumns(of: all),
      columnCount: plan.pivotValues.count)
    if let row = cells.missed {
      throw QueryError(.pivotValueMissed(text(all, plan.pivotKey, row))).located(at: plan.location)
    }
    if let row = cells.conflict { throw conflict(all, row) }
    let firsts = RowPositions.firsts(of: lineOfRow)
    var columns = plan.rowKeys.map { Gather.rows(firsts, of: all.columns[$0]) }
    for position in plan.pivotValues.indices {
      let rows = cells.rows(inColumn: position)
      for value in plan.values {
        columns.append(
          all.columns[value.column].gathering(
            rows, filler: value.filler, type: input.fields[value.column].type))
      }
    }
    var total: [Column] = []
    if let sum = plan.sum {
      columns += try sums(sum, all, groups: lineOfRow, groupCount: cells.lineCount)
      total = try totalRow(sum, all)
    }
    context.counters.countGathered(cells.lineCount)
    var result = try Relation.cutting(
      Batch(columns: columns, rowCount: cells.lineCount), context)
    if plan.sum != nil { result.total = Batch(columns: total, rowCount: 1) }
    return result
  }

  /// Returns the sum of each value column for each group of rows.
  private func sums(
    _ sum: any AggregateFunction.Type, _ all: Batch, groups: [Int32], groupCount: Int
  ) throws(QueryError) -> [Column] {
    var result: [Column] = []
    for value in plan.values {
      var sums = sum.makeAccumulator(types: [input.fields[value.column].type])
      sums.resize(groupCount: groupCount)
      try sums.update([all.columns[value.column]], groups: groups, firstRow: 0)
      result.append(try sums.finish())
    }
    return result
  }

  /// Returns the sums of the columns, and of their sums.
  private func totalRow(
    _ sum: any AggregateFunction.Type, _ all: Batch
  ) throws(QueryError) -> [Column] {
    let byKey = try sums(
      sum, all, groups: pivotColumns(of: all), groupCount: plan.pivotValues.count)
    var result = [Column](
      repeating: .constant(ConstantColumn(.missing, count: 1)), count: plan.rowKeys.count)
    for key in plan.pivotValues.indices {
      for sums in byKey { result.append(Gather.rows([Int32(key)], of: sums)) }
    }
    let whole = [Int32](repeating: 0, count: all.rowCount)
    return result + (try sums(sum, all, groups: whole, groupCount: 1))
  }

  /// A wide table holds every cell, also the empty ones.
  private func checkSize(lineCount: Int) throws(QueryError) {
    let (cells, overflows) = lineCount.multipliedReportingOverflow(by: plan.pivotValues.count)
    if overflows || cells > Int(Int32.max) { throw QueryError(.tooManyRows(cells)) }
    _ = try context.memory.reserve(cells * 8 * max(1, plan.values.count))
  }

  /// Returns the pivot column of each row, -1 for a value that has none.
  private func pivotColumns(of all: Batch) -> [Int32] {
    let type = input.fields[plan.pivotKey].type
    var values = GroupTable(types: [type])
    _ = values.groups(
      of: [Column(values: plan.pivotValues, type: type)], rowCount: plan.pivotValues.count)
    return values.existingGroups(of: [all.columns[plan.pivotKey]], rowCount: all.rowCount)
  }

  private func conflict(_ all: Batch, _ row: Int) -> QueryError {
    let line = plan.rowKeys.map { text(all, $0, row) }.joined(separator: ", ")
    return QueryError(.pivotConflict(row: line, column: text(all, plan.pivotKey, row)))
      .located(at: plan.location)
  }

  private func text(_ all: Batch, _ position: Int, _ row: Int) -> String {
    let field = input.fields[position]
    let value = all.columns[position].value(at: row, as: field.type)
    if value.isMissing { return "missing" }
    return field.isPrivate ? "**" : ValueFormat.text(value, as: field.type)
  }
}
