import Glibc
import Testing

/// The line editor at a pseudoterminal.
@Suite struct LineEditorTests {
  let prompt = "查询> "
  let program = builtProgram("line-editor-demo")
  static let left = "\u{1B}[D"
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"

  func start(
    _ arguments: [String] = [], rows: Int = 12, columns: Int = 40,
    environment: [String: String] = [:]
  ) -> TerminalChild {
    let child = TerminalChild(
      program, arguments, rows: rows, columns: columns, environment: environment)
    #expect(child.wait { $0.line(0) == "查询>" && $0.column == 6 })
    return child
  }

  @Test func insertsBeforeWideCharacters() {
    let child = start()
    child.type("select 渠道, 销售额" + Self.left + "不良")
    #expect(child.wait { $0.line(0) == "查询> select 渠道, 销售不良额" && $0.column == 27 })
    #expect(child.screen.style(of: "select", row: 0) == "1;34")
    #expect(child.screen.style(of: "渠道", row: 0) == "")
    #expect(child.screen.style(of: "查询", row: 0) == "1;36")
    #expect(child.screen.unknown.isEmpty)
  }

  @Test func withoutColorNothingIsColored() {
    let child = start(["--no-color"])
    child.type("select 1")
    #expect(child.wait { $0.line(0) == "查询> select 1" })
    #expect(child.screen.style(of: "查询> select 1", row: 0) == "")
  }

  @Test func wideCharacterGoesToTheNextRowWhole() {
    let child = start(columns: 21)
    child.type("abc中文中文中文中文")
    #expect(child.wait { $0.lines == ["查询> abc中文中文中文", "中文"] && $0.row == 1 && $0.column == 4 })
    child.type("\u{7F}\u{7F}\u{7F}")
    #expect(child.wait { $0.lines == ["查询> abc中文中文中"] && $0.row == 0 && $0.column == 19 })
  }

  @Test func statementOfSeveralLinesIsOneStatement() {
    let child = start()
    child.type("fruit |\r")
    #expect(child.wait { $0.lines == ["查询> fruit |", "  |"] && $0.row == 1 && $0.column == 4 })
    child.type("count\r")
    #expect(child.wait { $0.line(2) == "[fruit |⏎count]" && $0.line(3) == "查询>" })
    child.type(Self.up)
    #expect(child.wait { Array($0.lines[3...]) == ["查询> fruit |", "  | count"] && $0.column == 9 })
    child.type(Self.up + "不" + Self.down + "\u{5}良\r")
    #expect(child.wait { $0.line(5) == "[fruit不 |⏎count良]" })
  }

  @Test func upAndDownKeepWhatWasTyped() {
    let child = start()
    child.type("one\r")
    #expect(child.wait { $0.line(2) == "查询>" })
    child.type("draft" + Self.up)
    #expect(child.wait { $0.line(2) == "查询> one" })
    child.type(Self.down)
    #expect(child.wait { $0.line(2) == "查询> draft" })
    child.type(Self.down + "!")
    #expect(child.wait { $0.line(2) == "查询> draft!" })
  }

