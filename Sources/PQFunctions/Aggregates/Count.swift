import PQColumnar
import PQDiagnostics

/// `count`, `count(x)`: how many rows, or how many of them have a value.
enum Count: AggregateFunction {
  static let name = "count"
  static let chineseName = "计数"
  static let parameters = ["[value]"]
  static let summary = LocalizedText(
    "How many rows; with a value, how many rows are not missing it",
    zh: "行数；给出值时，为该值不为空的行数")
  static let examples = [
    FunctionExample("numbers | summarise count", gives: "4"),
    FunctionExample("numbers | summarise count(n)", gives: "3"),
  ]
  static let allowsNoArgument = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count <= 1 ? .integer : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator { CountAccumulator() }

  static func makeAccumulator(rowCounts: GroupCounts) -> (any Accumulator)? {
    CountAccumulator(counts: rowCounts)
  }
}

private struct CountAccumulator: Accumulator {
  var counts = GroupCounts()

  mutating func resize(groupCount: Int) { counts.resize(groupCount: groupCount) }

  mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    counts.add(groups, rows: Conditions.both(rows, arguments.first?.validity))
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    counts.merge(same(other).counts, map: groupMap)
  }

  func finish() throws(QueryError) -> Column {
    .integer(IntegerColumn(values: counts.values))
  }
}

/// `distinct(x)`: how many different values.
enum DistinctCount: AggregateFunction {
  static let name = "distinct"
  static let chineseName = "非重复计数"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "How many different values, missing ones not counted", zh: "不同的值有多少个，空值不计")
  static let examples = [
    FunctionExample("numbers | summarise distinct(n)", gives: "3"),
    FunctionExample("numbers | summarise distinct(n % 2)", gives: "2"),
  ]
  static let allowsNoArgument = false
  static let keepsEveryValue = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? .integer : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    DistinctAccumulator(type: types[0])
  }
}

private struct DistinctAccumulator: Accumulator {
  var values: GroupDistinct

  init(type: DataType) {
    values = GroupDistinct(type: type)
  }

  mutating func resize(groupCount: Int) { values.resize(groupCount: groupCount) }

  mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    values.add(arguments[0], groups, rows: rows)
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    values.merge(same(other).values, map: groupMap)
  }

  func finish() throws(QueryError) -> Column {
    .integer(IntegerColumn(values: values.counts))
  }
}
