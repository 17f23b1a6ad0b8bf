import PQAssist
import PQColumnar
import PQDiagnostics
import PQPlan
import PQSession

/// A command to the shell itself, such as `.tables`: its help, what completion offers after it, and
/// what it does.
package struct MetaCommand: Sendable {
  /// Its name in English and Chinese, without the dot.
  package let name: LocalizedText
  let group: Group
  /// What may be written after it.
  package let argument: LocalizedText?
  package let kind: CommandArgument
  package let summary: LocalizedText
  /// What the summary cannot say in a line.
  package let details: LocalizedText
  /// Lines that a person could type, about the fruit of the help's examples.
  package let examples: [LocalizedText]
  let run: @Sendable (_ argument: String, _ context: MetaCommandContext) -> Outcome

  enum Outcome: Equatable {
    case done
    case failed
    /// Statements have run, and what is wrong with them is told.
    case ran(RunOutcome)
    /// The program is to end with this status.
    case ended(Int32)
    case quit
  }

  /// What a command is about: a line of `.help`.
  enum Group: CaseIterable {
    case looking
    case data
    case results
    case settings
    case session

    var title: LocalizedText {
      switch self {
      case .looking: LocalizedText("look", zh: "查看")
      case .data: LocalizedText("data", zh: "数据")
      case .results: LocalizedText("results", zh: "结果")
      case .settings: LocalizedText("settings", zh: "设置")
      case .session: LocalizedText("session", zh: "会话")
      }
    }
  }

  init(
    _ name: LocalizedText, in group: Group, argument: LocalizedText? = nil,
    kind: CommandArgument = .none, summary: LocalizedText, details: LocalizedText,
    examples: [LocalizedText],
    run: @escaping @Sendable (_ argument: String, _ context: MetaCommandContext) -> Outcome
  ) {
    self.name = name
    self.group = group
    self.argument = argument
    self.kind = kind
    self.summary = summary
    self.details = details
    self.examples = examples
    self.run = run
  }

  /// Every meta command, in the order of its help. Another one is one line here.
  package static let all: [MetaCommand] = [
    help, tour, tables, schema, measures, model, explain, lint,
    open, importFile, export, read, save, cd,
    output, once, last, rows, width,
    set, params, today, profile, lang, timer,
    reveal, audit, safe, history, edit, watch, sh, quit,
  ]

  /// All of them as completion sees them.
  package static var forms: [CommandForm] {
    all.map { CommandForm(name: $0.name, summary: $0.summary, argument: $0.kind) }
  }

  /// Returns the command with a name in either language, without the dot.
  static func named(_ name: String) -> MetaCommand? {
    all.first { $0.name.english == name.lowercased() || $0.name.chinese == name }
  }

  /// The way it is written, in one language: `.schema [TABLE]`.
  package func form(in language: Language) -> String {
    let argument = argument.map { " " + $0.text(in: language) } ?? ""
    return "." + name.text(in: language) + argument
  }
}

/// What a meta command may look at, and where its answer goes.
struct MetaCommandContext {
  let session: any ShellSession
  let writer: AnswerWriter
  let host: any MetaCommandHost

  var settings: ShellSettings { writer.settings }

  var catalog: Catalog { session.catalog }

  var language: Language { writer.language }

  /// Says what is wrong; the outcome is that of the first error.
  func told(_ diagnostics: [Diagnostic]) -> MetaCommand.Outcome {
    for diagnostic in diagnostics { writer.show(diagnostic) }
    let outcome = RunOutcome(of: diagnostics)
    return outcome == .done ? .done : .ran(outcome)
  }

  func told(_ diagnostic: Diagnostic) -> MetaCommand.Outcome { told([diagnostic]) }

  /// Says that a command was given something that it does not take.
  func misused(_ command: MetaCommand, _ argument: String) -> MetaCommand.Outcome {
    told(.commandForm(command, given: argument))
  }
}

/// What the shell does for its commands.
protocol MetaCommandHost: AnyObject {
  /// Whether a person sits at a terminal.
  var isInteractive: Bool { get }

  var history: HistoryFile? { get }

  /// The codes of messages that only the program itself gives.
  var programCodes: [DiagnosticCode] { get }

  /// The statements of this run of the shell, oldest first.
  var statements: [String] { get }

  /// Runs statements, with Ctrl-C; `name` is the file that they come from.
  func compute(_ text: String, name: String?) -> MetaCommand.Outcome

  /// Does work of the session that may take long, with Ctrl-C, and says what is wrong.
  func perform(_ work: @escaping (any ShellSession) -> [Diagnostic]) -> MetaCommand.Outcome

  /// Answers a line: a statement or a command.
  func answer(_ line: String) -> MetaCommand.Outcome

  /// Waits; false if somebody asked to stop meanwhile, or nobody reads any more.
  func pause(seconds: Double) -> MetaCommand.Outcome

  /// Runs another program in the shell's place; returns its exit status.
  func start(_ command: String, input: String?) -> Int32

  /// Lets the user's own editor change a text.
  func edit(_ text: String) -> ExternalEditor.Result

  /// Shows a text in the pager where there is one.
  func page(_ text: String)

  /// Keeps a statement as if it had been typed.
  func remember(_ statement: String)
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
    guard let command = MetaCommand.named(name) else {
      let names = MetaCommand.all.flatMap { [$0.name.english, $0.name.chinese] }
      let nearest = SpellingSuggestion.nearest(to: name, among: names).first
      return context.told(.unknownMetaCommand(name, nearest: nearest))
    }
    if command.argument == nil, !argument.isEmpty { return context.misused(command, argument) }
    return command.run(argument, context)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    // The name of a table may stand between back quotes, as it would in a query.
    if text.count > 2, text.first == "`", text.last == "`",
      !text.dropFirst().dropLast().contains("`")
    {
      text = text.dropFirst().dropLast()
    }
    return String(text)
  }
}
