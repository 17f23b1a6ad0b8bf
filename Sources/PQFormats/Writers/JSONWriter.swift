import PQColumnar
import PQDiagnostics

/// Writes JSON: an array with one object a row, or the objects alone, one a line (JSON Lines).
///
///     [
///     {"variety":"apple","weight":12,"picked":"2020-08-07"},
///     {"variety":"pear","weight":null,"picked":null}
///     ]
///
/// Numbers, ratios among them, are numbers; dates, durations and codes are strings.
struct JSONWriter {
  /// Whether brackets and commas join the objects to one array.
  let isArray: Bool

  func write(
    _ table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    var bytes: [UInt8] = isArray ? [UInt8(ascii: "[")] : []
    let rows = TableRows(table)
    let keys = table.schema.fields.map { field in
      var key: [UInt8] = []
      JSONText.append(Array(field.name.utf8), to: &key)
      return key + [UInt8(ascii: ":")]
    }
    var isFirst = true
    var text: [UInt8] = []
    try rows.forEach(isCancelled: options.isCancelled, progress: options.progress) {
      (columns, row, isTotal) throws(QueryError) in
      if isArray { bytes.append(contentsOf: (isFirst ? "\n" : ",\n").utf8) }
      isFirst = false
      bytes.append(UInt8(ascii: "{"))
      for (position, column) in columns.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: keys[position])
        if column.isMissing(at: row) {
          let isName = isTotal && position == rows.totalColumn
          bytes.append(contentsOf: (isName ? "\"total\"" : "null").utf8)
        } else {
          append(column, at: row, rows.cells[position], buffer: &text, to: &bytes)
        }
      }
      bytes.append(UInt8(ascii: "}"))
      if !isArray { bytes.append(UInt8(ascii: "\n")) }
      if bytes.count >= DelimitedWriter.flushSize {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if isArray { bytes.append(contentsOf: (isFirst ? "]\n" : "\n]\n").utf8) }
    try sink.write(bytes)
  }

  private func append(
    _ column: Column, at row: Int, _ cell: CellFormatter, buffer: inout [UInt8],
    to bytes: inout [UInt8]
  ) {
    switch cell.field.type {
    case .ratio:
      // The number itself, also where data formats for people would print a percentage.
      ValueFormat.append(column, at: row, as: .ratio(.number), to: &bytes)
    case .integer, .decimal, .float, .boolean:
      cell.appendData(column, at: row, to: &bytes)
    default:
      buffer.removeAll(keepingCapacity: true)
      cell.appendData(column, at: row, to: &buffer)
      JSONText.append(buffer, to: &bytes)
    }
  }
}
