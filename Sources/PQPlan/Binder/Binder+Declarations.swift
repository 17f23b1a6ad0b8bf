import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Makes a name known from here on; one that is broken never replaces a sound one.
  mutating func define(
    _ name: NameSyntax, _ kind: NameDefinition.Kind, in source: SourceText? = nil
  ) {
    if name.text.isEmpty { return }
    if case .broken = kind, definition(named: name.text) != nil { return }
    catalog.define(
      NameDefinition(
        name: name.text, kind: kind, source: source ?? context.source, nameRange: name.range,
        previousResult: context.previousResult))
  }

  mutating func declareLet(
    _ name: NameSyntax, _ parameters: [NameSyntax]?, _ body: BodySyntax
  ) -> BoundStatement? {
    if let parameters { return declareFunction(name, parameters, body) }
    let kind = kindOfLet(body)
    switch kind {
    case .query(let query): _ = bindQuery(query)
    case .value(let expression):
      if reportsMisspelledTable(expression) { break }
      var scope = Scope.constant
      _ = bind(expression, &scope, hint: .anyWord)
    default: break
    }
    define(name, hasErrors ? .broken : kind)
    return .declaration
  }

  /// A lone word that names nothing is text, but one that is nearly a table's name is a slip.
  private mutating func reportsMisspelledTable(_ expression: ExpressionSyntax) -> Bool {
    guard let name = expression.tableName, !name.isQuoted, definition(named: name.text) == nil
    else { return false }
    let tables = catalog.tables.flatMap { [$0.name, $0.chineseName ?? $0.name] }
    guard !SpellingSuggestion.nearest(to: name.text, among: tables).isEmpty else { return false }
    reportUnknownTable(name)
    return true
  }

  private func kindOfLet(_ body: BodySyntax) -> NameDefinition.Kind {
    switch body {
    case .query(let query): return .query(query)
    case .expression(let expression):
      let inner = expression.unwrapped
      let range = expression.range
      switch inner.kind {
      case .subquery(let query): return .query(query)
      case .name(let name) where meansQuery(name.text):
        return .query(QuerySyntax(source: .name(name), stages: [], range: range))
      case .call(let call) where isSourceCall(call):
        return .query(QuerySyntax(source: .call(call), stages: [], range: range))
      default: return .value(expression)
      }
    }
  }

  /// Whether a call gives rows: a table function or a view with parameters.
  func isSourceCall(_ call: CallSyntax) -> Bool {
    if let (_, definition) = definition(named: call.name.text) {
      if case .function(_, .query) = definition.kind { return true }
      return false
    }
    return ["dates", "日历", "rejects", "拒收"].contains(call.name.text)
  }

  private mutating func declareFunction(
    _ name: NameSyntax, _ parameters: [NameSyntax], _ body: BodySyntax
  ) -> BoundStatement? {
    var seen: Set<String> = []
    for parameter in parameters where !seen.insert(parameter.text).inserted {
      report(.duplicateParameter(parameter.text), at: parameter.range)
    }
    let kind: NameDefinition.Kind = .function(parameters: parameters.map(\.text), body)
    define(name, hasErrors ? .broken : kind)
    return .declaration
  }

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
    guard !hasErrors, !table.name.text.isEmpty else { return nil }
    let position = catalog.ensureTable(named: table.name.text)
    warnAboutData(of: catalog.tables[position], columns, at: table.name.range)
    catalog.tables[position].name = table.name.text
    catalog.tables[position].chineseName = table.chineseName?.text
    catalog.tables[position].declaration = TableDeclaration(key: key, columns: columns)
    catalog.settleReferenceTypes()
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
    var field = Field(
      column.name.text, zh: column.chineseName?.text, type: .text,
      isOptional: column.type.isOptional, isPrivate: column.isPrivate)
    if case .reference(let table) = column.type.kind {
      return DeclaredColumn(field: field, reference: table.text)
    }
    guard let type = parameterType(column.type) else { return nil }
    guard case .value(let dataType) = type else {
      report(.periodColumn(column.name.text), at: column.type.range)
      return nil
    }
    field.type = dataType
    return DeclaredColumn(field: field, reference: nil)
  }

  /// Reads a written type; a number without a point is `int`, any other `number`.
  mutating func parameterType(_ type: TypeSyntax) -> ParameterType? {
    switch type.kind {
    case .reference: return .value(.text)
    case .enumeration(let codes):
      var seen: Set<String> = []
      for code in codes {
        if !seen.insert(code.code.text).inserted {
          report(.duplicateCode(code.code.text), at: code.code.range)
        }
        if let label = code.label, label.text != code.code.text,
          !seen.insert(label.text).inserted
        {
          report(.duplicateCode(label.text), at: label.range)
        }
      }
      return .value(
        .enumeration(
          EnumType(codes: codes.map { EnumCode($0.code.text, zh: $0.label?.text) })))
    case .named(let name):
      // The parser has checked that there is such a type.
      return DeclaredTypes.named(name.text)
    }
  }

  /// Declares a derived field. What it mentions must be declared before it.
  mutating func declare(_ field: FieldDeclarationSyntax) -> BoundStatement? {
    guard let position = declaredTable(field.table) else { return nil }
    if field.name.text.isEmpty { return nil }
    let before = catalog.tables[position].fields
    let derived = DerivedField(
      name: field.name.text, chineseName: field.chineseName?.text, definition: field.definition,
      source: context.source, nameRange: field.name.range,
      visibleCount: catalog.definitions.count)
    catalog.tables[position].fields.removeAll { $0.name == derived.name }
    catalog.tables[position].fields.append(derived)
    check(derived, catalog.tables[position])
    if hasErrors {
      catalog.tables[position].fields = before
      return nil
    }
    return .declaration
  }

  private mutating func declaredTable(_ name: NameSyntax) -> Int? {
    if name.text.isEmpty { return nil }
    let position = catalog.tables.firstIndex {
      $0.name == name.text || $0.chineseName == name.text
    }
    if position == nil { reportUnknownTable(name) }
    return position
  }

  /// Binds a field against the declared columns, whatever file is loaded.
  private mutating func check(_ field: DerivedField, _ entry: TableEntry) {
    var relation = declaredRelation(of: entry)
    guard let index = relation.index(named: field.name) else { return }
    computeField(at: index, &relation)
    if let reason = relation.unavailable[field.name] { diagnostics.append(reason) }
  }

  /// The rows of a table as its declaration promises them; without one, as its file has them.
  private func declaredRelation(of entry: TableEntry) -> Relation {
    var copy = entry
    if entry.declaration != nil { copy.data = nil }
    return relation(of: copy)
  }

  /// Declares a measure: an aggregate expression over the rows of a table.
  mutating func declare(_ measure: MeasureSyntax) -> BoundStatement? {
    guard let position = declaredTable(measure.table), !measure.name.text.isEmpty else {
      return nil
    }
    var format: RatioFormat?
    if let name = measure.format {
      format = ["percent", "百分比"].contains(name.text) ? .percent : .number
    }
    var scope = Scope(declaredRelation(of: catalog.tables[position]))
    scope.grouping = Grouping(keys: [])
    let bound = bindValue(measure.definition, &scope)
    if let format, let bound, !bound.type.isRatio {
      report(.formatWithoutRatio(format.rawValue, bound.type), at: measure.definition.range)
    }
    guard !hasErrors, bound != nil else { return nil }
    let definition = MeasureDefinition(
      name: measure.name.text, chineseName: measure.chineseName?.text,
      definition: measure.definition, format: format, reason: measure.reason?.text,
      parts: ratioParts(of: measure.definition, scope), source: context.source,
      nameRange: measure.name.range,
      visibleCount: catalog.definitions.count)
    catalog.tables[position].measures.removeAll { $0.name == definition.name }
    catalog.tables[position].measures.append(definition)
    return .declaration
  }
}

/// The types that a declaration can name, in both languages.
enum DeclaredTypes {
  static func named(_ name: String) -> ParameterType? {
    switch name {
    case "text", "文本": .value(.text)
    case "int", "整数": .value(.integer)
    case "number", "数值": .value(.float)
    case "bool", "是否": .value(.boolean)
    case "date", "日期": .value(.date)
    case "datetime", "时间": .value(.datetime)
    case "duration", "时长": .value(.duration)
    case "period", "时段": .period
    default: nil
    }
  }
}

extension DataType {
  var isRatio: Bool { if case .ratio = self { true } else { false } }
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
