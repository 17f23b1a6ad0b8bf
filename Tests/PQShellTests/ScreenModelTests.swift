import PQShell
import Testing

/// The screen against the model, after every key.
@Suite struct ScreenModelTests {
  /// For each width and key map; `PQ_EDITS` asks for more.
  static let editCount = environmentVariable("PQ_EDITS").flatMap { Int($0) } ?? 2000
  /// Every so many edits the terminal gets another width.
  private static let resizeEvery = 97

  /// Types random edits; returns the first after which screen, colors or cursor are wrong.
  ///
  /// `breaking` spoils what the painter sends, to show that a broken painter is found out.
  private func firstWrongEdit(
    columns: Int, isVi: Bool, seconds: Int = 20, breaking: ((String) -> String)? = nil
  ) throws -> String? {
    let folder = try TemporaryFolder()
    try folder.write(isVi ? "bind -v\n" : "bind -e\n", to: ".editrc")
    try folder.write(
      RandomEditor.history.map { "1596792600\t\($0.replacing("\n", with: "\\n"))\n" }.joined(),
      to: "history")
    let words = RandomEditor.words.map { "\($0.label)\t\($0.insertion)\t\($0.detail)\t\($0.back)" }
    let child = TerminalChild(
      builtProgram("line-editor-demo"), rows: 24, columns: columns,
      environment: [
        "HOME": folder.path, "PQ_HISTORY": folder.path + "/history", "TZ": "UTC",
        "DEMO_WORDS": words.joined(separator: "\n"),
      ])
    guard child.wait(until: { $0.line(0) == "查询>" && $0.column == 6 }) else { return "no prompt" }
    child.breaking = breaking
    var editor = RandomEditor(seed: columns, columns: columns, rows: 24, isVi: isVi)
    for step in 0..<Self.editCount {
      var keys: [UInt8] = []
      if step % Self.resizeEvery == Self.resizeEvery - 1 {
        editor.model.columns = editor.model.columns == columns ? columns + 7 : columns
        child.resize(rows: 24, columns: editor.model.columns)
      } else {
        keys = editor.edit()
        child.type(keys)
      }
      let (cells, row, column) = editor.model.drawn()
      let isShown = child.wait(seconds: seconds) {
        $0.row == row && $0.column == column && $0.cells == cells
      }
      if isShown { continue }
      var wanted = Screen(rows: 24, columns: editor.model.columns)
      wanted.show(cells)
      return """
        edit \(step), keys \(String(decoding: keys, as: UTF8.self).debugDescription)
        wanted \(row):\(column)
        \(wanted.lines.joined(separator: "\n"))
        got \(child.screen.row):\(child.screen.column)
        \(child.screen.lines.joined(separator: "\n"))
        """
    }
    return child.screen.unknown.isEmpty ? nil : "unknown \(child.screen.unknown)"
  }

  @Test(arguments: [20, 40, 41, 80], [false, true])
  func everyKeyShowsWhatTheModelShows(columns: Int, isVi: Bool) throws {
    let wrong = try firstWrongEdit(columns: columns, isVi: isVi)
    #expect(wrong == nil)
  }

  @Test(
    arguments: [
      ("\u{1B}[K", ""), ("\u{1B}[J", ""), ("\u{1B}[0;7m", "\u{1B}[0m"), ("\u{1B}[0;90m", ""),
      ("\u{1B}[0m", ""), ("\u{1B}[1A", "\u{1B}[2A"), ("\r\n", ""),
    ])
  func brokenPainterIsFoundOut(sent: String, broken: String) throws {
    let wrong = try firstWrongEdit(
      columns: 40, isVi: false, seconds: 2, breaking: { $0.replacing(sent, with: broken) })
    #expect(wrong != nil)
  }
}
