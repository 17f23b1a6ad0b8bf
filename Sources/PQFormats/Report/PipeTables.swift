import PQDiagnostics

/// Tables that the author wrote with bars, which CommonMark does not know.
///
///     | fruit | baskets |
///     | ----- | ------: |
///     | plum  |      12 |
enum PipeTables {
  private enum Alignment: String {
    case left
    case center
    case right
  }

  /// Returns Markdown with each such table replaced by the mark that `add` gives for its HTML.
  ///
  /// A table is a line with bars above a line of dashes with as many cells; it goes on to the first
  /// line without a bar. Fenced blocks are left alone.
  static func replaced(in markdown: String, by add: (String) -> String) -> String {
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    var result: [String] = []
    var fence: Substring?
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if let mark = fenceMark(line) {
        if let open = fence {
          if mark.first == open.first, mark.count >= open.count { fence = nil }
        } else {
          fence = mark
        }
      }
      if fence == nil, index + 1 < lines.count,
        let table = table(lines[index...])
      {
        if result.last?.isEmpty == false { result.append("") }
        result += [add(table.html), ""]
        index += table.lineCount
      } else {
        result.append(String(line))
        index += 1
      }
    }
    return result.joined(separator: "\n")
  }

  private static func fenceMark(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " }
    guard let first = text.first, first == "`" || first == "~" else { return nil }
    let mark = text.prefix { $0 == first }
    return mark.count >= 3 ? mark : nil
  }

  private static func table(_ lines: ArraySlice<Substring>) -> (html: String, lineCount: Int)? {
    guard let header = lines.first, header.contains("|"),
      let rule = lines.dropFirst().first, let alignments = alignments(rule)
    else { return nil }
    let heads = cells(header)
    guard heads.count == alignments.count else { return nil }
    let rows = lines.dropFirst(2).prefix { $0.contains("|") }
    func row(_ element: String, _ texts: [Substring]) -> String {
      let cells = alignments.enumerated().map { position, alignment in
        let style = alignment == .left ? "" : " style=\"text-align:\(alignment.rawValue)\""
        let text = position < texts.count ? String(texts[position]) : ""
        return "<\(element)\(style)>\(CommonMark.inlineHTML(text))</\(element)>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let html =
      "<div class=\"table\">\n<table>\n<thead>\n\(row("th", heads))</thead>\n<tbody>\n"
      + rows.map { row("td", cells($0)) }.joined() + "</tbody>\n</table>\n</div>\n"
    return (html, rows.count + 2)
  }

  private static func alignments(_ line: Substring) -> [Alignment]? {
    guard line.contains("|"), line.contains("-") else { return nil }
    var result: [Alignment] = []
    for cell in cells(line) {
      let dashes = cell.drop { $0 == ":" }
      let rest = dashes.drop { $0 == "-" }
      guard cell.count - dashes.count <= 1, rest.count < dashes.count, rest.isEmpty || rest == ":"
      else { return nil }
      let isLeft = cell.hasPrefix(":")
      result.append(rest.isEmpty ? .left : isLeft ? .center : .right)
    }
    return result
  }

  /// Returns the trimmed cells of a line; `\|` is a bar in a cell.
  private static func cells(_ line: Substring) -> [Substring] {
    let text = trimmed(line)
    var result: [Substring] = []
    var start = text.startIndex
    var isEscaped = false
    for index in text.indices {
      if text[index] == "|", !isEscaped {
        result.append(trimmed(text[start..<index]))
        start = text.index(after: index)
      }
      isEscaped = text[index] == "\\" && !isEscaped
    }
    if start < text.endIndex { result.append(trimmed(text[start...])) }
    if text.first == "|" { result.removeFirst() }
    return result
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var result = text.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    while let last = result.last, last == " " || last == "\t" || last == "\r" {
      result.removeLast()
    }
    return result
  }
}
