import PQDiagnostics
import Testing

@testable import PQShell

/// The parts of the editor that need no terminal.
@Suite struct EditorPartsTests {
  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  // MARK: - Undo

  /// Types a text scalar by scalar at the end.
  private func type(_ text: String, into log: inout UndoLog, after before: String = "") {
    var line = scalars(before)
    for scalar in text.unicodeScalars {
      line.append(scalar)
      log.note(text: line, cursor: line.count)
    }
  }

  @Test func wordIsOneChange() {
    var log = UndoLog()
    type("one two", into: &log)
    let states = (0..<4).map { _ in log.undo().map { String($0.text) } }
    #expect(states == ["one", "", nil, nil])
    let again = (0..<3).map { _ in log.redo().map { String($0.text) } }
    #expect(again == ["one", "one two", nil])
  }

  @Test func movingAndDeletingEndAWord() {
    var log = UndoLog()
    type("ab", into: &log)
    log.note(text: scalars("ab"), cursor: 0)
    log.note(text: scalars("xab"), cursor: 1)
    log.note(text: scalars("ab"), cursor: 0)
    let states = (0..<4).map { _ in log.undo() }
    #expect(states.map { $0.map { String($0.text) } } == ["xab", "ab", "", nil])
    #expect(states[1]?.cursor == 0)
  }

  @Test func newChangeForgetsWhatWasTakenBack() {
    var log = UndoLog()
    type("a b", into: &log)
    _ = log.undo()
    log.note(text: scalars("ac"), cursor: 2)
    #expect(log.redo() == nil)
  }

  @Test func onlySoManyChangesAreKept() {
    var log = UndoLog()
    for count in 1...(UndoLog.limit + 50) {
      log.note(text: Array(repeating: " ", count: count), cursor: count)
    }
    var undone = 0
    while log.undo() != nil { undone += 1 }
    #expect(undone == UndoLog.limit)
  }

  // MARK: - Completion

  @Test(
    arguments: [
      ("we", ["weight", "weight_share"], "weight"), ("wt", ["weight", "weight_share"], nil),
      ("we", ["weight", "web"], nil), ("", ["重量", "重量比"], "重量"), ("x", [], nil),
    ] as [(String, [String], String?)])
  func commonStartGoesOnFromWhatIsTyped(typed: String, insertions: [String], start: String?) {
    let completion = LineCompletion(
      range: 0..<typed.unicodeScalars.count,
      entries: insertions.map { LineCompletion.Entry(label: $0, insertion: $0) })
    #expect(completion.commonStart(goingOnFrom: scalars(typed)) == start)
  }

  @Test(arguments: [4, 5, 20, 40, 80, 200], [1, 2, 3, 10, 30]) func menuFits(
    width: Int, height: Int
  ) {
    for count in [1, 2, 7, 33, 200] {
      let entries = (0..<count).map {
        LineCompletion.Entry(label: "名\($0)", insertion: "x", detail: $0 % 3 == 0 ? "" : "桃 peach")
      }
      var menu = CompletionMenu(
        LineCompletion(range: 0..<0, entries: entries), text: [], cursor: 0)
      var seen: Set<Int> = []
      for step in 0..<count {
        menu.step(by: 1)
        let rows = menu.rows(width: width, height: height, language: .english)
        // One row is always given to the entries, and one to what is said of the others.
        #expect(rows.count <= max(height, 2))
        #expect(rows.allSatisfy { $0.reduce(0) { $0 + $1.width } <= width })
        #expect(rows.joined().contains { $0.scalar == ">" && $0.style == .chosen })
        seen.insert(step)
      }
      #expect(seen.count == count)
    }
  }

  // MARK: - Hints, brackets, search

  @Test func hintIsTheNewestThatGoesOn() {
    let entries = ["pear 1", "pear 2", "plum", "pear"].map { HistoryEntry(time: 1, text: $0) }
    var hint = HistoryHint()
    let typed = ["p", "pe", "pear", "pear ", "pear 1", "pear 12", "pear 1", "pl", "", "渠"]
    let rests = typed.map { hint.rest(of: $0, in: entries) }
    #expect(rests == ["ear", "ar", " 2", "2", "", "", "", "um", "", ""])
  }

  @Test func bracketsOfAnotherStyleDoNotCount() {
    let text = scalars("a(b \")\" c)")
    var styles = [CellStyle](repeating: .plain, count: text.count)
    for place in 4...6 { styles[place] = .string }
    #expect(BracketPair.places(in: text, styles: styles, cursor: 10) == [9, 1])
    #expect(BracketPair.places(in: text, styles: styles, cursor: 1) == [1, 9])
    #expect(BracketPair.places(in: text, styles: styles, cursor: 6) == [])
    #expect(BracketPair.places(in: [], styles: [], cursor: 0) == [])
  }

  @Test func wholeFindingsComeFirstAndEachTextOnce() {
    let texts = ["a-b", "ab", "AB c", "ab", "x"]
    var search = HistorySearch(texts.map { HistoryEntry(time: 1, text: $0) })
    search.change { $0 = "Ab" }
    var found = [search.chosen?.text]
    while search.step(by: 1) { found.append(search.chosen?.text) }
    #expect(found == ["ab", "AB c", "a-b"])
    search.change { $0 = "zz" }
    #expect(search.chosen == nil)
    let moved = search.step(by: 1)
    #expect(!moved)
  }

  // MARK: - A small screen

  /// Where the text is taller than the screen, some rows of it in order are shown, with the cursor's.
  @Test(arguments: [2, 3, 5], [0, 1, 9]) func smallScreenShowsAPart(rows: Int, footerCount: Int) {
    var screen = Screen(rows: rows, columns: 20)
    var painter = Painter(usesColor: true)
    var editing = RandomEditing(seed: rows + footerCount)
    for step in 0..<300 {
      _ = editing.edit()
      if step % 20 == 19 { editing.text.insert("\n", at: editing.cursor) }
      var layout = RowLayout(
        prompt: StyledText(("pq> ", .prompt)), continuation: StyledText(("  | ", .faint)),
        text: editing.text, styles: [], cursor: editing.cursor, width: 20)
      layout.footer = (0..<(step % 2 == 0 ? footerCount : 0)).map { _ in
        [RowLayout.Cell(scalar: "=", style: .faint, width: 1)]
      }
      screen.feed(painter.frame(layout, screenRows: rows))
      let expected = ExpectedRows(
        prompt: "pq> ", text: editing.text, cursor: editing.cursor, columns: 20,
        continuation: "  | ")
      var wanted = expected.lines
      while wanted.count <= expected.cursorRow + rows { wanted.append("") }
      let first = expected.cursorRow - screen.row
      let shown = screen.lines.filter { $0 != "=" }
      let isShown = first >= 0 && Array(wanted[first...].prefix(shown.count)) == shown
      let footers = screen.lines.count { $0 == "=" }
      #expect(isShown && screen.column == expected.cursorColumn, "step \(step): \(screen.lines)")
      #expect(footers == min(layout.footer.count, rows - 1))
      guard isShown else { return }
    }
  }
}
