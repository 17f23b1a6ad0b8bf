import PQAssist
import PQDiagnostics
import PQPlan
import PQSession

/// The pages of `.help`, and of `pq help`.
package enum HelpPage {
  /// Returns what `.help` alone says: it fits a screen of 24 rows and 80 columns.
  static func overview(in language: Language) -> String {
    let titles = MetaCommand.Group.allCases.map { $0.title.text(in: language) }
    let width = (titles.map { DisplayWidth.cells(of: $0) }.max() ?? 0) + 2
    var text = ShellHelp.firstTaste.text(in: language) + "\n"
    for (group, title) in zip(MetaCommand.Group.allCases, titles) {
      let names = MetaCommand.all.filter { $0.group == group }.map {
        ".\($0.name.text(in: language))"
      }
      let gap = String(repeating: " ", count: width - DisplayWidth.cells(of: title))
      text += title + gap + names.joined(separator: " ") + "\n"
    }
    return text + ShellHelp.waysToMoreHelp.text(in: language)
  }

  /// Returns the page of a topic: all that has this name in either language.
  ///
  /// `definition` is what the session says of a measure; `extraCodes` are those of whoever asks,
  /// beside the shell's and the engine's.
  package static func topic(
    _ topic: String, definition: String? = nil, in language: Language,
    extraCodes: [DiagnosticCode] = []
  ) -> String? {
    let topic = topic.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let list = list(named: topic, in: language) { return list }
    let codes = ShellDiagnostics.codes + extraCodes
    let pages = [
      ProgramHelp.commands[topic]?.text(in: language),
      ProgramOption.named(topic)?.text(in: language),
      topic.hasPrefix(".") ? MetaCommand.named(String(topic.dropFirst()))?.page(in: language) : nil,
      StageHelp.named(topic)?.text(in: language), KeywordHelp.named(topic)?.text(in: language),
      TableFunctionHelp.named(topic)?.text(in: language), definition,
      HelpTopics.text(topic, language: language, extraCodes: codes),
    ].compactMap { $0 }
    if !pages.isEmpty { return pages.joined(separator: "\n") }
    // A command without its dot, where nothing else has the name.
    return MetaCommand.named(topic)?.page(in: language)
  }

  /// Every topic's name, for suggestions.
  package static var topics: [String] {
    var names = lists.flatMap { [$0.name.english, $0.name.chinese] }
    names += ProgramHelp.commands.keys.sorted() + ProgramOption.all.flatMap(\.names)
    names += MetaCommand.all.flatMap { [".\($0.name.english)", ".\($0.name.chinese)"] }
    names += StageHelp.names + KeywordHelp.names + TableFunction.names + HelpTopics.names
    return names + ShellDiagnostics.codes.map(\.name)
  }
}

extension MetaCommand {
  /// Returns the command's page.
  ///
  ///     .rows [N | all]    also .行数
  ///
  ///       shows or sets how many rows …
  ///
  ///         .rows 50
  func page(in language: Language) -> String {
    let twin = language == .chinese ? "也可写作 .\(name.english)" : "also .\(name.chinese)"
    let summary = self.summary.text(in: language)
    return PageLayout.page(
      LocalizedText(verbatim: "\(form(in: language))    \(twin)"),
      LocalizedText(verbatim: "\(summary)\n\(details.text(in: language))"), examples, in: language)
  }
}
