import PQColumnar
import PQDiagnostics
import PQSyntax

/// What names mean: tables with their data and declarations, `let`s and `param`s. A value: binding
/// a declaration makes a changed copy.
package struct Catalog: Sendable {
  var tables: [TableEntry] = [] {
    didSet { boundFields = BoundFields() }
  }
  /// The derived fields of these tables that were bound so far.
  private(set) var boundFields = BoundFields()
  /// `let`s and `param`s in the order of their definition; a later one hides an earlier one of the
  /// same name, and a definition sees only those before it, so none can call itself.
  var definitions: [NameDefinition] = []
  var positionsByName: [String: [Int]] = [:]
  /// The rows of the previous query, which `it` names.
  package var previousResult: PreviousResult?

  package init() {}

  /// Adds a table's rows, or replaces those of the table with the same name.
  ///
  /// A declaration of the same name supplies Chinese names, privacy and references.
  /// `absentColumns` are those that are declared but were not in the file.
  /// `hasFile` is false for a table without rows that stands for a file that is not there.
  package mutating func addTable(
    _ table: Table, named name: String, rejects: Table? = nil, absentColumns: [String] = [],
    hasFile: Bool = true
  ) {
    let position = ensureTable(named: name)
    tables[position].data = table
    tables[position].hasFile = hasFile
    tables[position].absentColumns = absentColumns
    tables[position].rejects = rejects
  }

  /// Adds a declared table whose file is read when something asks for it.
  package mutating func addTable(waiting rows: WaitingTable, named name: String) {
    let position = ensureTable(named: name)
    tables[position].wait(for: rows)
    tables[position].hasFile = true
  }

  /// Forgets what was bound of the derived fields: a value that they look at has changed.
  package mutating func forgetBoundFields() {
    boundFields = BoundFields()
  }

  /// The rows of all tables as they are now; what has not been read is not among them.
  package var currentRows: Set<ObjectIdentifier> {
    Set(tables.compactMap { $0.readData.map { ObjectIdentifier($0) } })
  }

  /// Returns the columns that a `table` statement declares, for a reader that wants their types.
  package func declaredFields(of name: String) -> [Field]? {
    table(named: name)?.declaration?.columns.map(\.field)
  }

  /// What reading a file has to know of the table that it holds.
  package func declaredFile(of name: String) -> DeclaredFile {
    let entry = table(named: name)
    guard let columns = entry?.declaration?.columns else {
      return DeclaredFile(known: knownFiles)
    }
    return DeclaredFile(
      columns: columns.map(\.field),
      filled: columns.filter { $0.defaultValue != nil }.map(\.field.name),
      hidesCells: hasSecretRows(name))
  }

  /// Returns the table that a file of this name holds: the one with this name in either language; or
  /// the one that references of this name lead to, as 责任单位 may be the file of 单位; or a new one.
  package func tableName(for file: String) -> LocalizedText {
    let entry = table(named: file) ?? table(referredToAs: file)
    guard let entry else { return LocalizedText(verbatim: file) }
    return LocalizedText(entry.name, zh: entry.chineseName ?? entry.name)
  }

  private func table(referredToAs label: String) -> TableEntry? {
    let columns = tables.flatMap { $0.declaration?.columns ?? [] }
    let targets = Set(columns.filter { $0.field.chineseName == label }.compactMap(\.reference))
    return targets.count == 1 ? targets.first.flatMap(table(named:)) : nil
  }

  /// The declared tables that no file was read for, those included that stand empty instead.
  package var tablesWithoutFile: [LocalizedText] {
    tables.filter { $0.declaration != nil && !$0.hasFile }.map {
      LocalizedText($0.name, zh: $0.chineseName ?? $0.name)
    }
  }

  /// The declared tables for which nothing was read.
  package var tablesWithoutData: [LocalizedText] {
    tables.filter { $0.declaration != nil && !$0.hasData }.map {
      LocalizedText($0.name, zh: $0.chineseName ?? $0.name)
    }
  }

  /// Returns the columns of a table's data that its declaration does not know, if the declaration
  /// knows private ones: what else the file holds about people nobody has said.
  package func undeclaredColumns(of name: String) -> [String] {
    guard let entry = table(named: name), let data = entry.data else { return [] }
    return data.schema.fields.filter(entry.isUndeclared).map(\.name)
  }

  func table(named name: String) -> TableEntry? {
    tables.first { $0.name == name } ?? tables.first { $0.chineseName == name }
  }

  mutating func define(_ definition: NameDefinition) {
    for name in [definition.name, definition.chineseName].compactMap({ $0 }) {
      positionsByName[name, default: []].append(definitions.count)
    }
    definitions.append(definition)
  }

  mutating func ensureTable(named name: String) -> Int {
    if let position = tables.firstIndex(where: { $0.name == name || $0.chineseName == name }) {
      return position
    }
    tables.append(TableEntry(name: name))
    return tables.count - 1
  }
}

extension Catalog {
  /// What the model declares about people, so that a file with another name can be known by its
  /// columns.
  private var knownFiles: [DeclaredFile.Known] {
    tables.compactMap { entry in
      guard let declaration = entry.declaration, !entry.isLikeAnother,
        declaration.columns.contains(where: \.field.isPrivate) || entry.secret != nil
      else { return nil }
      return DeclaredFile.Known(
        name: entry.name, key: declaration.key, file: declaredFile(of: entry.name))
    }
  }

  /// Whether a declared table has no rows yet, so that a file known by its columns can be its.
  package func awaitsRows(_ name: String) -> Bool {
    table(named: name).map { $0.declaration != nil && !$0.hasData } ?? false
  }

  /// Declares a table like another: with its types, codes, references, fields and secrets.
  package mutating func declare(_ name: String, like other: String) {
    guard let known = table(named: other), known.name != name else { return }
    let position = ensureTable(named: name)
    var entry = known
    entry.name = name
    entry.chineseName = nil
    entry.data = nil
    entry.rejects = nil
    entry.isLikeAnother = true
    tables[position] = entry
  }

  /// The private columns of all tables, and whether another table has an open one of that name.
  package var privateColumns: [(field: Field, isOpenElsewhere: Bool)] {
    let all = tables.flatMap { $0.declaration?.columns ?? [] }.map(\.field)
    return all.filter(\.isPrivate).map { field in
      let isOpen = all.contains {
        !$0.isPrivate
          && ($0.name == field.name || $0.chineseName != nil && $0.chineseName == field.chineseName)
      }
      return (field, isOpen)
    }
  }
}

/// What a model says of a file's columns before any row of it is read.
package struct DeclaredFile: Hashable, Sendable {
  /// A declared table of another name.
  package struct Known: Hashable, Sendable {
    package var name: String
    package var key: String?
    package var file: DeclaredFile
  }

  package var columns: [Field] = []
  /// The columns that have a default.
  package var filled: [String] = []
  /// Whether some rows are secret, so that no message may quote a cell.
  package var hidesCells = false
  /// The tables that a file may hold of whose name nothing is declared.
  package var known: [Known] = []

  package init(
    columns: [Field] = [], filled: [String] = [], hidesCells: Bool = false, known: [Known] = []
  ) {
    self.known = known
    self.columns = columns
    self.filled = filled
    self.hidesCells = hidesCells
  }
}
