import PQColumnar
import PQDiagnostics

/// Writes CSV and TSV: a line with the names, then one line a row.
///
///     variety,weight,note
///     apple,12,"red, sweet"
///     pear,,""
///
/// Missing is nothing, an empty text is `""`. Quotes stand around text that holds a delimiter, a
/// quote, a line break, or a blank at either end. On a terminal, control characters are symbols.
struct DelimitedWriter {
  let delimiter: UInt8

  static let flushSize = 1 << 16

  /// Writes a table; private columns are masked whatever it holds.
  func write(
    _ table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    if options.isForExcel || options.isForTerminal {
      return try writeCells(of: table, options: options, to: sink)
    }
    try sink.write(header(table.schema, options, lineEnd: [UInt8(ascii: "\n")]))
    try DelimitedBlocks(table, delimiter: delimiter, workerCount: options.workerCount)
      .write(to: sink, isCancelled: options.isCancelled, progress: options.progress)
    // The total is one row, whose first missing cell says that it is one.
    let total = Table(name: "", schema: table.schema, blocks: [], total: table.total)
    var rest = options
    rest.leavesOutHeader = true
    rest.progress = nil
    if table.total != nil { try writeCells(of: total, options: rest, to: sink) }
  }

  /// Writes cell by cell: each is changed for a spreadsheet or a terminal.
  private func writeCells(
    of table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    let lineEnd = Array((options.isForExcel ? "\r\n" : "\n").utf8)
    var bytes = header(table.schema, options, lineEnd: lineEnd)
    let fields = table.schema.fields
    let rows = TableRows(table)
    var text: [UInt8] = []
    try rows.forEach(isCancelled: options.isCancelled, progress: options.progress) {
      (columns, row, isTotal) throws(QueryError) in
      for (position, column) in columns.enumerated() {
        if position > 0 { bytes.append(delimiter) }
        if column.isMissing(at: row) {
          if isTotal, position == rows.totalColumn { bytes.append(contentsOf: "total".utf8) }
        } else {
          text.removeAll(keepingCapacity: true)
          rows.cells[position].appendData(column, at: row, to: &text)
          if options.isForExcel { SpreadsheetCells.protect(&text, of: fields[position].type) }
          appendText(text, options, to: &bytes)
        }
      }
      bytes.append(contentsOf: lineEnd)
      if bytes.count >= DelimitedWriter.flushSize {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(bytes)
  }

  private func header(
    _ schema: Schema, _ options: WriteOptions, lineEnd: [UInt8]
  ) -> [UInt8] {
    if options.leavesOutHeader { return [] }
    var bytes = options.isForExcel ? SpreadsheetCells.mark : []
    for (position, field) in schema.fields.enumerated() {
      if position > 0 { bytes.append(delimiter) }
      var name = Array(field.name.utf8)
      if options.isForExcel { SpreadsheetCells.protect(&name, of: .text) }
      appendText(name, options, to: &bytes)
    }
    return bytes + lineEnd
  }

  private func appendText(
    _ data: [UInt8], _ options: WriteOptions, to bytes: inout [UInt8]
  ) {
    var text = data
    if options.isForTerminal {
      text = Array(DisplayWidth.visibleLines(String(decoding: data, as: UTF8.self)).utf8)
    }
    DelimitedQuoting(delimiter: delimiter).append(text[...], to: &bytes)
  }
}
