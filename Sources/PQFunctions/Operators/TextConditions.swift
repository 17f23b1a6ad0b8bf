import PQColumnar
import PQDiagnostics

/// A search for one text in another. A missing text holds nothing: the answer is no.
protocol TextCondition: ScalarFunction {
  static var place: TextSearch.Place { get }
}

extension TextCondition {
  static var parameters: [String] { ["text", "text"] }
  static var canFail: Bool { false }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.text, .text]) ? .boolean : nil
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    .boolean(
      BooleanColumn(values: TextSearch.contains(arguments[0], arguments[1], at: place)))
  }
}

/// `text contains part`
enum Contains: TextCondition {
  static let name = "contains"
  static let chineseName = "包含"
  static let place = TextSearch.Place.anywhere
  static let summary = LocalizedText(
    "Whether the right text occurs in the left one", zh: "左边的文本是否包含右边的文本")
  static let examples = [
    FunctionExample("\"crab apple\" contains \"apple\"", gives: "true"),
    FunctionExample("\"红富士苹果\" contains \"富士\"", gives: "true"),
    FunctionExample("missing contains \"apple\"", gives: "false"),
  ]
}

/// `text starts with part`
enum StartsWith: TextCondition {
  static let name = "starts with"
  static let chineseName = "开头是"
  static let place = TextSearch.Place.start
  static let summary = LocalizedText(
    "Whether the left text begins with the right one", zh: "左边的文本是否以右边的文本开头")
  static let examples = [
    FunctionExample("\"crab apple\" starts with \"crab\"", gives: "true"),
    FunctionExample("\"crab apple\" starts with \"apple\"", gives: "false"),
  ]
}

/// `text ends with part`
enum EndsWith: TextCondition {
  static let name = "ends with"
  static let chineseName = "结尾是"
  static let place = TextSearch.Place.end
  static let summary = LocalizedText(
    "Whether the left text ends with the right one", zh: "左边的文本是否以右边的文本结尾")
  static let examples = [
    FunctionExample("\"crab apple\" ends with \"apple\"", gives: "true"),
    FunctionExample("\"crab apple\" ends with \"crab\"", gives: "false"),
  ]
}

/// `text ~ "pattern"`
enum MatchesPattern: ScalarFunction {
  static let name = "~"
  static let chineseName = "~"
  static let parameters = ["text", "pattern text"]
  static let summary = LocalizedText(
    "Whether a regular expression matches somewhere in the text; the same as `matches`",
    zh: "文本中是否有符合正则表达式的部分，与 `matches` 相同")
  static let examples = [
    FunctionExample("\"plot 12\" ~ \"[0-9]+$\"", gives: "true"),
    FunctionExample("\"plot\" ~ \"[0-9]\"", gives: "false"),
    FunctionExample("missing ~ \"a\"", gives: "false"),
  ]
  static let canFail = Matches.canFail

  static func resultType(of arguments: [DataType]) -> DataType? {
    Matches.resultType(of: arguments)
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    try Matches.evaluate(arguments, types: types, rowCount: rowCount, context: context)
  }
}
