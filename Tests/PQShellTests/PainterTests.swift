import Testing

@testable import PQShell

/// The painter and the layout against a model screen, without a terminal.
@Suite struct PainterTests {
  /// Edits at random and paints each step; returns the first step whose screen is wrong.
  ///
  /// `breaking` spoils what the painter sends, to show that a spoiled painter is found out.
  private func firstWrongStep(
    seed: Int, columns: Int, breaking: (String) -> String = { $0 }
  ) -> Int? {
    var screen = Screen(rows: 20, columns: columns)
    var painter = Painter(usesColor: true)
    var editing = RandomEditing(seed: seed)
    for step in 0..<160 {
      _ = editing.edit()
      // A line break in the middle now and then.
      if step % 40 == 39 { editing.text.insert("\n", at: editing.cursor) }
      let layout = RowLayout(
        prompt: StyledText(("pq> ", .prompt)), continuation: StyledText(("  | ", .faint)),
        text: editing.text, styles: editing.text.map { $0 == "a" ? .keyword : .plain },
        cursor: editing.cursor, width: columns)
      screen.feed(breaking(painter.frame(layout, screenRows: 20)))
      let expected = ExpectedRows(
        prompt: "pq> ", text: editing.text, cursor: editing.cursor, columns: columns,
        continuation: "  | ")
      if !expected.matches(screen) { return step }
    }
    return nil
  }

  @Test(arguments: [12, 20, 21, 40, 41, 80], [1, 2])
  func everyStepShowsTheText(columns: Int, seed: Int) {
    #expect(firstWrongStep(seed: seed, columns: columns) == nil)
  }

  @Test func spoiledPainterIsFoundOut() {
    let spoilers: [(String) -> String] = [
      // Erases after every row, also after a full one.
      { $0.replacing("\r\n", with: "\u{1B}[K\r\n") },
      // Forgets to erase the rest of a row that became shorter.
      { $0.replacing("\u{1B}[K", with: "") },
      // Forgets rows that are no longer there.
      { $0.replacing("\u{1B}[J", with: "") },
      // Trusts the terminal to wrap.
      { $0.replacing("\r\n", with: "") },
      // Forgets where the cursor is.
      {
        $0.replacing("\u{1B}[1C", with: "\u{1B}[2C").replacing("C\u{1B}[?25h", with: "D\u{1B}[?25h")
      },
    ]
    for (index, spoiler) in spoilers.enumerated() {
      #expect(firstWrongStep(seed: 1, columns: 20, breaking: spoiler) != nil, "spoiler \(index)")
    }
  }

  @Test func onlyChangedRowsAreSent() {
    var painter = Painter(usesColor: false)
    func frame(_ text: String) -> String {
      let text = Array(text.unicodeScalars)
      return painter.frame(
        RowLayout(
          prompt: StyledText(), continuation: StyledText(), text: text, styles: [],
          cursor: text.count, width: 20),
        screenRows: 10)
    }
    #expect(frame("apples\npears").contains("apples"))
    let second = frame("apples\npears!")
    #expect(!second.contains("apples"))
    #expect(second.contains("pears!"))
    #expect(!frame("apples\npears!").contains("pears"))
  }

  @Test func controlCharactersAreShownAsSymbols() {
    var layout = RowLayout(width: 20)
    for scalar in "a\u{1B}[2J\u{202E}\tb".unicodeScalars { layout.put(scalar, style: .plain) }
    #expect(String(layout.rows[0].map(\.scalar)) == "a␛[2J\u{FFFD}  b")
  }

  @Test func combiningMarkStaysWithItsLetter() {
    var layout = RowLayout(width: 4)
    for scalar in "abcde\u{301}".unicodeScalars { layout.put(scalar, style: .plain) }
    #expect(layout.rows.map { String($0.map(\.scalar)) } == ["abcd", "e\u{301}"])
  }
}
