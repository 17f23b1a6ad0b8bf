import ArgumentParser
import PQDiagnostics
import PQSession
import PQShell

/// `pq help [TOPIC]`: a command, a stage, a function, or the code of a message.
struct HelpCommand: ProgramCommand {
  @OptionGroup var common: CommonOptions

  @Argument(
    parsing: .allUnrecognized,
    help: "A command, an option, a stage, a function, or the code of a message.")
  var topic: [String] = []

  func run() throws(UsageError) -> ExitStatus {
    try Self.show(
      topic.isEmpty ? nil : topic.joined(separator: " "), language: common.manners().language)
  }

  static func show(_ topic: String?, language: Language) throws(UsageError) -> ExitStatus {
    let topic = topic ?? "pq"
    // The built-in model's names: measures, fields, tables, columns and checks.
    let session = Session()
    let pages = [
      session.definition(of: topic),
      ModelHelp.text(for: topic, in: session.catalog, language: language),
    ].compactMap { $0 }
    let text = HelpPage.topic(
      topic, definition: pages.isEmpty ? nil : pages.joined(separator: "\n"), in: language,
      extraCodes: CommandLineDiagnostics.codes)
    guard let text else {
      let names = HelpPage.topics + ModelHelp.names(in: session.catalog)
      let nearest = SpellingSuggestion.nearest(to: topic, among: names)
      throw UsageError(.unknownTopic(topic, nearest: nearest))
    }
    StandardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
    return .done
  }
}
