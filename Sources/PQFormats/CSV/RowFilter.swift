/// Tells which records of a file are rows of its table.
struct RowFilter {
  enum Verdict {
    case row
    /// A blank line or, in a declared table, a record of blank cells: nobody misses it.
    case nothing
    /// A line below the rows that adds them up: `合计,,387`.
    case total
    /// Too many or too few cells, or quotes out of order.
    case misshapen
  }

  let columnCount: Int
  /// Whether a `table` statement says what the rows are; otherwise a record may be anything.
  let isDeclared: Bool
  let dialect: CSVDialect

  func verdict(
    _ record: CSVRecord, _ bytes: Span<UInt8>, _ cells: [CSVCell]
  ) -> Verdict {
    switch record.form {
    case .strayQuote, .unterminatedQuote: return .misshapen
    case .blank:
      // A table of one column has a row without a value there.
      return columnCount == 1 ? .row : .nothing
    case .cells: break
    }
    if record.cellCount < columnCount { return .misshapen }
    if record.cellCount > columnCount, !surplusIsBlank(record, bytes, cells) { return .misshapen }
    guard isDeclared, columnCount > 1 else { return .row }
    guard let first = cells.first(where: { !isBlank(bytes, $0) }) else { return .nothing }
    return TotalWords.contains(bytes, first) ? .total : .row
  }

  private func isBlank(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    if cell.isEmpty { return true }
    let text = CellFolding.text(bytes, cell)
    return text.start == text.end
  }

  /// Whether nothing but delimiters follows the last column, as spreadsheets leave them behind.
  func surplusIsBlank(
    _ record: CSVRecord, _ bytes: Span<UInt8>, _ cells: [CSVCell]
  ) -> Bool {
    guard let last = cells.last else { return false }
    var position = last.isQuoted ? last.end + 1 : last.end
    while position < record.end {
      let byte = bytes[position]
      guard byte == dialect.delimiter || byte == UInt8(ascii: " ") else { return false }
      position += 1
    }
    return true
  }

  /// By the first byte of a record with the right number of cells, whether it may be no row.
  func mayLeaveOut(recordBeginningWith byte: UInt8) -> Bool {
    guard isDeclared, columnCount > 1 else { return false }
    // Blanks of all widths, quotes, a formula, a first cell that is empty.
    let others = Array(" \t=".utf8) + [0xC2, 0xE3, dialect.quote, dialect.delimiter]
    return others.contains(byte) || TotalWords.mayBegin(with: byte)
  }
}

/// The words with which a line of totals begins.
private enum TotalWords {
  private static let words = ["合计", "总计", "小计", "共计", "total", "subtotal"]
  private static let firstBytes = Set(words.compactMap(\.utf8.first) + Array("TS".utf8))
  /// The longest word with a blank inside, as in `合 计：`.
  private static let byteLimit = 24

  static func mayBegin(with byte: UInt8) -> Bool { firstBytes.contains(byte) }

  static func contains(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    guard cell.end - cell.start <= byteLimit else { return false }
    let start = CellFolding.text(bytes, cell).start
    // Only few cells are worth being made a string: those that begin like one of the words.
    guard start < cell.end, begins(bytes, start, cell.end) else { return false }
    let text = bytes.extracting(cell.start..<cell.end).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
    return words.contains(HeaderText.normalized(text))
  }
  private static let starts = words.map { Array($0.utf8.prefix(3)) }

  /// A Chinese word begins with its first character, an English one with its first two letters if
  /// the second byte is one.
  private static func begins(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard firstBytes.contains(bytes[start]) else { return false }
    if bytes[start] >= 0x80 {
      guard start + 3 <= end else { return false }
      return starts.contains { word in
        word.indices.allSatisfy { word[$0] == bytes[start + $0] }
      }
    }
    guard start + 1 < end else { return false }
    switch bytes[start + 1] | 0x20 {
    case UInt8(ascii: "o"), UInt8(ascii: "u"): return true
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return false
    default: return true
    }
  }
}
