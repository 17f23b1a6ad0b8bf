/// One cell of a record: a range of the file's bytes, without its quotes.
struct CSVCell {
  var start: Int
  var end: Int
  var isQuoted = false
  /// Whether the range holds doubled quotes that stand for one.
  var hasDoubledQuotes = false

  var isEmpty: Bool { start == end }
}

/// Where one record lies in the file, and whether its quotes are in order.
struct CSVRecord {
  enum Form {
    case cells
    /// A line with nothing but blanks on it.
    case blank
    /// Text follows a closing quote at this offset.
    case strayQuote(Int)
    /// The quote opened at this offset is never closed.
    case unterminatedQuote(Int)
  }

  var form: Form
  var start: Int
  /// The end without the line break.
  var end: Int
  /// The line on which it starts, counted from 1.
  var line: Int
  /// All cells, also those beyond the limit, which are not stored.
  var cellCount: Int
}

/// Splits a CSV file into records and cells without copying or unescaping anything.
///
/// Lines end in LF, CR LF or CR; inside quotes they are text. When a record's quotes are not in
/// order, only its first line is given up and the next line begins a new record, so one stray
/// quote cannot swallow the rest of the file.
struct CSVScanner {
  let delimiter: UInt8
  let quote: UInt8
  /// Cells beyond this many are counted, not stored.
  let cellLimit: Int
  private(set) var position: Int
  private(set) var line: Int
  /// Bytes that may still be read a second time. Made-up files can make every line the start of
  /// a record that fails far below; when this runs out, a failed record is given up as a whole.
  private(set) var rereadBudget: Int
  /// Whether the file ends with the bytes.
  private let isLast: Bool

  /// A quote that is not closed in as many bytes counts as never closed, and no more are read again.
  static let patience = 1 << 26

  init(
    dialect: CSVDialect, cellLimit: Int = 10_000, position: Int = 0, line: Int = 1,
    rereadBudget: Int = CSVScanner.patience, isLast: Bool = true
  ) {
    self.delimiter = dialect.delimiter
    self.quote = dialect.quote
    self.cellLimit = cellLimit
    self.position = position
    self.line = line
    self.rereadBudget = rereadBudget
    self.isLast = isLast
  }

  /// Goes to the start of another record.
  mutating func move(to position: Int, line: Int) {
    self.position = position
    self.line = line
  }

  /// Reads the next record; `nil` at the end of the file, and where the rest of a record is still to
  /// come, which the scanner then stands before.
  mutating func next(_ bytes: Span<UInt8>, cells: inout [CSVCell]) -> CSVRecord? {
    cells.removeAll(keepingCapacity: true)
    guard position < bytes.count else { return nil }
    let start = position
    let startLine = line
    var cellCount = 0
    while true {
      var cell: CSVCell
      if position < bytes.count, bytes[position] == quote {
        let opening = position
        cell = readQuoted(bytes)
        if cell.end < 0, !isLast, bytes.count - start < CSVScanner.patience {
          (position, line) = (start, startLine)
          return nil
        }
        if cell.end < 0 { return giveUp(bytes, start, startLine, .unterminatedQuote(opening)) }
        if !isAtCellEnd(bytes) { return giveUp(bytes, start, startLine, .strayQuote(position)) }
      } else {
        cell = readPlain(bytes)
      }
      cellCount += 1
      if cellCount <= cellLimit { cells.append(cell) }
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    let end = position
    skipLineBreak(bytes)
    let isBlank = cellCount == 1 && !cells[0].isQuoted && isOnlyBlanks(bytes, cells[0])
    return CSVRecord(
      form: isBlank ? .blank : .cells, start: start, end: end, line: startLine,
      cellCount: cellCount)
  }

  private mutating func readPlain(_ bytes: Span<UInt8>) -> CSVCell {
    let start = position
    let count = bytes.count
    var current = position
    while current < count {
      let byte = bytes[current]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      current += 1
    }
    position = current
    return CSVCell(start: start, end: current)
  }

  /// Reads a quoted cell and the blanks behind it; `end` is -1 if the quote is never closed.
  private mutating func readQuoted(_ bytes: Span<UInt8>) -> CSVCell {
    let count = bytes.count
    var current = position + 1
    var cell = CSVCell(start: current, end: -1, isQuoted: true)
    while current < count {
      let byte = bytes[current]
      if byte == quote {
        if current + 1 < count, bytes[current + 1] == quote {
          cell.hasDoubledQuotes = true
          current += 2
          continue
        }
        cell.end = current
        position = current + 1
        while position < count, bytes[position] == UInt8(ascii: " "),
          bytes[position] != delimiter
        {
          position += 1
        }
        return cell
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte == UInt8(ascii: "\r"),
        current + 1 >= count || bytes[current + 1] != UInt8(ascii: "\n")
      {
        line += 1
      }
      current += 1
    }
    return cell
  }

  private func isAtCellEnd(_ bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    return byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Takes the record's first line for the record and goes on behind it; or, when the budget is
  /// used up, everything as far as the line that was reached.
  private mutating func giveUp(
    _ bytes: Span<UInt8>, _ start: Int, _ startLine: Int, _ form: CSVRecord.Form
  ) -> CSVRecord {
    let failure = if case .unterminatedQuote = form { bytes.count } else { position }
    rereadBudget -= failure - start
    if rereadBudget >= 0 {
      position = start
      line = startLine
    } else {
      position = failure
    }
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
      bytes[position] != UInt8(ascii: "\r")
    {
      position += 1
    }
    let end = position
    skipLineBreak(bytes)
    return CSVRecord(form: form, start: start, end: end, line: startLine, cellCount: 0)
  }

  private mutating func skipLineBreak(_ bytes: Span<UInt8>) {
    guard position < bytes.count else { return }
    if bytes[position] == UInt8(ascii: "\r"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "\n")
    {
      position += 1
    }
    position += 1
    line += 1
  }

  private func isOnlyBlanks(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    for position in cell.start..<cell.end
    where bytes[position] != UInt8(ascii: " ") && bytes[position] != UInt8(ascii: "\t") {
      return false
    }
    return true
  }
}
