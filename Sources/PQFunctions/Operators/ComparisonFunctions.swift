import PQColumnar
import PQDiagnostics

/// A comparison of two values of types that can meet. Its result is never missing.
package protocol ComparisonFunction: ScalarFunction {
  static var kind: ComparisonKind { get }
}

extension ComparisonFunction {
  package static var name: String { kind.rawValue }
  package static var chineseName: String { kind.rawValue }
  package static var parameters: [String] { ["value", "value"] }
  package static var canFail: Bool { false }

  package static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count == 2 else { return nil }
    if arguments[0] == .boolean && arguments[1] == .boolean {
      // Yes and no are equal or not; neither is the larger one.
      return kind == .equal || kind == .notEqual ? .boolean : nil
    }
    return NumericConversion.commonType(arguments[0], arguments[1]) == nil ? nil : .boolean
  }

  package static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let bits = Comparison.compare(kind, arguments[0], types[0], arguments[1], types[1])
    return .boolean(BooleanColumn(values: bits))
  }
}

/// `left = right`
package enum Equal: ComparisonFunction {
  package static let kind = ComparisonKind.equal
  package static let summary = LocalizedText(
    "Whether two values are equal; a missing value equals only a missing one",
    zh: "两个值是否相等；空值只与空值相等")
  package static let examples = [
    FunctionExample("1 = 1.0", gives: "true"),
    FunctionExample("\"plum\" = \"Plum\"", gives: "false"),
    FunctionExample("2020-08-07 = 2020-08-07T00:00", gives: "true"),
    FunctionExample("1 = missing", gives: "false"),
  ]
}

/// `left != right`
package enum NotEqual: ComparisonFunction {
  package static let kind = ComparisonKind.notEqual
  package static let summary = LocalizedText(
    "Whether two values differ: the exact opposite of `=`", zh: "两个值是否不等，与 `=` 恰好相反")
  package static let examples = [
    FunctionExample("1 != 2", gives: "true"),
    FunctionExample("1 != missing", gives: "true"),
  ]
}

/// `left < right`
package enum Less: ComparisonFunction {
  package static let kind = ComparisonKind.less
  package static let summary = LocalizedText(
    "Whether the left value is smaller or earlier; false if one is missing",
    zh: "左值是否较小或较早；任一为空时为否")
  package static let examples = [
    FunctionExample("2 < 2.5", gives: "true"),
    FunctionExample("\"apple\" < \"plum\"", gives: "true"),
    FunctionExample("missing < 1", gives: "false"),
  ]
}

/// `left <= right`
package enum LessOrEqual: ComparisonFunction {
  package static let kind = ComparisonKind.lessOrEqual
  package static let summary = LocalizedText(
    "Whether the left value is at most the right one; false if one is missing",
    zh: "左值是否不大于右值；任一为空时为否")
  package static let examples = [
    FunctionExample("2 <= 2", gives: "true"),
    FunctionExample("2020-08-07 <= 2020-08-06", gives: "false"),
    FunctionExample("1 <= missing", gives: "false"),
  ]
}

/// `left > right`
package enum Greater: ComparisonFunction {
  package static let kind = ComparisonKind.greater
  package static let summary = LocalizedText(
    "Whether the left value is larger or later; false if one is missing",
    zh: "左值是否较大或较晚；任一为空时为否")
  package static let examples = [
    FunctionExample("3 > 2", gives: "true"),
    FunctionExample("3d > 72h", gives: "false"),
    FunctionExample("1 > missing", gives: "false"),
  ]
}

/// `left >= right`
package enum GreaterOrEqual: ComparisonFunction {
  package static let kind = ComparisonKind.greaterOrEqual
  package static let summary = LocalizedText(
    "Whether the left value is at least the right one; false if one is missing",
    zh: "左值是否不小于右值；任一为空时为否")
  package static let examples = [
    FunctionExample("3d >= 72h", gives: "true"),
    FunctionExample("1 >= missing", gives: "false"),
  ]
}
