import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import PQPlan

/// Makes tables of what a command line names as data.
struct DataOpening {
  private(set) var catalog: Catalog
  private(set) var diagnostics: [Diagnostic] = []
  private let options: SessionOptions
  private let progress: WorkProgress
  private let isCancelled: @Sendable () -> Bool
  private let late: LateReading
  /// The tables that files named as data have made.
  private(set) var opened: Set<String>
  /// The first folder with a file for a declared table.
  private(set) var register: String?
  private(set) var filesRead: [FileRecord] = []

  init(
    catalog: Catalog, opened: Set<String>, options: SessionOptions, progress: WorkProgress,
    late: LateReading, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.late = late
    self.catalog = catalog
    self.opened = opened
    self.options = options
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// The table that standard input becomes.
  static let inputName = "input"

  mutating func open(_ data: String) {
    do throws(QueryError) {
      if data == "-" {
        try load("-", name: Self.inputName, isNamed: true)
      } else if FilePath.isFolder(data) {
        try openFolder(data)
      } else if let (name, path) = Self.named(data) {
        try load(path, name: name, isNamed: true)
      } else {
        try load(data, name: FilePath.stem(data))
      }
    } catch {
      diagnostics.append(error.diagnostic)
    }
  }

  /// Puts what says by its name which table it is before files that can only be known by their columns.
  func namedTablesFirst(_ data: [String]) -> [String] {
    func saysTable(_ data: String) -> Bool {
      FilePath.isFolder(data)
        || catalog.isDeclared(Self.named(data)?.name ?? FilePath.stem(data))
    }
    return data.filter(saysTable) + data.filter { !saysTable($0) }
  }

  /// Splits `name=file`; a path may hold `=` itself, so the name holds no slash and no dot.
  private static func named(_ data: String) -> (name: String, path: String)? {
    guard let equals = data.firstIndex(of: "="), equals != data.startIndex else { return nil }
    let name = data[..<equals]
    guard !name.contains("/"), !name.contains("."), access(data, F_OK) != 0 else { return nil }
    return (String(name), String(data[data.index(after: equals)...]))
  }

  /// Returns the path in what a command line names as data.
  static func path(of data: String) -> String { named(data)?.path ?? data }

  /// Returns data named in a session with a folder of its own, as a command line would name it.
  static func resolved(_ data: String, in folder: String) -> String {
    if data == "-" { return data }
    guard let (name, path) = named(data) else {
      return FilePath.resolve(FilePath.expanded(data), in: folder)
    }
    return "\(name)=\(FilePath.resolve(FilePath.expanded(path), in: folder))"
  }

  private mutating func openFolder(_ folder: String) throws(QueryError) {
    let files = try FolderReader.names(in: folder).filter { name in
      [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".pqc"].contains { name.lowercased().hasSuffix($0) }
    }
    if files.isEmpty { throw QueryError(.noTables(in: folder)) }
    var isRegister = false
    // A file with a table's name comes before one that only has its columns.
    let sorted =
      files.filter { catalog.isDeclared(FilePath.stem($0)) }
      + files.filter { !catalog.isDeclared(FilePath.stem($0)) }
    let declarations = catalog
    for file in sorted {
      if options.readsTablesLate, catalog.isDeclared(FilePath.stem(file)) {
        wait(for: FilePath.resolve(file, in: folder), declarations)
        isRegister = true
        continue
      }
      let name = try load(FilePath.resolve(file, in: folder), name: FilePath.stem(file))
      isRegister = isRegister || catalog.isDeclared(name)
    }
    if isRegister, register == nil { register = folder }
  }

  @discardableResult
  private mutating func load(
    _ path: String, name: String, isNamed: Bool = false
  ) throws(QueryError) -> String {
    let loader = TableLoader(options: options, progress: progress, isCancelled: isCancelled)
    let name = catalog.tableName(for: name)
    let loaded = try loader.load(
      path, name: name, declared: catalog.declaredFile(of: name.english))
    let added = catalog.add(loaded, as: name, isNamed: isNamed)
    if !opened.insert(added.name).inserted {
      diagnostics.append(.tableReplaced(added.name, by: path))
    }
    if let digest = loaded.digest { filesRead.append(FileRecord(path, digest, isData: true)) }
    diagnostics += loaded.diagnostics + added.notes
    return added.name
  }

  /// Leaves the file of a declared table to whoever asks for its rows first; `declarations` is what
  /// names meant before any file of its folder.
  private mutating func wait(for path: String, _ declarations: Catalog) {
    let name = catalog.tableName(for: FilePath.stem(path))
    let loader = TableLoader(options: options, progress: progress, isCancelled: isCancelled)
    let rows = WaitingTable { [late] in
      do throws(QueryError) {
        let loaded = try loader.load(
          path, name: name, declared: declarations.declaredFile(of: name.english))
        var catalog = declarations
        let added = catalog.add(loaded, as: name, isNamed: false)
        late.add(
          loaded.diagnostics + added.notes,
          file: loaded.digest.map { FileRecord(path, $0, isData: true) })
        if let rows = WaitingTable.Rows(of: added.name, in: catalog) { return rows }
      } catch {
        late.add([error.diagnostic])
      }
      return WaitingTable.Rows(emptyTable: name.english, in: declarations)
    }
    catalog.addTable(waiting: rows, named: name.english)
    if !opened.insert(name.english).inserted {
      diagnostics.append(.tableReplaced(name.english, by: path))
    }
  }

  /// Makes tables without rows of those that are declared and have no file, and says so once: where
  /// a folder is the register, what is not in it does not exist.
  mutating func finish() {
    guard let register else { return }
    let missing = catalog.tablesWithoutData
    for name in missing {
      let fields = catalog.declaredFields(of: name.english) ?? []
      let table = Table(name: name.english, schema: Schema(fields), blocks: [])
      catalog.addTable(table, named: name.english, hasFile: false)
    }
    if !missing.isEmpty { diagnostics.append(.missingTables(missing, in: register)) }
  }
}

extension Catalog {
  fileprivate func isDeclared(_ name: String) -> Bool { declaredFields(of: name) != nil }
}
