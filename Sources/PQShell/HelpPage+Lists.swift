import PQAssist
import PQDiagnostics
import PQFunctions
import PQSession

extension HelpPage {
  /// The topics that list what there is.
  static let lists: [LocalizedText] = [stagesTopic, functionsTopic, codesTopic]

  private static let stagesTopic = LocalizedText("stages", zh: "步骤")
  private static let functionsTopic = LocalizedText("functions", zh: "函数")
  private static let codesTopic = LocalizedText("codes", zh: "代码")

  /// Returns the list of all stages, functions or codes, one a line.
  ///
  ///     drop COLUMN, …          Leaves columns out.
  ///     rename NEW = OLD, …     Gives columns other names.
  static func list(named topic: String, in language: Language) -> String? {
    func isTopic(_ names: LocalizedText) -> Bool {
      names.english == topic || names.chinese == topic
    }
    if isTopic(stagesTopic) {
      return StageHelp.all.map { "\($0.text(in: language))\n" }.joined()
    }
    if isTopic(functionsTopic) {
      let functions = HelpTopics.functions.filter { $0.name.first?.isLetter ?? false }
      return table(
        functions.map { function in
          let isChinese = language == .chinese
          return (
            isChinese ? function.chineseName : function.name, function.summary.text(in: language)
          )
        })
    }
    if isTopic(codesTopic) { return HelpTopics.codes.map { "\($0.name)\n" }.sorted().joined() }
    return nil
  }

  private static func table(_ rows: [(name: String, text: String)]) -> String {
    let width = rows.map { DisplayWidth.cells(of: $0.name) }.max() ?? 0
    return rows.map { row in
      let gap = width - DisplayWidth.cells(of: row.name) + 3
      return "\(row.name)\(String(repeating: " ", count: gap))\(row.text)\n"
    }.joined()
  }
}
