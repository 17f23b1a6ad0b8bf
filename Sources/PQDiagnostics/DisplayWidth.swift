/// How many terminal cells text takes: the one rule that tables, carets, charts, completion lists
/// and the line's painting all use.
///
/// Control characters are shown as one-cell symbols (`␀`), so they count as one cell here; who
/// prints them must go through `DisplayWidth.visible`.
package enum DisplayWidth {
  /// Whether a scalar of ambiguous width takes two cells, as old Chinese terminals draw it.
  package enum Ambiguous: String, Sendable {
    case narrow
    case wide
  }

  /// Returns the cells of one scalar: 0, 1 or 2.
  ///
  ///     a 1    信 2    U+0301 (combining acute) 0    ● 1, or 2 when ambiguous is wide
  package static func cells(
    of scalar: Unicode.Scalar, ambiguous: Ambiguous = .narrow
  ) -> Int {
    let value = scalar.value
    if value < 0x300 {
      return ambiguous == .wide && contains(value, DisplayWidthTables.ambiguous) ? 2 : 1
    }
    if contains(value, DisplayWidthTables.wide) { return 2 }
    if contains(value, DisplayWidthTables.zero) { return 0 }
    if ambiguous == .wide && contains(value, DisplayWidthTables.ambiguous) { return 2 }
    return 1
  }

  /// Returns the cells of a text.
  package static func cells(of text: String, ambiguous: Ambiguous = .narrow) -> Int {
    var total = 0
    for scalar in text.unicodeScalars { total += cells(of: scalar, ambiguous: ambiguous) }
    return total
  }

  /// Returns the text with control characters as symbols, so that no cell of a table can move the
  /// cursor, ring, or colour the screen.
  ///
  ///     "a\u{1B}[31m"    a␛[31m
  ///     "two\nlines"     two␊lines
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(visible(scalar)) }
    return String(result)
  }

  /// Returns the text with control characters as symbols, but for line breaks and tabs: text of
  /// several lines.
  package static func visibleLines(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar == "\n" || scalar == "\t" ? scalar : visible(scalar))
    }
    return String(result)
  }

  /// Returns the symbol of a control character, and any other scalar as it is.
  package static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isControl(scalar) else { return scalar }
    switch scalar.value {
    case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: return "\u{2421}"
    default: return "\u{FFFD}"
    }
  }

  /// C0 and C1 controls, and the characters that turn the direction of what follows.
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func contains(_ value: UInt32, _ ranges: [(UInt32, UInt32)]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].1 < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].0 <= value
  }
}