  @Test func ctrlCGivesUpTheLine() {
    let child = start()
    child.type("abc" + Self.left + "\u{3}")
    #expect(child.wait { $0.lines == ["查询> abc^C", "查询>"] && $0.row == 1 && $0.column == 6 })
    child.type(".wait\r")
    #expect(child.wait { $0.line(2) == "[waiting]" })
    #expect(child.isCooked)
    child.type("\u{3}")
    #expect(
      child.wait { $0.lines.contains { $0.hasSuffix("[cancelled]") } && $0.line($0.row) == "查询>" })
    child.type(".quit\r")
    #expect(child.exitStatus() == 0)
  }

  @Test func ctrlDEndsOnAnEmptyLineOnly() {
    let child = start()
    child.type("ab" + Self.left + "\u{4}")
    #expect(child.wait { $0.line(0) == "查询> a" })
    child.type("\u{4}\u{7F}\u{4}")
    #expect(child.exitStatus() == 0)
    #expect(child.isCooked)
  }

  @Test func resizeLaysTheLineOutAnew() {
    let child = start()
    child.type("select 渠道 from t where x = 1")
    #expect(child.wait { $0.column == 36 })
    child.resize(rows: 10, columns: 20)
    #expect(child.wait { $0.lines.suffix(2) == ["查询> select 渠道 fr", "om t where x = 1"] })
    child.resize(rows: 10, columns: 60)
    #expect(child.wait { $0.lines.last == "查询> select 渠道 from t where x = 1" && $0.column == 36 })
  }

  @Test func clearScreenKeepsTheLine() {
    let child = start()
    child.type("one\rtwo")
    #expect(child.wait { $0.line(2) == "查询> two" })
    child.type("\u{C}")
    #expect(child.wait { $0.lines == ["查询> two"] && $0.row == 0 && $0.column == 9 })
  }

  @Test func pasteIsOnePieceAndRunsNothing() {
    let child = start()
    child.type("\u{1B}[200~甲\r\n乙\u{3}\u{1}\t丙\n丁\u{1B}[201~")
    #expect(child.wait { $0.lines == ["查询> 甲", "  | 乙  丙", "  | 丁"] })
    child.type("\r")
    #expect(child.wait { $0.line(3) == "[甲⏎乙⇥丙⏎丁]" && $0.line(4) == "查询>" })
  }

  @Test func textTallerThanTheScreenShowsTheCursorsRow() {
    let child = start(rows: 4, columns: 20)
    let text = (1...9).map { "line\($0) |" }.joined(separator: "\r")
    child.type(text)
    #expect(child.wait { $0.lines.last == "  | line9 |" && $0.row == 3 })
    child.type(String(repeating: Self.up, count: 8))
    #expect(child.wait { $0.line(0) == "查询> line1 |" && $0.row == 0 })
    child.type("\u{3}")
    #expect(child.wait { $0.lines.suffix(2) == ["  | line9 |^C", "查询>"] })
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func terminationKeepsHistoryAndModes(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let history = folder.path + "/deep/er/history"
    let child = start(environment: ["PQ_HISTORY": history])
    child.type("查询 1\r")
    #expect(child.wait { $0.line(1) == "[查询 1]" && $0.line(2) == "查询>" })
    child.type("half")
    #expect(child.wait { $0.line(2) == "查询> half" })
    child.send(signal)
    #expect(child.exitStatus() == 128 + signal)
    #expect(child.isCooked)
    let next = start(environment: ["PQ_HISTORY": history])
    next.type(Self.up)
    #expect(next.wait { $0.line(0) == "查询> 查询 1" })
  }

  @Test func crashGivesTheTerminalBack() {
    let child = start()
    child.type(".crash\r")
    #expect(child.exitStatus() == -SIGABRT)
    #expect(child.isCooked)
  }

  @Test func stoppedAndContinuedShellGoesOn() {
    // An interactive shell is needed: nothing else may stop its children.
    let child = TerminalChild(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "$ ", "LC_ALL": "C.UTF-8"])
    #expect(child.wait { $0.line($0.row) == "$" })
    child.type(program + "\r\u{C}")
    #expect(child.wait { $0.line($0.row) == "查询>" })
    child.type("ab 渠道" + Self.left + "\u{1A}")
    #expect(child.wait { $0.line($0.row) == "$" })
    child.type("fg\r")
    #expect(child.wait { $0.line($0.row) == "查询> ab 渠道" && $0.column == 11 })
    child.type("x\r")
    #expect(child.wait { $0.lines.contains("[ab 渠x道]") })
  }

  @Test func underTheCLocaleChineseStillWorks() {
    let child = start(environment: ["LC_ALL": "C"])
    child.type("渠道\r")
    #expect(child.wait { $0.line(1) == "[渠道]" })
  }

  @Test func editrcIsHonoured() throws {
    let folder = try TemporaryFolder()
    try folder.write("line-editor-demo:bind ^T ed-move-to-beg\nedit off\n", to: ".editrc")
    let child = start(environment: ["HOME": folder.path])
    child.type("bc\u{14}a")
    #expect(child.wait { $0.line(0) == "查询> abc" && $0.column == 7 })
  }

  @Test func viModeSurvivesWhatBreaksLibedit() throws {
    let folder = try TemporaryFolder()
    try folder.write("bind -v\n", to: ".editrc")
    let child = start(environment: ["HOME": folder.path])
    child.type("\u{1B}")
    child.type("$D\u{5}Dione\u{1B}k0xp\r")
    #expect(child.wait { $0.lines.contains("[noe]") })
  }
}
