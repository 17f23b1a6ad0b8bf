import PQColumnar
import PQDiagnostics
import PQFunctions

/// The number of a row in its partition: the simplest window function.
enum PlaceInPartition: WindowFunction {
  static let name = "place"
  static let chineseName = "位次"
  static let parameters: [String] = []
  static let summary = LocalizedText("Place", zh: "位次")
  static let examples: [FunctionExample] = []
  static let argumentsAreSortKeys = false
  static let takesAggregate = false

  static func resultType(of arguments: [DataType]) -> DataType? { .integer }

  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column {
    var values: [Int64] = []
    for row in 0..<partitions.rowCount {
      let start = partitions.starts.last { $0 <= row } ?? 0
      values.append(Int64(row - start + 1))
    }
    return .integer(IntegerColumn(values: values))
  }
}
