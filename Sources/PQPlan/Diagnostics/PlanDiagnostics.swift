import PQColumnar
import PQDiagnostics

/// Every code that catalog and binder can give; the messages stand beside them by topic.
package enum PlanDiagnostics {
  /// For `.help CODE`.
  package static let codes: [DiagnosticCode] =
    nameCodes + referenceCodes + typeCodes + periodCodes + groupingCodes + stageCodes
    + declarationCodes + measureCodes + lintCodes + [keptApart]
}

extension LocalizedText {
  /// `did you mean …?` for at most three names, or `nil` for none.
  static func didYouMean(_ names: [String]) -> LocalizedText? {
    guard let last = names.last else { return nil }
    let quoted = names.map { "`\($0)`" }
    if names.count == 1 {
      return LocalizedText("did you mean `\(last)`?", zh: "是否想写 `\(last)`？")
    }
    let english = quoted.dropLast().joined(separator: ", ") + " or " + quoted[quoted.count - 1]
    return LocalizedText("did you mean \(english)?", zh: "是否想写 \(quoted.joined(separator: "、"))？")
  }

  /// The first line of another message, for a note.
  static func because(_ reason: Diagnostic) -> LocalizedText {
    LocalizedText(
      "its definition says: \(reason.message.english)", zh: "其定义有误：\(reason.message.chinese)")
  }
}

extension DataType {
  /// What a user calls the type, with its article: `a date`.
  var userName: LocalizedText {
    switch self {
    case .unknown: LocalizedText("missing", zh: "空值")
    case .boolean: LocalizedText("a yes/no", zh: "是/否")
    case .integer, .decimal, .float: LocalizedText("a number", zh: "数值")
    case .ratio: LocalizedText("a ratio", zh: "比率")
    case .text: LocalizedText("text", zh: "文本")
    case .date: LocalizedText("a date", zh: "日期")
    case .datetime: LocalizedText("a time", zh: "时间")
    case .duration: LocalizedText("a duration", zh: "时长")
    case .period: LocalizedText("a period", zh: "时段")
    case .enumeration: LocalizedText("a code", zh: "代码")
    }
  }
}

extension [String] {
  /// `a, b, c`, cut after ten with a count of the rest.
  var spelledOut: LocalizedText {
    let shown = prefix(10)
    let rest = count - shown.count
    let english = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    let chinese = shown.joined(separator: "、") + (rest > 0 ? " 等 \(count) 个" : "")
    return LocalizedText(english, zh: chinese)
  }
}
