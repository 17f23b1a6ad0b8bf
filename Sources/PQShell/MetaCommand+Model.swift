import PQDiagnostics

extension MetaCommand {
  static let model = MetaCommand(
    name: LocalizedText("model", zh: "模型"),
    argument: LocalizedText("[FILE]", zh: "[文件]"),
    summary: LocalizedText(
      "prints the model in force, or one file of it", zh: "显示当前模型的全文，或其中一个文件"),
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
        context.writer.show(LocalizedText(verbatim: heading + text.string))
      }
      return .done
    })

  static let profile = MetaCommand(
    name: LocalizedText("profile", zh: "口径"),
    argument: LocalizedText("[NAME]", zh: "[名称]"),
    summary: LocalizedText(
      "shows whose definitions count, or counts by others from here on",
      zh: "显示当前统计口径，或改用另一口径"),
    run: { argument, context in
      if argument.isEmpty {
        let others = context.session.knownProfiles.filter { $0 != context.session.profileName }
        context.writer.show(
          ShellHelp.profile(context.session.profileName, others: others))
        return .done
      }
      let found = context.session.useProfile(argument)
      for diagnostic in found { context.writer.show(diagnostic) }
      return found.contains { $0.severity == .error } ? .failed : .done
    })
}
