import PQColumnar
import PQDiagnostics

extension ReportDocument {
  /// Returns the report as a page of HTML behind its `<!DOCTYPE html>`: one file that needs nothing
  /// from outside and runs nothing.
  package func page(options: WriteOptions) throws(QueryError) -> String {
    let fragments = PageFragments()
    var safe = self
    safe.pieces = pieces.map(PageFragments.withoutMarks)
    let segments = try MarkdownReport.segments(safe.pieces) { _, outputs throws(QueryError) in
      var marks: [String] = []
      for output in outputs {
        marks.append(fragments.add(try Self.html(output, options)) + "\n")
      }
      return marks.joined(separator: "\n")
    }
    let framed = safe.framed(segments) {
      fragments.add("<p class=\"record\">\(HTMLWriter.escaped($0))</p>\n")
    }
    let markdown = PipeTables.replaced(
      in: framed.map(\.text).joined(), by: fragments.add)
    let content = fragments.inserted(into: CommonMark.html(markdown))
    return """
      <html lang="\(options.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; img-src data:">
      <title>\(Self.title(of: content))</title>
      <style>
      \(PageStyle.text)</style>
      </head>
      <body>
      <main>
      \(content)</main>
      </body>
      </html>

      """
  }

  private static func html(
    _ output: ReportOutput, _ options: WriteOptions
  ) throws(QueryError) -> String {
    switch output {
    case .table(let table, let chart):
      var options = options
      options.chart = chart
      options.marksColorWords = true
      let html = try TableWriter.text(table, format: .html, options: options)
      return chart == nil
        ? "<div class=\"table\">\n\(html)</div>\n" : "<figure>\n\(html)</figure>\n"
    case .printed(let text):
      return text.contains("\n")
        ? "<pre>\(HTMLWriter.escaped(text, lineBreak: "\n"))</pre>\n"
        : "<p>\(HTMLWriter.escaped(text))</p>\n"
    }
  }

  /// The words of the first heading.
  private static func title(of html: String) -> String {
    guard let start = html.firstRange(of: "<h1>"),
      let end = html[start.upperBound...].firstRange(of: "</h1>")
    else { return "pq" }
    var result = ""
    var isTag = false
    for character in html[start.upperBound..<end.lowerBound] {
      if character == "<" { isTag = true }
      if !isTag { result.append(character) }
      if character == ">" { isTag = false }
    }
    return result
  }
}

/// Pieces of HTML that stand in Markdown as marks, which no text can hold, until it is a page.
final class PageFragments {
  private var texts: [String] = []

  private static let open: Unicode.Scalar = "\u{F0000}"
  private static let close: Unicode.Scalar = "\u{F0001}"

  /// Returns the mark of a fragment.
  func add(_ html: String) -> String {
    texts.append(html)
    return "\(Self.open)\(texts.count - 1)\(Self.close)"
  }

  /// Returns HTML with each mark, and the paragraph around it, replaced by its fragment.
  func inserted(into html: String) -> String {
    var result = ""
    for line in html.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line
      for (tag, end) in [("<p>", "</p>")] where line.hasPrefix(tag + String(Self.open)) {
        if line.hasSuffix(String(Self.close) + end) {
          line = line.dropFirst(tag.count).dropLast(end.count)
        }
      }
      result += replaced(line) + "\n"
    }
    while result.hasSuffix("\n\n") { result.removeLast() }
    return result
  }

  private func replaced(_ line: Substring) -> String {
    var result = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == Self.open, let end = rest.firstIndex(of: Self.close),
        let number = Int(String(rest[..<end])), texts.indices.contains(number)
      else {
        result.append(scalar)
        continue
      }
      result.append(contentsOf: texts[number].unicodeScalars)
      rest = rest[rest.index(after: end)...]
    }
    var text = String(result)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Returns a piece in which no text looks like a mark.
  static func withoutMarks(_ piece: ReportPiece) -> ReportPiece {
    func clean(_ text: String) -> String {
      guard text.unicodeScalars.contains(where: { $0 == open || $0 == close }) else { return text }
      return String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0 == open || $0 == close ? "\u{FFFD}" : $0 }))
    }
    let content: ReportPiece.Content
    switch piece.content {
    case .markdown(let text): content = .markdown(clean(text))
    case .answer(let text): content = .answer(clean(text))
    case .block: content = piece.content
    }
    return ReportPiece(
      content, line: piece.line, code: piece.code, indentation: piece.indentation)
  }
}
