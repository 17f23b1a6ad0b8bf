import PQAssist
import PQDiagnostics
import PQSession

extension MetaCommand {
  static let help = MetaCommand(
    name: LocalizedText("help", zh: "帮助"),
    argument: LocalizedText("[TOPIC]", zh: "[主题]"),
    summary: LocalizedText(
      "explains a command, a stage, a function, a measure or the code of a message",
      zh: "说明命令、步骤、函数、指标或消息代码"),
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
      guard let page = HelpPage.topic(argument, definition: definition, in: context.language) else {
        let topics = HelpPage.topics + ModelHelp.names(in: context.catalog)
        let nearest = SpellingSuggestion.nearest(to: argument, among: topics).first
        context.writer.show(.unknownHelpTopic(argument, nearest: nearest))
        return .failed
      }
      context.writer.output.write(page)
      return .done
    })
}

extension MetaCommand {
  static let explain = MetaCommand(
    name: LocalizedText("explain", zh: "解释"),
    argument: LocalizedText(
      "NAME | MEASURE of PERIOD by KEY | QUERY", zh: "名称 | 指标 期间 时段 按 键 | 查询"),
    summary: LocalizedText(
      "how a measure is defined, its numbers in a period, or how a query is computed",
      zh: "指标的定义、某一时段的分子分母，或查询的计算步骤"),
    run: { argument, context in
      let explanation = context.session.explanation(
        of: argument, width: context.writer.output.width())
      for diagnostic in explanation.diagnostics { context.writer.show(diagnostic) }
      guard let text = explanation.text else { return .failed }
      context.writer.output.write(text)
      return .done
    })
}

/// The pages of `.help`, and of `pq help`.
package enum HelpPage {
  /// Returns the list of commands and a first taste of the language.
  static func overview(in language: Language) -> String {
    let forms = MetaCommand.all.map { $0.form(in: language) }
    let width = forms.map { DisplayWidth.cells(of: $0) }.max() ?? 0
    var lines = zip(MetaCommand.all, forms).map { command, form in
      let gap = String(repeating: " ", count: width - DisplayWidth.cells(of: form) + 3)
      return form + gap + command.summary.text(in: language)
    }
    lines += ["", ShellHelp.language.text(in: language), ""]
    return lines.joined(separator: "\n")
  }

  /// Returns the page of a topic: a meta command, a stage, a measure, and everything else of that
  /// name.
  ///
  /// `definition` is what the session says of a measure; `extraCodes` are those of whoever asks,
  /// beside the shell's and the engine's.
  package static func topic(
    _ topic: String, definition: String? = nil, in language: Language,
    extraCodes: [DiagnosticCode] = []
  ) -> String? {
    if let list = list(named: topic, in: language) { return list }
    let pages = [
      command(named: topic, in: language), StageHelp.named(topic)?.text(in: language), definition,
      HelpTopics.text(topic, language: language, extraCodes: ShellDiagnostics.codes + extraCodes),
    ].compactMap { $0 }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  /// Every topic's name, for suggestions.
  package static var topics: [String] {
    lists.flatMap { [$0.english, $0.chinese] } + StageHelp.names + HelpTopics.names
      + ShellDiagnostics.codes.map(\.name)
  }

  private static func command(named name: String, in language: Language) -> String? {
    guard name.hasPrefix(".") else { return nil }
    let command = MetaCommand.all.first {
      "." + $0.name.english == name || "." + $0.name.chinese == name
    }
    return command.map { "\($0.form(in: language))\n\n  \($0.summary.text(in: language))\n" }
  }
}
