import PQColumnar
import PQDiagnostics
import PQPlan

/// A command to the shell itself, such as `.tables`.
package struct MetaCommand: Sendable {
  /// Its name in English and Chinese, without the dot.
  let name: LocalizedText
  /// What may be written after it.
  let argument: LocalizedText?
  let summary: LocalizedText
  let run: @Sendable (_ argument: String, _ context: MetaCommandContext) -> Outcome

  enum Outcome: Equatable {
    case done
    case failed
    case quit
  }

  /// Every meta command, in the order of `.help`. Another one is one line here.
  package static let all: [MetaCommand] = [
    help, tables, schema, model, profile, explain, lint, reveal, audit, timer, quit,
  ]

  /// The way it is written, in one language: `.schema [TABLE]`.
  func form(in language: Language) -> String {
    let argument = argument.map { " " + $0.text(in: language) } ?? ""
    return "." + name.text(in: language) + argument
  }
}

/// What a meta command may look at, and where its answer goes.
struct MetaCommandContext {
  let session: any ShellSession
  let writer: AnswerWriter
  var settings = ShellSettings()

  var catalog: Catalog { session.catalog }

  var language: Language { writer.options.language }
}

/// A line that calls a meta command: its name and what stands after it.
///
///     .schema fruit      name "schema", argument "fruit"
struct MetaCommandCall {
  let name: String
  let argument: String

  /// Reads a line; `nil` if it is a statement of the language.
  ///
  /// A Chinese input method leaves `。` or `．` for the dot.
  init?(_ text: String) {
    guard let first = text.unicodeScalars.first, ".。．".unicodeScalars.contains(first) else {
      return nil
    }
    let words = text.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
    name = words.first.map(String.init) ?? ""
    argument = words.count > 1 ? MetaCommandCall.trimmed(words[1]) : ""
  }

  func run(_ context: MetaCommandContext) -> MetaCommand.Outcome {
    let command = MetaCommand.all.first {
      $0.name.english == name.lowercased() || $0.name.chinese == name
    }
    guard let command else {
      let names = MetaCommand.all.flatMap { [$0.name.english, $0.name.chinese] }
      let nearest = SpellingSuggestion.nearest(to: name, among: names).first
      context.writer.show(.unknownMetaCommand(name, nearest: nearest))
      return .failed
    }
    return command.run(argument, context)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    // The name of a table may stand between back quotes, as it would in a query.
    if text.count > 2, text.first == "`", text.last == "`" { text = text.dropFirst().dropLast() }
    return String(text)
  }
}

extension MetaCommand {
  static let quit = MetaCommand(
    name: LocalizedText("quit", zh: "退出"), argument: nil,
    summary: LocalizedText("ends the shell; so does Ctrl-D", zh: "退出，也可以按 Ctrl-D"),
    run: { _, _ in .quit })
}
