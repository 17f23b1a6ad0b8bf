import PQAssist
import PQDiagnostics
import PQPlan
import PQSession

extension MetaCommand {
  static let help: MetaCommand = MetaCommand(
    LocalizedText("help", zh: "帮助"), in: .looking,
    argument: LocalizedText("[TOPIC]", zh: "[主题]"), kind: .topic,
    summary: LocalizedText(
      "explains a command, an option, a stage, a word, a function, a measure, a table or the code of a "
        + "message",
      zh: "说明命令、选项、步骤、词语、函数、指标、表或消息代码"),
    details: LocalizedText(
      "`.help commands`, `options`, `stages`, `words`, `functions`, `settings`, `keys` and `codes` list what there "
        + "is. A dot before a name means the command to the shell.",
      zh: "`.帮助 命令`、`选项`、`步骤`、`词语`、`函数`、`设置`、`按键`、`代码` 列出全部。名称前加点表示交互命令。"),
    examples: [
      LocalizedText(".help count", zh: ".帮助 计数"), LocalizedText(".help .output", zh: ".帮助 .输出"),
    ],
    run: { argument, context in
      if argument.isEmpty {
        context.writer.output.write(HelpPage.overview(in: context.language))
        return .done
      }
      let pages = [
        context.session.definition(of: argument),
        ModelHelp.text(for: argument, in: context.catalog, language: context.language),
      ].compactMap { $0 }
      let definition = pages.isEmpty ? nil : pages.joined(separator: "\n")
      let page = HelpPage.topic(
        argument, definition: definition, in: context.language,
        extraCodes: context.host.programCodes)
      guard let page else {
        let topics = HelpPage.topics + ModelHelp.names(in: context.catalog)
        let nearest = SpellingSuggestion.nearest(to: argument, among: topics).first
        return context.told(.unknownHelpTopic(argument, nearest: nearest))
      }
      context.host.page(page.hasSuffix("\n") ? page : page + "\n")
      return .done
    })

  static let explain: MetaCommand = MetaCommand(
    LocalizedText("explain", zh: "解释"), in: .looking,
    argument: LocalizedText(
      "NAME | MEASURE of PERIOD by KEY | QUERY", zh: "名称 | 指标 期间 时段 按 键 | 查询"),
    kind: .measure,
    summary: LocalizedText(
      "how a measure is defined, its numbers in a period, or how a query is computed",
      zh: "指标的定义、某一时段的分子分母，或查询的计算步骤"),
    details: LocalizedText(
      "NAME is a measure or a field. With a period or keys its two numbers are shown, and the queries for "
        + "the rows behind them. Anything else is a query, whose steps are shown, the last one first.",
      zh: "名称是指标或字段。写明时段或键时，列出分子、分母和明细的查询。其他内容作为查询，列出其计算步骤，最后一步在最前。"),
    examples: [
      LocalizedText(".explain mean_weight", zh: ".解释 平均重量"),
      LocalizedText(".explain fruit | count by variety", zh: ".解释 水果 | 计数 按 品种"),
    ],
    run: { argument, context in
      if argument.isEmpty { return context.misused(explain, argument) }
      let width = context.writer.output.width()
      let found = Found<String>()
      let outcome = context.host.perform { session in
        let explanation = session.explanation(of: argument, width: width)
        found.value = explanation.text
        return explanation.diagnostics
      }
      if let text = found.value { context.host.page(text) }
      if case .ended = outcome { return outcome }
      return found.value == nil ? .failed : .done
    })

  static let tour: MetaCommand = MetaCommand(
    LocalizedText("tour", zh: "导览"), in: .looking,
    argument: LocalizedText("[STEP]", zh: "[步]"), kind: .number,
    summary: LocalizedText(
      "shows what can be asked, step by step, on the sample register", zh: "用示例登记数据逐步演示可以怎样查询"),
    details: LocalizedText(
      "Each `.tour` tells the next step and runs its example; `.tour 3` goes to the third.",
      zh: "每次 `.导览` 讲下一步并运行其例子；`.导览 3` 跳到第三步。"),
    examples: [LocalizedText(".tour", zh: ".导览"), LocalizedText(".tour 3", zh: ".导览 3")],
    run: { argument, context in
      let steps = context.session.tourSteps
      if steps.isEmpty { return context.told(.sampleNeeded()) }
      let next = context.settings.tourStep % steps.count + 1
      guard let number = argument.isEmpty ? next : Int(argument), (1...steps.count).contains(number)
      else { return context.misused(tour, argument) }
      context.settings.tourStep = number
      let step = steps[number - 1]
      let statement = step.statement.text(in: context.language)
      context.writer.show(
        ShellHelp.tourStep(number, of: steps.count, step.text, statement: statement))
      let outcome = context.host.answer(statement)
      if outcome == .done {
        context.writer.show(
          number == steps.count ? ShellHelp.tourEnds : ShellHelp.tourGoesOn)
      }
      return outcome
    })
}
