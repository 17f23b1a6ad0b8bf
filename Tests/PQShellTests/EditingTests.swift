import Glibc
import Testing

/// Each function of the editor by itself, at a pseudoterminal.
@Suite struct EditingTests {
  let program = builtProgram("line-editor-demo")
  static let right = "\u{1B}[C"

  func start(
    _ arguments: [String] = [], rows: Int = 12, columns: Int = 40,
    environment: [String: String] = [:]
  ) -> TerminalChild {
    let child = TerminalChild(
      program, arguments, rows: rows, columns: columns,
      environment: ["TZ": "UTC"].merging(environment) { $1 })
    #expect(child.wait { $0.line(0) == "查询>" && $0.column == 6 })
    return child
  }

  static let words = [
    "DEMO_WORDS": "sum\tsum()\tfunction 求和\t1\npear\tpear\ttable\t0\npearl\tpearl\t\t0"
  ]

  // MARK: - Completion

  @Test func oneCompletionIsInserted() {
    let child = start(environment: Self.words)
    child.type("su\t")
    #expect(child.wait { $0.lines == ["查询> sum()"] && $0.column == 10 })
    child.type("x\r")
    #expect(child.wait { $0.line(1) == "[sum(x)]" })
  }

  @Test func severalAreOfferedAndEnterTakesOneWithoutRunningIt() {
    let child = start(environment: Self.words)
    child.type("count p\t")
    #expect(child.wait { $0.lines == ["查询> count pear", " pear   table   pearl"] })
    #expect(child.screen.style(of: "table", row: 1) == "90")
    child.type("\t\t")
    #expect(child.wait { $0.lines == ["查询> count pearl", " pear   table  >pearl"] })
    #expect(child.screen.style(of: ">pearl", row: 1) == "7")
    child.type("\r")
    #expect(child.wait { $0.lines == ["查询> count pearl"] && $0.column == 17 })
    child.type("\r")
    #expect(child.wait { $0.line(1) == "[count pearl]" })
  }

  @Test(arguments: ["\u{1B}", "\u{3}", "\u{7}"]) func leavingTheMenuRestoresTheLine(key: String) {
    let child = start(environment: Self.words)
    child.type("count p\t\t\t" + key)
    #expect(child.wait { $0.lines == ["查询> count p"] && $0.column == 13 })
    child.type("!\r")
    #expect(child.wait { $0.line(1) == "[count p!]" })
  }

  @Test func menuIsLegibleWithoutColor() {
    let child = start(["--no-color"], environment: Self.words)
    child.type("p\t\t")
    #expect(child.wait { $0.line(1) == ">pear   table   pearl" })
    #expect(child.screen.style(of: ">pear   table   pearl", row: 1) == "")
  }

  @Test func menuLongerThanTheScreenHasPages() {
    let words = (1...50).map { "b\($0)\tb\($0)\t\t0" }.joined(separator: "\n")
    let child = start(["--chinese"], rows: 5, columns: 20, environment: ["DEMO_WORDS": words])
    child.type("b\t")
    #expect(child.wait { $0.lines.last == "… 还有 41 项" && $0.row == 0 })
    child.type("\u{1B}[6~")
    #expect(child.wait { $0.line(0) == "查询> b10" && $0.lines.last == "… 还有 32 项" })
    child.type("\u{1B}[Z")
    #expect(child.wait { $0.line(0) == "查询> b9" && $0.lines.last == "… 还有 41 项" })
    child.type("\u{1B}[Z\u{1B}[C\r")
    #expect(child.wait { $0.lines == ["查询> b11"] })
  }

  @Test func nothingToCompleteRings() {
    let child = start(environment: Self.words)
    child.type("zzz\t!\r")
    #expect(child.wait { $0.line(1) == "[zzz!]" })
    #expect(child.output.contains(7))
  }

  // MARK: - Hints and messages

  @Test func hintIsAcceptedWholeOrByWords() {
    let child = start()
    child.type("pears | count by 品种\rpe")
    #expect(child.wait { $0.line(2) == "查询> pears | count by 品种" && $0.column == 8 })
    #expect(child.screen.style(of: "ars | count", row: 2) == "90")
    child.type("\u{1B}f")
    #expect(child.wait { $0.column == 11 && $0.style(of: "pears", row: 2) == "" })
    child.type("\u{1B}[1;5C")
    #expect(child.wait { $0.column == 19 })
    child.type(Self.right + "!\r")
    #expect(child.wait { $0.line(3) == "[pears | count by 品种!]" })
  }

