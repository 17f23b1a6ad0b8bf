import PQAssist
import PQDiagnostics
import PQFunctions
import PQPlan
import PQSession
import PQSyntax
import Testing

@testable import PQShell

/// Everything that has a name has help in both languages, and every example in it runs.
@Suite struct HelpTests {
  /// Every name that a person can meet, with what it is.
  private static let names: [(kind: String, name: String)] =
    MetaCommand.all.flatMap {
      [("command", ".\($0.name.english)"), ("command", ".\($0.name.chinese)")]
    }
    + KeywordTable.all.flatMap { [("word", $0.english), ("word", $0.chinese)] }
    + HelpTopics.functions.flatMap { [("function", $0.name), ("function", $0.chineseName)] }
    + TableFunction.names.map { ("table function", $0) }
    + ProgramOption.all.flatMap { option in option.names.map { ("option", $0) } }
    + ProgramHelp.commands.keys.map { ("program command", $0) }
    + (HelpTopics.codes + ShellDiagnostics.codes).map { ("code", $0.name) }
    + HelpPage.lists.flatMap { [("list", $0.name.english), ("list", $0.name.chinese)] }

  @Test(arguments: [Language.english, .chinese])
  func everyNameHasHelp(language: Language) {
    #expect(Self.names.count > 400)
    for (kind, name) in Self.names {
      let page = HelpPage.topic(name, in: language)
      #expect((page ?? "").count > 10, "no help on the \(kind) `\(name)`")
    }
  }

  @Test func everyNameIsSuggested() {
    let topics = Set(HelpPage.topics)
    for (kind, name) in Self.names { #expect(topics.contains(name), "\(kind) `\(name)`") }
  }

  @Test func everyWordOfTheLanguageHasAPageOfItsOwn() {
    let stages = Set(StageHelp.all.map(\.stage))
    let words = Set(KeywordHelp.all.flatMap(\.keywords))
    for entry in KeywordTable.all {
      #expect(stages.contains(entry.keyword) || words.contains(entry.keyword), "\(entry.english)")
    }
    #expect(Set(TableFunctionHelp.all.map(\.function)) == Set(TableFunction.allCases))
  }

  /// The options as the program declares them.
  @Test func everyOptionOfTheProgramHasHelp() {
    for file in [
      "RunCommand", "SessionArguments", "Manners", "FormatCommand", "RenderCommand", "AuditCommand",
      "LintCommand", "CheckCommand", "ExplainCommand", "HelpCommand",
    ] {
      let declarations = ProjectFiles.text("Sources/pq/\(file).swift").split(separator: "@")
        .filter { $0.hasPrefix("Option") || $0.hasPrefix("Flag") }
      for declaration in declarations {
        guard let name = Self.optionName(in: String(declaration)) else { continue }
        #expect(ProgramOption.named(name) != nil, "\(file): `\(name)`")
      }
    }
    #expect(ProgramOption.named("--for-excel") != nil && ProgramOption.named("-c") != nil)
  }

  /// Returns `--for-excel` for `@Flag(help: …) var forExcel = false`.
  private static func optionName(in declaration: String) -> String? {
    if let custom = declaration.split(separator: ".customLong(\"").dropFirst().first {
      return "--" + custom.prefix { $0 != "\"" }
    }
    guard let variable = declaration.split(separator: "\n  var ").dropFirst().first else {
      return nil
    }
    let name = variable.prefix { $0.isLetter }
    return "--" + name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var topic: String
    var text: String
    var testDescription: String { "\(topic): \(text)" }
  }

  private static let examples: [Example] =
    StageHelp.all.flatMap { stage in
      [stage.example.english, stage.example.chinese].map {
        Example(topic: stage.stage.rawValue, text: $0)
      }
    }
    + KeywordHelp.all.flatMap { page in
      page.examples.flatMap { [$0.english, $0.chinese] }.map {
        Example(topic: page.spellings[0], text: $0)
      }
    }
    + TableFunctionHelp.all.flatMap { help in
      [help.example.english, help.example.chinese].map {
        Example(topic: help.function.rawValue, text: $0)
      }
    }

  @Test(arguments: examples)
  func exampleRuns(example: Example) throws {
    let fruit = try FruitSession()
    defer { fruit.removeFolder() }
    let run = fruit.session.run(example.text)
    let problems = run.diagnostics.filter { $0.severity != .note && $0.code.name != "no-data" }
    let drawn = problems.flatMap { CompactDiagnostic.lines($0, language: .english) }
    #expect(run.outcome == .done && problems.isEmpty, "\(drawn.joined(separator: "\n"))")
  }

  @Test func bothLanguagesShowTheSame() throws {
    for stage in StageHelp.all {
      let fruit = try FruitSession()
      defer { fruit.removeFolder() }
      func rows(_ text: String) -> [Int] { fruit.session.run(text).results.map(\.rowCount) }
      #expect(rows(stage.example.english) == rows(stage.example.chinese), "\(stage.stage)")
    }
  }

  @Test(arguments: [Language.english, .chinese])
  func helpAloneFitsTheScreen(language: Language) {
    let lines = HelpPage.overview(in: language).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    // The prompt takes the last row.
    #expect(lines.count <= 23, "\(lines.count) rows")
    for line in lines { #expect(DisplayWidth.cells(of: String(line)) <= 80, "\(line)") }
    for command in MetaCommand.all {
      let name = ".\(command.name.text(in: language))"
      #expect(lines.contains { $0.split(separator: " ").contains(name[...]) }, "\(name)")
    }
  }
}
