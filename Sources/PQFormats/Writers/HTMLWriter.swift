import PQColumnar
import PQDiagnostics

/// Writes a `table` element, to be put into a page; the total stands in its foot.
///
///     <table>
///     <thead>
///     <tr><th>variety</th><th style="text-align:right">weight</th></tr>
struct HTMLWriter {
  private static let rightAligned = " style=\"text-align:right\""

  func write(
    _ table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    let rows = TableRows(table)
    let formatters = rows.cells.map { ReadingFormatter($0, language: options.language) }
    func line(_ element: String, _ texts: [String]) -> String {
      let cells = texts.enumerated().map { position, text in
        let style = formatters[position].isRightAligned ? HTMLWriter.rightAligned : ""
        let mark = options.marksColorWords ? HTMLWriter.colorMark(text) : ""
        return "<\(element)\(style)>\(mark)\(HTMLWriter.escaped(text))</\(element)>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    var output = "<table>\n<thead>\n\(line("th", formatters.map(\.heading)))</thead>\n<tbody>\n"
    try rows.forEach(isCancelled: options.isCancelled) {
      (columns, row, isTotal) throws(QueryError) in
      if isTotal { output += "</tbody>\n<tfoot>\n" }
      output += line(
        "td",
        columns.indices.map {
          rows.text(formatters[$0], columns[$0], row, $0, isTotal)
        })
      if output.utf8.count >= DelimitedWriter.flushSize {
        try sink.write(Array(output.utf8))
        output = ""
      }
    }
    output += table.total == nil ? "</tbody>\n</table>\n" : "</tfoot>\n</table>\n"
    try sink.write(Array(output.utf8))
  }

  private static func colorMark(_ text: String) -> String {
    ColorWord.color(of: text).map { "<span style=\"color:\($0)\">●</span> " } ?? ""
  }

  /// Returns text that HTML and SVG show as it is.
  static func escaped(_ text: String, lineBreak: String = "<br>") -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += lineBreak
      default: result.unicodeScalars.append(DisplayWidth.visible(scalar))
      }
    }
    return result
  }
}
