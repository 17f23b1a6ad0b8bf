import PQColumnar
import PQDiagnostics

/// The form of a file and the names of its columns, found out from its first bytes.
struct HeaderReading {
  /// 4 MiB: the first thousands of rows too, from which types are guessed.
  static let sampleSize = 1 << 22

  private(set) var dialect = CSVDialect()
  private(set) var layout = CSVLayout()
  /// Whether there is even one record.
  private(set) var hasRecord = false
  /// Where the first record behind the header begins among the file's bytes.
  private(set) var body = 0
  /// The line of that record.
  private(set) var bodyLine = 1
  /// The names of all columns, also of those at the end that have neither a name nor, as far as is
  /// known, a value.
  private var names: [String] = []
  private(set) var namelessCount = 0
  private var titles: [Diagnostic] = []
  private var doubts: [Diagnostic] = []

  /// What there is to tell of the header.
  var diagnostics: [Diagnostic] { titles + layout.diagnostics + doubts }

  /// Returns `nil` if the header goes on behind the bytes in memory.
  init?(
    _ source: ByteSource, start: Int, file: String, options: CSVOptions, fields: [Field]
  ) throws(QueryError) {
    let all = source.front.span
    let table =
      start
      + CSVScanner.start(
        ofLine: options.skippedLineCount, in: all.extracting(start...))
    let bytes = all.extracting(table...)
    dialect = DialectDetection.detect(bytes, options: options, fields: fields)
    if !source.isWhole, !HeaderReading.holdsHeader(bytes, dialect) { return nil }
    let linesAbove =
      options.hasHeader == nil && dialect.hasHeader
      ? HeaderSearch.find(bytes, dialect: dialect, fields: fields) ?? 0 : 0
    if linesAbove > 0 { titles.append(.titleLines(linesAbove, file: file)) }
    var scanner = CSVScanner(dialect: dialect, line: options.skippedLineCount + 1)
    var cells: [CSVCell] = []
    let first = HeaderReading.record(
      behind: linesAbove, bytes, &scanner, cells: &cells)
    guard let first else { return }
    hasRecord = true
    try check(first, bytes, cells, file: file, options: options, fields: fields)
    names = cells.map { HeaderReading.name(bytes, $0, dialect) }
    namelessCount = HeaderReading.namelessCount(names, dialect)
    layout = try layout(columnCount: names.count - namelessCount, file, options, fields)
    if options.hasHeader == nil { doubtHeader(bytes, cells, file: file) }
    body = table + (dialect.hasHeader ? scanner.position : first.start)
    bodyLine = dialect.hasHeader ? scanner.line : first.line
  }
}

extension HeaderReading {
  /// A title and remarks, and the names; see `HeaderSearch`.
  private static let recordCount = 12

  /// Whether the records among which the names are looked for end before the bytes do.
  private static func holdsHeader(_ bytes: Span<UInt8>, _ dialect: CSVDialect) -> Bool {
    var scanner = CSVScanner(dialect: dialect, isLast: false)
    var cells: [CSVCell] = []
    var count = 0
    while let record = scanner.next(bytes, cells: &cells), scanner.position < bytes.count {
      if case .blank = record.form { continue }
      count += 1
      if count == recordCount { return true }
    }
    return false
  }

  /// Returns the record behind some others that are not blank, or the last there is.
  private static func record(
    behind count: Int, _ bytes: Span<UInt8>, _ scanner: inout CSVScanner, cells: inout [CSVCell]
  ) -> CSVRecord? {
    var found: CSVRecord?
    var left = count
    while let record = scanner.next(bytes, cells: &cells) {
      if case .blank = record.form { continue }
      found = record
      if left == 0 { break }
      left -= 1
    }
    return found
  }

  private func check(
    _ first: CSVRecord, _ bytes: Span<UInt8>, _ cells: [CSVCell], file: String,
    options: CSVOptions, fields: [Field]
  ) throws(QueryError) {
    switch first.form {
    case .cells, .blank: break
    case .strayQuote(let offset), .unterminatedQuote(let offset):
      if dialect.hasHeader {
        let showsText = !options.hidesCells && !fields.contains { $0.isPrivate }
        let text = RowText(bytes, first, showsExcerpt: showsText)
        throw QueryError(text.brokenQuote(first.form, at: offset, file: file))
      }
    }
    if first.cellCount > cells.count {
      throw QueryError(.tooManyColumns(first.cellCount, file: file, limit: cells.count))
    }
  }

  private static func name(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ dialect: CSVDialect
  ) -> String {
    if cell.isQuoted { return CellText.string(bytes, cell, quote: dialect.quote) }
    let (start, end) = CellBounds.trimmed(bytes, cell)
    return CellText.string(bytes, CSVCell(start: start, end: end), quote: dialect.quote)
  }

  /// How many columns at the end have no name.
  private static func namelessCount(_ names: [String], _ dialect: CSVDialect) -> Int {
    guard dialect.hasHeader else { return 0 }
    let count = names.reversed().prefix { name in
      name.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }.count
    return count < names.count ? count : 0
  }

  private func layout(
    columnCount: Int, _ file: String, _ options: CSVOptions, _ fields: [Field]
  ) throws(QueryError) -> CSVLayout {
    try CSVLayout(
      names: dialect.hasHeader ? Array(names.prefix(columnCount)) : nil,
      columnCount: columnCount, file: file, options: options, fields: fields)
  }

  /// Warns of a first line that was taken for data, or for names that look like data.
  private mutating func doubtHeader(_ bytes: Span<UInt8>, _ cells: [CSVCell], file: String) {
    if !dialect.hasHeader {
      doubts.append(.headerNotFound(file: file, names: layout.names))
    } else if let cell = cells.first(where: { DialectDetection.isData(bytes, $0) }) {
      let name = HeaderReading.name(bytes, cell, dialect)
      doubts.append(.headerLooksLikeData(file: file, name: name))
    }
  }

  /// Takes the columns without a name for columns: one of them has a value.
  mutating func keepNamelessColumns(
    file: String, options: CSVOptions, fields: [Field]
  ) throws(QueryError) {
    namelessCount = 0
    layout = try layout(columnCount: names.count, file, options, fields)
  }
}
