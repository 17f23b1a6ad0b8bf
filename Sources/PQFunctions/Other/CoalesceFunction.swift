import PQColumnar
import PQDiagnostics

/// The first value that is present.
enum Coalesce: ScalarFunction {
  static let name = "coalesce"
  static let chineseName = "首个非空"
  static let parameters = ["value", "value", "…"]
  static let summary = LocalizedText(
    "The first of the values that is not missing; `a ?? b` is the same for two",
    zh: "依次取第一个不为空的值；两个值时与 `a ?? b` 相同")
  static let examples = [
    FunctionExample("coalesce(missing, 2, 3)", gives: "2"),
    FunctionExample(#"coalesce(missing, "plum")"#, gives: #""plum""#),
    FunctionExample("coalesce(1, missing)", gives: "1"),
    FunctionExample("coalesce(missing, missing)", gives: "missing"),
  ]
  static let canFail = true

  /// One argument that is always there is enough.
  static func isOptional(given arguments: [Bool]) -> Bool { arguments.allSatisfy { $0 } }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.isEmpty ? nil : CommonType.of(arguments)
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let type = CommonType.of(types) ?? .unknown
    var columns: [Column] = []
    for (argument, ownType) in zip(arguments, types) where !argument.isConstantMissing {
      columns.append(try CommonType.convert(argument, from: ownType, to: type))
      // Nothing behind a column without missing rows can be reached.
      if argument.validity == nil { break }
    }
    guard let first = columns.first else {
      return .constant(ConstantColumn(.missing, count: rowCount))
    }
    if columns.count == 1 { return first }
    let rows = (0..<rowCount).map { row in
      columns.firstIndex { !$0.isMissing(at: row) }.map { Int32($0 * rowCount + row) } ?? -1
    }
    return Gather.rows(rows, of: Concatenation.columns(columns))
  }
}
