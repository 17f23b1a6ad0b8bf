import ArgumentParser
import Glibc
import PQDiagnostics
import PQSession

/// The program: chooses the command by the first argument, and says what is wrong with the rest.
struct Program {
  static let version = "0.1.0"

  let arguments: [String]

  func run() -> ExitStatus {
    let language = Manners.language(arguments: arguments)
    let (first, rest) = command
    do throws(UsageError) {
      switch first {
      case "--version": return Self.showVersion()
      case "-h", "--help": return try HelpCommand.show(nil, language: language)
      // The only word is the topic, also where it is an option that this command has itself.
      case "help" where rest.count == 1 && !asksForHelp(rest):
        return try HelpCommand.show(rest[0], language: language)
      case "help": return try parse(HelpCommand.self, rest, topic: "help").run()
      case "fmt": return try parse(FormatCommand.self, rest, topic: "fmt").run()
      case "check": return try parse(CheckCommand.self, rest, topic: "check").run()
      case "render": return try parse(RenderCommand.self, rest, topic: "render").run()
      case "audit": return try parse(AuditCommand.self, rest, topic: "audit").run()
      case "explain": return try parse(ExplainCommand.self, rest, topic: "explain").run()
      case "lint": return try parse(LintCommand.self, rest, topic: "lint").run()
      default: return try parse(RunCommand.self, arguments, topic: nil).run()
      }
    } catch {
      var manners = Manners()
      manners.language = language
      Console(manners).show(error.diagnostic)
      return .usage
    }
  }

  /// The first word that is no option which several commands share, and everything else.
  ///
  ///     --lang zh check a.pq      "check", ["--lang", "zh", "a.pq"]
  private var command: (name: String, rest: [String]) {
    var position = 0
    while position < arguments.count {
      let parts = arguments[position].split(separator: "=", maxSplits: 1)
      let name = parts.first.map(String.init) ?? ""
      if Self.sharedFlags.contains(name) {
        position += 1
      } else if Self.sharedOptions.contains(name) {
        position += parts.count == 1 ? 2 : 1
      } else {
        var rest = arguments
        return (rest.remove(at: position), rest)
      }
    }
    return ("", arguments)
  }

  /// What stands in `Manners` and in the arguments of a session, so that it may stand before a
  /// command, too.
  private static let sharedFlags: Set = ["--quiet", "--safe"]
  private static let sharedOptions: Set = [
    "--lang", "--color", "--param", "--today", "--model", "--profile", "--key", "--audit",
    "--workers", "--memory", "--reveal", "--reason",
  ]

  private func parse<Command: ProgramCommand>(
    _ type: Command.Type, _ arguments: [String], topic: String?
  ) throws(UsageError) -> any RunnableCommand {
    if asksForHelp(arguments) {
      return HelpRequest(topic: topic, language: Manners.language(arguments: arguments))
    }
    do {
      return try Command.parse(arguments)
    } catch {
      throw UsageError(.commandLine(Command.message(for: error)))
    }
  }

  /// Whether `--help` stands where an option can stand, not as the text of a `-c`.
  private func asksForHelp(_ arguments: [String]) -> Bool {
    arguments.indices.contains { index in
      let isText = index > 0 && ["-c", "--command"].contains(arguments[index - 1])
      return !isText && ["-h", "--help"].contains(arguments[index])
    }
  }

  private static func showVersion() -> ExitStatus {
    StandardOutput.write("pq \(version)\n")
    return .done
  }
}

/// The command line is wrong.
struct UsageError: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}

/// Something that the program can do once its arguments are read.
protocol RunnableCommand {
  func run() throws(UsageError) -> ExitStatus
}

/// One command: flags and arguments as swift-argument-parser reads them.
protocol ProgramCommand: ParsableArguments, RunnableCommand {}

/// `--help` of any command.
struct HelpRequest: RunnableCommand {
  let topic: String?
  let language: Language

  func run() throws(UsageError) -> ExitStatus {
    try HelpCommand.show(topic, language: language)
  }
}
