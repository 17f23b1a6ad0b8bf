import Glibc
import Testing

@testable import PQShell

/// The editor where things go wrong around it.
@Suite struct HardTimesTests {
  let program = builtProgram("line-editor-demo")

  private func start(
    _ arguments: [String] = [], rows: Int = 12, columns: Int = 40,
    environment: [String: String] = [:]
  ) -> TerminalChild {
    let child = TerminalChild(
      program, arguments, rows: rows, columns: columns, environment: environment)
    #expect(child.wait { $0.line($0.row).hasPrefix("查询>") && $0.column == 6 })
    return child
  }

  @Test(arguments: ["", "nonsense", "zh_CN.UTF-8", "C"]) func anyLocaleWill(locale: String) {
    let child = start(environment: ["LC_ALL": locale, "LANG": ""])
    child.type("渠道🍑\r")
    #expect(child.wait { $0.line(1) == "[渠道🍑]" })
  }

  @Test func unknownTerminalIsTakenForAUsualOne() {
    let child = start(environment: ["TERM": "no-such-terminal"])
    child.type("渠道\u{1B}[D!\r")
    #expect(child.wait { $0.line(1) == "[渠!道]" })
  }

  @Test(arguments: ["dumb", ""]) func dumbTerminalGetsPlainLines(name: String) {
    let child = TerminalChild(program, environment: ["TERM": name])
    child.type("渠道\n")
    #expect(child.wait { $0.lines.contains("[渠道]") })
    #expect(!child.output.contains(0x1B))
  }

