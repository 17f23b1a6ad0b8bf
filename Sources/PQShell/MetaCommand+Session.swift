import Glibc
import PQAssist
import PQDiagnostics
import PQSession

extension MetaCommand {
  static let safe: MetaCommand = MetaCommand(
    LocalizedText("safe", zh: "安全"), in: .session,
    argument: LocalizedText("[on]", zh: "[开]"), kind: .choice([ShellSetting.on]),
    summary: LocalizedText(
      "writes nothing, reads nothing more, starts no programs from here on",
      zh: "从此不写文件、不再读文件、不启动程序"),
    details: LocalizedText(
      "As `--safe` does from the start: tables that are open can be asked, and that is all. It cannot "
        + "be turned off again.",
      zh: "与启动时的 `--safe` 相同：只能查询已打开的表。开启后不能解除。"),
    examples: [LocalizedText(".safe", zh: ".安全")],
    run: { argument, context in
      if CommandWords.isOn(argument) == false { return context.told(.safetyStays()) }
      if !argument.isEmpty, CommandWords.isOn(argument) == nil {
        return context.misused(safe, argument)
      }
      // A file that was begun is the last: from here on nothing is written.
      let outcome = context.closeFiles()
      context.session.makeSafe()
      context.writer.show(ShellHelp.isSafe)
      return outcome == .done ? .done : .ran(outcome)
    })

  static let history: MetaCommand = MetaCommand(
    LocalizedText("history", zh: "历史"), in: .session,
    argument: LocalizedText("[N | on | off]", zh: "[N | 开 | 关]"), kind: .number,
    summary: LocalizedText(
      "lists the last statements, or keeps none from here on", zh: "列出最近的语句，或从此不再保存"),
    details: LocalizedText(
      "The last 20, or N of them, oldest first, from all shells that share the history. With `off` "
        + "nothing that is typed is kept, until `on`.",
      zh: "列出共用同一历史的各个交互环境最近的 20 条或 N 条语句，旧的在前。`关` 之后输入的内容不再保存，直到 `开`。"),
    examples: [
      LocalizedText(".history 5", zh: ".历史 5"), LocalizedText(".history off", zh: ".历史 关"),
    ],
    run: { argument, context in
      if let isOn = CommandWords.isOn(argument) {
        context.settings.change { $0.keepsHistory = isOn }
        return .done
      }
      guard argument.isEmpty || (Int(argument) ?? 0) > 0 else {
        return context.misused(history, argument)
      }
      let kept = context.host.history?.load() ?? context.host.statements
      let shown = kept.suffix(Int(argument) ?? 20)
      let width = "\(kept.count)".count
      for (index, statement) in zip(shown.indices, shown) {
        let number = "\(index + 1)"
        let indent = String(repeating: " ", count: width - number.count)
        context.writer.output.write(
          "\(indent)\(number)  \(statement.replacing("\n", with: "\n" + String(repeating: " ", count: width + 2)))\n"
        )
      }
      return .done
    })

  static let edit: MetaCommand = MetaCommand(
    LocalizedText("edit", zh: "编辑"), in: .session,
    summary: LocalizedText(
      "opens the last statement in $EDITOR and runs what is saved", zh: "用 $EDITOR 编辑上一条语句，存盘退出后运行"),
    details: LocalizedText(
      "$VISUAL goes before $EDITOR; without either it is vi. An empty text, or an editor that fails, "
        + "runs nothing.",
      zh: "优先使用 $VISUAL，其次 $EDITOR，都没有时用 vi。内容为空或编辑器出错时不运行。"),
    examples: [LocalizedText("fruit | count\n.edit", zh: "水果 | 计数\n.编辑")],
    run: { _, context in
      if context.session.isSafe { return context.told(.startingIsOff("$EDITOR")) }
      let statement = context.host.statements.last { MetaCommandCall($0) == nil }
      switch context.host.edit(statement ?? "") {
      case .text(""): return .done
      case .failed(let editor, let status):
        return context.told(.programFailed(editor, status: status))
      case .text(let edited):
        context.host.remember(edited)
        return context.host.answer(edited)
      }
    })

  static let watch: MetaCommand = MetaCommand(
    LocalizedText("watch", zh: "监视"), in: .session,
    argument: LocalizedText("SECONDS STATEMENT", zh: "秒数 语句"), kind: .statement,
    summary: LocalizedText(
      "runs a statement again and again until Ctrl-C", zh: "反复运行一条语句，直到 Ctrl-C"),
    details: LocalizedText(
      "Data that was opened is read again when its files have changed. The statement may be a command, "
        + "such as `.read report.pq`. A statement that fails ends it.",
      zh: "已打开的数据文件有变化时重新读入。语句也可以是命令，如 `.运行 报告.pq`。语句出错时结束。"),
    examples: [LocalizedText(".watch 60 fruit | count", zh: ".监视 60 水果 | 计数")],
    run: { argument, context in
      let words = argument.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      guard words.count == 2, let seconds = Double(words[0]), seconds.isFinite,
        (0.1...86_400).contains(seconds), MetaCommandCall(words[1])?.isWatch != true
      else { return context.misused(watch, argument) }
      while true {
        context.writer.note(ShellHelp.watched(words[1], seconds: words[0]))
        let outcome = context.host.answer(words[1])
        if outcome == .ran(.interrupted), context.host.isInteractive { return .done }
        if outcome != .done { return outcome }
        switch context.host.pause(seconds: seconds) {
        case .done: break
        // Ctrl-C is how it ends; a reader that has gone has seen enough.
        case .ran where context.host.isInteractive: return .done
        case .quit: return .done
        case let ending: return ending
        }
        if !context.session.isSafe {
          let reopened = context.host.perform { $0.reopenChanged() }
          if reopened == .ran(.interrupted), context.host.isInteractive { return .done }
          if reopened != .done { return reopened }
        }
      }
    })

  static let sh: MetaCommand = MetaCommand(
    LocalizedText("sh", zh: "系统"), in: .session,
    argument: LocalizedText("COMMAND", zh: "命令"), kind: .text,
    summary: LocalizedText("runs a command of the system", zh: "运行一条系统命令"),
    details: LocalizedText(
      "/bin/sh runs it in the folder that `.cd` chose. A safe shell starts no programs.",
      zh: "由 /bin/sh 在 `.目录` 所选的文件夹中运行。安全模式下不启动程序。"),
    examples: [LocalizedText(".sh ls", zh: ".系统 ls")],
    run: { argument, context in
      if argument.isEmpty { return context.misused(sh, argument) }
      if context.session.isSafe { return context.told(.startingIsOff(argument)) }
      let status = context.host.start(argument, input: nil)
      return status == 0 ? .done : context.told(.programFailed(argument, status: status))
    })

  static let quit: MetaCommand = MetaCommand(
    LocalizedText("quit", zh: "退出"), in: .session,
    summary: LocalizedText("ends the shell; so does Ctrl-D", zh: "退出，也可以按 Ctrl-D"),
    details: LocalizedText(
      "A file that `.output` has begun is put in its place.", zh: "`.输出` 已开始写的文件随之完整写出。"),
    examples: [LocalizedText(".quit", zh: ".退出")],
    run: { _, _ in .quit })
}

extension MetaCommandCall {
  /// Whether it is itself a watch, which would never come to its second turn.
  fileprivate var isWatch: Bool { MetaCommand.named(name)?.name == MetaCommand.watch.name }
}
