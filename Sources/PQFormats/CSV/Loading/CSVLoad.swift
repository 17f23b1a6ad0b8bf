import PQColumnar
import PQDiagnostics
import PQDigest

/// Reads one file: its form and names first, then its rows.
struct CSVLoad {
  let file: String
  let name: String
  let options: CSVOptions
  let fields: [Field]

  /// Reads the table of a file of any encoding.
  ///
  /// Text in UTF-8 is read as it comes. When anything stands in the way, all bytes are decoded
  /// first: what is wrong with the encoding counts before what is wrong with the table.
  func run(_ source: ByteSource) throws(QueryError) -> LoadedTable {
    var source = source
    try source.grow(to: HeaderReading.sampleSize, isCancelled: options.isCancelled)
    if TextDecoding.isTakenAsItIs(source.front, encoding: options.encoding) {
      let mark = TextDecoding.markLength(source.front)
      if let loaded = try readText(&source, start: mark, checksText: true) { return loaded }
    }
    try source.grow(to: .max, isCancelled: options.isCancelled)
    let digest = source.digest
    let text = try TextDecoding.decode(source.front, file: file, encoding: options.encoding)
    source = ByteSource(text.bytes)
    guard var loaded = try readText(&source, start: 0, checksText: false) else {
      preconditionFailure("decoded text is text")
    }
    loaded.diagnostics = text.diagnostics + loaded.diagnostics
    loaded.digest = digest
    return loaded
  }

  /// Returns `nil` if the bytes are to be decoded first: they are not UTF-8, or may not be, and the
  /// header cannot be read.
  private func readText(
    _ source: inout ByteSource, start: Int, checksText: Bool
  ) throws(QueryError) -> LoadedTable? {
    if let known = knownTable(&source, start: start) {
      var loaded = try load(as: known.table).readText(
        &source, start: start, checksText: checksText)
      loaded?.known = known
      return loaded
    }
    let header: HeaderReading
    do throws(QueryError) {
      header = try readHeader(&source, start: start)
    } catch {
      if checksText, !error.isInterruption { return nil }
      throw error
    }
    // The rows are checked by those who read them.
    if checksText, !CSVLoad.isText(source.front, count: header.body) { return nil }
    if !header.hasRecord { return try emptyFile(header) }
    return try readRows(&source, header, checksText: checksText)
  }

  /// Returns the declared table whose columns the file has, if its name says of none.
  private func knownTable(_ source: inout ByteSource, start: Int) -> KnownTable.Match? {
    if !fields.isEmpty || options.knownTables.isEmpty { return nil }
    var best: KnownTable.Match?
    // Lines of titles above the names are known by the names that are looked for.
    for table in options.knownTables {
      let attempt = CSVLoad(file: file, name: name, options: options, fields: table.fields)
      guard let header = try? attempt.readHeader(&source, start: start), header.hasRecord,
        header.dialect.hasHeader,
        let match = KnownTable.known(by: header.layout.names, among: [table])
      else { continue }
      if match.count > best?.count ?? 0 { best = match }
    }
    return best
  }

  /// Reads the same file as rows of a declared table.
  private func load(as table: KnownTable) -> CSVLoad {
    var options = options
    options.knownTables = []
    options.hidesCells = table.hidesCells
    options.filledColumns = table.filledColumns
    return CSVLoad(file: file, name: name, options: options, fields: table.fields)
  }

  private static func isText(_ bytes: [UInt8], count: Int) -> Bool {
    UTF8Check.firstProblem(bytes.span.extracting(0..<count)) == nil
  }

  private func readHeader(
    _ source: inout ByteSource, start: Int
  ) throws(QueryError) -> HeaderReading {
    while true {
      let header = try HeaderReading(
        source, start: start, file: file, options: options, fields: fields)
      if let header { return header }
      let wanted = source.front.count * 4
      try source.grow(to: wanted, isCancelled: options.isCancelled)
    }
  }

  private func readRows(
    _ source: inout ByteSource, _ header: HeaderReading, checksText: Bool
  ) throws(QueryError) -> LoadedTable? {
    var header = header
    while true {
      var rows = RowsLoad(
        file: file, name: name, options: options, fields: fields, header: header,
        checksText: checksText)
      switch try rows.run(&source) {
      case .notText: return nil
      case .surplus: try header.keepNamelessColumns(file: file, options: options, fields: fields)
      case .table(let loaded): return loaded
      }
    }
  }

  private func emptyFile(
    _ header: HeaderReading
  ) throws(QueryError) -> LoadedTable {
    if fields.isEmpty { throw QueryError(.emptyFile(file)) }
    return LoadedTable(
      table: Table(name: name, schema: Schema(fields), blocks: []), rejects: [], rejectCount: 0,
      diagnostics: header.diagnostics + [.emptyFileWarning(file)],
      absentColumns: [], dialect: header.dialect)
  }
}

extension QueryError {
  /// Whether somebody asked the run to end.
  var isInterruption: Bool { diagnostic.code == FormatDiagnostics.interrupted }
}
