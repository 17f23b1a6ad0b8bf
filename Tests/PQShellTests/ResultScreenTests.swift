import Glibc
import Testing

/// What the program shows at a terminal: prompt, start-up file, pager, wide tables, colors.
@Suite struct ResultScreenTests {
  private func start(
    _ shell: FruitShell, _ arguments: String = "fruit.csv orchards.csv", rows: Int = 24,
    columns: Int = 80, environment: [String: String] = [:], awaiting prompt: String = "pq>"
  ) -> TerminalChild {
    var variables = [
      "HOME": shell.folder.path, "XDG_STATE_HOME": shell.folder.path, "XDG_CONFIG_HOME": "",
      "PAGER": "",
    ]
    variables.merge(environment) { $1 }
    let command =
      "cd '\(shell.folder.path)' && exec '\(builtProgram("pq"))' --lang en --model model.pq \(arguments)"
    let child = TerminalChild(
      "/bin/sh", ["-c", command], rows: rows, columns: columns, environment: variables)
    #expect(child.wait { $0.lines.last == prompt }, "\(child.screen.lines)")
    return child
  }

  @Test func promptShowsRegisterProfileAndToday() throws {
    let shell = try FruitShell()
    let child = start(shell, ". --today 2020-06-30", awaiting: "pq . 2020-06-30>")
    child.type(".profile summer.pq\r")
    #expect(child.wait { $0.lines.last == "pq . summer.pq 2020-06-30>" }, "\(child.screen.lines)")
    child.resize(rows: 24, columns: 40)
    child.type(".today off\r")
    #expect(child.wait { $0.lines.last == "pq summer.pq>" || $0.lines.last == "pq . summer.pq>" })
    child.resize(rows: 24, columns: 20)
    child.type(".today 2020-01-01\r")
    #expect(child.wait { $0.lines.last == "pq>" }, "\(child.screen.lines)")
  }

  @Test func startFileRunsAndItsMistakesEndNothing() throws {
    let shell = try FruitShell()
    mkdir(shell.folder.path + "/pq", 0o700)
    try shell.folder.write(
      "let heavy = fruit\n  where weight > 10\n.rows none\nfruit | cuont\n.today 2020-06-30\n",
      to: "pq/init.pq")
    let environment = ["XDG_CONFIG_HOME": shell.folder.path]
    let child = start(shell, environment: environment, awaiting: "pq 2020-06-30>")
    let screen = child.screen.lines.joined(separator: "\n")
    #expect(screen.contains("init.pq, line 3: `.rows none`"), "\(screen)")
    #expect(screen.contains("init.pq:4:9"), "\(screen)")
    child.type("heavy | count\r")
    #expect(child.wait { $0.lines.contains { $0.contains("│     4 │") } }, "\(child.screen.lines)")
    let without = start(
      shell, "--no-init fruit.csv orchards.csv", environment: environment)
    #expect(!without.screen.lines.joined().contains("init.pq"))
    // A pipe is a script: it does not read the file.
    #expect(shell.run("heavy | count\n", environment: environment).status == 1)
  }

  @Test func whatDoesNotFitGoesToThePager() throws {
    let shell = try FruitShell()
    let pager = ["PAGER": "sed s/^/PAGED:/ | tail -n 3"]
    let child = start(shell, rows: 12, environment: pager)
    child.type("fruit | count\r")
    #expect(child.wait { $0.lines.suffix(2) == ["1 row", "pq>"] }, "\(child.screen.lines)")
    child.type("dates(2020-08)\r")
    #expect(child.wait { $0.lines.suffix(2) == ["PAGED:31 rows", "pq>"] }, "\(child.screen.lines)")
    child.type(".set pager off\rdates(2020-08)\r")
    #expect(child.wait { $0.lines.suffix(2) == ["31 rows", "pq>"] }, "\(child.screen.lines)")
    child.type(".set pager on\r.last\r")
    #expect(child.wait { $0.lines.suffix(2) == ["PAGED:31 rows", "pq>"] }, "\(child.screen.lines)")
    // A safe shell starts no programs.
    child.type(".safe\rdates(2020-08)\r")
    #expect(child.wait { $0.lines.suffix(2) == ["31 rows", "pq>"] }, "\(child.screen.lines)")
  }

