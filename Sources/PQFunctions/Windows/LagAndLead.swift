import PQColumnar
import PQDiagnostics

/// `lag(x)`, `lag(x, n)`: the value one row, or `n` rows, before.
enum Lag: WindowFunction {
  static let name = "lag"
  static let chineseName = "前行"
  static let parameters = ["value", "[rows number]"]
  static let summary = LocalizedText(
    "The value in the row before, or so many rows before; missing where there is none",
    zh: "上一行（或之前第几行）的值；没有时为空")
  static let examples = [
    FunctionExample("numbers | derive p = lag(n) | where n = 3 | select p", gives: "2"),
    FunctionExample("numbers | derive p = lag(n, 2) | where n = 3 | select p", gives: "1"),
    FunctionExample("numbers | derive p = lag(n) | where n = 1 | select p", gives: "missing"),
  ]
  static let argumentsAreSortKeys = false
  static let takesAggregate = false
  static let worksByPartition = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    Neighbor.resultType(of: arguments)
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    Neighbor.column(arguments, partitions, direction: -1)
  }
}

/// `lead(x)`, `lead(x, n)`: the value one row, or `n` rows, after.
enum Lead: WindowFunction {
  static let name = "lead"
  static let chineseName = "后行"
  static let parameters = ["value", "[rows number]"]
  static let summary = LocalizedText(
    "The value in the row after, or so many rows after; missing where there is none",
    zh: "下一行（或之后第几行）的值；没有时为空")
  static let examples = [
    FunctionExample("numbers | derive p = lead(n) | where n = 1 | select p", gives: "2"),
    FunctionExample("numbers | derive p = lead(n, 9) | where n = 1 | select p", gives: "missing"),
  ]
  static let argumentsAreSortKeys = false
  static let takesAggregate = false
  static let worksByPartition = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    Neighbor.resultType(of: arguments)
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    Neighbor.column(arguments, partitions, direction: 1)
  }
}

/// Values of rows a few steps away in the same partition.
private enum Neighbor {
  static func resultType(of arguments: [DataType]) -> DataType? {
    guard (1...2).contains(arguments.count) else { return nil }
    if arguments.count == 2, arguments[1] != .integer, arguments[1] != .unknown { return nil }
    return arguments[0]
  }

  /// A missing number of steps gives a missing value; a negative one looks the other way.
  static func column(
    _ arguments: [Column], _ partitions: WindowPartitions, direction: Int64
  ) -> Column {
    let steps =
      arguments.count > 1
      ? arguments[1]
      : Column.constant(ConstantColumn(.integer(1), count: partitions.rowCount))
    let view = IntegerView(steps)
    let validity = steps.validity
    var neighbors = [Int32](repeating: -1, count: partitions.rowCount)
    partitions.forEachPartition { rows in
      for row in rows where validity?[row] != false {
        // Clamped, so that the sum cannot overflow; no partition is that long.
        let limit = Int64(Int32.max)
        let step = min(max(view[row], -limit), limit) * direction
        let neighbor = Int64(row) + step
        if neighbor >= Int64(rows.lowerBound), neighbor < Int64(rows.upperBound) {
          neighbors[row] = Int32(neighbor)
        }
      }
    }
    return Gather.rows(neighbors, of: arguments[0])
  }
}
