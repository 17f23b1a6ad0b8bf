import PQColumnar
import PQDiagnostics

/// Writes tables in every format.
package enum TableWriter {
  /// Writes a table to a sink.
  ///
  /// A chart is drawn only in formats that people read; data formats carry the rows. Whatever the
  /// format, private columns are masked before any of it is written.
  package static func write(
    _ rows: Table, format: OutputFormat, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    switch format {
    case .csv:
      return try DelimitedWriter(delimiter: UInt8(ascii: ","))
        .write(rows, options: options, to: sink)
    case .tsv:
      return try DelimitedWriter(delimiter: UInt8(ascii: "\t"))
        .write(rows, options: options, to: sink)
    default: break
    }
    let table = rows.masked(limit: format == .table ? options.maxRowCount : .max)
    if let chart = options.chart, let text = try drawn(table, chart, format, options) {
      return try sink.write(Array(text.utf8))
    }
    switch format {
    case .csv, .tsv: break
    case .list: try ListWriter().write(table, options: options, to: sink)
    case .table: try ScreenTable(table, options: options).write(to: sink)
    case .json: try JSONWriter(isArray: true).write(table, options: options, to: sink)
    case .jsonl: try JSONWriter(isArray: false).write(table, options: options, to: sink)
    case .markdown: try MarkdownWriter().write(table, options: options, to: sink)
    case .html: try HTMLWriter().write(table, options: options, to: sink)
    case .vertical: try VerticalWriter().write(table, options: options, to: sink)
    case .svg: throw QueryError(.chartNeeded())
    }
  }

  /// Whether a table drawn for the screen would have to hide columns.
  package static func hidesColumns(
    _ rows: Table, options: WriteOptions
  ) throws(QueryError) -> Bool {
    try ScreenTable(rows.masked(limit: options.maxRowCount), options: options).hidesColumns
  }

  /// Returns the chart in a format that can show one.
  private static func drawn(
    _ table: Table, _ request: ChartRequest, _ format: OutputFormat, _ options: WriteOptions
  ) throws(QueryError) -> String? {
    let writer = ChartWriter(request, options: options)
    switch format {
    case .table: return try writer.text(table)
    case .markdown: return "```text\n\(try writer.text(table, countsRows: false))```\n"
    case .svg, .html: return try writer.svg(table)
    case .csv, .tsv, .json, .jsonl, .vertical, .list: return nil
    }
  }

  /// Returns a table as text.
  package static func text(
    _ table: Table, format: OutputFormat, options: WriteOptions
  ) throws(QueryError) -> String {
    let sink = MemorySink()
    try write(table, format: format, options: options, to: sink)
    return sink.string
  }
}