  @Test func hintIsNotPartOfTheStatement() {
    let child = start()
    child.type("pears | count\rpe\r")
    #expect(
      child.wait { $0.lines == ["查询> pears | count", "[pears | count]", "查询> pe", "[pe]", "查询>"] })
  }

  @Test func withoutColorThereIsNoHint() {
    let child = start(["--no-color"])
    child.type("pears\rpe")
    #expect(child.wait { $0.line(2) == "查询> pe" && $0.column == 8 })
    child.type(Self.right + "\r")
    #expect(child.wait { $0.line(3) == "[pe]" })
  }

  @Test func pauseShowsWhatIsWrongUntilTheNextKey() {
    let child = start()
    child.type("a mistake")
    #expect(child.wait { $0.lines == ["查询> a mistake", "桃 is no mistake"] && $0.row == 0 })
    #expect(child.screen.style(of: "桃 is no mistake", row: 1) == "90")
    child.type("\u{7F}")
    #expect(child.wait { $0.lines == ["查询> a mistak"] })
    child.type("e\r")
    #expect(child.wait { $0.lines.suffix(2) == ["[a mistake]", "查询>"] })
  }

  // MARK: - Search

  @Test func searchFindsChineseAndRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "1596792600\t不良 | count\n1596879000\t销售 | top 5\n1596879060\tpears\\n| 不 sold\n",
      to: "history")
    let child = start(environment: ["PQ_HISTORY": folder.path + "/history"])
    child.type("draft\u{12}不")
    #expect(
      child.wait {
        $0.lines == ["search> 不", ">08-08 09:31  pears␊| 不 sold", " 08-07 09:30  不良 | count"]
      })
    #expect(child.screen.style(of: "08-07 09:30", row: 2) == "90")
    #expect(child.screen.style(of: "不", row: 2) == "1")
    child.type("\u{12}\r")
    #expect(child.wait { $0.lines == ["查询> 不良 | count", "[不良 | count]", "查询>"] })
  }

  @Test func searchIsLooseAndItsFindingCanBeEdited() {
    let child = start()
    child.type("Pears | count by town\rplums\r\u{12}pct")
    #expect(child.wait { $0.lines.last?.hasSuffix("Pears | count by town") == true })
    child.type("\t!\r")
    #expect(child.wait { $0.lines.contains("[Pears | count by town!]") })
  }

  @Test(arguments: ["\u{1B}", "\u{7}", "\u{3}"]) func leavingTheSearchKeepsTheLine(key: String) {
    let child = start(["--chinese"])
    child.type("one\rdraft\u{12}nothing")
    #expect(child.wait { $0.lines.suffix(2) == ["查找> nothing", "历史中没有这样的语句"] })
    child.type("\r" + key)
    #expect(child.wait { $0.lines.last == "查询> draft" && $0.column == 11 })
  }

  @Test func queryOfASearchCanBeChanged() {
    let child = start()
    child.type("one two\r\u{12}two three\u{17}\u{17}\u{1B}[200~on\u{1B}[201~")
    #expect(child.wait { $0.lines.contains("search> on") && $0.lines.last?.contains(">") == true })
    child.type("\u{15}")
    #expect(child.wait { $0.lines.contains("search>") })
    child.type("\u{7F}x\r")
    #expect(child.wait { $0.lines.contains("[x]") })
  }

  // MARK: - Changing text

  @Test func undoTakesBackAWordAndRedoBringsIt() {
    let child = start()
    child.type("one two三")
    #expect(child.wait { $0.line(0) == "查询> one two三" })
    child.type("\u{1F}")
    #expect(child.wait { $0.line(0) == "查询> one" && $0.column == 9 })
    child.type("\u{18}\u{15}")
    #expect(child.wait { $0.line(0) == "查询>" })
    child.type("\u{1B}_\u{1B}_")
    #expect(child.wait { $0.line(0) == "查询> one two三" && $0.column == 15 })
    child.type("\u{B}\u{1}\u{B}\u{1F}\r")
    #expect(child.wait { $0.line(1) == "[one two三]" })
  }

  @Test func undoInViMode() throws {
    let folder = try TemporaryFolder()
    try folder.write("bind -v\n", to: ".editrc")
    let child = start(environment: ["HOME": folder.path])
    child.type("one\u{1B}xx")
    #expect(child.wait { $0.line(0) == "查询> o" })
    child.type("u")
    #expect(child.wait { $0.line(0) == "查询> on" })
    child.type("u\u{12}A!\r")
    #expect(child.wait { $0.line(1) == "[on!]" })
  }

  @Test func altEnterStartsARowInBothMaps() throws {
    let folder = try TemporaryFolder()
    try folder.write("bind -v\n", to: ".editrc")
    for environment in [[:], ["HOME": folder.path]] {
      let child = start(environment: environment)
      child.type("one\u{1B}\rtwo\r")
      #expect(child.wait { $0.lines.contains("[one⏎two]") })
    }
  }

  @Test func countsStillReachTheCursorKeys() {
    let child = start()
    child.type("abcdef\u{1}\u{1B}3\u{6}X\u{1B}2\u{1B}[3~\r")
    #expect(child.wait { $0.line(1) == "[abcXf]" })
  }

  @Test func bracketsShowTheirTwins() {
    let child = start()
    child.type("a(b(c))")
    #expect(child.wait { $0.line(0) == "查询> a(b(c))" && $0.style(of: "(", row: 0) == "1;4" })
    child.type("\u{1}")
    #expect(child.wait { $0.column == 6 && $0.style(of: "(b(c))", row: 0) == "" })
  }

  @Test func pastedScriptIsTextAndRunsAsOne() {
    let child = start(rows: 24, columns: 80, environment: Self.words)
    let lines = (1...200).map { "pear\t| line \($0) 桃" }
    child.type("\u{1B}[200~\(lines.joined(separator: "\n"))\n\u{1B}[201~")
    #expect(child.wait { $0.line(22) == "  | pear        | line 200 桃" && $0.row == 23 })
    #expect(!String(decoding: child.output, as: UTF8.self).contains("[pear"))
    child.type("\r")
    let whole = "[" + lines.joined(separator: "⏎").replacing("\t", with: "⇥") + "⏎]"
    #expect(child.wait { $0.lines.last == "查询>" })
    #expect(String(decoding: child.output, as: UTF8.self).contains(whole))
  }
}
