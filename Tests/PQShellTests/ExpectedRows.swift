import PQDiagnostics

/// What a terminal must show for a prompt and a text: the naive model to compare the painter with.
struct ExpectedRows: Equatable {
  var lines = [""]
  var cursorRow = 0
  var cursorColumn = 0

  init(prompt: String, text: [Unicode.Scalar], cursor: Int, columns: Int, continuation: String) {
    var column = 0
    func place(_ scalar: Unicode.Scalar) {
      let width = DisplayWidth.cells(of: scalar)
      if column + width > columns {
        lines.append("")
        column = 0
      }
      lines[lines.count - 1].unicodeScalars.append(scalar)
      column += width
    }
    func markCursor(width: Int) {
      let fits = column + width <= columns
      (cursorRow, cursorColumn) = fits ? (lines.count - 1, column) : (lines.count, 0)
    }
    for scalar in prompt.unicodeScalars { place(scalar) }
    for (index, scalar) in text.enumerated() {
      if index == cursor {
        markCursor(width: scalar == "\n" ? 0 : max(1, DisplayWidth.cells(of: scalar)))
        if scalar == "\n" { cursorColumn = min(cursorColumn, columns - 1) }
      }
      if scalar == "\n" {
        lines.append("")
        column = 0
        for scalar in continuation.unicodeScalars { place(scalar) }
      } else {
        place(scalar)
      }
    }
    if cursor == text.count { markCursor(width: 1) }
    lines = lines.map { line in
      var line = Substring(line)
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    while lines.last == "" { lines.removeLast() }
  }

  func matches(_ screen: Screen) -> Bool {
    screen.lines == lines && screen.row == cursorRow && screen.column == cursorColumn
  }
}

/// Text being edited as a list of scalars, edited at random.
struct RandomEditing {
  var text: [Unicode.Scalar] = []
  var cursor = 0
  private var state: UInt64
  private let pool = Array("ab ,1'渠道销售额。，桃é🍑".unicodeScalars)
  private let pastes = ["桃子 apples", "one\ntwo", "苹果\r\n梨树，桃树", "x\r\ry\tz"]

  /// Longer texts would leave the screen.
  static let longest = 60

  init(seed: Int) {
    state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 99
  }

  /// Makes one random edit and returns what a terminal sends for it.
  mutating func edit() -> String {
    switch random(12) {
    case 0..<6 where text.count < Self.longest:
      return insert(pool[random(pool.count)])
    case 6 where text.count < Self.longest - 20:
      let paste = pastes[random(2)]
      for scalar in paste.unicodeScalars { _ = insert(scalar) }
      return "\u{1B}[200~\(paste)\u{1B}[201~"
    case 7, 8:
      cursor = max(0, cursor - 1)
      return "\u{1B}[D"
    case 9:
      cursor = min(text.count, cursor + 1)
      return "\u{1B}OC"
    case 10 where cursor < text.count:
      text.remove(at: cursor)
      return "\u{1B}[3~"
    default:
      if cursor > 0 {
        cursor -= 1
        text.remove(at: cursor)
      }
      return "\u{7F}"
    }
  }

  private mutating func insert(_ scalar: Unicode.Scalar) -> String {
    text.insert(scalar, at: cursor)
    cursor += 1
    return String(Character(scalar))
  }

  private mutating func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
