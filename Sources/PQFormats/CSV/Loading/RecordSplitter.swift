/// Splits chunks into records and cells as `CSVScanner` does, but eight bytes at a time.
///
/// A record that has not as many cells as the table has columns, or quotes with a line break
/// between them, is left to the scanner.
struct RecordSplitter {
  /// How far a chunk was read.
  struct Outcome {
    /// Where the first record begins that the chunk does not hold whole.
    var end = 0
    /// Lines before that.
    var lineCount = 0
    /// What was taken from the budget for reading twice.
    var rereadCount = 0
    /// Whether cells without a column hold something.
    var hasSurplus = false
  }

  private let filter: RowFilter
  private let delimiter: UInt8
  private let quote: UInt8
  private let columnCount: Int
  /// By its first byte, whether a row has to be shown to the filter.
  private let isSuspicious: [Bool]
  private var scanner: CSVScanner
  private var cells: [CSVCell] = []
  private var line = 0

  init(filter: RowFilter) {
    self.filter = filter
    delimiter = filter.dialect.delimiter
    quote = filter.dialect.quote
    columnCount = filter.columnCount
    isSuspicious = (0...255).map { filter.mayLeaveOut(recordBeginningWith: UInt8($0)) }
    scanner = CSVScanner(dialect: filter.dialect, cellLimit: filter.columnCount)
  }

  /// Fills an index with the records of a chunk.
  mutating func split(
    _ chunk: TextChunk, into index: FieldIndex, rereadBudget: Int
  ) -> Outcome {
    let bytes = chunk.bytes.span
    let text = bytes.extracting(0..<chunk.count)
    index.reset(columnCount: columnCount, byteCount: chunk.count)
    scanner = CSVScanner(
      dialect: filter.dialect, cellLimit: columnCount, rereadBudget: rereadBudget,
      isLast: chunk.isLast)
    line = 0
    var outcome = Outcome()
    while outcome.end < chunk.count {
      outcome.end = splitRows(bytes, outcome.end, text, index)
      if outcome.end >= chunk.count { break }
      scanner.move(to: outcome.end, line: line)
      guard let record = scanner.next(text, cells: &cells) else { break }
      take(record, text, index, &outcome)
      (outcome.end, line) = (scanner.position, scanner.line)
    }
    outcome.lineCount = line
    outcome.rereadCount = rereadBudget - scanner.rereadBudget
    return outcome
  }

  private func take(
    _ record: CSVRecord, _ text: Span<UInt8>, _ index: FieldIndex, _ outcome: inout Outcome
  ) {
    if case .cells = record.form, record.cellCount > columnCount, !outcome.hasSurplus {
      outcome.hasSurplus = !filter.surplusIsBlank(record, text, cells)
    }
    switch filter.verdict(record, text, cells) {
    case .nothing: break
    case .row:
      let row = index.nextRow
      for column in 0..<columnCount { row[column] = PackedCell(cells[column]) }
      index.closeRow(start: record.start, end: record.end, line: record.line)
    case .total: index.addOdd(record, .total)
    case .misshapen: index.addOdd(record, .misshapen)
    }
  }

