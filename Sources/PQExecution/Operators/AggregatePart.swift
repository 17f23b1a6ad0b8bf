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
  private(set) var groups: GroupTable
  private(set) var states: [any Accumulator]
  private var reservedGroupCount = 0
  private var reservations: [MemoryReservation] = []

  init(keys: [KeyColumn], aggregates: [AggregateColumns], context: ExecutionContext) {
    self.keys = keys
    self.aggregates = aggregates
    self.context = context
    self.groups = GroupTable(types: keys.map(\.type))
    self.states = aggregates.map { $0.function.makeAccumulator(types: $0.argumentTypes) }
    for position in states.indices { resize(position) }
  }

  /// Without keys there is one group, also without rows.
  var groupCount: Int { keys.isEmpty ? 1 : groups.groupCount }

  mutating func consume(_ batch: Batch, firstRow: Int) throws(QueryError) {
    let whole = [Int32](repeating: 0, count: batch.rowCount)
    var ids = whole
    if !keys.isEmpty {
      context.counters.countHashed(batch.rowCount)
      ids = groups.groups(of: keys.map { batch.column($0.position) }, rowCount: batch.rowCount)
      try reserve()
    }
    for (position, aggregate) in aggregates.enumerated() {
      resize(position)
      try update(position, aggregate, batch, aggregate.isOverWhole ? whole : ids, firstRow)
    }
  }

  private mutating func update(
    _ position: Int, _ aggregate: AggregateColumns, _ batch: Batch, _ ids: [Int32],
    _ firstRow: Int
  ) throws(QueryError) {
    var batch = batch
    var ids = ids
    if let filter = aggregate.filter {
      let rows = Conditions.rows(Conditions.bits(of: batch.column(filter)))
      if rows.count < batch.rowCount {
        batch = batch.selecting(rows)
        ids = RowChoice.compose(rows, of: ids)
      }
    }
    if ids.isEmpty { return }
    let arguments = aggregate.arguments.map { batch.column($0) }
    do {
      try states[position].update(arguments, groups: ids, firstRow: firstRow)
    } catch {
      throw error.located(at: aggregate.location)
    }
  }

  /// Takes in another worker's groups.
  mutating func merge(_ other: AggregatePart) throws(QueryError) {
    let map =
      keys.isEmpty
      ? [0] : groups.merge(other.groups)
    for (position, aggregate) in aggregates.enumerated() {
      resize(position)
      do {
        try states[position].merge(
          other.states[position], groupMap: aggregate.isOverWhole ? [0] : map)
      } catch {
        throw error.located(at: aggregate.location)
      }
    }
  }

  /// Adds groups that no row has, unless they are there.
  mutating func addEmptyGroups(_ keys: [Column], count: Int) {
    _ = groups.groups(of: keys, rowCount: count)
    for position in states.indices { resize(position) }
  }

  /// Returns each aggregate's value for each group.
  func values() throws(QueryError) -> [Column] {
    var columns: [Column] = []
    for (position, aggregate) in aggregates.enumerated() {
      let column = try finish(states[position], aggregate)
      columns.append(aggregate.isOverWhole ? column.repeatingFirst(count: groupCount) : column)
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
      let map = [Int32](repeating: 0, count: groupCount)
      do {
        try total.merge(states[position], groupMap: map)
      } catch {
        throw error.located(at: aggregate.location)
      }
      columns.append(try finish(total, aggregate))
    }
    return columns
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
    states[position].resize(groupCount: aggregates[position].isOverWhole ? 1 : groupCount)
  }

  /// Claims memory for groups each time their number has doubled.
  private mutating func reserve() throws(QueryError) {
    guard groups.groupCount > reservedGroupCount else { return }
    let count = max(1024, groups.groupCount * 2) - reservedGroupCount
    let bytes = count * (keys.count + aggregates.count) * Self.bytesPerState
    if let reservation = try context.memory.reserve(bytes) { reservations.append(reservation) }
    reservedGroupCount += count
  }

  /// A key value or an accumulator's state with its share of a hash table.
  private static let bytesPerState = 32
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
  fileprivate func repeatingFirst(count rowCount: Int) -> Column {
    Gather.rows([Int32](repeating: 0, count: rowCount), of: self)
  }
}
