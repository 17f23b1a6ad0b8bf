import PQColumnar
import PQDiagnostics

/// Every code that catalog and binder can give; the messages stand beside them by topic.
package enum PlanDiagnostics {
  /// For `.help CODE`.
  package static let codes: [DiagnosticCode] =
    nameCodes + referenceCodes + typeCodes + periodCodes + groupingCodes + stageCodes
    + declarationCodes + measureCodes + lintCodes + [keptApart, privacyOpened]
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

  static func quotesAroundText(_ word: String) -> LocalizedText {
    LocalizedText("write a text in quotes: `\"\(word)\"`", zh: "文本请加引号：`\"\(word)\"`")
  }

  /// How the days up to now are written, for a word that says them otherwise: `近7天`.
  static func recentPeriod(_ word: String) -> LocalizedText? {
    guard let prefix = ["最近", "过去", "近"].first(where: { word.hasPrefix($0) }) else { return nil }
    let rest = word.dropFirst(prefix.count)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    var unit = rest.dropFirst(digits.count)
    if unit.first == "个" { unit.removeFirst() }
    let units: [(words: [Substring], english: String, chinese: String)] = [
      (["天", "日"], "days", "天"), (["周", "星期"], "weeks", "周"), (["月"], "months", "个月"),
      (["季", "季度"], "quarters", "个季度"), (["年"], "years", "年"),
    ]
    guard !digits.isEmpty, let found = units.first(where: { $0.words.contains(unit) }) else {
      return nil
    }
    return LocalizedText(
      "write `last \(digits) \(found.english)`", zh: "请写 `最近 \(digits) \(found.chinese)`")
  }

  /// The first line of another message, for a note.
  static func because(_ reason: Diagnostic) -> LocalizedText {
    LocalizedText(
      "its definition says: \(reason.message.english)", zh: "其定义有误：\(reason.message.chinese)")
  }
}

extension DataType {
  /// What a user calls the type, with its article: `a date`.
  package var userName: LocalizedText {
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
