import PQDiagnostics

@testable import PQShell

/// What the editor must hold and show after each key, in the plainest way: text and cursor as a list
/// of scalars, the menu and the search as they are described, all of it drawn on an empty grid.
struct EditorModel {
  struct Word: Equatable {
    var label: String
    var insertion: String
    var detail: String
    var back: Int
  }

  struct Menu {
    var range: Range<Int>
    var words: [Word]
    var chosen: Int?
    var text: [Unicode.Scalar]
    var cursor: Int
  }

  struct Search {
    var query: [Unicode.Scalar] = []
    var place = 0
  }

  var columns: Int
  var rows: Int
  var text: [Unicode.Scalar] = []
  var cursor = 0
  var menu: Menu?
  var search: Search?
  let words: [Word]
  /// Oldest first; all of the same time.
  let history: [String]

  // MARK: - The text

  mutating func insert(_ string: String) {
    let scalars = Array(string.unicodeScalars)
    text.insert(contentsOf: scalars, at: cursor)
    cursor += scalars.count
  }

  mutating func replace(_ range: Range<Int>, with string: String) {
    text.removeSubrange(range)
    cursor = range.lowerBound
    insert(string)
  }

  var rowStart: Int { (text[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  var rowEnd: Int { text[cursor...].firstIndex(of: "\n") ?? text.count }

  /// The place of Up or Down inside the text.
  func place(rowsDown: Int) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let line = text[..<cursor].count { $0 == "\n" }
    guard lines.indices.contains(line + rowsDown) else { return nil }
    let wanted = cells(text[rowStart..<cursor])
    let start = lines[..<(line + rowsDown)].map { $0.count + 1 }.reduce(0, +)
    let target = lines[line + rowsDown]
    let steps = (0...target.count).last { cells(target[..<$0]) <= wanted } ?? 0
    return start + steps
  }

  var hint: String {
    guard menu == nil, search == nil, cursor == text.count, !text.isEmpty else { return "" }
    let typed = String(text)
    let found = history.last {
      $0.utf8.count > typed.utf8.count && Array($0.utf8).starts(with: Array(typed.utf8))
    }
    if let found { return String(found.unicodeScalars.dropFirst(text.count)) }
    return typed.hasSuffix("sel") ? "ect" : ""
  }

  // MARK: - The menu

  mutating func openMenu(fromBelow: Bool) {
    let breaks = Set(" \n\t|,()".unicodeScalars)
    let start = text[..<cursor].lastIndex { breaks.contains($0) }.map { $0 + 1 } ?? 0
    let typed = Array(text[start..<cursor])
    let found = words.filter { Array($0.label.unicodeScalars).starts(with: typed) }
    if found.isEmpty { return }
    if found.count == 1 {
      replace(start..<cursor, with: found[0].insertion)
      cursor -= found[0].back
      return
    }
    menu = Menu(range: start..<cursor, words: found, chosen: nil, text: text, cursor: cursor)
    if fromBelow { return choose(found.count - 1) }
    var common = found[0].insertion
    while !found.allSatisfy({ $0.insertion.hasPrefix(common) }) { common.removeLast() }
    if common.unicodeScalars.count > typed.count, common.hasPrefix(String(typed)) {
      replace(start..<cursor, with: common)
    }
  }

  mutating func choose(_ index: Int) {
    guard let old = menu else { return }
    (text, cursor) = (old.text, old.cursor)
    replace(old.range, with: old.words[index].insertion)
    cursor -= old.words[index].back
    menu?.chosen = index
  }

  mutating func leaveMenu() {
    if let old = menu { (text, cursor) = (old.text, old.cursor) }
    menu = nil
  }

  /// How many words stand in a row, and how many rows a page has.
  func menuGrid() -> (columns: Int, rows: Int, label: Int, detail: Int) {
    guard let menu else { return (1, 1, 1, 0) }
    let label = min(menu.words.map { cells($0.label) }.max() ?? 1, 40, columns - 1)
    let widest = min(menu.words.map { cells($0.detail) }.max() ?? 0, 24)
    var detail = min(widest, columns - 1 - label - 2)
    if detail < min(4, widest) { detail = 0 }
    let width = 1 + label + (detail > 0 ? 2 + detail : 0)
    let across = max(1, (columns + 2) / (width + 2))
    let down = (menu.words.count + across - 1) / across
    var drawing = Drawing(columns: columns)
    drawing.draw(self, hint: "")
    let room = min(max(rows - drawing.lines.count, min(rows / 2, 10)), 10)
    return (across, down <= room ? down : room - 1, label, detail)
  }

  // MARK: - The search

  /// What was found: index into the history and the places, best first.
  var findings: [(statement: String, places: [Int])] {
    guard let search else { return [] }
    let wanted = folded(search.query)
    var whole: [(String, [Int])] = []
    var loose: [(String, [Int])] = []
    for statement in history.reversed() {
      let text = folded(Array(statement.unicodeScalars))
      if wanted.count <= text.count,
        let start = (0...(text.count - wanted.count)).first(where: {
          Array(text[$0..<($0 + wanted.count)]) == wanted
        })
      {
        whole.append((statement, Array(start..<(start + wanted.count))))
      } else if let places = subsequence(wanted, text) {
        loose.append((statement, places))
      }
    }
    return whole + loose
  }

  private func subsequence(_ wanted: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> [Int]? {
    var places: [Int] = []
    var from = 0
    for scalar in wanted {
      guard let place = text[from...].firstIndex(of: scalar) else { return nil }
      places.append(place)
      from = place + 1
    }
    return places
  }

  private func folded(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.map { $0 == "\n" ? " " : $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 }
  }

  // MARK: - What it looks like

  /// The style of each scalar: two words have a color, and brackets beside the cursor.
  func styles() -> [String] {
    var styles = [String](repeating: "", count: text.count)
    for word in ["select", "其中"] {
      let length = word.unicodeScalars.count
      for start in text.indices where start + length <= text.count {
        guard text[start..<(start + length)].elementsEqual(word.unicodeScalars) else { continue }
        for index in start..<(start + length) { styles[index] = "1;34" }
      }
    }
    var pairs: [Int: Int] = [:]
    var open: [Int] = []
    for (index, scalar) in text.enumerated() {
      if scalar == "(" { open.append(index) }
      if scalar == ")", let twin = open.popLast() { (pairs[index], pairs[twin]) = (twin, index) }
    }
    for place in [cursor - 1, cursor] {
      guard let twin = pairs[place] else { continue }
      (styles[place], styles[twin]) = ("1;4", "1;4")
      break
    }
    return styles
  }

  /// The whole screen and the cursor's place on it.
  func drawn() -> (cells: [[Screen.Cell]], row: Int, column: Int) {
    var drawing = Drawing(columns: columns)
    if search == nil {
      let lines = hint.split(separator: "\n", omittingEmptySubsequences: false)
      let shown = lines.prefix(4).joined(separator: "\n") + (lines.count > 4 ? "…" : "")
      drawing.draw(self, hint: shown)
      drawing.makeRoomForCursor()
      drawMenu(&drawing)
    } else {
      drawSearch(&drawing)
    }
    var grid = drawing.lines
    while grid.count < rows { grid.append([]) }
    let blank = Screen.Cell()
    grid = grid.map { $0 + Array(repeating: blank, count: columns - $0.count) }
    return (grid, drawing.cursorRow, drawing.cursorColumn)
  }

  private func drawMenu(_ drawing: inout Drawing) {
    guard let menu else { return }
    let grid = menuGrid()
    let size = grid.columns * grid.rows
    let first = (menu.chosen ?? 0) / size * size
    let page = menu.words.indices[first...].prefix(size)
    for row in 0..<min(grid.rows, page.count) {
      drawing.startLine()
      for column in 0..<grid.columns {
        let index = first + column * grid.rows + row
        guard page.contains(index) else { continue }
        if column > 0 { drawing.put("  ") }
        let style = index == menu.chosen ? "7" : ""
        drawing.put(index == menu.chosen ? ">" : " ", style)
        drawing.put(fitted(menu.words[index].label, grid.label, pads: true), style)
        if grid.detail > 0 {
          drawing.put("  ")
          drawing.put(fitted(menu.words[index].detail, grid.detail, pads: true), "90")
        }
      }
    }
    let rest = menu.words.count - page.endIndex
    if rest > 0 {
      drawing.startLine()
      drawing.put(fitted("… \(rest) more", columns, pads: false), "90")
    }
  }

  private func drawSearch(_ drawing: inout Drawing) {
    guard let search else { return }
    drawing.put("search", "1;36")
    drawing.put("> ")
    for scalar in search.query { drawing.put(String(scalar)) }
    drawing.markCursor(width: 1)
    drawing.makeRoomForCursor()
    let findings = findings
    if findings.isEmpty {
      drawing.startLine()
      drawing.put(fitted("nothing like it in the history", columns, pads: false), "90")
    }
    let height = min(8, rows - drawing.lines.count)
    let first = search.place / height * height
    for (index, finding) in findings.enumerated() where (first..<(first + height)) ~= index {
      drawing.startLine()
      let isChosen = index == search.place
      drawing.put(isChosen ? ">" : " ", isChosen ? "7" : "")
      let date = columns < 50 ? "08-07 09:30" : "2020-08-07 09:30"
      drawing.put(date, "90")
      drawing.put("  ")
      var text = finding.statement.replacing("\n", with: "␊")
      var room = columns - 3 - date.count
      var places = finding.places
      // What was found must be seen.
      if let last = places.last, cells(Array(text.unicodeScalars)[...last]) > room - 1 {
        let start = max(0, places[0] - 8)
        if start > 0 {
          drawing.put("…", "90")
          room -= 1
        }
        text = String(text.unicodeScalars.dropFirst(start))
        places = places.map { $0 - start }
      }
      let shown = fitted(text, room, pads: false)
      for (place, scalar) in shown.unicodeScalars.enumerated() {
        let isFound = places.contains(place)
        var style = isFound ? (isChosen ? "1;7" : "1") : isChosen ? "7" : ""
        if shown != text, place == shown.unicodeScalars.count - 1 { style = "90" }
        drawing.put(String(scalar), style)
      }
    }
  }

  private func cells(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + DisplayWidth.cells(of: $1) }
  }

  private func cells(_ string: String) -> Int { cells(string.unicodeScalars) }

  private func fitted(_ string: String, _ width: Int, pads: Bool) -> String {
    var scalars = Array(string.unicodeScalars)
    if cells(scalars) > width {
      while cells(scalars) > width - 1 { scalars.removeLast() }
      scalars.append("…")
    }
    return String(scalars) + String(repeating: " ", count: pads ? width - cells(scalars) : 0)
  }
}

/// Lines of cells that grow at the end.
struct Drawing {
  let columns: Int
  var lines: [[Screen.Cell]] = [[]]
  var cursorRow = 0
  var cursorColumn = 0

  init(columns: Int) { self.columns = columns }

  mutating func startLine() { lines.append([]) }

  mutating func put(_ text: String, _ style: String = "") {
    for scalar in text.unicodeScalars {
      let width = DisplayWidth.cells(of: scalar)
      if width == 0 {
        if let last = lines[lines.count - 1].lastIndex(where: { $0.text != "" }) {
          // A wide character's right half is empty: the mark joins what the cursor stands behind.
          let end = lines[lines.count - 1].count - 1
          lines[lines.count - 1][max(last, end)].text.unicodeScalars.append(scalar)
        }
        continue
      }
      if lines[lines.count - 1].count + width > columns { startLine() }
      lines[lines.count - 1].append(Screen.Cell(text: String(Character(scalar)), style: style))
      if width == 2 { lines[lines.count - 1].append(Screen.Cell(text: "", style: style)) }
    }
  }

  mutating func markCursor(width: Int) {
    let column = lines[lines.count - 1].count
    let fits = column + width <= columns
    (cursorRow, cursorColumn) = fits ? (lines.count - 1, column) : (lines.count, 0)
  }

  mutating func makeRoomForCursor() {
    while lines.count <= cursorRow { startLine() }
  }

  mutating func draw(_ model: EditorModel, hint: String) {
    put("查询", "1;36")
    put("> ")
    let styles = model.styles()
    for (index, scalar) in (model.text + Array(hint.unicodeScalars)).enumerated() {
      if index == model.cursor {
        markCursor(width: scalar == "\n" ? 0 : max(1, DisplayWidth.cells(of: scalar)))
        if scalar == "\n" { cursorColumn = min(cursorColumn, columns - 1) }
      }
      let style = index < styles.count ? styles[index] : "90"
      switch scalar {
      case "\n":
        startLine()
        put("  | ", "90")
      case "\t":
        repeat { put(" ", style) } while lines[lines.count - 1].count % 8 != 0
      default: put(String(scalar), style)
      }
    }
    if model.cursor == model.text.count, hint.isEmpty { markCursor(width: 1) }
  }
}
