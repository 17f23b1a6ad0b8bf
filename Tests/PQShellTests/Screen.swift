import PQDiagnostics

/// A small terminal: as much of one as the painter and a shell's output need.
///
/// Understands CR LF BS, moving (CUU CUD CUF CUB CHA CUP), erasing (EL ED), colors (SGR), wide and
/// combining characters, and the delayed wrap at the end of a full row.
struct Screen {
  struct Cell: Equatable {
    /// Empty for the right half of a wide character.
    var text = " "
    var style = ""
  }

  let rowCount: Int
  let columnCount: Int
  private(set) var cells: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  /// What was sent that this terminal does not understand.
  private(set) var unknown: [String] = []
  private var isWrapPending = false
  private var style = ""
  private var state = State.text
  private var parameters = ""
  private var undecoded: [UInt8] = []

  private enum State { case text, escape, sequence }

  init(rows: Int, columns: Int) {
    rowCount = rows
    columnCount = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  mutating func feed(_ text: String) { feed(Array(text.utf8)) }

  mutating func feed(_ bytes: [UInt8]) {
    for byte in bytes { feed(byte) }
  }

  /// The rows as text, without blanks at their ends and empty rows at the end.
  var lines: [String] {
    var lines = cells.map { row in
      let end = row.lastIndex { $0.text != " " }
      return end.map { row[...$0].map(\.text).joined() } ?? ""
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Shows other cells.
  mutating func show(_ cells: [[Cell]]) { self.cells = cells }

  func line(_ row: Int) -> String {
    row < lines.count ? lines[row] : ""
  }

  /// Returns the style in which a text stands in a row, or `nil` if it is not there in one style.
  func style(of text: String, row: Int) -> String? {
    for start in 0..<columnCount where !cells[row][start].text.isEmpty {
      var found = ""
      var styles: Set<String> = []
      for cell in cells[row][start...] {
        if found.unicodeScalars.count >= text.unicodeScalars.count { break }
        found += cell.text
        styles.insert(cell.style)
      }
      if found == text, styles.count == 1 { return styles.first }
    }
    return nil
  }

  private mutating func feed(_ byte: UInt8) {
    switch state {
    case .escape:
      state = byte == UInt8(ascii: "[") ? .sequence : .text
      parameters = ""
    case .sequence:
      guard byte >= 0x40 else {
        parameters.unicodeScalars.append(Unicode.Scalar(byte))
        return
      }
      run(Character(Unicode.Scalar(byte)))
      state = .text
    case .text:
      feedText(byte)
    }
  }

  private mutating func feedText(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x0D: (column, isWrapPending) = (0, false)
    case 0x0A: lineFeed()
    case 0x08: (column, isWrapPending) = (max(0, column - 1), false)
    case 0x07: break
    default:
      undecoded.append(byte)
      let needed =
        undecoded[0] >= 0xF0 ? 4 : undecoded[0] >= 0xE0 ? 3 : undecoded[0] >= 0xC0 ? 2 : 1
      guard undecoded.count == needed else { return }
      for scalar in String(decoding: undecoded, as: UTF8.self).unicodeScalars { put(scalar) }
      undecoded = []
    }
  }

  private mutating func lineFeed() {
    isWrapPending = false
    if row < rowCount - 1 {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: Cell(), count: columnCount))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.cells(of: scalar)
    if width == 0 {
      let place = isWrapPending ? column : column - 1
      if place >= 0 { cells[row][place].text.unicodeScalars.append(scalar) }
      return
    }
    if isWrapPending || column + width > columnCount {
      column = 0
      lineFeed()
    }
    cells[row][column] = Cell(text: String(Character(scalar)), style: style)
    if width == 2 { cells[row][column + 1] = Cell(text: "", style: style) }
    column += width
    if column == columnCount { (column, isWrapPending) = (columnCount - 1, true) }
  }

  private mutating func run(_ final: Character) {
    if parameters.hasPrefix("?") { return }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rowCount - 1, row + count)
    case "C": column = min(columnCount - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columnCount, count) - 1
    case "H":
      row = min(rowCount, count) - 1
      column = min(columnCount, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
    case "K": erase(row, from: column)
    case "J":
      if numbers.first != 2 { erase(row, from: column) }
      for other in (numbers.first == 2 ? 0 : row + 1)..<rowCount { erase(other, from: 0) }
    case "m":
      style = parameters.split(separator: ";").filter { $0 != "0" }.joined(separator: ";")
      return
    default: unknown.append(parameters + String(final))
    }
    isWrapPending = false
  }

  private mutating func erase(_ row: Int, from column: Int) {
    for column in column..<columnCount { cells[row][column] = Cell() }
  }
}
