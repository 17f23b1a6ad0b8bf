import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Declares a table, or declares it anew; its data stays.
  mutating func declare(_ table: TableSyntax) -> BoundStatement? {
    var columns: [DeclaredColumn] = []
    var names: Set<String> = []
    for column in table.columns {
      if !names.insert(column.name.text).inserted {
        report(.duplicateColumn(column.name.text), at: column.name.range)
        continue
      }
      if let label = column.chineseName, !names.insert(label.text).inserted {
        report(.duplicateColumn(label.text), at: label.range)
      }
      guard let declared = declaredColumn(column) else { continue }
      columns.append(declared)
    }
    var key: String?
    if let name = table.key, !name.text.isEmpty {
      key =
        columns.first { $0.field.name == name.text || $0.field.chineseName == name.text }?
        .field.name
      if key == nil, !names.contains(name.text) {
        let nearest = SpellingSuggestion.nearest(to: name.text, among: columns.map(\.field.name))
        report(.unknownColumn(name.text, in: table.name.text, nearest: nearest), at: name.range)
      }
    }
    settleNeighbours(table.columns, &columns, of: table.name.text)
    guard !hasErrors, !table.name.text.isEmpty else { return nil }
    let position = catalog.ensureTable(named: table.name.text)
    warnAboutData(of: catalog.tables[position], columns, at: table.name.range)
    catalog.tables[position].name = table.name.text
    catalog.tables[position].chineseName = table.chineseName?.text
    let declaration = TableDeclaration(key: key, columns: columns)
    if let promise = catalog.tables[position].promise, !environment.mayOpen {
      let opened = promise.columnsOpened(by: declaration)
      guard opened.isEmpty else {
        report(.privacyOpened(opened, of: table.name.text), at: table.name.range)
        return nil
      }
    }
    catalog.tables[position].declaration = declaration
    catalog.settleReferenceTypes()
    if !environment.trustsDeclarations { checkDefaults(table, catalog.tables[position]) }
    return .declaration
  }

  /// Data that was read before it is declared keeps the types that it was read with.
  private mutating func warnAboutData(
    of entry: TableEntry, _ columns: [DeclaredColumn], at range: SourceRange
  ) {
    guard let data = entry.data else { return }
    let kept = columns.filter { column in
      guard let position = data.schema.position(of: column.field.name), column.reference == nil
      else { return false }
      return data.schema.fields[position].type != column.field.type
    }
    if !kept.isEmpty {
      report(.declaredAfterReading(entry.name, kept.map(\.field.name)), at: range)
    }
  }

  private mutating func declaredColumn(_ column: ColumnDeclarationSyntax) -> DeclaredColumn? {
    let field = Field(
      column.name.text, zh: column.chineseName?.text, type: .text,
      isOptional: column.type.isOptional, masking: column.privacy.map { Masking($0.kind) })
    var declared = DeclaredColumn(field: field)
    declared.isKey = column.isKey
    declared.defaultValue = column.defaultValue.map {
      ColumnDefault(
        value: $0, source: context.source, visibleCount: catalog.definitions.count)
    }
    if case .reference(let table) = column.type.kind {
      declared.reference = table.text
      return declared
    }
    guard let type = parameterType(column.type) else { return nil }
    guard case .value(let dataType) = type else {
      report(.periodColumn(column.name.text), at: column.type.range)
      return nil
    }
    declared.field.type = dataType
    return declared
  }

  /// Looks up the columns that each is kept apart from.
  private mutating func settleNeighbours(
    _ written: [ColumnDeclarationSyntax], _ columns: inout [DeclaredColumn], of table: String
  ) {
    for column in written {
      guard let position = columns.firstIndex(where: { $0.field.name == column.name.text }) else {
        continue
      }
      for name in column.apart where !name.text.isEmpty {
        let other = columns.first {
          $0.field.name == name.text || $0.field.chineseName == name.text
        }
        if let other, other.field.name != column.name.text {
          columns[position].apart.append(other.field.name)
        } else if other != nil {
          report(.apartFromItself(name.text), at: name.range)
        } else if !written.contains(where: { $0.name.text == name.text }) {
          let nearest = SpellingSuggestion.nearest(
            to: name.text, among: columns.map(\.field.name).filter { $0 != column.name.text })
          report(.unknownColumn(name.text, in: table, nearest: nearest), at: name.range)
        }
      }
    }
  }

  /// Binds what stands for missing values against the other columns of the row.
  private mutating func checkDefaults(_ table: TableSyntax, _ entry: TableEntry) {
    for column in table.columns {
      guard let value = column.defaultValue,
        let declared = entry.declaration?.columns.first(where: {
          $0.field.name == column.name.text
        })
      else { continue }
      var scope = Scope(declaredRelation(of: entry))
      let type = declared.field.type
      let hint = WordHint(type: type, text: column.name.text, acceptsText: type == .text)
      guard let operand = bindValue(value, &scope, hint: hint) else { continue }
      let count = diagnostics.count
      if fitted(operand, to: type, named: column.name.text) == nil, diagnostics.count == count {
        report(
          .defaultMismatch(column.name.text, type, operand.type, text(value.range)),
          at: value.range)
      }
    }
  }
}

extension Masking {
  /// The kind that was written; a private column without one is masked like a name.
  init(_ kind: MaskingKind?) {
    switch kind {
    case .name, nil: self = .name
    case .idNumber: self = .idNumber
    case .phone: self = .phone
    case .address: self = .address
    case .notes: self = .notes
    }
  }
}

extension Catalog {
  /// Gives reference columns the type of the key that they hold, once that is declared.
  mutating func settleReferenceTypes() {
    for table in tables.indices {
      guard var declaration = tables[table].declaration else { continue }
      for position in declaration.columns.indices {
        guard let reference = declaration.columns[position].reference,
          let target = self.table(named: reference)?.declaration,
          let key = target.columns.first(where: { $0.field.name == target.key }),
          key.reference == nil
        else { continue }
        declaration.columns[position].field.type = key.field.type
      }
      tables[table].declaration = declaration
    }
  }
}
