import PQColumnar
import PQDiagnostics

/// `cumulative(sum(x))`: an aggregate of the rows up to this one.
enum Cumulative: WindowFunction {
  static let name = "cumulative"
  static let chineseName = "累计"
  static let parameters = ["aggregate"]
  static let summary = LocalizedText(
    "An aggregate of the rows from the first to this one", zh: "从首行到本行的统计值")
  static let examples = [
    FunctionExample(
      "numbers | derive c = cumulative(sum(n)) | where n = 3 | select c", gives: "6"),
    FunctionExample(
      "numbers | derive c = cumulative(max(n)) | where n is missing | select c", gives: "3"),
  ]
  static let argumentsAreSortKeys = false
  static let takesAggregate = true

  static func resultType(of arguments: [DataType]) -> DataType? { Sum.resultType(of: arguments) }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    try RunningAggregate(aggregate ?? Sum.self, arguments, types, partitions)
      .column(reach: partitions.rowCount)
  }
}

/// `moving(mean(x), 3)`: an aggregate of this row and those just before it.
enum Moving: WindowFunction {
  static let name = "moving"
  static let chineseName = "移动"
  static let parameters = ["aggregate", "rows number"]
  static let summary = LocalizedText(
    "An aggregate of this row and those before it, so many rows in all; fewer at the start",
    zh: "本行及之前若干行（共几行）的统计值；开头不足时按实有行数")
  static let examples = [
    FunctionExample(
      "numbers | derive m = moving(mean(n), 2) | where n = 3 | select m", gives: "2.5"),
    FunctionExample(
      "numbers | derive m = moving(mean(n), 2) | where n = 1 | select m", gives: "1"),
  ]
  static let argumentsAreSortKeys = false
  static let takesAggregate = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count >= 2, let size = arguments.last, size == .integer || size == .unknown
    else { return nil }
    return Sum.resultType(of: Array(arguments.dropLast()))
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    guard let sizes = arguments.last, partitions.rowCount > 0 else {
      return .constant(ConstantColumn(.missing, count: partitions.rowCount))
    }
    guard let reach = try size(sizes) else {
      return .constant(ConstantColumn(.missing, count: partitions.rowCount))
    }
    let rest = Array(arguments.dropLast())
    return try RunningAggregate(
      aggregate ?? Sum.self, rest, Array(types.dropLast()), partitions
    ).column(reach: reach)
  }

  /// The number of rows, or `nil` if it is missing.
  private static func size(_ sizes: Column) throws(QueryError) -> Int? {
    guard case .integer(let size) = sizes.value(at: 0, as: .integer) else { return nil }
    if size < 1 { throw QueryError(.windowSize(ValueFormat.text(.integer(size), as: .integer))) }
    let first = Column.constant(ConstantColumn(.integer(size), count: sizes.count))
    guard Comparison.compare(.equal, sizes, .integer, first, .integer).isAllSet else {
      throw QueryError(.windowSizeVaries())
    }
    return Int(size)
  }
}

/// An aggregate of the last rows up to each row, for any aggregate.
///
/// Each row is a group of its own; groups of 1, 2, 4 … rows are merged from their halves, so a
/// window of k rows takes log k merges.
private struct RunningAggregate {
  let aggregate: any AggregateFunction.Type
  let arguments: [Column]
  let types: [DataType]
  let partitions: WindowPartitions

  /// 16 million values: a few hundred megabytes at most.
  private static let keptValueLimit = 1 << 24

  init(
    _ aggregate: any AggregateFunction.Type, _ arguments: [Column], _ types: [DataType],
    _ partitions: WindowPartitions
  ) {
    self.aggregate = aggregate
    self.arguments = arguments
    self.types = types
    self.partitions = partitions
  }

  func column(reach: Int) throws(QueryError) -> Column {
    let rowCount = partitions.rowCount
    var longest = 0
    partitions.forEachPartition { longest = max(longest, $0.count) }
    let reach = min(reach, longest)
    if aggregate.keepsEveryValue, keptValueCount(reach) > RunningAggregate.keptValueLimit {
      throw QueryError(.windowTooLarge())
    }
    var result = aggregate.makeAccumulator(types: types)
    result.resize(groupCount: rowCount)
    // Group `r` of `run` holds the rows from `r - size + 1` to `r`.
    var run = aggregate.makeAccumulator(types: types)
    run.resize(groupCount: rowCount)
    try run.update(arguments, groups: Array(0..<Int32(rowCount)), firstRow: 0)
    var size = 1
    var covered = 0
    var rest = reach
    while rest > 0 {
      if rest & 1 == 1 {
        try result.merge(run, groupMap: shifted(by: covered))
        covered += size
      }
      rest >>= 1
      if rest > 0 {
        let half = run
        try run.merge(half, groupMap: shifted(by: size))
        size *= 2
      }
    }
    return try result.finish()
  }

  /// The values that all windows together hold.
  private func keptValueCount(_ reach: Int) -> Int {
    var total = 0
    partitions.forEachPartition { rows in
      let (product, overflow) = rows.count.multipliedReportingOverflow(by: min(reach, rows.count))
      let (sum, overflowsToo) = total.addingReportingOverflow(overflow ? .max : product)
      total = overflowsToo ? .max : sum
    }
    return total
  }

  /// The row so many rows later in the same partition, or -1.
  private func shifted(by steps: Int) -> [Int32] {
    var map = [Int32](repeating: -1, count: partitions.rowCount)
    partitions.forEachPartition { rows in
      for row in rows where row + steps < rows.upperBound { map[row] = Int32(row + steps) }
    }
    return map
  }
}
