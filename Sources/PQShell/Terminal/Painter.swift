/// Keeps what the editor shows on the screen equal to a layout, by rewriting the rows that changed.
///
/// It makes text for the terminal and nothing else; the caller writes each frame with one write, so
/// that no half frame is ever seen.
package struct Painter {
  /// The rows on the screen as they were sent.
  private var shown: [Row] = []
  private var cursorRow = 0
  let usesColor: Bool

  private struct Row: Equatable {
    var text: String
    var width: Int
  }

  package init(usesColor: Bool) {
    self.usesColor = usesColor
  }

  /// Forgets the screen: the next frame starts in the cursor's row.
  package mutating func reset() {
    shown = []
    cursorRow = 0
  }

  /// Returns what turns the last frame into `layout`.
  ///
  /// A layout of more than `screenRows` rows is shown in part, with the cursor's row and the footer.
  package mutating func frame(_ layout: RowLayout, screenRows: Int) -> String {
    var layout = layout
    layout.makeRoomForCursor()
    let footer = layout.footer.prefix(max(screenRows, 2) - 1)
    let limit = max(screenRows, 2) - footer.count
    let first = max(0, min(layout.cursorRow - limit + 1, layout.rows.count - limit))
    let rows = (layout.rows.dropFirst(first).prefix(limit) + footer).map(render)
    let target = layout.cursorRow - first

    var frame = Frame(row: cursorRow)
    frame.text = "\u{1B}[?25l\r"
    for (index, row) in rows.enumerated() {
      if index < shown.count {
        if shown[index] == row { continue }
        frame.go(to: index)
      } else if index > 0 {
        frame.go(to: index - 1)
        frame.startNewRow()
      }
      frame.text += row.text
      // After a full row the cursor still stands on its last cell, which erasing would take away.
      if row.width < layout.width { frame.text += "\u{1B}[K" }
    }
    if shown.count > rows.count {
      frame.go(to: rows.count)
      frame.text += "\u{1B}[J"
    }
    frame.go(to: target)
    if layout.cursorColumn > 0 { frame.text += "\u{1B}[\(layout.cursorColumn)C" }
    frame.text += "\u{1B}[?25h"
    shown = rows
    cursorRow = target
    return frame.text
  }

  /// Returns what shows the layout for the last time, whole, with the cursor in the row below.
  package mutating func lastFrame(_ layout: RowLayout, screenRows: Int) -> String {
    var text = ""
    if layout.rows.count > screenRows {
      // Rows above the window were never on the screen; all are written once, for scrolling back.
      text = erase()
    }
    text += frame(layout, screenRows: max(screenRows, layout.rows.count + 1))
    let below = shown.count - 1 - cursorRow
    if below > 0 { text += "\u{1B}[\(below)B" }
    reset()
    return text + "\r\n"
  }

  /// Returns what takes the last frame off the screen; the next frame starts where it stood.
  package mutating func erase() -> String {
    let up = cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : ""
    reset()
    return "\r" + up + "\u{1B}[J"
  }

  /// Returns what takes the last frame off a terminal that has become `width` wide and may have
  /// broken the rows anew.
  package mutating func eraseAfterResize(width: Int) -> String {
    let width = max(width, 1)
    cursorRow = shown.prefix(cursorRow).reduce(0) { sum, row in
      sum + max(1, (row.width + width - 1) / width)
    }
    return erase()
  }

  private func render(_ cells: [RowLayout.Cell]) -> Row {
    var scalars = String.UnicodeScalarView()
    var style = CellStyle.plain
    var width = 0
    for cell in cells {
      if usesColor, cell.style != style {
        let parameters = cell.style == .plain ? "0" : "0;\(cell.style.rawValue)"
        scalars.append(contentsOf: "\u{1B}[\(parameters)m".unicodeScalars)
        style = cell.style
      }
      scalars.append(cell.scalar)
      width += cell.width
    }
    if style != .plain { scalars.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
    return Row(text: String(scalars), width: width)
  }
}

/// The text of one frame, and the row in which it has left the cursor.
private struct Frame {
  var text = ""
  var row: Int

  init(row: Int) {
    self.row = row
  }

  /// Moves to the start of a row that is on the screen.
  mutating func go(to target: Int) {
    if target > row { text += "\u{1B}[\(target - row)B" }
    if target < row { text += "\u{1B}[\(row - target)A" }
    row = target
    text += "\r"
  }

  /// Moves to the start of a row that is not on the screen yet; the screen may scroll.
  mutating func startNewRow() {
    text += "\r\n"
    row += 1
  }
}
