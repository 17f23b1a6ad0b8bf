import PQAssist
import PQDiagnostics
import Testing

@testable import PQShell

/// The program's shell in a pipe, on the fruit of the help's examples in a folder of its own.
struct FruitShell {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    let copied = ChildProcess(
      "/bin/sh", ["-c", "cp '\(root)'/Tests/Golden/data/fruit/* '\(folder.path)'"])
    _ = copied.finish()
  }

  func run(
    _ input: String, _ options: String = "", pipe: String = "",
    environment: [String: String] = [:]
  ) -> ChildProcess.Result {
    let command =
      "cd '\(folder.path)' && exec '\(builtProgram("pq"))' --model model.pq --today 2020-09-26 "
      + "\(options) fruit.csv orchards.csv \(pipe)"
    var variables = ["XDG_STATE_HOME": folder.path, "HOME": folder.path]
    variables.merge(environment) { $1 }
    return ChildProcess("/bin/sh", ["-c", command], environment: variables).finish(input: input)
  }
}

@Suite struct MetaCommandTests {
  /// What a command says in one shell that is asked many lines, line by line.
  private func answers(
    to lines: [String], _ options: String
  ) throws -> (answers: [String], shell: FruitShell) {
    let shell = try FruitShell()
    // A mark behind each line; what is said and what is shown come in one stream.
    let input = lines.map { "\($0)\nprint \"-END-\"\n" }.joined()
    let result = shell.run(
      input, options, pipe: "2>&1", environment: ["EDITOR": "true", "VISUAL": ""])
    return (result.output.components(separatedBy: "-END-\n"), shell)
  }

  @Test func everyCommandHasAnExampleAndHelpInBothLanguages() {
    var names: Set<String> = []
    for command in MetaCommand.all {
      #expect(!command.examples.isEmpty, "\(command.name.english)")
      for text in [command.name, command.summary, command.details] {
        #expect(!text.english.isEmpty && !text.chinese.isEmpty && text.english != text.chinese)
      }
      #expect((command.argument == nil) == (command.kind == .none), "\(command.name.english)")
      for name in [command.name.english, command.name.chinese] {
        #expect(names.insert(name).inserted, "two commands are called \(name)")
      }
    }
    #expect(MetaCommand.forms.count == MetaCommand.all.count)
  }

  @Test(arguments: [Language.english, .chinese])
  func everyExampleRuns(language: Language) throws {
    // The tour is about other data, a watch ends by a signal, and after these there is nothing more.
    let alone = ["tour", "watch", "safe", "quit"]
    let commands = MetaCommand.all.filter { !alone.contains($0.name.english) }
    let examples = commands.flatMap { command in
      // Results that go elsewhere would take the marks with them.
      command.examples.map { $0.text(in: language) + "\n.output\n.output auto\n.lang en" }
    }
    let (answers, _) = try answers(to: examples, "--lang en")
    #expect(answers.count == examples.count + 1)
    for (example, answer) in zip(examples, answers) {
      #expect(!answer.contains("error["), "\(example)\n\(answer)")
    }
    for name in ["safe", "quit"] {
      let example = MetaCommand.named(name)?.examples[0].text(in: language) ?? ""
      let result = try FruitShell().run(example + "\n")
      #expect(result.status == 0 && result.messages.isEmpty, "\(result)")
    }
    let watch = MetaCommand.named("watch")?.examples[0].text(in: language) ?? ""
    let watched = try FruitShell().run(
      watch.replacing("60", with: "0.1") + "\n", pipe: "| head -n 4")
    #expect(watched.output.split(separator: "\n").count == 3, "\(watched)")
  }

  private struct Misuse {
    let line: String
    let code: String

    init(_ line: String, _ code: String) {
      self.line = line
      self.code = code
    }
  }

