import PQColumnar
import PQDiagnostics

/// A column of the rows that a sink sees, as part of a key.
struct KeyColumn: Hashable, Sendable {
  let position: Int
  let type: DataType
  var isDescending = false
}

/// Puts all rows in the order of some columns: stable, missing last in both directions.
///
/// Only the order is made here. The rows follow one block at a time, gathered by whichever worker
/// takes the block on, so that no second copy of all of them exists.
struct SortOperator {
  let keys: [KeyColumn]
  /// How many of the input's columns to hand on; sort keys may stand behind them.
  let outputCount: Int
  let columnCount: Int
  let context: ExecutionContext

  /// What a row takes while its order is found: a word, a place to move it to, its address.
  private static let bytesPerRow = 20

  func run(_ input: Relation) throws(QueryError) -> Pipeline {
    if input.rowCount > Int(Int32.max) { throw QueryError(.tooManyRows(input.rowCount)) }
    let rows = RowBlocks(input.blocks, columnCount: columnCount)
    let addresses = try order(rows)
    var result = Pipeline(
      Relation(
        blocks: AddressColumn.batches(addresses, rowCount: context.blockRowCount),
        total: input.total, reservations: input.reservations))
    if let reservation = try context.memory.reserve(addresses.count * 4) {
      result.reservations.append(reservation)
    }
    let columns = Array(0..<outputCount)
    result.operators = [
      GatherOperator(
        rows: RowArrangement(rows.unified(columns), columns: columns, addresses: result.blocks),
        counters: context.counters)
    ]
    return result
  }

  private func order(_ rows: RowBlocks) throws(QueryError) -> [UInt32] {
    let working = try context.memory.reserve(rows.rowCount * SortOperator.bytesPerRow)
    defer { withExtendedLifetime(working) {} }
    let keys = keys.map { rows.sortKey($0) }
    let addresses = BlockOrder.sorted(keys, of: rows, workers: context.workers).addresses
    try context.cancellation.check()
    return addresses
  }
}

/// Turns addresses into the rows that stand there.
struct GatherOperator: StreamingOperator {
  let rows: RowArrangement
  let counters: WorkCounters

  var canFail: Bool { false }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    counters.countGathered(input.rowCount)
    let addresses = AddressColumn.addresses(in: input.column(0))
    try emit(rows.gathering(addresses))
  }
}

extension Pipeline {
  /// The rows, if they are only put in order and their columns chosen: then nothing need be
  /// gathered before it is read.
  var arrangement: RowArrangement? {
    guard blocks.count > 1, let gather = operators.first as? GatherOperator else { return nil }
    var rows = gather.rows
    for operation in operators.dropFirst() {
      guard let picked = (operation as? ProjectOperator)?.picked else { return nil }
      rows = rows.choosing(picked)
    }
    return rows
  }
}

extension RowBlocks {
  /// Returns the columns of a key, ready to sort by.
  func sortKey(_ key: KeyColumn, onlyGroups: Bool = false) -> BlockSortKey {
    BlockSortKey(
      blocks.map { $0.column(key.position) }, type: key.type, isDescending: key.isDescending,
      onlyGroups: onlyGroups)
  }
}

extension Batch {
  /// Returns the columns of some keys, ready to sort by.
  func sortColumns(_ keys: [KeyColumn]) -> [SortColumn] {
    keys.map { SortColumn(column($0.position), type: $0.type, isDescending: $0.isDescending) }
  }

  /// Returns the rows in the order of some columns.
  func order(by keys: [KeyColumn]) -> [Int32] {
    RowOrder.sorted(sortColumns(keys), rowCount: rowCount)
  }
}
