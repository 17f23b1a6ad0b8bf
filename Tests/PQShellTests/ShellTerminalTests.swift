import Glibc
import Testing

/// The whole shell at a pseudoterminal, on a session that only repeats what it hears.
@Suite struct ShellTerminalTests {
  private func start(
    _ arguments: [String] = [], environment: [String: String] = [:]
  ) -> TerminalChild {
    let child = TerminalChild(
      builtProgram("line-editor-demo"), ["--shell"] + arguments, rows: 24, columns: 60,
      environment: environment)
    #expect(child.wait { $0.line($0.row) == "pq>" && $0.column == 4 })
    return child
  }

  @Test func bannerHasTwoLines() {
    let child = start()
    #expect(
      child.screen.lines == [
        "pq 0 · fruit (2 rows)", ".help for help, .quit or Ctrl-D to leave", "pq>",
      ])
    child.type(".quit\r")
    #expect(child.exitStatus() == 0)
  }

  @Test func statementRunsWhenItIsWhole() {
    let child = start()
    child.type("fruit |\r")
    #expect(child.wait { $0.line(3) == "  |" })
    child.type("count\r")
    #expect(child.wait { $0.line(4) == "<fruit |⏎count>" && $0.line(5) == "pq>" })
  }

  @Test func resultIsATable() {
    let child = start()
    child.type("fruit\r")
    #expect(child.wait { $0.lines.suffix(2) == ["2 rows", "pq>"] })
    #expect(child.screen.lines.contains("│ apple   │     12 │"))
    #expect(child.screen.lines.contains("│ 桃      │      – │"))
  }

  @Test func wordsAreColoredByWhatTheyAre() {
    let child = start()
    child.type("fruit where variety = \"a\" and wieght > 1 # so ")
    #expect(child.wait { $0.line(2).hasSuffix("# so") })
    #expect(child.screen.style(of: "where", row: 2) == "1;34")
    #expect(child.screen.style(of: "\"a\"", row: 2) == "32")
    #expect(child.screen.style(of: "variety", row: 2) == "")
    #expect(child.screen.style(of: "wieght", row: 2) == "4")
    #expect(child.screen.style(of: "# so", row: 2) == "90")
  }

  @Test func ctrlCStopsAStatement() {
    let child = start()
    child.type("wait\r")
    #expect(child.wait { $0.lines.contains("busy") })
    child.type("\u{3}")
    #expect(child.wait { $0.lines.suffix(2) == ["stopped", "pq>"] })
    child.type("more\r")
    #expect(child.wait { $0.lines.suffix(2) == ["<more>", "pq>"] })
  }

  @Test func statementThatDoesNotListenIsLeftAtTheThirdCtrlC() {
    let child = start()
    child.type("deaf\r")
    #expect(child.wait { $0.lines.contains("busy") })
    for count in 1...3 {
      child.type("\u{3}")
      // The shell's answer to ^C is the next row.
      #expect(child.wait { $0.row == 4 + count && $0.column == 0 })
    }
    #expect(child.exitStatus() == 130)
    #expect(child.isCooked)
  }

  @Test func terminationDuringAStatementEndsTheShell() {
    let child = start()
    child.type("wait\r")
    #expect(child.wait { $0.lines.contains("busy") })
    child.send(SIGTERM)
    #expect(child.exitStatus() == 143)
  }

  @Test func mistakeLeavesTheShellRunning() {
    let child = start(["--no-color"])
    child.type("wrong\r")
    #expect(
      child.wait { $0.lines.last == "pq>" && $0.line(3) == "error[demo-mistake]: this is wrong" })
    #expect(child.screen.lines.contains("  | ^^^^^"))
    child.type(".quti\r")
    #expect(child.wait { $0.lines.contains { $0.hasSuffix("help: did you mean `.quit`?") } })
  }

  @Test func itSpeaksChinese() {
    let child = start(["--chinese"])
    #expect(child.screen.line(0) == "pq 0 · fruit（2 行）")
    child.type("。结构 fruit\r")
    #expect(child.wait { $0.lines.last == "pq>" && $0.lines.contains { $0.contains("品种") } })
    child.type(".退出\r")
    #expect(child.exitStatus() == 0)
  }

  @Test func historyIsOneOfAllShells() throws {
    let folder = try TemporaryFolder()
    let environment = ["PQ_HISTORY": folder.path + "/history"]
    let child = start(environment: environment)
    child.type("first\r.tables\rfruit |\rcount\r")
    #expect(child.wait { $0.lines.suffix(2) == ["<fruit |⏎count>", "pq>"] })
    child.type("\u{4}")
    #expect(child.exitStatus() == 0)
    let next = start(environment: environment)
    next.type("\u{1B}[A")
    #expect(next.wait { $0.lines.suffix(2) == ["pq> fruit |", "  | count"] })
    next.type("\u{1B}[A\u{1B}[A")
    #expect(next.wait { $0.lines.last == "pq> .tables" })
  }
}
