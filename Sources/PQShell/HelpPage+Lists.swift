import PQAssist
import PQDiagnostics
import PQFunctions
import PQPlan
import PQSession

extension HelpPage {
  /// A topic that lists what there is.
  struct List: Sendable {
    let name: LocalizedText
    let text: @Sendable (Language) -> String
  }

  /// The topics that list what there is. Another one is one entry here.
  static let lists: [List] = [
    List(name: LocalizedText("commands", zh: "命令")) { language in
      table(MetaCommand.all.map { ($0.form(in: language), $0.summary.text(in: language)) })
    },
    List(name: LocalizedText("options", zh: "选项")) { language in
      table(
        ProgramOption.all.map { option in
          (
            option.form(in: language),
            option.summary.text(in: language).replacing("\n", with: " ")
          )
        })
    },
    List(name: LocalizedText("stages", zh: "步骤")) { language in
      StageHelp.all.map { $0.text(in: language) }.joined(separator: "\n")
    },
    List(name: LocalizedText("words", zh: "词语")) { language in
      KeywordHelp.all.map { "\($0.form.text(in: language))\n" }.joined()
    },
    List(name: LocalizedText("functions", zh: "函数")) { language in
      let functions = HelpTopics.functions.filter { $0.name.first?.isLetter ?? false }
      let isChinese = language == .chinese
      let tables = TableFunctionHelp.all.map { help in
        (
          isChinese ? help.function.chinese : help.function.rawValue,
          help.summary.text(in: language)
        )
      }
      return table(
        functions.map { (isChinese ? $0.chineseName : $0.name, $0.summary.text(in: language)) }
          + tables)
    },
    List(name: LocalizedText("settings", zh: "设置")) { language in
      table(
        ShellSetting.all.map { setting in
          (
            "\(setting.name.text(in: language)) \(setting.form.text(in: language))",
            setting.summary.text(in: language)
          )
        })
    },
    List(name: LocalizedText("keys", zh: "按键")) { KeysHelp.text(in: $0) },
    List(name: LocalizedText("codes", zh: "代码")) { _ in
      (HelpTopics.codes + ShellDiagnostics.codes).map { "\($0.name)\n" }.sorted().joined()
    },
  ]

  /// Returns a list by its name in either language.
  static func list(named topic: String, in language: Language) -> String? {
    lists.first { $0.name.english == topic || $0.name.chinese == topic }?.text(language)
  }

  private static func table(_ rows: [(name: String, text: String)]) -> String {
    let widest = rows.map { DisplayWidth.cells(of: $0.name) }.max() ?? 0
    // One long name must not push all texts off the screen.
    let width = min(widest, mostNameCells)
    return rows.map { row in
      let cells = DisplayWidth.cells(of: row.name)
      if row.text.isEmpty { return "\(row.name)\n" }
      let gap = String(repeating: " ", count: max(0, width - cells) + 3)
      return "\(row.name)\(gap)\(row.text)\n"
    }.joined()
  }

  private static let mostNameCells = 40
}