  private static let misuses = [
    Misuse(".tables fruit", "command-form"), Misuse(".open", "command-form"),
    Misuse(".open \"pears.csv", "command-form"), Misuse(".open nothing.csv", "file-not-found"),
    Misuse(".import pears.csv to pears", "command-form"), Misuse(".import", "command-form"),
    Misuse(".export all.csv", "no-result-yet"), Misuse(".export", "command-form"),
    Misuse(".last", "no-result-yet"), Misuse(".read", "command-form"),
    Misuse(".read nothing.pq", "file-not-found"), Misuse(".save", "command-form"),
    Misuse(".save no/where.pq", "unwritable-file"), Misuse(".cd nowhere", "no-folder"),
    Misuse(".output paper", "command-form"), Misuse(".output a.paper", "unknown-format"),
    Misuse(".once", "command-form"), Misuse(".rows few", "setting-value"),
    Misuse(".rows 0", "setting-value"), Misuse(".width 3", "setting-value"),
    Misuse(".set colour on", "unknown-setting"), Misuse(".set color red", "setting-value"),
    Misuse(".params lightest", "command-form"), Misuse(".today soon", "command-form"),
    Misuse(".lang fr", "setting-value"), Misuse(".safe off", "safety-stays"),
    Misuse(".safe maybe", "command-form"), Misuse(".history -3", "command-form"),
    Misuse(".watch fruit", "command-form"), Misuse(".watch 1 .watch 1 fruit", "command-form"),
    Misuse(".sh exit 3", "program-failed"), Misuse(".sh", "command-form"),
    Misuse(".tour", "sample-needed"), Misuse(".explain", "command-form"),
    Misuse(".measures friut", "unknown-schema-table"),
    Misuse(".help nohting", "unknown-help-topic"),
  ]

  @Test func misuseTeachesInBothLanguages() throws {
    let lines = Self.misuses.map(\.line)
    let english = try answers(to: lines, "--lang en").answers
    let chinese = try answers(to: lines, "--lang zh").answers
    #expect(english.count == lines.count + 1 && chinese.count == lines.count + 1)
    for (misuse, answer) in zip(Self.misuses, english) {
      #expect(answer.contains("error[\(misuse.code)]"), "\(misuse.line)\n\(answer)")
    }
    for (misuse, answer) in zip(Self.misuses, chinese) {
      #expect(answer.contains("[\(misuse.code)]") && !answer.contains("error["), "\(answer)")
    }
    #expect(try FruitShell().run(lines[0] + "\n").status == 1)
  }

  @Test func resultsGoToAFileUntilOutputAlone() throws {
    let shell = try FruitShell()
    let result = shell.run(
      ".output picked.csv\nfruit | count\nfruit | take 1 | select variety, grower\nprint \"so\"\n"
        + ".output\nfruit | count\n")
    #expect(result.output == "count\n6\n", "\(result)")
    #expect(shell.folder.read("picked.csv") == "count\n6\n\nvariety,grower\ngala,A**\nso\n")
    #expect(result.messages.contains("written: picked.csv"))
  }

  @Test func fileOfResultsIsThereAtTheEnd() throws {
    let shell = try FruitShell()
    #expect(shell.run(".output all.json\nfruit | count\n").status == 0)
    #expect(shell.folder.read("all.json")?.contains("\"count\":6") == true)
  }

  @Test func onceIsForOneStatementThatSucceeds() throws {
    let shell = try FruitShell()
    let result = shell.run(
      ".once one.csv\nfruit | count\nfruit | count\n.once two.csv\nfruti | count\n")
    #expect(result.output == "count\n6\n")
    #expect(shell.folder.read("one.csv") == "count\n6\n")
    #expect(shell.folder.read("two.csv") == nil)
  }

