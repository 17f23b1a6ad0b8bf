import PQColumnar

extension Catalog {
  /// Every word that names something: tables, columns, fields, measures, codes with their labels,
  /// definitions and their parameters. A word that is not among them is a value.
  package var knownNames: Set<String> {
    var names = boundFields.tableNames { tableNames }
    for definition in definitions {
      names.insert(definition.name)
      if case .function(let parameters, _) = definition.kind {
        names.formUnion(parameters.map(\.name))
      }
    }
    for field in previousResult?.table.schema.fields ?? [] {
      names.formUnion([field.name, field.chineseName].compactMap { $0 })
    }
    return names
  }

  /// The names of tables and of what belongs to them.
  private var tableNames: Set<String> {
    var names: Set<String> = []
    for entry in tables {
      names.formUnion([entry.name, entry.chineseName].compactMap { $0 })
      let declared = entry.declaration?.columns.map(\.field) ?? []
      for field in declared + entry.storedFields {
        names.formUnion([field.name, field.chineseName].compactMap { $0 })
        guard case .enumeration(let type) = field.type else { continue }
        for code in type.codes {
          names.formUnion([code.code, code.chineseLabel].compactMap { $0 })
        }
      }
      for field in entry.fields {
        names.formUnion([field.name, field.chineseName].compactMap { $0 })
      }
      for measure in entry.measures {
        names.formUnion([measure.name, measure.chineseName].compactMap { $0 })
      }
    }
    return names
  }

  /// A column that a run may want to unmask.
  package struct MaskedColumn: Hashable, Sendable {
    package let table: CatalogName
    package let column: CatalogName
    /// Whether it is masked; a derived field may be, which is known only when it is computed.
    package let isMasked: Bool
    /// Whether its table has rows.
    package let hasRows: Bool

    /// `people.phone`
    package var name: String { "\(table.name).\(column.name)" }

    /// Whether `phone`, `people.phone` or a name in the other language means it.
    package func isNamed(_ name: String) -> Bool {
      let columns = [column.name, column.chineseName].compactMap { $0 }
      if columns.contains(name) { return true }
      return [table.name, table.chineseName].compactMap { $0 }.contains { table in
        columns.contains { "\(table).\($0)" == name }
      }
    }
  }

  /// Every stored column and derived field.
  package var maskedColumns: [MaskedColumn] {
    tables.flatMap { entry in
      let table = CatalogName(name: entry.name, chineseName: entry.chineseName)
      let stored = entry.storedFields.map {
        MaskedColumn(
          table: table, column: CatalogName(name: $0.name, chineseName: $0.chineseName),
          isMasked: $0.isPrivate, hasRows: entry.data != nil)
      }
      let known = Set(stored.map(\.column.name))
      let derived = entry.fields.filter { !known.contains($0.name) }.map {
        MaskedColumn(
          table: table, column: CatalogName(name: $0.name, chineseName: $0.chineseName),
          isMasked: true, hasRows: entry.data != nil)
      }
      return stored + derived
    }
  }
}
