import PQDiagnostics

/// What the line editor says beside the text being edited.
enum LineEditorTexts {
  static func more(_ count: Int) -> LocalizedText {
    LocalizedText("… \(count) more", zh: "… 还有 \(count) 项")
  }

  static let search = LocalizedText("search", zh: "查找")
  static let nothingFound = LocalizedText("nothing like it in the history", zh: "历史中没有这样的语句")
  static let noEditor = LocalizedText(
    "the editor could not be run: set VISUAL or EDITOR", zh: "无法打开编辑器：请设置 VISUAL 或 EDITOR")
  static let startsNothing = LocalizedText(
    "a safe shell starts no editor", zh: "安全模式下不启动编辑器")
}
