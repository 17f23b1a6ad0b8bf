/// One underlined range of a line, in UTF-8 offsets of that line.
struct SnippetMark {
  var range: SourceRange
  var label: String
  var isPrimary: Bool
}

/// The lines of a text that a message is about, with what is underlined in each.
struct Snippet {
  let width: Int
  let isNarrow: Bool
  let ambiguous: DisplayWidth.Ambiguous
  /// The style of the primary mark.
  let primary: TextStyle
  private var shown: [(number: Int, text: String, marks: [SnippetMark])] = []

  init(width: Int, isNarrow: Bool, ambiguous: DisplayWidth.Ambiguous, primary: TextStyle) {
    self.width = width
    self.isNarrow = isNarrow
    self.ambiguous = ambiguous
    self.primary = primary
  }

  /// The cells of the widest line number.
  var gutter: Int { String(shown.map(\.number).max() ?? 1).count }

  /// Adds a range of a text; a range of several lines is underlined line by line, and more than
  /// three are shown by their first and last. The label stands at the last.
  mutating func mark(_ range: SourceRange, in source: SourceText, label: String, isPrimary: Bool) {
    let first = source.line(at: range.start)
    // A range that ends with a line break does not reach into the next line.
    let last = source.line(at: max(range.start, range.end - 1))
    for line in first...last {
      if last - first > 2, line != first, line != last { continue }
      let text = source.lineText(line)
      let whole = source.lineRange(line)
      let indent = line == first ? 0 : text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
      let start = line == first ? min(range.start, whole.end) - whole.start : indent
      let end = min(range.end, whole.end) - whole.start
      add(
        line: line, text: text,
        mark: SnippetMark(
          range: SourceRange(start, end), label: line == last ? label : "", isPrimary: isPrimary))
    }
  }

  mutating func add(line: Int, text: String, mark: SnippetMark) {
    if let known = shown.firstIndex(where: { $0.number == line }) {
      shown[known].marks.append(mark)
      return
    }
    let place = shown.firstIndex { $0.number > line } ?? shown.count
    shown.insert((line, text, [mark]), at: place)
  }

  func lines() -> [StyledLine] {
    guard !shown.isEmpty else { return [] }
    let blank = StyledLine([(String(repeating: " ", count: gutter) + " |", .frame)])
    var result = isNarrow ? [] : [blank]
    var previous: Int?
    for (number, text, marks) in shown {
      if let previous, number > previous + 1 {
        result.append(StyledLine([("...", .frame)]))
      }
      previous = number
      let digits = String(number)
      let head = String(repeating: " ", count: gutter - digits.count) + digits + " | "
      let line = SnippetLine(
        text, marks: marks, width: max(10, width - gutter - 3), ambiguous: ambiguous)
      result.append(StyledLine([(head, .frame), (line.text, .plain)]))
      let below = String(repeating: " ", count: gutter) + " | "
      result += line.underlines(primary: primary).map {
        StyledLine([(below, .frame)] + $0.pieces)
      }
    }
    if !isNarrow { result.append(blank) }
    return result
  }
}

/// One line as it is drawn: tabs as four blanks, control characters as symbols, and of a line
/// longer than the screen the part around its first primary mark.
struct SnippetLine {
  private(set) var text = ""
  private var marks: [(start: Int, end: Int, label: String, isPrimary: Bool)] = []

