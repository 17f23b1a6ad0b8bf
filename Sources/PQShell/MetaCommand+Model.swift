import PQAssist
import PQDiagnostics

extension MetaCommand {
  static let model: MetaCommand = MetaCommand(
    LocalizedText("model", zh: "模型"), in: .looking,
    argument: LocalizedText("[FILE]", zh: "[文件]"), kind: .text,
    summary: LocalizedText(
      "prints the model in force, or one file of it", zh: "显示当前模型的全文，或其中一个文件"),
    details: LocalizedText(
      "The model is text in the language: tables, fields, measures, checks and their reasons. `--model "
        + "FILE.pq` adds to it.",
      zh: "模型是用本语言写成的文本：表、字段、指标、核对项及其依据。`--model 文件.pq` 可以补充。"),
    examples: [LocalizedText(".model", zh: ".模型")],
    run: { argument, context in
      let texts = context.session.modelTexts
      let names = texts.map { $0.name ?? "" }
      let wanted = texts.filter { text in
        guard let name = text.name, !argument.isEmpty else { return true }
        return name == argument || name == "\(argument).pq"
      }
      if wanted.isEmpty {
        let nearest = SpellingSuggestion.nearest(to: argument, among: names)
        context.writer.show(.unknownModelFile(argument, nearest: nearest.first, known: names))
        return .failed
      }
      for text in wanted {
        // The name as a comment, so that what is shown is a script again.
        let heading = wanted.count > 1 ? text.name.map { "# \($0)\n\n" } ?? "" : ""
        context.host.page(heading + text.string + "\n")
      }
      return .done
    })

  static let profile: MetaCommand = MetaCommand(
    LocalizedText("profile", zh: "口径"), in: .settings,
    argument: LocalizedText("[NAME]", zh: "[名称]"), kind: .profile,
    summary: LocalizedText(
      "shows whose definitions count, or counts by others from here on",
      zh: "显示当前统计口径，或改用另一口径"),
    details: LocalizedText(
      "A name that ends in .pq is a file of your own. Tables, params and what was declared since stay.",
      zh: "以 .pq 结尾的名称是自己的文件。表、参数和此后的声明保持不变。"),
    examples: [
      LocalizedText(".profile", zh: ".口径"),
      LocalizedText(".profile summer.pq", zh: ".口径 summer.pq"),
    ],
    run: { argument, context in
      if argument.isEmpty {
        let others = context.session.knownProfiles.filter { $0 != context.session.profileName }
        context.writer.show(
          ShellHelp.profile(context.session.profileName, others: others))
        return .done
      }
      let found = context.session.useProfile(CommandWords.path(argument) ?? argument)
      for diagnostic in found { context.writer.show(diagnostic) }
      return found.contains { $0.severity == .error } ? .failed : .done
    })
}
