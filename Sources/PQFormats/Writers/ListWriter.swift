import PQColumnar
import PQDiagnostics

/// Writes the list format, which golden files and scripts read: one line a row, cells between
/// bars.
///
///     variety|weight
///     apple|12
///     (missing)|3
///     (total)|15
///
/// A bar, a backslash or a line break in text is written `\|`, `\\`, `\n`; other control
/// characters as `\u{7}`.
struct ListWriter {
  func write(
    _ table: Table, options: WriteOptions, to sink: any TextSink
  ) throws(QueryError) {
    var bytes: [UInt8] = []
    if !options.leavesOutHeader {
      for (position, field) in table.schema.fields.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: "|")) }
        appendText(Array(field.name.utf8), to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    let rows = TableRows(table)
    var text: [UInt8] = []
    try rows.forEach(isCancelled: options.isCancelled, progress: options.progress) {
      (columns, row, isTotal) throws(QueryError) in
      for (position, column) in columns.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: "|")) }
        if column.isMissing(at: row) {
          let isName = isTotal && position == rows.totalColumn
          bytes.append(contentsOf: (isName ? "(total)" : "(missing)").utf8)
        } else {
          text.removeAll(keepingCapacity: true)
          rows.cells[position].appendData(column, at: row, to: &text)
          appendText(text, to: &bytes)
        }
      }
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count >= DelimitedWriter.flushSize {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink.write(bytes)
  }

  private func appendText(_ text: [UInt8], to bytes: inout [UInt8]) {
    var position = 0
    while position < text.count {
      let byte = text[position]
      position += 1
      switch byte {
      case UInt8(ascii: "|"): bytes.append(contentsOf: "\\|".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u{\(String(byte, radix: 16))}".utf8)
      case 0xC2, 0xD8, 0xE2:
        guard let control = HighControl(text, at: position - 1) else { fallthrough }
        bytes.append(contentsOf: "\\u{\(String(control.value, radix: 16))}".utf8)
        position += control.byteCount - 1
      default: bytes.append(byte)
      }
    }
  }
}
