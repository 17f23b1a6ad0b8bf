import PQColumnar
import PQDiagnostics

/// The columns of a table that is made from a column file.
struct ColumnFileLayout {
  struct StoredColumn {
    var field: Field
    /// The position in the file, or `nil` for a declared field that the file lacks.
    var position: Int?
    /// For each code of the file's enum its place among the declared codes, if they differ.
    var recoding: [Int64]?
  }

  /// Declared fields in declared order, then the file's other columns in theirs.
  private(set) var columns: [StoredColumn] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Throws: a declared column that has another type in the file, or lacks values that it must
  ///   have.
  init(
    _ directory: ColumnFileDirectory, path: String, fields: [Field], filled: Set<String>
  ) throws(QueryError) {
    let stored = directory.fields
    var taken: Set<Int> = []
    var missing: [Field] = []
    for field in fields {
      let position = stored.indices.first { index in
        !taken.contains(index)
          && (stored[index].name == field.name || stored[index].name == field.chineseName)
      }
      guard let position else {
        missing.append(field)
        columns.append(StoredColumn(field: field))
        continue
      }
      taken.insert(position)
      columns.append(try ColumnFileLayout.matched(field, stored[position], position, path))
      let missingCount = directory.blocks.reduce(0) { $0 + $1.parts[position].missingCount }
      if !field.isOptional, missingCount > 0 {
        throw QueryError(.storedValuesMissing(field, count: missingCount, file: path))
      }
    }
    if !missing.isEmpty {
      diagnostics.append(.missingColumns(missing, filled: filled, file: path))
    }
    var used = Set(fields.map(\.name))
    for (position, field) in stored.enumerated() where !taken.contains(position) {
      var field = field
      let unique = CSVLayout.unused(field.name, in: used)
      if unique != field.name {
        diagnostics.append(.duplicateColumn(field.name, renamed: unique, file: path))
      }
      field.name = unique
      used.insert(unique)
      columns.append(StoredColumn(field: field, position: position))
    }
  }

  private static func matched(
    _ declared: Field, _ stored: Field, _ position: Int, _ path: String
  ) throws(QueryError) -> StoredColumn {
    var column = StoredColumn(field: declared, position: position)
    switch (declared.type, stored.type) {
    case (.enumeration(let wanted), .enumeration(let present)) where wanted != present:
      column.recoding = try recoding(present, to: wanted, of: declared, path)
    case (.float, .integer), (.float, .decimal):
      // A declared number is exact, with the decimals that the file has.
      column.field.type = stored.type
    case (let wanted, let present) where wanted == present: break
    default: throw QueryError(.storedType(declared, stored: stored.type, file: path))
    }
    return column
  }

  private static func recoding(
    _ present: EnumType, to wanted: EnumType, of field: Field, _ path: String
  ) throws(QueryError) -> [Int64] {
    var result: [Int64] = []
    for code in present.codes {
      guard let position = wanted.position(of: code.code) else {
        throw QueryError(.storedCode(code.code, of: field, file: path))
      }
      result.append(Int64(position))
    }
    return result
  }
}
