import PQDiagnostics

/// A report: Markdown whose `{QUERY}` and fenced `pq` blocks are answered, taken apart.
///
///     We counted {fruit | count} baskets.        text, answer, text
///
///     ```pq quiet
///     let ripe = fruit where ripe                 block
///     ```
///
/// The parts follow one another without a gap, so that the text between answers stays as it is.
package struct ReportSyntax: Sendable {
  package let source: SourceText
  package internal(set) var frontMatter: FrontMatter?
  package internal(set) var parts: [Part] = []
  package internal(set) var diagnostics: [Diagnostic] = []

  package enum Part: Sendable {
    /// Markdown that stays as it is.
    case text(SourceRange)
    /// `{QUERY}` in a sentence: one statement that shows its answer.
    case answer(StatementSyntax, SourceRange)
    case block(ReportBlock)

    package var range: SourceRange {
      switch self {
      case .text(let range), .answer(_, let range): range
      case .block(let block): block.range
      }
    }

    package var statements: [StatementSyntax] {
      switch self {
      case .text: []
      case .answer(let statement, _): [statement]
      case .block(let block): block.statements
      }
    }
  }

  package init(_ source: SourceText) {
    self.source = source
    guard source.utf8.count <= Parser.fileLimit else {
      diagnostics = [Diagnostic.fileTooLarge().at(SourceRange.zero, in: source)]
      return
    }
    var parser = ReportParser(source)
    parser.parse()
    frontMatter = parser.frontMatter
    parts = parser.parts
    diagnostics = parser.diagnostics
  }
}

/// A fenced `pq` block, from its first fence to the line break behind its last.
package struct ReportBlock: Sendable {
  package let range: SourceRange
  /// The blanks before its first fence, which put it into a list.
  package let indentation: String
  /// Whether it only prepares what later queries use, and shows nothing.
  package let isQuiet: Bool
  package let statements: [StatementSyntax]
}

/// `KEY: VALUE` lines between two lines `---` at the beginning of a report.
package struct FrontMatter: Sendable {
  package struct Entry: Sendable {
    package let key: String
    package let value: String
    /// The line, with its line break.
    package let line: SourceRange
    package let valueRange: SourceRange
  }

  /// From the first `---` to the line break behind the second.
  package let range: SourceRange
  package let entries: [Entry]

  /// Reads the front matter of a text that begins with a line `---`.
  init?(_ source: SourceText) {
    guard source.lineText(1) == "---", source.lineStarts.count > 1 else { return nil }
    var entries: [Entry] = []
    for number in 2...source.lineStarts.count {
      let content = source.lineRange(number)
      let text = source.text(in: content)
      let next =
        number < source.lineStarts.count ? source.lineStarts[number] : source.utf8.count
      if text == "---" || text == "..." {
        range = SourceRange(0, next)
        self.entries = entries
        return
      }
      guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { continue }
      let value = text[text.index(after: colon)...]
      let blanks = value.prefix { $0 == " " || $0 == "\t" }
      let start = content.start + text.utf8.distance(from: text.startIndex, to: value.startIndex)
      let trimmed = value.dropFirst(blanks.count).trimmingBlanksBehind()
      entries.append(
        Entry(
          key: String(text[..<colon].trimmingBlanksBehind()), value: Self.unquoted(trimmed),
          line: SourceRange(content.start, next),
          valueRange: SourceRange(
            start + blanks.utf8.count, start + blanks.utf8.count + trimmed.utf8.count)))
    }
    return nil
  }

  private static func unquoted(_ text: Substring) -> String {
    let isQuoted = text.count >= 2 && text.first == text.last && ["\"", "'"].contains(text.first)
    return String(isQuoted ? text.dropFirst().dropLast() : text)
  }
}

extension Substring {
  fileprivate func trimmingBlanksBehind() -> Substring {
    var result = self
    while result.last == " " || result.last == "\t" { result.removeLast() }
    return result
  }
}
