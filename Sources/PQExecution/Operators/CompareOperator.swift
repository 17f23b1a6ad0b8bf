import PQColumnar
import PQDiagnostics
import PQPlan

/// Puts the rows of two periods beside each other by their keys, and says what changed.
///
/// Groups that only the previous period has stand among the others if those come by key, and behind
/// them, by key, if a stage has put them into an order of its own.
struct CompareOperator: Sendable {
  let plan: ComparePlan
  let input: Schema
  let context: ExecutionContext

  func run(_ current: Relation, _ previous: Relation) throws(QueryError) -> Relation {
    var (current, previous) = (current, previous)
    let count = input.fields.count
    let now = try current.takeWhole(columnCount: count, context)
    let before = try previous.takeWhole(columnCount: count, context)
    var relation = try Relation.cutting(try beside(now, before, matching(now, before)), context)
    if let now = current.total, let before = previous.total {
      relation.total = try beside(
        now.compacted(), before.compacted(), Matching(now: [0], before: [0]))
    }
    return relation
  }

  /// For each row of the result, the row of each period, -1 for none.
  private struct Matching {
    var now: [Int32]
    var before: [Int32]
  }

  private func matching(_ now: Batch, _ before: Batch) -> Matching {
    context.counters.countHashed(now.rowCount + before.rowCount)
    var groups = GroupTable(types: plan.keys.map { input.fields[$0].type })
    let nowGroups = groups.groups(
      of: plan.keys.map { now.columns[$0] }, rowCount: now.rowCount)
    let knownCount = groups.groupCount
    let beforeGroups = groups.groups(
      of: plan.keys.map { before.columns[$0] }, rowCount: before.rowCount)
    let beforeRows = RowPositions.first(of: beforeGroups, groupCount: groups.groupCount)
    let onlyBefore = before.gathering(
      RowPositions.firsts(of: beforeGroups, knownCount: knownCount), columns: plan.keys)
    let order = onlyBefore.order(
      by: plan.keys.indices.map {
        KeyColumn(position: $0, type: input.fields[plan.keys[$0]].type)
      })
    let onlyBeforeRows = RowPositions.firsts(of: beforeGroups, knownCount: knownCount)
    let matching = Matching(
      now: RowChoice.rows(count: now.rowCount) + order.map { _ in -1 },
      before: RowPositions.lookUp(nowGroups, in: beforeRows)
        + RowChoice.compose(order, of: onlyBeforeRows))
    if !plan.isInKeyOrder || order.isEmpty { return matching }
    return byKey(matching, now, before)
  }

  private func byKey(_ matching: Matching, _ now: Batch, _ before: Batch) -> Matching {
    let rows = Batch(columns: keys(matching, now, before), rowCount: matching.now.count)
    let order = rows.order(
      by: plan.keys.enumerated().map {
        KeyColumn(position: $0.offset, type: input.fields[$0.element].type)
      })
    return Matching(
      now: RowChoice.compose(order, of: matching.now),
      before: RowChoice.compose(order, of: matching.before))
  }

  private func keys(_ matching: Matching, _ now: Batch, _ before: Batch) -> [Column] {
    plan.keys.map { key in
      Gather.rows(
        RowChoice.first(matching.now, or: matching.before, offset: now.rowCount),
        of: Concatenation.columns([now.columns[key], before.columns[key]]))
    }
  }

  private func beside(
    _ now: Batch, _ before: Batch, _ matching: Matching
  ) throws(QueryError) -> Batch {
    context.counters.countGathered(matching.now.count)
    var columns = keys(matching, now, before)
    for value in plan.values {
      let type = input.fields[value.column].type
      let current = now.columns[value.column].gathering(
        matching.now, filler: value.filler, type: type)
      let previous = before.columns[value.column].gathering(
        matching.before, filler: value.filler, type: type)
      guard let change = Change.difference(current, previous, type) else {
        let name = input.fields[value.column].name
        throw QueryError(.changeOverflow(of: name)).located(at: plan.location)
      }
      columns += [current, previous, change, Change.fraction(current, previous, type)]
    }
    return Batch(columns: columns, rowCount: matching.now.count)
  }
}

extension Column {
  /// Returns the given rows, a filler for each row number below 0.
  func gathering(_ rows: [Int32], filler: Value, type: DataType) -> Column {
    if filler.isMissing { return Gather.rows(rows, of: self) }
    let source = Concatenation.columns([self, Column(values: [filler], type: type)])
    return Gather.rows(RowPositions.replacingNegative(rows, with: count), of: source)
  }
}
