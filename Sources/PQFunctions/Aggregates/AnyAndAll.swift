import PQColumnar
import PQDiagnostics

/// `any(condition)`: whether it is true for at least one row.
enum AnyTrue: AggregateFunction {
  static let name = "any"
  static let chineseName = "任一"
  static let parameters = ["condition"]
  static let summary = LocalizedText(
    "Whether the condition is true for at least one row; false for no rows",
    zh: "是否至少有一行满足条件；没有行时为否")
  static let examples = [
    FunctionExample("numbers | summarise any(n > 2)", gives: "true"),
    FunctionExample("numbers | where n > 9 | summarise any(n > 2)", gives: "false"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.boolean]) ? .boolean : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    TruthAccumulator(decides: true)
  }
}

/// `all(condition)`: whether it is true for every row.
enum AllTrue: AggregateFunction {
  static let name = "all"
  static let chineseName = "全部"
  static let parameters = ["condition"]
  static let summary = LocalizedText(
    "Whether the condition is true for every row; true for no rows",
    zh: "是否每一行都满足条件；没有行时为是")
  static let examples = [
    FunctionExample("numbers | summarise all(n > 0)", gives: "false"),
    FunctionExample("numbers | where n > 9 | summarise all(n > 0)", gives: "true"),
  ]
  static let allowsNoArgument = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.boolean]) ? .boolean : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    TruthAccumulator(decides: false)
  }
}

/// One truth value decides a group for good: true for `any`, false for `all`.
private struct TruthAccumulator: Accumulator {
  let decides: Bool
  /// The rows of each group that decide it.
  var deciding = GroupCounts()

  init(decides: Bool) {
    self.decides = decides
  }

  mutating func resize(groupCount: Int) { deciding.resize(groupCount: groupCount) }

  mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    let bits = Conditions.bits(of: arguments[0])
    deciding.add(groups, rows: Conditions.both(rows, decides ? bits : !bits))
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    deciding.merge(same(other).deciding, map: groupMap)
  }

  func finish() throws(QueryError) -> Column {
    .boolean(BooleanColumn(values: Bitmap(deciding.values.map { ($0 > 0) == decides })))
  }
}
