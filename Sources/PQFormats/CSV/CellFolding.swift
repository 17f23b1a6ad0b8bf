/// Cells that a person or a spreadsheet wrote a little differently.
///
///     １２          12
///     　网上信访    网上信访   (a full-width blank before it)
///     ="00123"      00123
enum CellFolding {
  /// Returns the ASCII twin of a full-width character, or the character itself.
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3000, 0xA0: return " "
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: return scalar
    }
  }

  /// Returns a cell's text with full-width characters as their twins and without blanks around
  /// it; `nil` if that changes nothing.
  static func folded(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    var mayChange = false
    // Full-width characters begin with EF, the full-width blank with E3, the hard one with C2.
    for position in start..<end where [0xEF, 0xE3, 0xC2].contains(bytes[position]) {
      mayChange = true
      break
    }
    guard mayChange else { return nil }
    let text = bytes.extracting(start..<end).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
    var scalars = text.unicodeScalars.map(fold)
    while scalars.last == " " { scalars.removeLast() }
    let result = scalars.drop { $0 == " " }.flatMap { Array(UTF8.encode($0) ?? .init()) }
    return result
  }

  /// Returns where a text lies in its cell, without blanks around it and without the `="…"` that
  /// keeps a spreadsheet from taking digits for a number.
  static func text(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CSVCell {
    var result = cell
    trim(bytes, &result)
    let isFormula =
      result.end - result.start >= 3 && bytes[result.start] == UInt8(ascii: "=")
      && bytes[result.start + 1] == UInt8(ascii: "\"")
      && bytes[result.end - 1] == UInt8(ascii: "\"")
    if isFormula {
      // In a quoted cell these quotes are doubled.
      let quoteWidth = cell.hasDoubledQuotes ? 2 : 1
      guard result.end - result.start >= 1 + 2 * quoteWidth else { return result }
      result.start += 1 + quoteWidth
      result.end -= quoteWidth
      result.hasDoubledQuotes = false
      trim(bytes, &result)
    }
    return result
  }

  private static func trim(_ bytes: Span<UInt8>, _ cell: inout CSVCell) {
    while cell.start < cell.end {
      let width = blankWidth(bytes, cell.start, cell.end)
      if width == 0 { break }
      cell.start += width
    }
    while cell.end > cell.start {
      let width = closingBlankWidth(bytes, cell)
      if width == 0 { break }
      cell.end -= width
    }
  }

  private static func closingBlankWidth(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Int {
    let width: Int
    switch bytes[cell.end - 1] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): return 1
    case 0xA0: width = 2
    case 0x80: width = 3
    default: return 0
    }
    let start = cell.end - width
    return start >= cell.start && blankWidth(bytes, start, cell.end) == width ? width : 0
  }

  /// Returns how many bytes the blank at a place has, 0 if there is none.
  private static func blankWidth(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): return 1
    case 0xC2: return start + 1 < end && bytes[start + 1] == 0xA0 ? 2 : 0
    case 0xE3:
      return start + 2 < end && bytes[start + 1] == 0x80 && bytes[start + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// Whether a text is a long number that a spreadsheet has rounded: `3.7E+17`.
  static func hasLostDigits(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    let width = cell.end - cell.start
    guard width >= 5, width <= 24, bytes[cell.start] &- UInt8(ascii: "0") < 10,
      bytes[cell.end - 1] &- UInt8(ascii: "0") < 10
    else { return false }
    var hasExponent = false
    for position in cell.start..<cell.end where bytes[position] | 0x20 == UInt8(ascii: "e") {
      hasExponent = true
    }
    guard hasExponent, let number = NumberShape(bytes, cell.start, cell.end) else { return false }
    return number.hasExponent
  }

  private static let placeholders = ["-", "--", "—", "——", "/", "\\"].map { Array($0.utf8) }

  /// Whether a cell holds one of the signs that stand for nothing in a list made by hand.
  static func isPlaceholder(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start <= 6 else { return false }
    return placeholders.contains { sign in
      sign.count == end - start && sign.indices.allSatisfy { bytes[start + $0] == sign[$0] }
    }
  }
}
