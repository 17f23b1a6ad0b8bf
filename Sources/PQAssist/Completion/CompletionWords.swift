import PQColumnar
import PQDiagnostics
import PQPlan
import PQSyntax

/// What the menu says beside a name.
enum CompletionWords {
  static let table = LocalizedText("table", zh: "表")
  static let measure = LocalizedText("measure", zh: "指标")
  static let aggregate = LocalizedText("aggregate", zh: "聚合")
  static let function = LocalizedText("function", zh: "函数")
  static let window = LocalizedText("window", zh: "窗口")
  static let rows = LocalizedText("rows", zh: "行")
  static let view = LocalizedText("query", zh: "查询")
  static let value = LocalizedText("value", zh: "值")
  static let parameter = LocalizedText("param", zh: "参数")
  static let code = LocalizedText("code", zh: "代码")
  static let format = LocalizedText("format", zh: "格式")
  static let unit = LocalizedText("unit", zh: "单位")
  static let history = LocalizedText("history", zh: "历史")
}

extension DataType {
  /// What a user calls the type, without an article.
  var menuName: LocalizedText {
    let name = userName
    let words = name.english.split(separator: " ", maxSplits: 1)
    let isArticle = words.count == 2 && (words[0] == "a" || words[0] == "an")
    return LocalizedText(isArticle ? String(words[1]) : name.english, zh: name.chinese)
  }
}

extension KeywordRole {
  /// What the menu says of a word.
  var name: LocalizedText {
    switch self {
    case .statement: LocalizedText("statement", zh: "语句")
    case .stage: LocalizedText("stage", zh: "步骤")
    case .clause: LocalizedText("clause", zh: "子句")
    case .operator: LocalizedText("operator", zh: "运算符")
    case .literal: LocalizedText("value", zh: "值")
    case .period: LocalizedText("period", zh: "时段")
    case .type: LocalizedText("type", zh: "类型")
    case .option: LocalizedText("option", zh: "选项")
    case .function: LocalizedText("function", zh: "函数")
    }
  }
}
