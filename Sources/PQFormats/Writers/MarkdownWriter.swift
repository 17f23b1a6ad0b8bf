import PQColumnar
import PQDiagnostics

/// Writes a Markdown table, its columns aligned also in the source.
///
///     | variety | weight |
///     | ------- | -----: |
///     | apple   |     12 |
struct MarkdownWriter {
  /// Cells wider than this are not aligned to: one long note should not stretch every row.
  private static let widestAligned = 60

  func write(
    _ table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    if table.schema.fields.isEmpty { return }
    let rows = TableRows(table)
    let formatters = rows.cells.map { ReadingFormatter($0, language: options.language) }
    var widths = formatters.map { cells(MarkdownWriter.escaped($0.heading), options) }
    try rows.forEach(isCancelled: options.isCancelled) {
      (columns, row, isTotal) throws(QueryError) in
      for (position, column) in columns.enumerated() {
        let text = text(rows, formatters[position], column, row, position, isTotal)
        let width = cells(text, options)
        if width <= MarkdownWriter.widestAligned {
          widths[position] = max(widths[position], width)
        }
      }
    }
    widths = widths.map { max(3, $0) }
    func line(_ texts: [String]) -> String {
      let cells = texts.enumerated().map { position, text in
        CellFitting.pad(
          text, to: widths[position], right: formatters[position].isRightAligned,
          ambiguous: options.ambiguous)
      }
      return "| " + cells.joined(separator: " | ") + " |\n"
    }
    var output = line(formatters.map { MarkdownWriter.escaped($0.heading) })
    output += line(
      formatters.indices.map { position in
        formatters[position].isRightAligned
          ? String(repeating: "-", count: widths[position] - 1) + ":"
          : String(repeating: "-", count: widths[position])
      })
    try rows.forEach(isCancelled: options.isCancelled) {
      (columns, row, isTotal) throws(QueryError) in
      output += line(
        columns.indices.map {
          text(rows, formatters[$0], columns[$0], row, $0, isTotal)
        })
      if output.utf8.count >= DelimitedWriter.flushSize {
        try sink.write(Array(output.utf8))
        output = ""
      }
    }
    try sink.write(Array(output.utf8))
  }

  private func cells(_ text: String, _ options: WriteOptions) -> Int {
    DisplayWidth.cells(of: text, ambiguous: options.ambiguous)
  }

  private func text(
    _ rows: TableRows, _ formatter: ReadingFormatter, _ column: Column, _ row: Int,
    _ position: Int, _ isTotal: Bool
  ) -> String {
    MarkdownWriter.escaped(rows.text(formatter, column, row, position, isTotal))
  }

  /// Returns text that Markdown shows as it is, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    var scalars = Substring(text).unicodeScalars
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "|", "\\", "`", "*": result += "\\\(scalar)"
      case "<": result += "&lt;"
      case "&" where scalars.first.map { $0.properties.isAlphabetic || $0 == "#" } ?? false:
        result += "&amp;"
      case "\r" where scalars.first == "\n": continue
      case "\n", "\r": result += "<br>"
      default: result.unicodeScalars.append(DisplayWidth.visible(scalar))
      }
    }
    return result
  }
}
