import PQColumnar
import PQDiagnostics

/// Writes a report as Markdown: the author's text with answers and tables in their places.
struct MarkdownReport {
  /// How a block is written; nothing for one that shows nothing.
  typealias BlockWriter = (Int, [ReportOutput]) throws(QueryError) -> String

  private let block: BlockWriter
  private(set) var segments: [ReportSegment] = []
  /// What was written last, enough of it to know whether a line or a blank line ended.
  private var tail = "\n\n"
  private var endsBlock = false

  /// Returns the stretches of the text; together they are the report.
  static func segments(
    _ pieces: [ReportPiece], options: WriteOptions
  ) throws(QueryError) -> [ReportSegment] {
    try segments(pieces) { _, outputs throws(QueryError) in
      var texts: [String] = []
      for output in outputs { texts.append(try markdown(output, options)) }
      return texts.joined(separator: "\n")
    }
  }

  static func segments(
    _ pieces: [ReportPiece], block: @escaping BlockWriter
  ) throws(QueryError) -> [ReportSegment] {
    var report = MarkdownReport(block: block)
    for (index, piece) in pieces.enumerated() { try report.add(piece, index) }
    return report.segments
  }

  private init(block: @escaping BlockWriter) {
    self.block = block
  }

  private static func markdown(
    _ output: ReportOutput, _ options: WriteOptions
  ) throws(QueryError) -> String {
    switch output {
    case .table(let table, let chart):
      var options = options
      options.chart = chart
      return try TableWriter.text(table, format: .markdown, options: options)
    case .printed(let text):
      return text.contains("\n")
        ? MarkdownText.verbatim(text) : MarkdownText.escaped(text, atLineStart: true) + "\n"
    }
  }

  private mutating func add(_ piece: ReportPiece, _ index: Int) throws(QueryError) {
    switch piece.content {
    case .markdown(var text):
      // A block that shows nothing leaves no gap.
      if endsBlankLine, text.first?.isNewline == true { text.removeFirst() }
      if endsBlock, !endsBlankLine, text.first?.isNewline == false { append("\n", .author) }
      append(text, .author)
    case .answer(let text):
      append(MarkdownText.escaped(text, atLineStart: endsLine), .piece(index))
    case .block(let outputs):
      let text = try block(index, outputs)
      if text.isEmpty { return }
      if !endsBlankLine { append(endsLine ? "\n" : "\n\n", .author) }
      append(Self.indented(text, piece.indentation), .piece(index))
      endsBlock = true
    }
  }

  private mutating func append(_ text: String, _ origin: ReportSegment.Origin) {
    guard !text.isEmpty else { return }
    segments.append(ReportSegment(text, origin))
    tail = String((tail + text).suffix(2))
    endsBlock = false
  }

  private var endsLine: Bool { tail.last?.isNewline ?? true }
  private var endsBlankLine: Bool { tail.allSatisfy(\.isNewline) }

  private static func indented(_ text: String, _ indentation: String) -> String {
    if indentation.isEmpty { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : indentation + $0 }.joined(separator: "\n")
  }
}
