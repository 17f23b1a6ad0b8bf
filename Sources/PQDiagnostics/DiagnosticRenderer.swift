/// Draws messages for people, in the layout that rustc made familiar.
///
///     error[unknown-code]: `channel` has no code `onlin`
///      --> line 1, column 21
///       |
///     1 | cases where channel=onlin and repeat
///       |                     ^^^^^ not among online, letter, visit
///       |
///       = help: did you mean `online`?
package struct DiagnosticRenderer: Sendable {
  package var language: Language
  /// The terminal's cells, or `nil` when the text goes to a file or a pipe.
  package var width: Int?
  package var usesColor: Bool
  package var ambiguous: DisplayWidth.Ambiguous

  package init(
    language: Language, width: Int? = nil, usesColor: Bool = false,
    ambiguous: DisplayWidth.Ambiguous = .narrow
  ) {
    self.language = language
    self.width = width
    self.usesColor = usesColor
    self.ambiguous = ambiguous
  }

  /// Returns one message drawn, ending in a line break.
  package static func render(
    _ diagnostic: Diagnostic, language: Language, width: Int? = nil, color: Bool = false
  ) -> String {
    DiagnosticRenderer(language: language, width: width, usesColor: color).render(diagnostic)
  }

  /// Returns one message drawn, ending in a line break.
  ///
  /// Color only adds: without the escape sequences the text is the same. On a terminal narrower
  /// than 60 cells only the line that is meant is shown, without its surroundings.
  package func render(_ diagnostic: Diagnostic) -> String {
    var lines = [headline(diagnostic)]
    if let place = diagnostic.place.text(in: language) {
      lines.append(StyledLine([(" --> ", .frame), (place, .plain)]))
    }
    let snippet = snippet(of: diagnostic)
    lines += snippet?.lines() ?? []
    let margin = String(repeating: " ", count: (snippet?.gutter ?? 1) + 1)
    for note in diagnostic.notes {
      lines += remark(DiagnosticWords.note, note, margin: margin)
    }
    if let help = diagnostic.help {
      lines += remark(DiagnosticWords.help, help, margin: margin)
    }
    return lines.map { $0.text(usesColor: usesColor) + "\n" }.joined()
  }

  /// Narrower than this, a snippet loses its empty lines and second places.
  static let narrowestFullWidth = 60
  /// What a snippet may take where no terminal sets a limit: the place is still found by eye.
  static let widthWithoutTerminal = 200

  private func headline(_ diagnostic: Diagnostic) -> StyledLine {
    let word = DiagnosticWords.severity(diagnostic.severity).text(in: language)
    let style: TextStyle = diagnostic.severity == .error ? .error : .warning
    return StyledLine([
      ("\(word)[\(diagnostic.code.name)]", style),
      (DiagnosticWords.colon(language), .strong),
      (DisplayWidth.visible(diagnostic.message.text(in: language)), .strong),
    ])
  }

  private func remark(
    _ word: LocalizedText, _ text: LocalizedText, margin: String
  ) -> [StyledLine] {
    let head = word.text(in: language) + DiagnosticWords.colon(language)
    let indent = String(repeating: " ", count: margin.count + 2 + DisplayWidth.cells(of: head))
    let parts = text.text(in: language).split(separator: "\n", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      let visible = DisplayWidth.visible(String(part))
      if index > 0 { return StyledLine([(indent + visible, .plain)]) }
      return StyledLine([(margin + "= ", .frame), (head, .strong), (visible, .plain)])
    }
  }

  private func snippet(of diagnostic: Diagnostic) -> Snippet? {
    let width = max(20, min(width ?? Self.widthWithoutTerminal, Self.widthWithoutTerminal))
    let isNarrow = width < Self.narrowestFullWidth
    var snippet = Snippet(
      width: width, isNarrow: isNarrow, ambiguous: ambiguous,
      primary: diagnostic.severity == .error ? .error : .warning)
    let label = diagnostic.label?.text(in: language) ?? ""
    switch diagnostic.place {
    case .none:
      return nil
    case .source(let source, let range):
      snippet.mark(range, in: source, label: label, isPrimary: true)
      if !isNarrow {
        for second in diagnostic.secondary {
          snippet.mark(
            second.range, in: source, label: second.text.text(in: language), isPrimary: false)
        }
      }
    case .data(let place):
      guard let excerpt = place.excerpt, let highlight = place.highlight else { return nil }
      snippet.add(
        line: max(1, place.line), text: excerpt,
        mark: SnippetMark(range: highlight, label: label, isPrimary: true))
    }
    return snippet
  }
}

/// How a piece of a message is set off on a terminal with color.
enum TextStyle: String {
  case plain = ""
  case strong = "1"
  case error = "1;31"
  case warning = "1;33"
  case second = "1;36"
  case frame = "34"
}

/// One line to print, in pieces of one style each.
struct StyledLine {
  var pieces: [(text: String, style: TextStyle)]

  init(_ pieces: [(String, TextStyle)]) {
    self.pieces = pieces
  }

  func text(usesColor: Bool) -> String {
    var result = ""
    for (text, style) in pieces where !text.isEmpty {
      let isColored = usesColor && style != .plain
      result += isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
    // A frame's line without content ends in no blank.
    while !usesColor, result.last == " " { result.removeLast() }
    return result
  }
}
