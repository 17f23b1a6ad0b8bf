import PQDiagnostics

/// The reference of the meta commands, as the project's documentation has it.
package enum MetaCommandPage {
  /// Returns `docs/meta-commands.md`, made of the same texts as the help.
  package static var markdown: String {
    var text = heading
    for group in MetaCommand.Group.allCases {
      text += "\n## \(capitalized(group.title.english)) · \(group.title.chinese)\n\n"
      text += "| command | | does |\n| --- | --- | --- |\n"
      let commands = MetaCommand.all.filter { $0.group == group }
      for command in commands {
        let forms = [Language.english, .chinese].map { cell("`\(command.form(in: $0))`") }
        text += "| \(forms[0]) | \(forms[1]) | \(cell(command.summary.english)) |\n"
      }
      text += commands.map(section).joined()
    }
    return text + settings
  }

  private static let heading = """
    # Commands to the shell

    A line that begins with a dot (`.`, or `。` from a Chinese input method) speaks to the shell itself.
    This page is made from the shell's own help: `.help .NAME` shows a command in the session's language.
    The commands work in a pipe, too; with `--safe`, or after `.safe`, those that read, write or start
    something are refused.

    """

  private static var settings: String {
    var text = "\n## Values of `.set` · 设置\n\n"
    text += "| setting | | takes | says |\n| --- | --- | --- | --- |\n"
    for setting in ShellSetting.all {
      let cells = [
        setting.name.english, setting.name.chinese, setting.form.english, setting.summary.english,
      ]
      text += "| " + cells.map(cell).joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func section(_ command: MetaCommand) -> String {
    var text = "\n### .\(command.name.english) · .\(command.name.chinese)\n\n"
    // What `.set` takes stands in a table of its own.
    if command.name != MetaCommand.set.name { text += command.details.english + "\n\n" }
    let examples = command.examples.map { "\($0.english)\n" }.joined(separator: "\n")
    return text + "```\n\(examples)```\n"
  }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
