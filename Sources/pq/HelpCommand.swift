import ArgumentParser
import PQDiagnostics
import PQShell

/// `pq help [TOPIC]`: a command, a stage, a function, or the code of a message.
struct HelpCommand: ProgramCommand {
  @OptionGroup var common: CommonOptions

  @Argument(help: "A command, a function, or the code of a message.")
  var topic: String?

  func run() throws(UsageError) -> ExitStatus {
    try Self.show(topic, language: common.manners().language)
  }

  static func show(_ topic: String?, language: Language) throws(UsageError) -> ExitStatus {
    let topic = topic ?? "pq"
    let text =
      HelpText.commands[topic]?.text(in: language)
      ?? HelpPage.topic(topic, in: language, extraCodes: CommandLineDiagnostics.codes)
    guard let text else {
      let names = HelpText.commands.keys.sorted() + HelpPage.topics
      let nearest = SpellingSuggestion.nearest(to: topic, among: names)
      throw UsageError(.unknownTopic(topic, nearest: nearest))
    }
    StandardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
    return .done
  }
}
