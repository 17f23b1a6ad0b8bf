import PQColumnar
import PQDiagnostics

/// A column of the rows that a sink sees, as part of a key.
struct KeyColumn: Hashable, Sendable {
  let position: Int
  let type: DataType
  var isDescending = false
}

/// Puts all rows in the order of some columns: stable, missing last in both directions.
struct SortOperator: WholeOperator {
  let keys: [KeyColumn]
  /// How many of the input's columns to hand on; sort keys may stand behind them.
  let outputCount: Int
  let context: ExecutionContext

  func process(_ all: Batch) throws(QueryError) -> Relation {
    try Relation.gathering(
      all.order(by: keys), of: all, columns: Array(0..<outputCount), context)
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
