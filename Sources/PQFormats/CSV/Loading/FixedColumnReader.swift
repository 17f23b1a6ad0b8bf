import PQColumnar

/// Reads the cells of a column whose rows all take the same room.
protocol FixedCellReader {
  associatedtype Element
  /// What stands where a value is missing.
  var filler: Element { get }
  /// Reads a cell in its usual form; `nil` for every other form, which says nothing yet.
  ///
  /// - Parameter line: The row's line, for `note`.
  mutating func readUsual(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Element?
  /// Reads a cell in any form; `start..<end` is the part without blanks around it.
  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Element?
  /// What a cell is that `read` gives nothing for.
  func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem
  /// Notes of which types the cells in the usual form were.
  func note(in evidence: inout ColumnEvidence)
}

extension FixedCellReader {
  func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem { .unreadable }
  @inline(__always)
  mutating func readUsual(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Element? {
    nil
  }
  func note(in evidence: inout ColumnEvidence) {}
}

/// What a cell that is not in its usual form turns out to be.
enum CellReading<Element> {
  case value(Element)
  case missing
  case problem(CellProblem)
}

extension FixedCellReader {
  /// Reads a cell that holds something, blanks perhaps.
  func readAny(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellReading<Element> {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end { return .missing }
    if let value = read(bytes, cell, start, end) ?? readFolded(bytes, start, end) {
      return .value(value)
    }
    if CellFolding.text(bytes, cell).isEmpty || CellFolding.isPlaceholder(bytes, start, end) {
      return .missing
    }
    return .problem(problem(bytes, start, end))
  }

  /// Reads a cell that was typed with full-width characters: `２０２０年８月７日`.
  private func readFolded(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Element? {
    guard let folded = CellFolding.folded(bytes, start, end), !folded.isEmpty else { return nil }
    let cell = CSVCell(start: 0, end: folded.count)
    return read(folded.span, cell, 0, folded.count)
  }
}

/// Whole numbers and everything stored as one.
struct StoredIntegerCells<Form: UsualForm>: FixedCellReader {
  let reader: StoredIntegerReader
  var form: Form
  let filler: Int64 = 0

  @inline(__always)
  mutating func readUsual(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Int64? {
    form.read(bytes, start, end, line: line)
  }

  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Int64? {
    reader.read(bytes, start, end)
  }

  func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem {
    reader.isTime && DayNumber.matches(bytes, start, end) ? .dayNumber : .unreadable
  }

  func note(in evidence: inout ColumnEvidence) { form.note(in: &evidence) }
}

/// Codes of an enum.
struct CodeCells: FixedCellReader {
  let codes: CodeTable
  let quote: UInt8
  let filler: Int64 = 0

  @inline(__always)
  mutating func readUsual(_ bytes: RawSpan, _ start: Int, _ end: Int, line: Int) -> Int64? {
    codes.shortPosition(bytes, start, end)
  }

  func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem { .unknownCode }

  /// A code may end in a blank itself, so blanks are cut off only if it is not found with them.
  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Int64? {
    if cell.hasDoubledQuotes {
      let text = CellText.unescaped(bytes, cell, quote: quote)
      return codes.position(text.span, 0, text.count)
    }
    return codes.position(bytes, cell.start, cell.end) ?? codes.position(bytes, start, end)
      ?? positionWithoutBlanks(bytes, start, end)
  }

  /// Labels of two characters are spread with a blank to look as wide as those of three: 来 信.
  private func positionWithoutBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var text: [UInt8] = []
    for position in start..<end where bytes[position] != UInt8(ascii: " ") {
      text.append(bytes[position])
    }
    return text.count < end - start ? codes.position(text.span, 0, text.count) : nil
  }
}

/// Floats.
struct FloatCells: FixedCellReader {
  let filler = 0.0

  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Double? {
    NumberReading.float(bytes, start, end)
  }
}

/// Yes and no.
struct BooleanCells: FixedCellReader {
  let filler = false

  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Bool? {
    BooleanWords.read(bytes, start, end, isDeclared: true)
  }
}

/// Exact fractions: `79.3%` is 793/1000, `218/275` is itself.
struct RatioCells: FixedCellReader {
  let filler = Ratio(0, 0)

  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Ratio? {
    NumberReading.ratio(bytes, start, end)
  }
}
