import PQAssist
import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan
import PQSession

extension MetaCommand {
  /// Returns the command that shows or sets one setting.
  static func of(
    _ setting: ShellSetting, in group: Group, kind: CommandArgument, details: LocalizedText,
    examples: [LocalizedText]
  ) -> MetaCommand {
    MetaCommand(
      setting.name, in: group,
      argument: LocalizedText("[\(setting.form.english)]", zh: "[\(setting.form.chinese)]"),
      kind: kind,
      summary: LocalizedText(
        "shows or sets \(setting.summary.english)", zh: "查看或设置：\(setting.summary.chinese)"),
      details: details, examples: examples,
      run: { argument, context in
        if argument.isEmpty {
          context.writer.show(ShellHelp.setting(setting, context.settings.values))
          return .done
        }
        return setting.take(argument, context)
          ? .done : context.told(.settingValue(setting, given: argument))
      })
  }

  static let set: MetaCommand = MetaCommand(
    LocalizedText("set", zh: "设置"), in: .settings,
    argument: LocalizedText("[NAME [VALUE]]", zh: "[名称 [值]]"),
    kind: .choice(ShellSetting.all.map(\.name)),
    summary: LocalizedText("lists the settings of the shell, or sets one", zh: "列出交互环境的各项设置，或修改一项"),
    details: LocalizedText(
      ShellSetting.all.map { "\($0.name.english) \($0.form.english): \($0.summary.english)" }
        .joined(separator: "\n"),
      zh: ShellSetting.all.map { "\($0.name.chinese) \($0.form.chinese)：\($0.summary.chinese)" }
        .joined(separator: "\n")),
    examples: [
      LocalizedText(".set", zh: ".设置"), LocalizedText(".set vertical on", zh: ".设置 竖排 开"),
    ],
    run: { argument, context in
      let words = argument.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      guard let name = words.first else {
        context.writer.show(SettingsTable.table(context.settings.values, in: context.language))
        return .done
      }
      guard let setting = ShellSetting.named(name) else {
        let names = ShellSetting.all.flatMap { [$0.name.english, $0.name.chinese] }
        let nearest = SpellingSuggestion.nearest(to: name, among: names).first
        return context.told(.unknownSetting(name, nearest: nearest))
      }
      guard words.count == 2 else {
        context.writer.show(ShellHelp.setting(setting, context.settings.values))
        return .done
      }
      return setting.take(words[1], context)
        ? .done : context.told(.settingValue(setting, given: words[1]))
    })

  static let lang = MetaCommand.of(
    .lang, in: .settings,
    kind: .choice([LocalizedText("en", zh: "英文"), LocalizedText("zh", zh: "中文")]),
    details: LocalizedText(
      "Statements may be written in either language, or both, whatever the setting.",
      zh: "语句用哪种语言写都可以，也可以混用，与此设置无关。"),
    examples: [LocalizedText(".lang zh", zh: ".语言 en")])

  static let timer = MetaCommand.of(
    .timer, in: .settings, kind: .choice([ShellSetting.on, ShellSetting.off]),
    details: LocalizedText(
      "The line stands where messages go, so that results in a pipe stay as they are.",
      zh: "用时写在消息的位置，不影响管道中的结果。"),
    examples: [LocalizedText(".timer on", zh: ".计时 开")])

  static let params: MetaCommand = MetaCommand(
    LocalizedText("params", zh: "参数"), in: .settings,
    argument: LocalizedText("[NAME=VALUE]", zh: "[名称=值]"), kind: .parameter,
    summary: LocalizedText("lists the params, or sets one", zh: "列出参数，或设置一个"),
    details: LocalizedText(
      "A `param` is a value that the caller may set, as `--param` does on the command line. What was "
        + "built on it counts with the new value from there on. One that no statement declares yet is "
        + "kept for a script that will.",
      zh: "`参数` 是调用者可以设置的值，与命令行的 `--param` 相同。此前用到它的定义从此按新值计算。尚未声明的参数留给以后运行的脚本。"),
    examples: [
      LocalizedText(
        "param lightest = 10\n.params lightest=20\n.params",
        zh: "参数 下限 = 10\n.参数 下限=20\n.参数")
    ],
    run: { argument, context in
      if argument.isEmpty {
        let values = context.session.parameterValues
        if values.isEmpty {
          context.writer.show(ShellHelp.noParameters)
        } else {
          context.writer.show(SettingsTable.parameters(values))
        }
        return .done
      }
      guard let equals = argument.firstIndex(where: { $0 == "=" || $0 == "＝" }),
        equals != argument.startIndex
      else { return context.misused(params, argument) }
      func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
      let name = trimmed(argument[..<equals])
      let value = trimmed(argument[argument.index(after: equals)...])
      if value.isEmpty { return context.misused(params, argument) }
      return context.told(context.session.setParameter(name, to: value))
    })

  static let today: MetaCommand = MetaCommand(
    LocalizedText("today", zh: "今天"), in: .settings,
    argument: LocalizedText("[DATE | off]", zh: "[日期 | 关]"), kind: .text,
    summary: LocalizedText("shows or pins what `today` means", zh: "查看或固定 `今天` 指哪一天"),
    details: LocalizedText(
      "Every period that is told from today goes by it: `this month`, `last year`, what is overdue. "
        + "`off` lets the computer's date count again. The prompt shows a day that is pinned.",
      zh: "`本月`、`去年` 等相对时段和各种期限都以它为准。`关` 恢复为计算机的日期。固定的日期显示在提示符中。"),
    examples: [LocalizedText(".today 2020-06-30", zh: ".今天 2020-06-30")],
    run: { argument, context in
      switch argument.lowercased() {
      case "":
        let day = CivilDate(days: context.session.today).text
        context.writer.show(
          ShellHelp.today(day, isPinned: context.session.pinnedToday != nil))
      case "off", "关", "auto", "自动": context.session.pinToday(nil)
      default:
        guard let date = CivilDate(argument) else { return context.misused(today, argument) }
        context.session.pinToday(date.days)
      }
      return .done
    })
}

/// Settings and parameters as tables to show.
enum SettingsTable {
  static func table(_ values: ShellValues, in language: Language) -> Table {
    let rows = ShellSetting.all.map { setting -> [Value] in
      [
        .text(setting.name.text(in: language)), .text(setting.value(values).text(in: language)),
        .text(setting.form.text(in: language)),
      ]
    }
    return CatalogTables.table(
      "settings",
      [
        Field("setting", zh: "设置", type: .text), Field("value", zh: "当前值", type: .text),
        Field("takes", zh: "可取", type: .text),
      ], rows)
  }

  static func parameters(_ values: [(name: String, value: String)]) -> Table {
    CatalogTables.table(
      "params",
      [Field("param", zh: "参数", type: .text), Field("value", zh: "值", type: .text)],
      values.map { [.text($0.name), .text($0.value)] })
  }
}
