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
    let rows = TableRows(table, revealed: options.revealed)
    let keys = table.schema.fields.map { field in
      var key: [UInt8] = []
      JSONWriter.append(string: Array(field.name.utf8), to: &key)
      return key + [UInt8(ascii: ":")]
    }
    var isFirst = true
    var text: [UInt8] = []
    try rows.forEach(isCancelled: options.isCancelled) {
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
    case .ratio where !cell.isMasked:
      // The number itself, also where data formats for people would print a percentage.
      ValueFormat.append(column, at: row, as: .ratio(.number), to: &bytes)
    case .integer, .decimal, .float, .boolean:
      if cell.isMasked { fallthrough }
      cell.appendData(column, at: row, to: &bytes)
    default:
      buffer.removeAll(keepingCapacity: true)
      cell.appendData(column, at: row, to: &buffer)
      JSONWriter.append(string: buffer, to: &bytes)
    }
  }

  /// Appends a string with its quotes; control characters are escaped.
  static func append(string: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: ("\\u00" + (digits.utf8.count < 2 ? "0" : "") + digits).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