  @Test func whatFitsNeedsNoPager() throws {
    let shell = try FruitShell()
    let child = start(shell, rows: 30, columns: 60, environment: ["PAGER": "sed s/^/PAGED:/"])
    child.type("fruit | select id\r.last\r.help take\r")
    #expect(
      child.wait { $0.lines.suffix(2) == ["    fruit | take 1 per grade", "pq>"] },
      "\(child.screen.lines)")
    #expect(!child.screen.lines.contains { $0.hasPrefix("PAGED") })
    // What is too wide is moved sideways.
    child.type("fruit\r.last\r")
    #expect(child.wait { $0.lines.contains("PAGED:6 rows") }, "\(child.screen.lines)")
    child.type("\u{C}.help stages\r")
    #expect(child.wait { $0.lines.last == "pq>" && $0.lines.contains { $0.hasPrefix("PAGED:  ") } })
  }

  @Test func missingPagerIsNone() throws {
    let shell = try FruitShell()
    let child = start(shell, rows: 12, environment: ["PAGER": "no-such-pager 2>/dev/null"])
    child.type("dates(2020-08)\r")
    #expect(child.wait { $0.lines.suffix(2) == ["31 rows", "pq>"] }, "\(child.screen.lines)")
  }

  @Test func hiddenRowsAreCountedAndShownByLast() throws {
    let shell = try FruitShell()
    let child = start(shell, environment: ["PAGER": "cat"])
    child.type(".rows 2\rfruit | select id, variety\r")
    #expect(
      child.wait { $0.lines.suffix(3) == ["6 rows", "… 4 more rows; .last shows all", "pq>"] },
      "\(child.screen.lines)")
    child.type(".last\r")
    #expect(child.wait { $0.lines.suffix(2) == ["6 rows", "pq>"] }, "\(child.screen.lines)")
  }

  @Test func wideRowIsShownAsAList() throws {
    let shell = try FruitShell()
    let child = start(shell, columns: 40)
    child.type("fruit | take 1\r")
    #expect(child.wait { $0.lines.contains("variety: gala") }, "\(child.screen.lines)")
    child.type(".set vertical off\rfruit | take 1\r")
    #expect(child.wait { $0.lines.contains { $0.hasPrefix("… ") } }, "\(child.screen.lines)")
    child.type(".set vertical on\rfruit | take 1 | select id\r")
    #expect(child.wait { $0.lines.contains("id: 1") }, "\(child.screen.lines)")
  }

  @Test func largeNumbersAreSaidInWords() throws {
    let shell = try FruitShell()
    let child = start(shell)
    child.type("fruit | summarise total = sum(weight) * 1000000\r")
    #expect(
      child.wait { $0.lines.suffix(2) == ["1 row · 73 million", "pq>"] }, "\(child.screen.lines)")
    child.type(".lang zh\rit\r")
    #expect(child.wait { $0.lines.suffix(2) == ["1 行 · 7300 万", "pq>"] }, "\(child.screen.lines)")
  }

  @Test func chartsAreColoredUnlessNobodyWantsIt() throws {
    let shell = try FruitShell()
    let child = start(shell)
    child.type("fruit | count by grade | chart bar\r")
    #expect(child.wait { $0.lines.contains { $0.hasPrefix("good") } })
    let text = String(decoding: child.output, as: UTF8.self)
    #expect(text.contains("\u{1B}[36m█"))
    child.type(".set color off\rfruit | count by grade | chart bar\r")
    #expect(child.wait { $0.lines.filter { $0.hasPrefix("good") }.count == 2 })
    let plain = start(shell, environment: ["NO_COLOR": "1"])
    plain.type("fruit | count by grade | chart bar\r")
    #expect(plain.wait { $0.lines.contains { $0.hasPrefix("good") } })
    #expect(!String(decoding: plain.output, as: UTF8.self).contains("\u{1B}[36m█"))
  }

  @Test func watchEndsByCtrlC() throws {
    let shell = try FruitShell()
    let child = start(shell)
    child.type(".watch 0.1 fruit | count\r")
    #expect(child.wait { $0.lines.filter { $0.hasPrefix("every 0.1 s") }.count > 1 })
    child.type("\u{3}")
    #expect(child.wait { $0.lines.last == "pq>" }, "\(child.screen.lines)")
    child.type("fruit | count\r")
    #expect(child.wait { $0.lines.suffix(2) == ["1 row", "pq>"] })
  }

  @Test func historyIsListedAndTurnedOff() throws {
    let shell = try FruitShell()
    let child = start(shell, environment: ["PQ_HISTORY": shell.folder.path + "/h"])
    child.type("fruit | count\r.history off\rorchards | take 1\r.history on\r.history 5\r")
    #expect(child.wait { $0.lines.contains("3  .history 5") })
    let kept = shell.folder.read("h") ?? ""
    #expect(kept.contains("fruit | count") && !kept.contains("orchards |"))
  }
}
