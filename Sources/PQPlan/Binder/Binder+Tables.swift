import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// A table's rows with its stored columns; derived fields are known but not computed yet.
  func relation(of entry: TableEntry) -> Relation {
    let fields = entry.storedFields.map { revealed($0, of: entry) }
    let table =
      entry.data ?? Table(name: entry.name, schema: Schema(fields), blocks: [])
    let plan = LogicalPlan(
      .scan(table, columns: Array(fields.indices)), schema: Schema(fields))
    var columns = fields.enumerated().map { position, field in
      var column = ScopeColumn(field: field, position: position)
      let declared = entry.declaration?.columns.first { $0.field.name == field.name }
      column.reference = declared?.reference
      column.origin = ColumnOrigin(table: table, column: position)
      return column
    }
    var shadowed: [ScopeColumn] = []
    var claims: [StoredClaim] = []
    for derived in entry.computedFields {
      let absent = derived.filled == nil ? entry.absentColumns(mentionedBy: derived) : []
      if !absent.isEmpty,
        let stored = columns.firstIndex(where: { $0.field.name == derived.name })
      {
        columns[stored].field.chineseName = derived.chineseName ?? columns[stored].field.chineseName
        claims.append(StoredClaim(field: derived.name, absent: absent))
        continue
      }
      var pending = ScopeColumn(
        field: Field(derived.name, zh: derived.chineseName, type: .unknown), position: nil)
      if let hidden = columns.firstIndex(where: { $0.field.name == derived.name }) {
        pending.field.chineseName = derived.chineseName ?? columns[hidden].field.chineseName
        shadowed.append(columns[hidden])
        columns[hidden] = pending
      } else {
        columns.append(pending)
      }
    }
    var relation = Relation(plan: plan, columns: columns, table: entry.name)
    relation.shadowed = shadowed
    relation.claims = claims
    relation.isWholeTable = true
    relation.wholeTable = table
    return relation
  }

  /// A private column that the run may show is not masked, but names persons all the same.
  func revealed(_ field: Field, of entry: TableEntry) -> Field {
    if environment.revealed.isEmpty { return field }
    var result = field
    let column = Catalog.MaskedColumn(
      table: CatalogName(name: entry.name, chineseName: entry.chineseName),
      column: CatalogName(name: field.name, chineseName: field.chineseName), isMasked: true,
      hasRows: true)
    if environment.revealed.contains(where: column.isNamed) {
      result.isRevealed = field.masking != nil
      result.masking = nil
    }
    return result
  }

  /// Makes a derived field a column of the rows; one that cannot be computed here disappears, and
  /// is remembered with the reason.
  mutating func computeField(at index: Int, _ relation: inout Relation) {
    let name = relation.columns[index].field.name
    guard let binding = binding(ofField: name, relation) else { return }
    switch binding {
    case .unavailable(let reason):
      if !showStored(name, &relation) { forget(name, because: reason, &relation) }
    case .bound(let field): install(field, as: name, &relation)
    }
  }

  /// Returns a derived field bound over its whole table, or `nil` if it is what is being bound.
  private mutating func binding(
    ofField name: String, _ relation: Relation
  ) -> BoundFields.Binding? {
    guard let table = relation.table, let entry = catalog.table(named: table),
      let field = entry.computedFields.first(where: { $0.name == name })
    else { return nil }
    let key = BoundFields.Name(
      table: entry.name, field: name, isDeclared: relation.isDeclaredOnly,
      revealed: environment.revealed)
    if let known = catalog.boundFields[key] { return known }
    let progress = FieldInProgress(table: table, field: name)
    if fieldsInProgress.contains(progress) {
      let cycle = fieldsInProgress.map(\.field) + [name]
      diagnostics.append(
        Diagnostic.fieldCycle(name, through: cycle).at(field.nameRange, in: field.source))
      return nil
    }
    fieldsInProgress.append(progress)
    let whole = relation.isDeclaredOnly ? declaredRelation(of: entry) : guardedRelation(of: entry)
    let result = bind(field, over: whole)
    fieldsInProgress.removeLast()
    catalog.boundFields[key] = result
    return result
  }

  private mutating func bind(
    _ field: DerivedField, over relation: Relation
  ) -> BoundFields.Binding {
    guard let table = relation.wholeTable else { return .unavailable(nil) }
    var scope = Scope(relation)
    let inner = BindingContext(source: field.source, visibleCount: field.visibleCount)
    // What a `compare to` around the query does to its periods is not for the definition.
    let saved = (replacement, namedPeriods, bindsPipelineCondition)
    (replacement, namedPeriods, bindsPipelineCondition) = (nil, [], false)
    let (operand, found) = capturingDiagnostics { binder in
      binder.inContext(inner) { binder in
        guard let column = field.filled else {
          return binder.bindValue(field.definition, &scope)
        }
        return binder.bindDefault(field, of: column, &scope)
      }
    }
    (replacement, namedPeriods, bindsPipelineCondition) = saved
    guard let operand, !found.contains(where: { $0.severity == .error }) else {
      return .unavailable(found.first { $0.severity == .error })
    }
    var result = Field(field.name, zh: field.chineseName, type: operand.type)
    result.isOptional = operand.isOptional
    result.masking = operand.masking
    let plan = LogicalPlan(
      .project(scope.relation.plan, [operand.expression]), schema: Schema([result]))
    let column = DerivedColumn(
      name: field.name, tableName: relation.table ?? "", table: table,
      isBuiltIn: field.isBuiltIn, plan: plan)
    return .bound(
      BoundField(
        column: column, field: result, bounds: operand.bounds,
        reference: field.filled?.reference ?? operand.column?.reference))
  }

  /// Binds a column with its missing values filled. The default is looked at only where it is
  /// needed.
  private mutating func bindDefault(
    _ field: DerivedField, of column: DeclaredColumn, _ scope: inout Scope
  ) -> Operand? {
    let type = column.field.type
    let hint = WordHint(type: type, text: field.name, acceptsText: type == .text)
    guard let value = bindValue(field.definition, &scope, hint: hint),
      var result = fitted(value, to: type, named: field.name)
    else { return nil }
    if let hidden = scope.relation.shadowed.first(where: { $0.isNamed(field.name) }) {
      guard let stored = operand(of: hidden, at: field.nameRange), stored.type == type,
        let isMissing = call("is missing", [stored], at: field.nameRange)
      else { return nil }
      let isOptional = result.isOptional
      result = result.replacing(
        BoundExpression(
          .conditional(isMissing.expression, then: result.expression, else: stored.expression),
          type: type, location: location(field.nameRange)))
      result.isOptional = isOptional
    }
    result.masking = column.field.masking ?? result.masking
    return result
  }

  /// Shows the stored column instead of one whose default cannot be computed here.
  private func showStored(_ name: String, _ relation: inout Relation) -> Bool {
    guard let entry = relation.table.flatMap({ catalog.table(named: $0) }),
      entry.computedFields.contains(where: { $0.name == name && $0.filled != nil }),
      let stored = relation.shadowed.first(where: { $0.isNamed(name) }),
      let index = relation.index(named: name)
    else { return false }
    relation.columns[index] = stored
    return true
  }

  private func forget(
    _ name: String, because reason: Diagnostic?, _ relation: inout Relation
  ) {
    guard let index = relation.index(named: name) else { return }
    let column = relation.columns.remove(at: index)
    guard let reason else { return }
    relation.unavailable[name] = reason
    if let chinese = column.field.chineseName { relation.unavailable[chinese] = reason }
  }

  private func install(_ bound: BoundField, as name: String, _ relation: inout Relation) {
    guard let index = relation.index(named: name) else { return }
    var field = bound.field
    field.chineseName = relation.columns[index].field.chineseName
    if let table = relation.table.flatMap(catalog.table) { field = revealed(field, of: table) }
    let position = relation.append(bound.column, field: field)
    relation.columns[index].field = field
    relation.columns[index].position = position
    relation.columns[index].bounds = bound.bounds
    relation.columns[index].reference = bound.reference
  }

  /// Computes the derived fields that are not computed yet, since the rows are about to change.
  ///
  /// Inside the definition of a field only those are computed that the query mentions: a query over
  /// a field's own table would otherwise always be a cycle.
  mutating func completeFields(_ relation: inout Relation, mentionedIn query: String?) {
    let pending = relation.columns.filter { $0.position == nil }.map(\.field)
    let words = query.map {
      Set($0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    }
    for field in pending {
      let names = [field.name, field.chineseName ?? field.name]
      if let words, !names.contains(where: words.contains) { continue }
      guard let index = relation.index(named: field.name),
        relation.columns[index].position == nil
      else { continue }
      computeField(at: index, &relation)
    }
    relation.columns.removeAll { $0.position == nil }
    relation.isWholeTable = false
  }

  /// A column that the model allows to be absent, inside the definition of a field.
  mutating func absentColumn(named name: String, _ relation: inout Relation) -> ScopeColumn? {
    guard let current = fieldsInProgress.last, let table = relation.table,
      current.table == table, relation.isWholeTable,
      let declared = catalog.table(named: table)?.declaration?.columns.first(where: {
        $0.field.name == name || $0.field.chineseName == name
      }), declared.field.isOptional || current.isSecret
    else { return nil }
    let missing = BoundExpression(.constant(.missing), type: declared.field.type)
    let position = relation.append(missing, field: declared.field)
    return ScopeColumn(field: declared.field, position: position, reference: declared.reference)
  }
}
