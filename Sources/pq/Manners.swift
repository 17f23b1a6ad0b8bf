import ArgumentParser
import Glibc
import PQDiagnostics
import PQShell

/// How the program speaks: language, color, whether it mentions what went well.
struct Manners {
  var language = Language.english
  /// Whether to color; `nil` goes by where the text goes.
  var color: Bool?
  var isQuiet = false

  /// Tells whether what goes to a stream is colored: on a terminal, unless `NO_COLOR` is set.
  func usesColor(_ descriptor: Int32) -> Bool {
    color
      ?? (TerminalDevice.isTerminal(descriptor) && (Environment.value("NO_COLOR") ?? "").isEmpty)
  }

  /// Returns the language that a command line asks for, or that of the environment.
  ///
  /// Messages about a wrong command line need it before the arguments are read.
  static func language(arguments: [String]) -> Language {
    for (position, argument) in arguments.enumerated() {
      if argument == "--lang", position + 1 < arguments.count {
        if let language = Language(rawValue: arguments[position + 1]) { return language }
      } else if argument.hasPrefix("--lang=") {
        if let language = Language(rawValue: String(argument.dropFirst(7))) { return language }
      }
    }
    return environmentLanguage
  }

  private static var environmentLanguage: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = Environment.value(name), !value.isEmpty else { continue }
      return value.hasPrefix("zh") ? .chinese : .english
    }
    return .english
  }
}

/// The process's environment.
enum Environment {
  static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// The options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: "The language of messages: zh or en.")
  var lang: String?

  @Option(help: "Whether to color: auto, always, never.")
  var color: String = "auto"

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func manners() throws(UsageError) -> Manners {
    if let lang, Language(rawValue: lang) == nil {
      throw UsageError(.optionValue("--lang", lang, expected: "`zh`, `en`"))
    }
    var manners = Manners()
    manners.language = lang.flatMap(Language.init(rawValue:)) ?? Manners.language(arguments: [])
    manners.isQuiet = quiet
    switch color {
    case "always": manners.color = true
    case "never": manners.color = false
    case "auto": break
    default:
      throw UsageError(.optionValue("--color", color, expected: "`auto`, `always`, `never`"))
    }
    return manners
  }
}
