import PQDiagnostics

/// Fits text into a number of terminal cells.
enum CellFitting {
  /// Returns text that fits, its end replaced by `…` if it was too long.
  ///
  ///     fit("orchard", 5)     orch…
  static func cut(_ text: String, to width: Int, ambiguous: DisplayWidth.Ambiguous) -> String {
    // Most cells are short; each scalar takes at least no cell, so only the long ones are
    // measured twice.
    if DisplayWidth.cells(of: text, ambiguous: ambiguous) <= width { return text }
    let mark: Unicode.Scalar = "…"
    let markCells = DisplayWidth.cells(of: mark, ambiguous: ambiguous)
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let cells = DisplayWidth.cells(of: scalar, ambiguous: ambiguous)
      if used + cells + markCells > width { break }
      used += cells
      result.append(scalar)
    }
    if used + markCells <= width { result.append(mark) }
    return String(result)
  }

  /// Returns text filled with blanks to exactly `width` cells.
  static func pad(
    _ text: String, to width: Int, right: Bool, ambiguous: DisplayWidth.Ambiguous
  ) -> String {
    let cells = DisplayWidth.cells(of: text, ambiguous: ambiguous)
    guard cells < width else { return text }
    let blanks = String(repeating: " ", count: width - cells)
    return right ? blanks + text : text + blanks
  }
}
