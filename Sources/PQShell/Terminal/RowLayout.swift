import PQDiagnostics

/// Cells laid out in rows that the terminal can show; a wide character that does not fit at the
/// end of a row goes to the next one whole.
///
///     width 5: "pq> 桃"    rows "pq> " and "桃"
package struct RowLayout {
  package struct Cell: Equatable {
    package var scalar: Unicode.Scalar
    package var style: CellStyle
    package var width: Int
  }

  package private(set) var rows: [[Cell]] = [[]]
  /// Rows below the text that no cursor goes to: a menu, a message. They stay on the screen where
  /// the text is too tall for it.
  package var footer: [[Cell]] = []
  package private(set) var cursorRow = 0
  package private(set) var cursorColumn = 0
  let width: Int
  private var column = 0

  /// Below this, no layout can be right; a terminal this narrow is still not to be a reason to trap.
  static let narrowest = 4
  /// Where a tab leads: the next multiple of it.
  static let tabWidth = 8

  package init(width: Int) {
    self.width = max(width, Self.narrowest)
  }

  /// Lays out a prompt and the text after it, each further line of which begins with
  /// `continuation`.
  ///
  /// `styles` has one style a scalar; where it is too short, the text is plain.
  package init(
    prompt: StyledText, continuation: StyledText, text: [Unicode.Scalar], styles: [CellStyle],
    cursor: Int, width: Int
  ) {
    self.init(width: width)
    put(prompt)
    for (index, scalar) in text.enumerated() {
      if index == cursor { markCursor(before: scalar) }
      if scalar == "\n" {
        startRow()
        put(continuation)
      } else {
        put(scalar, style: index < styles.count ? styles[index] : .plain)
      }
    }
    if cursor >= text.count { markCursor(before: " ") }
  }

  package mutating func put(_ text: StyledText) {
    for piece in text.pieces {
      for scalar in piece.text.unicodeScalars { put(scalar, style: piece.style) }
    }
  }

  /// Puts one scalar; a control character becomes its symbol, a tab blanks.
  package mutating func put(_ scalar: Unicode.Scalar, style: CellStyle) {
    if scalar == "\t" {
      repeat { put(Cell(scalar: " ", style: style, width: 1)) } while column % Self.tabWidth != 0
      return
    }
    let visible = DisplayWidth.visible(scalar)
    put(Cell(scalar: visible, style: style, width: DisplayWidth.cells(of: visible)))
  }

  /// Puts a text cut to `cells`, the last of them `…` then; where it is shorter, `pads` says whether
  /// blanks follow.
  package mutating func put(_ text: String, style: CellStyle, cells: Int, pads: Bool) {
    var rest = cells
    let visible = DisplayWidth.visible(text)
    let isCut = DisplayWidth.cells(of: visible) > cells
    for scalar in visible.unicodeScalars {
      let width = DisplayWidth.cells(of: scalar)
      if rest - (isCut ? 1 : 0) < width { break }
      put(scalar, style: style)
      rest -= width
    }
    if isCut, rest > 0 {
      put("…" as Unicode.Scalar, style: style)
      rest -= 1
    }
    if pads { put(blanks: rest, style: style) }
  }

  package mutating func put(blanks count: Int, style: CellStyle = .plain) {
    for _ in 0..<max(0, count) { put(Cell(scalar: " ", style: style, width: 1)) }
  }

  package mutating func startRow() {
    rows.append([])
    column = 0
  }

  /// Marks the cell that `scalar` is about to take; if it does not fit, that is in the next row.
  package mutating func markCursor(before scalar: Unicode.Scalar) {
    let next = scalar == "\n" ? 1 : max(1, DisplayWidth.cells(of: DisplayWidth.visible(scalar)))
    if column + next <= width {
      (cursorRow, cursorColumn) = (rows.count - 1, column)
    } else if scalar == "\n" {
      // The line break takes no cell; the cursor stands on the row's last one.
      (cursorRow, cursorColumn) = (rows.count - 1, width - 1)
    } else {
      (cursorRow, cursorColumn) = (rows.count, 0)
    }
  }

  /// Adds the empty row that a cursor behind a full last row stands in.
  package mutating func makeRoomForCursor() {
    while rows.count <= cursorRow { startRow() }
  }

  private mutating func put(_ cell: Cell) {
    if column + cell.width > width { startRow() }
    rows[rows.count - 1].append(cell)
    column += cell.width
  }
}
