import Glibc
import PQColumnar
import PQDiagnostics

/// Saves tables in files.
package enum TableFile {
  /// Writes a table to a file, whole or not at all.
  ///
  /// - Parameters:
  ///   - format: `nil` goes by the extension.
  ///   - appends: Keeps the rows that the file has; its columns must be the same.
  package static func save(
    _ table: Table, path: String, format: OutputFormat?, appends: Bool, options: WriteOptions
  ) throws(QueryError) {
    guard let format = format ?? OutputFormat(path: path) else {
      throw QueryError(.formatNotNamed(path: path))
    }
    var options = options
    options.width = nil
    options.maxRowCount = .max
    options.usesColor = false
    let existing = appends ? try existingBytes(path, format: format, table: table) : []
    let file = try AtomicFile(path)
    if !existing.isEmpty {
      try file.write(existing)
      if existing.last != UInt8(ascii: "\n") { try file.write([UInt8(ascii: "\n")]) }
      options.leavesOutHeader = true
    }
    try TableWriter.write(table, format: format, options: options, to: file)
    try file.commit()
  }

  /// Writes a table to a column file, whole or not at all.
  package static func saveColumns(
    _ table: Table, path: String, appends: Bool, options: WriteOptions
  ) throws(QueryError) {
    if appends { throw QueryError(.appendImpossible(path, format: "pqc")) }
    let file = try AtomicFile(path)
    try ColumnFileWriter.write(table, options: options, to: file)
    try file.commit()
  }

  /// Returns what a file already holds, if rows of this table may follow it.
  private static func existingBytes(
    _ path: String, format: OutputFormat, table: Table
  ) throws(QueryError) -> [UInt8] {
    guard format.canAppend else {
      throw QueryError(.appendImpossible(path, format: format.rawValue))
    }
    guard access(path, F_OK) == 0 else { return [] }
    let bytes = try FileReader.bytes(path)
    if bytes.isEmpty { return [] }
    if case .malformed(let offset) = UTF8Check.firstProblem(bytes.span) {
      let line = UTF8Check.line(of: offset, in: bytes.span)
      throw QueryError(.notUTF8(file: path, line: line))
    }
    let names = table.schema.fields.map(\.name)
    let present = ColumnNames.read(bytes, format: format)
    guard present == names else {
      throw QueryError(.appendMismatch(path, present: present, added: names))
    }
    return bytes
  }
}

/// Finds the column names in a file that pq may have written.
private enum ColumnNames {
  static func read(_ bytes: [UInt8], format: OutputFormat) -> [String] {
    switch format {
    case .csv: return delimited(bytes, UInt8(ascii: ","))
    case .tsv: return delimited(bytes, UInt8(ascii: "\t"))
    case .list: return list(bytes)
    case .jsonl: return keys(bytes)
    case .table, .json, .markdown, .html, .vertical, .svg: return []
    }
  }

  private static func delimited(_ bytes: [UInt8], _ delimiter: UInt8) -> [String] {
    let dialect = CSVDialect(delimiter: delimiter)
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var scanner = CSVScanner(dialect: dialect, position: mark)
    var cells: [CSVCell] = []
    let span = bytes.span
    _ = scanner.next(span, cells: &cells)
    return cells.map { CellText.string(span, $0, quote: dialect.quote) }
  }

  private static func list(_ bytes: [UInt8]) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isEscaped = false
    for byte in bytes.prefix(while: { $0 != UInt8(ascii: "\n") }) {
      if isEscaped {
        name.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "|") {
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      } else {
        name.append(byte)
      }
    }
    return names + [String(decoding: name, as: UTF8.self)]
  }

  /// The keys of the first object, as pq writes them: a key, a colon, a value, a comma.
  private static func keys(_ bytes: [UInt8]) -> [String] {
    var names: [String] = []
    var string: [UInt8]?
    var isEscaped = false
    var last: [UInt8] = []
    var depth = 0
    for byte in bytes.prefix(while: { $0 != UInt8(ascii: "\n") }) {
      if string != nil {
        if !isEscaped, byte == UInt8(ascii: "\"") {
          last = string ?? []
          string = nil
        } else {
          if isEscaped || byte != UInt8(ascii: "\\") { string?.append(byte) }
          isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): string = []
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: names.append(String(decoding: last, as: UTF8.self))
      default: break
      }
    }
    return names
  }
}