  @Test func fileOfResultsIsOnRecord() throws {
    let shell = try FruitShell()
    _ = shell.run(
      ".output picked.csv\nfruit | take 1\n.output\nfruit | take 1\n", "--audit log.jsonl")
    let lines = (shell.folder.read("log.jsonl") ?? "").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("picked.csv") == true)
    #expect(lines.last?.contains("picked.csv") == false)
  }

  @Test func exportWritesTheLastResult() throws {
    let shell = try FruitShell()
    let result = shell.run(
      "fruit | count by grade with total\n.export a.tsv\n.export \"b c.md\"\nfruit | take 1\n"
        + ".export g.csv\n")
    #expect(result.status == 0, "\(result)")
    #expect(shell.folder.read("a.tsv")?.hasSuffix("total\t6\n") == true)
    #expect(shell.folder.read("b c.md")?.contains("| prime |") == true)
    #expect(shell.folder.read("g.csv")?.contains("Ann Miller") == false)
  }

  @Test func safeShellDoesNothingButAsk() throws {
    let shell = try FruitShell()
    let lines = [
      ".output a.csv", ".once a.csv", ".export a.csv", ".save a.pq", ".read season.pq",
      ".import pears.csv", ".open pears.csv", ".cd /", ".sh true", ".edit",
      ".reveal grower because \"x\"",
      ".profile summer.pq",
    ]
    for options in ["--safe", ""] {
      let input = (options.isEmpty ? ".safe\n" : "") + "fruit | count\n"
      let result = shell.run(input + lines.joined(separator: "\n") + "\n", options)
      let refusals = result.messages.components(of: "[safe-mode]")
      #expect(refusals == lines.count, "\(result.messages)")
      #expect(result.output.contains("count\n6\n"))
      #expect(shell.folder.read("a.csv") == nil && shell.folder.read("a.pq") == nil)
    }
  }

  @Test func savedScriptMakesTheSameNames() throws {
    let shell = try FruitShell()
    let first = shell.run(
      "let old = fruit\nlet heavy = fruit   where weight>10\nfruit | count\nparam least = 3\n"
        + "let old = heavy | take 2\nfruit | top 1 by weight\nlet best = it\n"
        + "import \"pears.csv\" as pears\n.save s.pq\n.save /tmp/../\(shell.folder.path)/t.pq\n")
    #expect(first.status == 0, "\(first)")
    let script = shell.folder.read("s.pq") ?? ""
    #expect(script.hasPrefix("# pq fruit.csv orchards.csv --today 2020-09-26\n\n"))
    #expect(
      script.hasSuffix(
        """
        let heavy = fruit where weight > 10
        param least = 3
        let old = heavy | take 2
        fruit | top 1 by weight
        let best = it
        import "pears.csv" as pears

        """), "\(script)")
    let again = shell.run(".read s.pq\nbest | select variety\npears | count\nold | count\n")
    #expect(again.status == 0, "\(again)")
    #expect(again.output.hasSuffix("variety\nfuji\n\ncount\n2\n\ncount\n2\n"))
  }

  @Test func paramsCanBeSetAndListed() throws {
    let shell = try FruitShell()
    let result = shell.run(
      "param lightest = 10\nlet heavy = fruit where weight > lightest\nheavy | count\n"
        + ".params lightest=20\nheavy | count\n.params\n.params lightst=3\n")
    #expect(result.output.hasPrefix("count\n4\n\ncount\n1\n"), "\(result)")
    #expect(result.output.hasSuffix("lightest,20\n"))
    #expect(result.messages.contains("did you mean `lightest`?"))
    let wrong = shell.run("param n : int = 1\n.params n=x y\n")
    #expect(wrong.status == 1 && wrong.messages.contains("error["), "\(wrong)")
  }

  @Test func todayAndLanguageAndProfileCount() throws {
    let shell = try FruitShell()
    let result = shell.run(
      ".today 2020-09-02\nfruit where picked = today | count\n.today\n.lang zh\n"
        + "fruit | count\n.set\n.profile summer.pq\n.口径\n.今天 关\n")
    #expect(result.output.hasPrefix("count\n2\ntoday is pinned to 2020-09-02\n"), "\(result)")
    #expect(result.output.contains("setting,value,takes\n语言,zh,zh | en\n"), "\(result)")
    #expect(result.output.contains("summer"), "\(result)")
  }

  @Test func scriptsMayHoldCommands() throws {
    let shell = try FruitShell()
    try shell.folder.write(
      "let a = fruit where ripe\n.rows 3\na | count\n.rows none\na\n", to: "mixed.pq")
    let result = shell.run(".read mixed.pq\na | count\n")
    #expect(result.output == "count\n4\n\ncount\n4\n", "\(result)")
    #expect(result.messages.contains("note[script-line]: mixed.pq, line 4"), "\(result)")
    try shell.folder.write("# one\n\nfruit | cuont\n", to: "wrong.pq")
    #expect(shell.run(".read wrong.pq\n").messages.contains("wrong.pq:3:9"))
  }

  @Test func scriptThatRunsItselfEnds() throws {
    let shell = try FruitShell()
    try shell.folder.write("let a = 1\n.read loop.pq\n", to: "loop.pq")
    #expect(shell.run(".read loop.pq\n").messages.contains("error[read-depth]"))
  }

  @Test func safetyEndsTheFileOfResults() throws {
    let shell = try FruitShell()
    let result = shell.run(".output a.csv\nfruit | count\n.safe\norchards | count\n")
    #expect(shell.folder.read("a.csv") == "count\n6\n")
    #expect(result.output.hasSuffix("count\n3\n"), "\(result)")
  }

  @Test func helpOfTheProgramReachesEverything() throws {
    let shell = try FruitShell()
    for topic in [
      ".rows", "rows", "--safe", "-c", "render", "含合计", "with total", "count", "median", "dates",
      "usage", "unknown-meta-command", "settings", "命令", "word", "this month",
    ] {
      let known = topic != "word"
      let page = ChildProcess(builtProgram("pq"), ["help", "--lang", "en", topic]).finish()
      #expect((page.status == 0) == known, "\(topic): \(page)")
      let answer = shell.run(".help \(topic)\n")
      #expect((answer.status == 0) == known, "\(topic): \(answer)")
    }
  }

  @Test func editRunsWhatIsSaved() throws {
    let shell = try FruitShell()
    let result = shell.run(
      "fruit | count\n.edit\n", environment: ["VISUAL": "sed -i s/fruit/orchards/"])
    #expect(result.output == "count\n6\n\ncount\n3\n", "\(result)")
    let failed = shell.run("fruit | count\n.edit\n", environment: ["VISUAL": "false"])
    #expect(failed.messages.contains("error[program-failed]: `false` ended with status 1"))
  }

  @Test func watchReadsChangedFilesAgain() throws {
    let shell = try FruitShell()
    let change = "sleep 0.3; echo '7,gala,good,1,1,2020-09-03,true,north,' >> fruit.csv"
    let result = shell.run(
      ".sh (\(change)) > /dev/null 2>&1 &\n.watch 0.1 fruit | count\n",
      pipe: "| awk '{ print } $0 == 7 { exit }'")
    #expect(
      result.output.hasPrefix("count\n6\n") && result.output.hasSuffix("count\n7\n"), "\(result)")
  }

  @Test(arguments: [(".tour", "--lang en"), (".导览", "--lang zh")])
  func tourGoesThroughTenSteps(command: String, language: String) {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    let input = String(repeating: command + "\n", count: 10) + command + " 3\n" + command + "\n"
    let arguments = language.split(separator: " ").map(String.init) + [root + "/examples/register"]
    let result = ChildProcess(builtProgram("pq"), arguments).finish(input: input)
    #expect(result.status == 0 && !result.messages.contains("["), "\(result.messages)")
    for step in 1...10 { #expect(result.output.contains("\n\(step)/10  ") || step == 1, "\(step)") }
    #expect(result.output.components(of: "\n3/10  ") == 2)
    #expect(result.output.components(of: "\n4/10  ") == 2)
  }

  @Test func filesAreRelativeToTheFolder() throws {
    let shell = try FruitShell()
    let result = shell.run(
      ".sh mkdir sub; mv pears.csv season.pq sub\n.cd sub\n.cd\n.open pears.csv\n"
        + ".import pears.csv as spring\nspring | count\n.export n.csv\n.once m.csv\nspring | count\n"
        + ".read season.pq\n.save s.pq\n.sh ls | sort | tr '\\n' ' '\n.cd ..\n.cd\n")
    #expect(result.status == 0, "\(result)")
    #expect(result.output.hasPrefix("sub\ncount\n2\n"), "\(result)")
    #expect(result.output.contains("m.csv n.csv pears.csv s.pq season.pq"), "\(result)")
    let saved = shell.folder.read("sub/s.pq") ?? ""
    #expect(saved.contains("import \"pears.csv\" as spring"), "\(saved)")
  }

  @Test func savedScriptFindsItsFilesFromElsewhere() throws {
    let shell = try FruitShell()
    let result = shell.run(
      "import \"pears.csv\" as pears\n.sh mkdir sub\n.save sub/s.pq\n")
    #expect(result.status == 0, "\(result)")
    #expect(shell.folder.read("sub/s.pq")?.contains("\(shell.folder.path)/pears.csv") == true)
    #expect(shell.run(".read sub/s.pq\npears | count\n").output == "count\n2\n")
  }

  @Test func echoWritesStatementsBeforeAnswers() throws {
    let shell = try FruitShell()
    let result = shell.run(".set echo on\nfruit |\n count\n")
    #expect(result.output == "pq 2020-09-26> fruit |\n  |  count\ncount\n6\n", "\(result)")
  }
}

extension String {
  fileprivate func components(separatedBy text: String) -> [String] {
    split(separator: text, omittingEmptySubsequences: false).map(String.init)
  }

  /// Returns how often a text occurs.
  fileprivate func components(of text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
