import PQColumnar
import PQDiagnostics

/// The columns of a table that is being read: for each, its field, and where it stands in the
/// file.
struct CSVLayout {
  struct Target {
    /// The type is filled in after inference if `isDeclared` is false.
    var field: Field
    /// The position in the file, or `nil` for a declared field that the file lacks.
    var position: Int?
    var isDeclared: Bool
    /// Whether a `table` statement declares it, rather than a setting of `import`.
    var isOfModel = false
  }

  /// Declared fields in declared order, then the file's other columns in theirs.
  var targets: [Target] = []
  /// The name in the file's header by position, for messages.
  var names: [String] = []
  var diagnostics: [Diagnostic] = []
}

extension CSVLayout {
  /// Matches the names in a file with declared fields.
  ///
  /// - Parameter names: The header's cells, or `nil` for a file without one, whose columns match
  ///   declared fields by place if there are as many.
  init(
    names: [String]?, columnCount: Int, file: String, options: CSVOptions, fields: [Field]
  ) throws(QueryError) {
    self.names = try uniqueNames(names, columnCount: columnCount, file: file)
    let matchesByPlace = names == nil && fields.count == columnCount
    let positions =
      matchesByPlace
      ? fields.indices.map { $0 } : HeaderText.positions(of: fields, in: self.names)
    let taken = Set(positions.compactMap { $0 })
    var missing: [Field] = []
    for (field, position) in zip(fields, positions) {
      if position == nil { missing.append(field) }
      targets.append(
        Target(field: field, position: position, isDeclared: true, isOfModel: true))
    }
    if !missing.isEmpty {
      diagnostics.append(
        .missingColumns(missing, filled: options.filledColumns, file: file))
    }
    var used = Set(fields.map(\.name))
    for (position, name) in self.names.enumerated() where !taken.contains(position) {
      let unique = CSVLayout.unused(name, in: used)
      if unique != name {
        diagnostics.append(.duplicateColumn(name, renamed: unique, file: file))
      }
      used.insert(unique)
      targets.append(
        Target(field: Field(unique, type: .text), position: position, isDeclared: false))
    }
    try apply(options.columnTypes, file: file)
  }

  /// Gives nameless columns a name, and equal names a number.
  private mutating func uniqueNames(
    _ names: [String]?, columnCount: Int, file: String
  ) throws(QueryError) -> [String] {
    guard let names else { return (1...max(1, columnCount)).map { "column_\($0)" } }
    if names.allSatisfy(CSVLayout.isBlank) { throw QueryError(.noColumnNames(file: file)) }
    var used = Set<String>()
    var result: [String] = []
    for (position, name) in names.enumerated() {
      let isUnnamed = CSVLayout.isBlank(name)
      let wanted = isUnnamed ? "column_\(position + 1)" : name
      let unique = CSVLayout.unused(wanted, in: used)
      if isUnnamed {
        diagnostics.append(.unnamedColumn(position: position + 1, renamed: unique, file: file))
      } else if unique != wanted {
        diagnostics.append(.duplicateColumn(name, renamed: unique, file: file))
      }
      used.insert(unique)
      result.append(unique)
    }
    return result
  }

  private static func isBlank(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }

  /// Returns the name, or with a number behind it if another column has it.
  static func unused(_ name: String, in used: Set<String>) -> String {
    guard used.contains(name) else { return name }
    var number = 2
    while used.contains("\(name)_\(number)") { number += 1 }
    return "\(name)_\(number)"
  }

  private mutating func apply(
    _ types: [String: DataType], file: String
  ) throws(QueryError) {
    for name in types.keys.sorted() {
      let index = targets.firstIndex {
        $0.field.name == name || $0.field.chineseName == name
      }
      guard let index, let type = types[name] else {
        throw QueryError(.columnNotInFile(name, file: file, names: names))
      }
      targets[index].field.type = type
      targets[index].isDeclared = true
    }
  }
}
