import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let lintCodes = [noClaim]

  static let noClaim = DiagnosticCode(
    "no-claim",
    "`claimed(FIELD)` is what the file says in a column that has the name of a derived field, which "
      + "the model works out instead. The file has no such column, or a stage before has made new "
      + "rows.",
    zh: "`填报值(字段)` 是文件中与派生字段同名的列的内容，模型本身则另行推算该字段。文件中没有这样的列，或者前面的步骤"
      + "已产生新的行。")
}

extension Diagnostic {
  /// `claimed(FIELD)` where the file claims nothing.
  static func noClaim(_ field: String, claimed: [String]) -> Diagnostic {
    let names = claimed.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      PlanDiagnostics.noClaim,
      LocalizedText(
        "the file says nothing of its own about `\(field)`", zh: "文件中没有自行填报的 `\(field)`"),
      label: LocalizedText("not a derived field with a column", zh: "不是文件中另有一列的派生字段"),
      help: claimed.isEmpty
        ? nil : LocalizedText("it does about \(names)", zh: "文件填报了 \(names)"))
  }
}

extension LocalizedText {
  /// Why a check has no count: columns that it compares are not in the file.
  static func fileLacks(_ fields: [Field]) -> LocalizedText {
    let english = fields.map { "`\($0.name)`" }.joined(separator: ", ")
    let chinese = fields.map { "`\($0.chineseName ?? $0.name)`" }.joined(separator: "、")
    return LocalizedText("not computed: the file has no \(english)", zh: "未核对：文件中没有 \(chinese)")
  }

  /// Why a reference is not looked up: nothing was read for its table.
  static func noRows(in table: LocalizedText) -> LocalizedText {
    LocalizedText(
      "not computed: `\(table.english)` has no rows", zh: "未核对：`\(table.chinese)` 没有行")
  }

  /// Why several rows must not have one key, and what the other checks make of them.
  static let keyOfSeveralRows = LocalizedText(
    "a key leads to one row: queries that follow it are refused, checks take the first of these rows",
    zh: "主键只能指向一行：沿主键查询会被拒绝，其余核对暂取其中第一行")

  static let notComputed = LocalizedText("not computed", zh: "未核对")
}
