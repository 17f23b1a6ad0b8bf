import PQColumnar
import PQDiagnostics
import PQDigest

/// Reads a CSV file into a table.
///
/// Two passes over the same bytes: the first finds the type of each column from all of its cells,
/// the second builds the columns. A row that does not fit is rejected and counted; what makes the
/// whole file unreadable is thrown.
package enum CSVReader {
  /// Reads a file by its path; `-` is standard input.
  package static func read(
    path: String, name: String, options: CSVOptions = CSVOptions(), fields: [Field]? = nil
  ) throws(QueryError) -> LoadedTable {
    let bytes = try FileReader.bytes(path, isCancelled: options.isCancelled)
    var options = options
    let extensions = [".tsv", ".tab"]
    if options.delimiter == nil, extensions.contains(where: path.lowercased().hasSuffix) {
      options.delimiter = UInt8(ascii: "\t")
    }
    let file = path == "-" ? name : path
    var loaded = try read(bytes, file: file, name: name, options: options, fields: fields)
    if options.computesDigest { loaded.digest = SHA256.digest(of: bytes) }
    return loaded
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: The file's name in messages.
  ///   - name: The table's name.
  ///   - fields: Declared fields; the file's columns match them by either name.
  package static func read(
    _ bytes: [UInt8], file: String, name: String, options: CSVOptions = CSVOptions(),
    fields: [Field]? = nil
  ) throws(QueryError) -> LoadedTable {
    let text = try TextDecoding.decode(bytes, file: file, encoding: options.encoding)
    var load = CSVLoad(
      file: file, name: name, options: options, fields: fields ?? [],
      diagnostics: text.diagnostics)
    let start = CSVScanner.start(ofLine: options.skippedLineCount, in: text.bytes.span)
    return try load.run(text.bytes.span.extracting(start...))
  }
}

/// The state of reading one file.
private struct CSVLoad {
  let file: String
  let name: String
  let options: CSVOptions
  let fields: [Field]
  var diagnostics: [Diagnostic]
  private var dialect = CSVDialect()
  private var layout = CSVLayout()
  private var evidence: [ColumnEvidence] = []
  /// Where the first record behind the header begins.
  private var body: (position: Int, line: Int) = (0, 1)
  private var rejects: RejectList
  private let showsText: Bool
  private let missingText: [UInt8]

  init(
    file: String, name: String, options: CSVOptions, fields: [Field], diagnostics: [Diagnostic]
  ) {
    self.file = file
    self.name = name
    self.options = options
    self.fields = fields
    self.diagnostics = diagnostics
    self.showsText = !options.hidesCells && !fields.contains { $0.isPrivate }
    self.missingText = Array((options.missingText ?? "").utf8)
    self.rejects = RejectList(
      limit: options.rejectLimit, showsText: showsText, quotesCells: !options.hidesCells)
  }

  mutating func run(_ bytes: Span<UInt8>) throws(QueryError) -> LoadedTable {
    dialect = DialectDetection.detect(bytes, options: options, fields: fields)
    guard try readHeader(bytes) else { return try emptyFile() }
    try gatherEvidence(bytes)
    try chooseTypes(bytes)
    let blocks = try build(bytes)
    let label = LocalizedText(name, zh: options.chineseTableName ?? name)
    if let summary = rejects.summary(file: file, table: label, keptRowCount: blocks.rowCount) {
      diagnostics.append(summary)
    }
    let schema = Schema(layout.targets.map(\.field))
    return LoadedTable(
      table: Table(name: name, schema: schema, blocks: blocks.batches),
      rejects: rejects.kept, rejectCount: rejects.count, diagnostics: diagnostics,
      absentColumns: layout.targets.filter { $0.position == nil }.map(\.field.name),
      dialect: dialect)
  }

  /// Reads the names; false if there is not even one record.
  private mutating func readHeader(_ bytes: Span<UInt8>) throws(QueryError) -> Bool {
    var scanner = CSVScanner(dialect: dialect, line: options.skippedLineCount + 1)
    var cells: [CSVCell] = []
    var first: CSVRecord?
    var linesAbove = titleCount(bytes)
    if linesAbove > 0 { diagnostics.append(.titleLines(linesAbove, file: file)) }
    while let record = scanner.next(bytes, cells: &cells) {
      if case .blank = record.form { continue }
      first = record
      if linesAbove == 0 { break }
      linesAbove -= 1
    }
    guard let first else { return false }
    switch first.form {
    case .cells, .blank: break
    case .strayQuote(let offset), .unterminatedQuote(let offset):
      if dialect.hasHeader {
        let text = RowText(bytes, first, showsExcerpt: showsText)
        throw QueryError(text.brokenQuote(first.form, at: offset, file: file))
      }
    }
    if first.cellCount > cells.count {
      throw QueryError(.tooManyColumns(first.cellCount, file: file, limit: cells.count))
    }
    cells.removeLast(emptyColumnCount(bytes, cells, behind: scanner))
    let names = cells.map { headerName(bytes, $0) }
    layout = try CSVLayout(
      names: dialect.hasHeader ? names : nil, columnCount: cells.count, file: file,
      options: options, fields: fields)
    diagnostics += layout.diagnostics
    if options.hasHeader == nil {
      if !dialect.hasHeader {
        diagnostics.append(.headerNotFound(file: file, names: layout.names))
      } else if let cell = cells.first(where: { DialectDetection.isData(bytes, $0) }) {
        diagnostics.append(.headerLooksLikeData(file: file, name: headerName(bytes, cell)))
      }
    }
    body = dialect.hasHeader ? (scanner.position, scanner.line) : (first.start, first.line)
    return true
  }

  /// How many records stand above the line with the names.
  private func titleCount(_ bytes: Span<UInt8>) -> Int {
    guard options.hasHeader == nil, dialect.hasHeader else { return 0 }
    return HeaderSearch.find(bytes, dialect: dialect, fields: fields) ?? 0
  }

  /// How many columns at the end have neither a name nor a value.
  private func emptyColumnCount(
    _ bytes: Span<UInt8>, _ cells: [CSVCell], behind scanner: CSVScanner
  ) -> Int {
    guard dialect.hasHeader else { return 0 }
    let nameless = cells.reversed().prefix { cell in
      headerName(bytes, cell).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }.count
    guard nameless > 0, nameless < cells.count else { return 0 }
    let named = cells.count - nameless
    return RowFilter.isBlank(behind: named, bytes, scanner, dialect: dialect) ? nameless : 0
  }

  private func headerName(_ bytes: Span<UInt8>, _ cell: CSVCell) -> String {
    if cell.isQuoted { return CellText.string(bytes, cell, quote: dialect.quote) }
    let (start, end) = CellBounds.trimmed(bytes, cell)
    return CellText.string(bytes, CSVCell(start: start, end: end), quote: dialect.quote)
  }

  private mutating func emptyFile() throws(QueryError) -> LoadedTable {
    if fields.isEmpty { throw QueryError(.emptyFile(file)) }
    diagnostics.append(.emptyFileWarning(file))
    return LoadedTable(
      table: Table(name: name, schema: Schema(fields), blocks: []), rejects: [], rejectCount: 0,
      diagnostics: diagnostics, absentColumns: [], dialect: dialect)
  }

  private func bodyScanner() -> CSVScanner {
    CSVScanner(
      dialect: dialect, cellLimit: layout.names.count, position: body.position, line: body.line)
  }

  private var rowFilter: RowFilter {
    RowFilter(
      columnCount: layout.names.count, isDeclared: options.expectsExports && !fields.isEmpty,
      dialect: dialect)
  }

  private mutating func gatherEvidence(_ bytes: Span<UInt8>) throws(QueryError) {
    evidence = Array(repeating: ColumnEvidence(), count: layout.names.count)
    let positions = layout.targets.compactMap { target in
      needsEvidence(target) ? target.position : nil
    }
    if positions.isEmpty { return }
    let filter = rowFilter
    var scanner = bodyScanner()
    var cells: [CSVCell] = []
    var poll = Poll(options.isCancelled)
    while let record = scanner.next(bytes, cells: &cells) {
      try poll.step()
      guard filter.verdict(record, bytes, cells) == .row else { continue }
      for position in positions where !hasNoValue(bytes, cells[position]) {
        evidence[position].add(bytes, cells[position], line: record.line)
      }
    }
  }

  /// A declared column needs evidence only for the order of day and month, and for how exactly
  /// numbers are to be stored.
  private func needsEvidence(_ target: CSVLayout.Target) -> Bool {
    !target.isDeclared || target.field.type == .float
      || target.field.type.isTemporal && options.dateOrder == nil
  }

  private mutating func chooseTypes(_ bytes: Span<UInt8>) throws(QueryError) {
    for index in layout.targets.indices {
      guard let position = layout.targets[index].position else { continue }
      let column = evidence[position]
      let name = layout.targets[index].field.name
      if !layout.targets[index].isDeclared {
        layout.targets[index].field.type = column.type
        if let miss = column.nearMiss {
          diagnostics.append(
            .mixedColumn(
              name, kinds: miss.kinds, misfitCount: miss.misfitCount,
              rowCount: column.presentCount, place: place(bytes, position, line: miss.firstLine)))
        }
      } else if layout.targets[index].field.type == .float {
        layout.targets[index].field.type = column.numberType
      }
      guard layout.targets[index].field.type.isTemporal, options.dateOrder == nil else { continue }
      if column.firstDayFirstLine > 0, column.firstMonthFirstLine > 0 {
        throw QueryError(
          .contradictingDates(
            name, dayFirst: place(bytes, position, line: column.firstDayFirstLine),
            monthFirst: place(bytes, position, line: column.firstMonthFirstLine)))
      }
      if column.provenOrder == nil, column.firstEitherLine > 0 {
        throw QueryError(
          .ambiguousDate(name, place: place(bytes, position, line: column.firstEitherLine)))
      }
    }
  }

  /// Finds the record on a line again, for a message.
  private func place(_ bytes: Span<UInt8>, _ position: Int, line: Int) -> DataPlace {
    var scanner = bodyScanner()
    var cells: [CSVCell] = []
    while let record = scanner.next(bytes, cells: &cells) {
      if record.line == line, position < cells.count {
        return RowText(bytes, record, showsExcerpt: showsText).place(
          file: file, column: layout.names[position], cell: cells[position])
      }
    }
    return DataPlace(file: file, line: line, column: layout.names[position])
  }

  private func order(_ position: Int) -> DateOrder? {
    options.dateOrder ?? evidence[position].provenOrder
  }

  private mutating func build(
    _ bytes: Span<UInt8>
  ) throws(QueryError) -> (batches: [Batch], rowCount: Int) {
    let targets = layout.targets.filter { $0.position != nil }
    let positions = targets.compactMap(\.position)
    let builders = targets.map { makeBuilder($0, order: $0.position.flatMap(order)) }
    let blockRowCount = max(1, options.blockRowCount)
    let filter = rowFilter
    var scanner = bodyScanner()
    var cells: [CSVCell] = []
    var poll = Poll(options.isCancelled)
    var rowCount = 0
    while let record = scanner.next(bytes, cells: &cells) {
      try poll.step()
      switch filter.verdict(record, bytes, cells) {
      case .row: break
      case .nothing: continue
      case .total:
        rejects.addTotal(record, bytes, file: file)
        continue
      case .misshapen:
        rejects.add(record, bytes, expected: layout.names.count, file: file)
        continue
      }
      var failure: (builder: Int, problem: CellProblem)?
      for builder in builders.indices {
        if let problem = take(bytes, cells[positions[builder]], builders[builder]) {
          failure = (builder, problem)
          break
        }
      }
      if let failure {
        for builder in builders[..<failure.builder] { builder.removeLast() }
        let position = positions[failure.builder]
        rejects.add(
          record, bytes, cell: cells[position], field: targets[failure.builder].field,
          problem: failure.problem, file: file, quote: dialect.quote)
        continue
      }
      rowCount += 1
      if rowCount % blockRowCount == 0 { for builder in builders { builder.endBlock() } }
    }
    if rowCount % blockRowCount != 0 { for builder in builders { builder.endBlock() } }
    for (target, builder) in zip(targets, builders) where builder.lostDigitCount > 0 {
      diagnostics.append(.digitsLost(target.field, count: builder.lostDigitCount, file: file))
    }
    return (batches(builders, rowCount: rowCount, blockRowCount: blockRowCount), rowCount)
  }

  /// Whether a cell is empty, or holds the text that was set for missing values.
  private func hasNoValue(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    if cell.isEmpty { return true }
    if missingText.isEmpty { return false }
    let (start, end) = CellBounds.trimmed(bytes, cell)
    guard end - start == missingText.count else { return false }
    return missingText.indices.allSatisfy { bytes[start + $0] == missingText[$0] }
  }

  private func take(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ builder: ColumnBuilder
  ) -> CellProblem? {
    if !hasNoValue(bytes, cell) || cell.isEmpty && cell.isQuoted {
      return builder.append(bytes, cell)
    }
    if builder.isRequired { return .missing }
    builder.appendMissing()
    return nil
  }

  private func batches(
    _ builders: [ColumnBuilder], rowCount: Int, blockRowCount: Int
  ) -> [Batch] {
    var present = builders.map { $0.finish() }[...]
    let columns: [[Column]?] = layout.targets.map { target in
      target.position == nil ? nil : present.removeFirst()
    }
    return stride(from: 0, to: rowCount, by: blockRowCount).map { start in
      let count = min(blockRowCount, rowCount - start)
      let block = columns.map { blocks in
        blocks.map { $0[start / blockRowCount] }
          ?? .constant(ConstantColumn(.missing, count: count))
      }
      return Batch(columns: block, rowCount: count)
    }
  }

  private func makeBuilder(_ target: CSVLayout.Target, order: DateOrder?) -> ColumnBuilder {
    let isRequired = target.isDeclared && !target.field.isOptional
    func stored(_ reader: StoredIntegerReader) -> ColumnBuilder {
      StoredIntegerBuilder(reader, isRequired: isRequired)
    }
    switch target.field.type {
    case .boolean: return BooleanBuilder(isRequired: isRequired)
    case .integer: return stored(.integer)
    case .decimal(let scale): return stored(.decimal(scale: scale))
    case .float: return FloatBuilder(isRequired: isRequired)
    case .date: return stored(.date(order))
    case .datetime: return stored(.datetime(order))
    case .duration: return stored(.duration)
    case .period(let granularity): return stored(.period(granularity))
    case .enumeration(let enumeration):
      return CodeBuilder(enumeration, quote: dialect.quote, isRequired: isRequired)
    case .ratio: return RatioBuilder(isRequired: isRequired)
    case .text, .unknown:
      return TextBuilder(
        quote: dialect.quote, dictionaries: options.dictionaries, isRequired: isRequired,
        cleans: target.isOfModel && options.expectsExports)
    }
  }
}