  @Test func smallScreenScrollsAndShowsTheCursor() {
    let words = (1...30).map { "b\($0)\tb\($0)\t桃\t0" }.joined(separator: "\n")
    let child = start(rows: 5, columns: 20, environment: ["DEMO_WORDS": words])
    child.type((1...12).map { "row \($0) 桃" }.joined(separator: "\u{1B}\r") + " b\t\t")
    #expect(
      child.wait {
        $0.lines.contains { $0.hasPrefix("  | row 12 桃 b1") }
          && $0.lines.last?.hasPrefix("…") == true && $0.line($0.row).hasPrefix("  | row 12")
      })
    child.type("\u{7}\u{15}")
    #expect(child.wait { $0.lines.last == "查询>" && $0.column == 6 })
    child.type("ok\r")
    #expect(child.wait { $0.lines.suffix(2) == ["[ok]", "查询>"] })
  }

  @Test func resizeWhileAMenuIsOpen() {
    let words = (1...30).map { "b\($0)\tb\($0)\t\t0" }.joined(separator: "\n")
    let child = start(environment: ["DEMO_WORDS": words])
    child.type("b\t\t")
    #expect(child.wait { $0.line(0) == "查询> b1" && $0.lines.count > 2 })
    child.resize(rows: 6, columns: 20)
    #expect(child.wait { $0.line(0) == "查询> b1" && $0.lines.last?.hasPrefix("…") == true })
    child.type("\u{3}")
    #expect(child.wait { $0.lines == ["查询> b"] && $0.column == 7 })
  }

  @Test func vanishingTerminalEndsTheShell() {
    let child = start()
    child.type("half")
    #expect(child.wait { $0.line(0) == "查询> half" })
    child.hangUp()
    #expect(child.exitStatus() == 128 + SIGHUP)
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func signalInAMenuOrSearchEndsTheShell(signal: Int32) {
    for keys in ["p\t", "\u{12}pear"] {
      let child = start(environment: EditingTests.words)
      child.type(keys)
      #expect(child.wait { $0.lines.count == 2 })
      child.send(signal)
      #expect(child.exitStatus() == 128 + signal)
      #expect(child.isCooked)
    }
  }

  @Test func outputOfOthersIsGoneAfterCtrlL() {
    let child = start()
    child.type("apples")
    #expect(child.wait { $0.line(0) == "查询> apples" })
    child.screen.feed("\r\nnoise from the background\r\n")
    child.type("\u{C}")
    #expect(child.wait { $0.lines == ["查询> apples"] && $0.row == 0 && $0.column == 12 })
  }

  @Test func statementIsKeptThoughTheShellDiesAtOnce() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    let child = start(environment: ["PQ_HISTORY": path])
    child.type("die\r")
    #expect(child.exitStatus() == -SIGKILL)
    let entries = HistoryFile(path: path).entries()
    #expect(entries.map(\.text) == ["die"])
    #expect(entries.first?.outcome == nil)
  }

  @Test func historySaysWhatCameOfAStatementAndKeepsNoSecret() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    let child = start(environment: ["PQ_HISTORY": path])
    child.type("my secret\rother\r\u{1B}[A\u{1B}[A")
    #expect(child.wait { $0.lines.contains("[other]") && $0.lines.last == "查询> my secret" })
    let entries = HistoryFile(path: path).entries()
    #expect(entries.map(\.text) == ["my …", "other"])
    #expect(entries.map(\.rowCount) == [3, 3])
    #expect(entries.map(\.duration) == [0.5, 0.5])
    #expect(entries.map(\.register) == ["orchard", "orchard"])
  }

  // MARK: - Another editor

  private func editor(_ script: String, in folder: TemporaryFolder) throws -> [String: String] {
    try folder.write("#!/bin/sh\n" + script, to: "editor")
    chmod(folder.path + "/editor", 0o700)
    return ["VISUAL": folder.path + "/editor -x", "EDITOR": "false", "TMPDIR": folder.path]
  }

  @Test func anotherEditorChangesTheStatement() throws {
    let folder = try TemporaryFolder()
    let environment = try editor(
      """
      [ "$1" = -x ] && stat -c '%a %a' "$2" > \(folder.path)/modes
      stat -c %a "$(dirname "$2")" >> \(folder.path)/modes
      [ -t 0 ] && sed -i 's/pears/苹果/; $a | count' "$2"
      echo backup > "$2~"
      """, in: folder)
    let child = start(environment: environment)
    child.type("pears |\u{1B}\rtop 5\u{18}\u{5}")
    #expect(child.wait { $0.lines.suffix(3) == ["查询> 苹果 |", "  | top 5", "  | | count"] })
    #expect(folder.read("modes") == "600 600\n700\n")
    #expect(folder.names() == ["editor", "modes"])
    child.type("!\r")
    #expect(child.wait { $0.lines.contains("[苹果 |⏎top 5⏎| count!]") })
  }

  @Test func editorThatFailsChangesNothing() throws {
    let folder = try TemporaryFolder()
    let child = start(environment: try editor("echo spoiled > \"$2\"\nexit 1\n", in: folder))
    child.type("pears\u{18}\u{5}!\r")
    #expect(child.wait { $0.lines.contains("[pears!]") })
    #expect(folder.names() == ["editor"])
  }

  @Test func missingEditorIsTold() {
    let child = start(columns: 60, environment: ["VISUAL": "/nonexistent/editor"])
    child.type("pears\u{18}\u{5}")
    #expect(child.wait { $0.lines.last == "the editor could not be run: set VISUAL or EDITOR" })
    #expect(child.wait { $0.line($0.row) == "查询> pears" })
    child.type("!\r")
    #expect(child.wait { $0.lines.contains("[pears!]") })
  }

  @Test func terminationWhileEditingElsewhere() throws {
    let folder = try TemporaryFolder()
    let child = start(environment: try editor("echo up\nsleep 100 > /dev/null\n", in: folder))
    child.type("pears\u{18}\u{5}")
    #expect(child.wait { $0.lines.contains("up") })
    child.send(SIGTERM)
    #expect(child.exitStatus() == 128 + SIGTERM)
    #expect(child.isCooked)
    #expect(folder.names() == ["editor"])
  }
}
