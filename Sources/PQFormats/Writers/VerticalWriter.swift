import PQColumnar
import PQDiagnostics

/// Writes one block a row, one line a column, for tables with many columns.
///
///     variety: apple
///     weight:  12
///
///     variety: pear
///     weight:  –
struct VerticalWriter {
  func write(
    _ table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    let rows = TableRows(table)
    let formatters = ReadingFormatter.forScreen(rows, language: options.language)
    let colon = LocalizedText(":", zh: "：").text(in: options.language)
    let names = formatters.map { DisplayWidth.visible($0.heading) + colon }
    let width = names.map { DisplayWidth.cells(of: $0, ambiguous: options.ambiguous) }.max() ?? 0
    let heads = names.map {
      CellFitting.pad($0, to: width + 1, right: false, ambiguous: options.ambiguous)
    }
    let shownRowCount = min(table.rowCount, max(0, options.maxRowCount))
    var output = ""
    var isFirst = true
    try rows.forEach(isCancelled: options.isCancelled, limit: shownRowCount) {
      (columns, row, isTotal) throws(QueryError) in
      if !isFirst { output += "\n" }
      isFirst = false
      for (position, column) in columns.enumerated() {
        let text = rows.text(formatters[position], column, row, position, isTotal)
        output += heads[position] + DisplayWidth.visible(text) + "\n"
      }
      if output.utf8.count >= DelimitedWriter.flushSize {
        try sink.write(Array(output.utf8))
        output = ""
      }
    }
    if shownRowCount < table.rowCount || table.rowCount == 0 {
      let footer = ScreenFooter(
        rowCount: table.rowCount, hiddenRowCount: table.rowCount - shownRowCount,
        hiddenColumns: [])
      if !isFirst { output += "\n" }
      output += footer.text(in: options.language)
    }
    try sink.write(Array(output.utf8))
  }
}