  /// Takes rows as long as they have the table's number of cells, all on one line, and returns where
  /// the next record begins.
  private mutating func splitRows(
    _ bytes: Span<UInt8>, _ start: Int, _ text: Span<UInt8>, _ index: FieldIndex
  ) -> Int {
    var marks = MarkedBytes(bytes.bytes, from: start, delimiter: delimiter)
    var recordStart = start
    var row = index.nextRow
    var cellStart = start
    var cellCount = 0
    while true {
      if bytes[unchecked: cellStart] == quote {
        guard cellCount < columnCount,
          let cell = quotedCell(bytes, cellStart, text.count)
        else { return recordStart }
        row[cellCount] = PackedCell(cell)
        marks.move(to: cell.end + 1, bytes.bytes)
        _ = marks.next(bytes.bytes)
        cellStart = cell.end + 1
      } else {
        let end = nextEnd(bytes, &marks)
        if cellCount == columnCount { return recordStart }
        row[cellCount] = PackedCell(start: cellStart, end: end)
        cellStart = end
      }
      cellCount &+= 1
      // Here `cellStart` is the place of the delimiter or the line break.
      let byte = bytes[unchecked: cellStart]
      cellStart &+= 1
      if byte == delimiter { continue }
      if cellCount != columnCount { return recordStart }
      let end = cellStart &- 1
      if byte == UInt8(ascii: "\r"), bytes[unchecked: cellStart] == UInt8(ascii: "\n") {
        cellStart &+= 1
        marks.move(to: cellStart, bytes.bytes)
      }
      closeRow(row, recordStart, end, text, index)
      line &+= 1
      if cellStart >= text.count { return text.count }
      row = index.nextRow
      recordStart = cellStart
      cellCount = 0
    }
  }

  /// The place of the next delimiter or line break.
  @inline(__always)
  private func nextEnd(_ bytes: Span<UInt8>, _ marks: inout MarkedBytes) -> Int {
    while true {
      let position = marks.next(bytes.bytes)
      let byte = bytes[unchecked: position]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        return position
      }
    }
  }

  @inline(__always)
  private mutating func closeRow(
    _ row: UnsafeMutablePointer<PackedCell>, _ start: Int, _ end: Int, _ text: Span<UInt8>,
    _ index: FieldIndex
  ) {
    if isSuspicious[Int(text[start])] {
      cells.removeAll(keepingCapacity: true)
      for column in 0..<columnCount { cells.append(row[column].cell) }
      let record = CSVRecord(
        form: .cells, start: start, end: end, line: line, cellCount: columnCount)
      var outcome = Outcome()
      take(record, text, index, &outcome)
    } else {
      index.closeRow(start: start, end: end, line: line)
    }
  }

  /// Returns a quoted cell that a delimiter or line break follows; `nil` if there is a line break
  /// in it, or its quotes are not in order.
  private func quotedCell(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> CSVCell? {
    var cell = CSVCell(start: start + 1, end: 0, isQuoted: true)
    var marks = MarkedBytes(bytes.bytes, from: start + 1, delimiter: quote)
    while true {
      let position = marks.next(bytes.bytes)
      let byte = bytes[unchecked: position]
      // The line break behind the text ends the search in any case.
      if position >= count || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        return nil
      }
      guard byte == quote else { continue }
      let following = bytes[unchecked: position + 1]
      if following == quote {
        cell.hasDoubledQuotes = true
        marks.move(to: position + 2, bytes.bytes)
        continue
      }
      cell.end = position
      let isEnd =
        following == delimiter || following == UInt8(ascii: "\n")
        || following == UInt8(ascii: "\r")
      return isEnd ? cell : nil
    }
  }
}

/// The places of delimiters and control characters in a text, one after the other.
///
/// Now and then another place is among them; the caller looks at the byte. Behind the text stands a
/// line break, which is always found.
private struct MarkedBytes {
  private let pattern: UInt64
  private var window: Int
  private var marks: UInt64

  @inline(__always)
  init(_ bytes: RawSpan, from start: Int, delimiter: UInt8) {
    pattern = WordSearch.repeated(delimiter)
    window = start
    marks = 0
    marks = look(bytes)
  }

  @inline(__always)
  private func look(_ bytes: RawSpan) -> UInt64 {
    let word = WordSearch.word(bytes, window)
    return WordSearch.zeros(word ^ pattern) | WordSearch.controls(word)
  }

  @inline(__always)
  mutating func next(_ bytes: RawSpan) -> Int {
    while marks == 0 {
      window &+= 8
      marks = look(bytes)
    }
    let position = window &+ WordSearch.lowest(marks)
    marks &= marks &- 1
    return position
  }

  /// Goes on at a place behind the present one.
  @inline(__always)
  mutating func move(to position: Int, _ bytes: RawSpan) {
    window = position
    marks = look(bytes)
  }
}