  init(_ line: String, marks: [SnippetMark], width: Int, ambiguous: DisplayWidth.Ambiguous) {
    // The cell at which each UTF-8 offset of the line begins.
    var cells: [(text: String, start: Int, end: Int)] = []
    var cellAtOffset: [Int] = []
    var position = 0
    for scalar in line.unicodeScalars {
      let drawn = scalar == "\t" ? "    " : String(DisplayWidth.visible(scalar))
      let next = position + DisplayWidth.cells(of: drawn, ambiguous: ambiguous)
      for _ in 0..<UTF8.width(scalar) { cellAtOffset.append(position) }
      cells.append((drawn, position, next))
      position = next
    }
    cellAtOffset.append(position)
    func cell(_ offset: Int) -> Int { cellAtOffset[min(max(0, offset), cellAtOffset.count - 1)] }

    let anchor = marks.first(where: \.isPrimary) ?? marks.first
    let window = Self.window(
      lineCells: position, width: width,
      anchor: anchor.map { (cell($0.range.start), cell($0.range.end)) } ?? (0, 0))
    let inside = cells.filter { $0.start >= window.start && $0.end <= window.end }
    let cutLeft = window.start > 0 ? "…" : ""
    let cutRight = window.end < position ? "…" : ""
    text = cutLeft + inside.map(\.text).joined() + cutRight
    let origin = (inside.first?.start ?? window.start) - (cutLeft.isEmpty ? 0 : 1)
    let limit = (inside.last?.end ?? window.start) - origin
    for mark in marks {
      let start = min(max(0, cell(mark.range.start) - origin), limit)
      let end = max(start + 1, min(cell(mark.range.end) - origin, limit))
      self.marks.append((start, end, mark.label, mark.isPrimary))
    }
  }

  /// Returns the cells to show of a line: all, or as many as fit with the anchor inside.
  private static func window(
    lineCells: Int, width: Int, anchor: (start: Int, end: Int)
  ) -> (start: Int, end: Int) {
    if lineCells <= width { return (0, lineCells) }
    let room = width - 2
    let length = min(anchor.end - anchor.start, room)
    var start = max(0, anchor.start - (room - length) / 2)
    start = max(0, min(start, lineCells - room))
    return (start, start + room)
  }

  /// Returns the lines under the text: the marks with the rightmost label, then the other labels
  /// hanging below their marks.
  func underlines(primary: TextStyle) -> [StyledLine] {
    let length = marks.map(\.end).max() ?? 0
    var drawn = [(character: Character, style: TextStyle)](repeating: (" ", .plain), count: length)
    for mark in marks.filter({ !$0.isPrimary && !$0.label.isEmpty }) + marks.filter(\.isPrimary) {
      for cell in mark.start..<mark.end {
        drawn[cell] = mark.isPrimary ? ("^", primary) : ("-", .second)
      }
    }
    while drawn.last?.character == " " { drawn.removeLast() }
    guard !drawn.isEmpty else { return [] }
    var pieces = drawn.map { (String($0.character), $0.style) }
    var hanging = marks.filter { !$0.label.isEmpty }.sorted { $0.start < $1.start }
    if let last = hanging.last, last.end >= drawn.count {
      hanging.removeLast()
      pieces.append((" " + DisplayWidth.visible(last.label), last.isPrimary ? primary : .second))
    }
    var result = [StyledLine(Self.merged(pieces))]
    if !hanging.isEmpty { result.append(StyledLine(stems(hanging, primary: primary))) }
    while let last = hanging.popLast() {
      let style: TextStyle = last.isPrimary ? primary : .second
      let stems = stems(hanging.filter { $0.start < last.start }, primary: primary)
      let used = stems.reduce(0) { $0 + $1.0.count }
      let gap = String(repeating: " ", count: max(0, last.start - used))
      result.append(
        StyledLine(stems + [(gap, .plain), (DisplayWidth.visible(last.label), style)]))
    }
    return result
  }

  private func stems(
    _ marks: [(start: Int, end: Int, label: String, isPrimary: Bool)], primary: TextStyle
  ) -> [(String, TextStyle)] {
    var result: [(String, TextStyle)] = []
    var position = 0
    for mark in marks where mark.start >= position {
      result.append((String(repeating: " ", count: mark.start - position), .plain))
      result.append(("|", mark.isPrimary ? primary : .second))
      position = mark.start + 1
    }
    return result
  }

  /// Returns the pieces with neighbors of one style joined.
  private static func merged(_ pieces: [(String, TextStyle)]) -> [(String, TextStyle)] {
    var result: [(String, TextStyle)] = []
    for (text, style) in pieces {
      if let last = result.last, last.1 == style {
        result[result.count - 1].0 += text
      } else {
        result.append((text, style))
      }
    }
    return result
  }
}
