import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// An aggregate whose arguments and filter are columns of the rows that the sink sees.
struct AggregateColumns: Sendable {
  let function: any AggregateFunction.Type
  let arguments: [Int]
  let argumentTypes: [DataType]
  /// The column that says which rows count.
  let filter: Int?
  let isOverWhole: Bool
  let location: SourceLocation?
}

/// One worker's groups and the states of their aggregates.
struct AggregatePart: PartialSink {
  let keys: [KeyColumn]
  let aggregates: [AggregateColumns]
  let context: ExecutionContext
  private(set) var groups: KeyGroups
  private(set) var states: [any Accumulator]
  private var reservedByteCount = 0
  private var reservations: [MemoryReservation] = []

  /// - Parameter rowCount: how many rows there may be in all.
  init(
    keys: [KeyColumn], aggregates: [AggregateColumns], rowCount: Int, context: ExecutionContext
  ) {
    self.keys = keys
    self.aggregates = aggregates
    self.context = context
    self.groups = KeyGroups(types: keys.map(\.type), rowCount: rowCount)
    self.states = aggregates.map { $0.function.makeAccumulator(types: $0.argumentTypes) }
    for position in states.indices { resize(position) }
  }

  mutating func consume(_ batch: Batch, firstRow: Int) throws(QueryError) {
    var (batch, chosen) = batch.withChosenRows()
    var numbered: KeyGroups.Numbered
    if let dense = groups.denseGroups(
      of: keys.map { batch.columns[$0.position] }, rowCount: batch.rowCount, chosen: chosen)
    {
      numbered = dense
    } else {
      if let rows = chosen { batch = batch.selecting(Conditions.rows(rows)).compacted() }
      chosen = nil
      context.counters.countHashed(batch.rowCount)
      numbered = groups.hashedGroups(
        of: keys.map { batch.columns[$0.position] }, rowCount: batch.rowCount)
    }
    try reserve()
    if let moved = numbered.moved { try moveStates(moved) }
    for (position, aggregate) in aggregates.enumerated() where !aggregate.countsRows {
      resize(position)
      var rows = chosen
      if let filter = aggregate.filter {
        rows = Conditions.both(chosen, Conditions.bits(of: batch.columns[filter]))
      }
      let ids =
        aggregate.isOverWhole ? GroupIDs(single: 0, count: batch.rowCount) : numbered.ids
      do {
        try states[position].update(
          aggregate.arguments.map { batch.columns[$0] }, groups: ids, rows: rows,
          firstRow: firstRow)
      } catch {
        throw error.located(at: aggregate.location)
      }
    }
  }

  /// Puts the states of groups where the groups have moved.
  private mutating func moveStates(_ moved: [Int32]) throws(QueryError) {
    for (position, aggregate) in aggregates.enumerated() where !aggregate.isOverWhole {
      let earlier = states[position]
      states[position] = aggregate.function.makeAccumulator(types: aggregate.argumentTypes)
      resize(position)
      try merge(earlier, moved, at: position)
    }
  }

  private mutating func merge(
    _ other: any Accumulator, _ map: [Int32], at position: Int
  ) throws(QueryError) {
    do {
      try states[position].merge(other, groupMap: map)
    } catch {
      throw error.located(at: aggregates[position].location)
    }
  }

  /// Takes in another worker's groups.
  mutating func merge(_ other: AggregatePart) throws(QueryError) {
    let (moved, map) = groups.merge(other.groups)
    if let moved { try moveStates(moved) }
    let groupMap = map ?? RowChoice.rows(count: other.groups.groupCount)
    for (position, aggregate) in aggregates.enumerated() {
      resize(position)
      try merge(other.states[position], aggregate.isOverWhole ? [0] : groupMap, at: position)
    }
  }

  /// Adds groups that no row has, unless they are there.
  mutating func addEmptyGroups(_ keys: [Column], count: Int) throws(QueryError) {
    if let moved = groups.addEmptyGroups(keys, count: count) { try moveStates(moved) }
    for position in states.indices { resize(position) }
  }

  /// Returns each aggregate's value for each group, also for those without rows.
  func values() throws(QueryError) -> [Column] {
    var columns: [Column] = []
    for (position, aggregate) in aggregates.enumerated() {
      let column = try finish(state(at: position), aggregate)
      columns.append(aggregate.isOverWhole ? column.repeatingFirst(groups.groupCount) : column)
    }
    return columns
  }

  /// Returns each aggregate's value over all rows, as one group.
  func totals() throws(QueryError) -> [Column] {
    var columns: [Column] = []
    for (position, aggregate) in aggregates.enumerated() {
      if aggregate.isOverWhole {
        columns.append(try finish(states[position], aggregate))
        continue
      }
      var total = aggregate.function.makeAccumulator(types: aggregate.argumentTypes)
      total.resize(groupCount: 1)
      let map = [Int32](repeating: 0, count: groups.groupCount)
      do {
        try total.merge(state(at: position), groupMap: map)
      } catch {
        throw error.located(at: aggregate.location)
      }
      columns.append(try finish(total, aggregate))
    }
    return columns
  }

  private func state(at position: Int) -> any Accumulator {
    let aggregate = aggregates[position]
    guard aggregate.countsRows,
      let counted = aggregate.function.makeAccumulator(rowCounts: groups.rowCounts)
    else { return states[position] }
    return counted
  }

  private func finish(
    _ state: any Accumulator, _ aggregate: AggregateColumns
  ) throws(QueryError) -> Column {
    do {
      return try state.finish()
    } catch {
      throw error.located(at: aggregate.location)
    }
  }

  private mutating func resize(_ position: Int) {
    states[position].resize(groupCount: aggregates[position].isOverWhole ? 1 : groups.groupCount)
  }

  /// Claims memory for groups each time their number has doubled.
  private mutating func reserve() throws(QueryError) {
    let stateCount = keys.count + aggregates.count + 1
    let byteCount =
      groups.isHashed
      ? max(1024, groups.groupCount * 2) * stateCount * Self.bytesPerHashedState
      : groups.groupCount * stateCount * Self.bytesPerDenseState
    let isEnough =
      groups.isHashed ? byteCount <= reservedByteCount * 2 : byteCount <= reservedByteCount
    if isEnough { return }
    if let reservation = try context.memory.reserve(byteCount - reservedByteCount) {
      reservations.append(reservation)
    }
    reservedByteCount = byteCount
  }

  /// A key value or an accumulator's state with its share of a hash table.
  private static let bytesPerHashedState = 32
  /// A sum or another state of a word or two.
  private static let bytesPerDenseState = 16
}

extension AggregateColumns {
  /// Whether the groups' numbers of rows are all that it asks for.
  fileprivate var countsRows: Bool {
    arguments.isEmpty && filter == nil && !isOverWhole
      && function.makeAccumulator(rowCounts: GroupCounts()) != nil
  }
}

extension QueryError {
  /// Returns the error with a place, unless it already has one.
  func located(at location: SourceLocation?) -> QueryError {
    guard let location else { return self }
    let error = location.hidesCells && !isAboutRun ? hidingCells() : self
    return error.located(at: location.range, in: location.source)
  }
}

extension Column {
  /// Returns the first row as often as asked.
  fileprivate func repeatingFirst(_ rowCount: Int) -> Column {
    Gather.rows([Int32](repeating: 0, count: rowCount), of: self)
  }
}
