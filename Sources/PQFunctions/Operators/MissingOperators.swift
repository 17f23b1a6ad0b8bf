import PQColumnar
import PQDiagnostics

/// `left ?? right`: the left value, or the right one where it is missing.
enum Coalescing: ScalarFunction {
  static let name = "??"
  static let chineseName = "??"
  static let parameters = ["value", "value"]
  static let summary = LocalizedText(
    "The left value, or the right one where the left is missing", zh: "左值；左值为空时取右值")
  static let examples = [
    FunctionExample("missing ?? 3", gives: "3"),
    FunctionExample("2 ?? 3", gives: "2"),
    FunctionExample("1 ?? 2.5", gives: "1"),
  ]
  /// A whole number may not fit the places of the decimal it stands beside.
  static let canFail = true

  /// One argument that is always there is enough.
  static func isOptional(given arguments: [Bool]) -> Bool { arguments.allSatisfy { $0 } }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 2 ? NumericConversion.commonType(arguments[0], arguments[1]) : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let type = resultType(of: types) ?? .unknown
    do {
      let left = try NumericConversion.convert(arguments[0], from: types[0], to: type)
      let right = try NumericConversion.convert(arguments[1], from: types[1], to: type)
      return Choice.rows(Conditions.present(in: left), left, else: right)
    } catch {
      throw QueryError(.numberTooLarge())
    }
  }
}

/// `x is missing`
enum IsMissing: ScalarFunction {
  static let name = "is missing"
  static let chineseName = "为空"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "Whether there is no value; `is not missing` is the opposite", zh: "是否为空；“不为空”与之相反")
  static let examples = [
    FunctionExample("missing is missing", gives: "true"),
    FunctionExample("0 is missing", gives: "false"),
    FunctionExample("\"\" is not missing", gives: "true"),
  ]
  static let canFail = false

  /// The answer is always yes or no.
  static func isOptional(given arguments: [Bool]) -> Bool { false }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? .boolean : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    .boolean(BooleanColumn(values: !Conditions.present(in: arguments[0])))
  }
}
