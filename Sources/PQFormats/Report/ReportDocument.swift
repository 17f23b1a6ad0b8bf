import PQDiagnostics

/// A report that is answered, ready to be written as Markdown or as a page.
package struct ReportDocument {
  /// The parts in order.
  package var pieces: [ReportPiece]
  /// How the report was made: stands under the title.
  package var record: String
  /// What is not shown; stands at the end.
  package var footer: String?

  package init(pieces: [ReportPiece], record: String, footer: String?) {
    self.pieces = pieces
    self.record = record
    self.footer = footer
  }

  /// Returns the stretches of the Markdown; together they are the text.
  package func markdown(options: WriteOptions) throws(QueryError) -> [ReportSegment] {
    let segments = try MarkdownReport.segments(pieces, options: options)
    return framed(segments) { "*\(MarkdownText.escaped($0))*" }
  }

  /// Adds record and footer to stretches of Markdown.
  func framed(
    _ segments: [ReportSegment], _ write: (String) -> String
  ) -> [ReportSegment] {
    var result = Self.inserted(write(record), underTitleOf: segments)
    if let footer {
      let text = result.last?.text ?? ""
      let gap = text.hasSuffix("\n\n") ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
      result.append(ReportSegment("\(gap)\(write(footer))\n", .record))
    }
    return result
  }

  /// Puts a paragraph under the title, or at the beginning of a text without one.
  private static func inserted(
    _ text: String, underTitleOf segments: [ReportSegment]
  ) -> [ReportSegment] {
    var result = segments
    let first = segments.first?.text.drop(while: \.isNewline) ?? ""
    if first.hasPrefix("# "), case .author? = segments.first?.origin {
      var isTitle = false
      for (index, segment) in segments.enumerated() {
        let start =
          isTitle
          ? segment.text.startIndex
          : segment.text.firstIndex { !$0.isNewline } ?? segment.text.endIndex
        isTitle = true
        guard let end = segment.text[start...].firstIndex(where: \.isNewline) else { continue }
        let next = segment.text.index(after: end)
        result[index].text = String(segment.text[..<next])
        let rest = segment.text[next...]
        let gap = rest.first?.isNewline ?? true ? "" : "\n"
        result.insert(
          contentsOf: [
            ReportSegment("\n\(text)\n\(gap)", .record),
            ReportSegment(String(rest), segment.origin),
          ], at: index + 1)
        return result
      }
    }
    let gap = first.isEmpty || segments.first?.text.first?.isNewline == true ? "" : "\n"
    return [ReportSegment("\(text)\n\(gap)", .record)] + result
  }
}
