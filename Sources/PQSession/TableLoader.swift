import PQColumnar
import PQDiagnostics
import PQDigest
import PQFormats
import PQPlan

/// A file's rows, the rows that did not fit, and what to tell about them.
struct LoadedFile {
  let path: String
  let table: Table
  let rejects: Table?
  let diagnostics: [Diagnostic]
  /// The declared columns that the file does not have.
  let absentColumns: [String]
  /// The declared table by whose columns the file was known.
  let known: KnownTable.Match?
  let digest: Digest?
}

/// Reads one file into a table.
struct TableLoader {
  /// Endings of files that hold data, but not as CSV.
  private static let otherFormats: Set<String> = [
    "json", "jsonl", "html", "htm", "md", "svg", "xml", "xlsx", "xls", "et", "ods", "pdf", "docx",
    "doc", "parquet", "db", "sqlite", "zip", "tar",
  ]

  private var csv = CSVOptions()
  /// Whether a setting says how text is to be read.
  private var isAdjusted = false
  private let language: Language

  init(
    options: SessionOptions, progress: WorkProgress, isCancelled: @escaping @Sendable () -> Bool
  ) {
    language = options.language
    csv.expectsExports = true
    csv.dictionaries = options.usesDictionaries
    csv.blockRowCount = options.blockRowCount ?? Table.blockRowCount
    csv.computesDigest = options.recordsFiles
    csv.workerCount = options.workerCount ?? LocalMachine.coreCount()
    csv.isCancelled = isCancelled
    csv.progress = { progress.report(.reading, done: $0, total: $1) }
  }

  /// Takes one setting of `import … with`.
  mutating func apply(
    _ name: String, _ value: String, at location: SourceLocation
  ) throws(QueryError) {
    isAdjusted = true
    switch (name, value) {
    case ("dates", "day first"): csv.dateOrder = .dayFirst
    case ("dates", "month first"): csv.dateOrder = .monthFirst
    case ("header", "no"): csv.hasHeader = false
    case ("header", "yes"): csv.hasHeader = true
    case ("encoding", _): csv.encoding = value
    case ("delimiter", _) where value.utf8.count == 1: csv.delimiter = value.utf8.first
    case ("quote", _) where value.utf8.count == 1:
      if let quote = value.utf8.first { csv.quote = quote }
    case ("skip", _): csv.skippedLineCount = Int(UInt32(value) ?? .max)
    case ("missing", _): csv.missingText = value
    default: throw QueryError(.unknownImportSetting(name, value: value)).located(location)
    }
  }

  /// Returns the rows of a file with declared columns first; `typed` are other columns whose types
  /// are given, which stay where the file has them.
  func load(
    _ path: String, name: LocalizedText, declared: DeclaredFile, typed: [Field] = []
  ) throws(QueryError) -> LoadedFile {
    if ColumnFileReader.isColumnFile(path) {
      return try openColumnFile(path, name: name, declared: declared, isTyped: !typed.isEmpty)
    }
    // `.csv.gz` is CSV, unpacked on the way.
    let words = path.lowercased().split(separator: ".")
    let ending = String((words.last == "gz" ? words.dropLast() : words[...]).last ?? "")
    if TableLoader.otherFormats.contains(ending), path.contains(".") {
      throw QueryError(.unreadableFormat(path, ending: ending))
    }
    var csv = csv
    if words.last != "gz", let size = FilePath.size(of: path), size < TableLoader.smallFileSize {
      csv.workerCount = 1
    }
    csv.hidesCells = declared.hidesCells
    csv.filledColumns = Set(declared.filled)
    csv.knownTables = knownTables(declared)
    for field in typed { csv.columnTypes[field.name] = field.type }
    csv.chineseTableName = name.chinese
    let read = try CSVReader.read(
      path: path, name: name.english, options: csv, fields: declared.columns)
    if read.table.rowCount >= TableLoader.largeRowCount { FreedMemory.giveBack() }
    let rejects = Reject.table(read.rejects, name: "rejects", language: language)
    return LoadedFile(
      path: path, table: read.table, rejects: rejects, diagnostics: read.diagnostics,
      absentColumns: read.absentColumns, known: read.known, digest: read.digest)
  }

  /// A file of fewer bytes is read before another thread would have started.
  private static let smallFileSize = 1 << 18

  /// From so many rows on, what a load let go of is worth giving back.
  private static let largeRowCount = 1 << 20

  private func knownTables(_ declared: DeclaredFile) -> [KnownTable] {
    declared.known.map {
      KnownTable(
        $0.name, fields: $0.file.columns, key: $0.key, hidesCells: $0.file.hidesCells,
        filledColumns: Set($0.file.filled))
    }
  }

  private func openColumnFile(
    _ path: String, name: LocalizedText, declared: DeclaredFile, isTyped: Bool
  ) throws(QueryError) -> LoadedFile {
    if isAdjusted || isTyped { throw QueryError(.columnFileSettings(path)) }
    var opened = try ColumnFileReader.open(
      path, name: name.english, fields: declared.columns,
      filled: Set(declared.filled))
    let headings = opened.table.schema.fields.map(\.name)
    let known = KnownTable.known(by: headings, among: knownTables(declared))
    if let known {
      opened = try ColumnFileReader.open(
        path, name: name.english, fields: known.table.fields,
        filled: known.table.filledColumns)
    }
    let digest =
      csv.computesDigest
      ? SHA256.digest(of: try FileReader.bytes(path, isCancelled: csv.isCancelled)) : nil
    return LoadedFile(
      path: path, table: opened.table, rejects: nil, diagnostics: opened.diagnostics,
      absentColumns: opened.absentColumns, known: known, digest: digest)
  }
}
