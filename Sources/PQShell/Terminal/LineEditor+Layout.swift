import PQDiagnostics

extension LineEditor {
  /// More rows of a hint would hide what stands above the line.
  private static let mostHintRows = 4

  /// Lays out what the screen is to show: the text, behind it what is offered, under it a menu or
  /// message. At the end of a line only the text stays.
  func layout(atEnd: Bool) -> RowLayout {
    let size = TerminalDevice.size()
    if !atEnd, case .search(let search) = overlay {
      return search.layout(width: size.columns, screenRows: size.rows, language: hooks.language)
    }
    var (text, cursor) = line.line
    var styles = text.count <= Self.longestHighlighted ? hooks.highlight(String(text)) : []
    if atEnd {
      cursor = text.count
    } else {
      styles += [CellStyle](repeating: .plain, count: max(0, text.count - styles.count))
      for place in BracketPair.places(in: text, styles: styles, cursor: cursor) {
        styles[place] = .paired
      }
      if case .none = overlay {
        let shown = Self.shortened(hint()).unicodeScalars
        styles += [CellStyle](repeating: .faint, count: shown.count)
        text += shown
      }
    }
    var layout = RowLayout(
      prompt: hooks.prompt, continuation: hooks.continuation, text: text, styles: styles,
      cursor: cursor, width: size.columns)
    if !atEnd { layout.footer = footer(under: layout, screenRows: size.rows) }
    return layout
  }

  private func footer(under layout: RowLayout, screenRows: Int) -> [[RowLayout.Cell]] {
    if case .menu(let menu) = overlay {
      return menu.rows(
        width: layout.width, height: menuHeight(under: layout, screenRows: screenRows),
        language: hooks.language)
    }
    guard let message else { return [] }
    var row = RowLayout(width: layout.width)
    row.put(message, style: .faint, cells: layout.width, pads: false)
    return row.rows
  }

  /// The rows that a menu may take: those that the text leaves free, and a few in any case.
  func menuHeight(under layout: RowLayout, screenRows: Int) -> Int {
    max(screenRows - layout.rows.count, min(screenRows / 2, CompletionMenu.mostRows))
  }

  private static func shortened(_ hint: String) -> String {
    let rows = hint.split(separator: "\n", omittingEmptySubsequences: false)
    if rows.count <= mostHintRows { return hint }
    return rows.prefix(mostHintRows).joined(separator: "\n") + "…"
  }
}

/// The bracket at the cursor and its twin.
enum BracketPair {
  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "(": ")", "[": "]", "{": "}", "（": "）", "【": "】",
  ]
  private static let opening = Dictionary(uniqueKeysWithValues: closing.map { ($1, $0) })

  /// Returns the places of the bracket before the cursor, or else at it, and of its twin; empty if
  /// there is no such pair.
  ///
  /// Only brackets of one style count, so that those in strings and comments stay out.
  ///
  ///     sum(weight * (1 + x))|    the first and the last bracket
  static func places(in text: [Unicode.Scalar], styles: [CellStyle], cursor: Int) -> [Int] {
    for place in [cursor - 1, cursor] where text.indices.contains(place) {
      let bracket = text[place]
      let twin: Int?
      if let other = closing[bracket] {
        twin = find(other, of: bracket, from: place, by: 1, text, styles)
      } else if let other = opening[bracket] {
        twin = find(other, of: bracket, from: place, by: -1, text, styles)
      } else {
        continue
      }
      if let twin { return [place, twin] }
    }
    return []
  }

  private static func find(
    _ twin: Unicode.Scalar, of bracket: Unicode.Scalar, from start: Int, by step: Int,
    _ text: [Unicode.Scalar], _ styles: [CellStyle]
  ) -> Int? {
    var depth = 0
    var place = start
    while text.indices.contains(place) {
      if styles[place] == styles[start] {
        if text[place] == bracket { depth += 1 }
        if text[place] == twin { depth -= 1 }
        if depth == 0 { return place }
      }
      place += step
    }
    return nil
  }
}
