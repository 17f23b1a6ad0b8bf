import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// A table's rows with its stored columns; derived fields are known but not computed yet.
  func relation(of entry: TableEntry) -> Relation {
    let fields = entry.storedFields.map { revealed($0) }
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
    for derived in entry.fields {
      let absent = entry.absentColumns(mentionedBy: derived)
      if !absent.isEmpty, columns.contains(where: { $0.field.name == derived.name }) {
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
    return relation
  }

  /// A private column that the run may show is none.
  func revealed(_ field: Field) -> Field {
    var result = field
    let names = [field.name, field.chineseName ?? field.name]
    if names.contains(where: environment.revealed.contains) { result.masking = nil }
    return result
  }

  /// Computes a derived field; one that cannot be computed here disappears, and is remembered with
  /// the reason.
  mutating func computeField(at index: Int, _ relation: inout Relation) {
    let name = relation.columns[index].field.name
    guard let table = relation.table, let entry = catalog.table(named: table),
      let field = entry.fields.first(where: { $0.name == name })
    else { return }
    let progress = FieldInProgress(table: table, field: name)
    if fieldsInProgress.contains(progress) {
      let cycle = fieldsInProgress.map(\.field) + [name]
      diagnostics.append(
        Diagnostic.fieldCycle(name, through: cycle).at(field.nameRange, in: field.source))
      return
    }
    fieldsInProgress.append(progress)
    var scope = Scope(relation)
    let inner = BindingContext(source: field.source, visibleCount: field.visibleCount)
    let (operand, found) = capturingDiagnostics { binder in
      binder.inContext(inner) { $0.bindValue(field.definition, &scope) }
    }
    fieldsInProgress.removeLast()
    guard let operand, !found.contains(where: { $0.severity == .error }) else {
      forget(name, because: found.first { $0.severity == .error }, &relation)
      return
    }
    relation = scope.relation
    install(operand, as: name, &relation)
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

  private func install(_ operand: Operand, as name: String, _ relation: inout Relation) {
    guard let index = relation.index(named: name) else { return }
    var field = relation.columns[index].field
    field.type = operand.type
    field.isOptional = operand.isOptional
    field.masking = operand.masking
    field = revealed(field)
    let position = relation.append(operand.expression, field: field)
    relation.columns[index].field = field
    relation.columns[index].position = position
    relation.columns[index].bounds = operand.bounds
    relation.columns[index].reference = operand.column?.reference
  }

  /// Computes the derived fields that are not computed yet, since the rows are about to change.
  ///
  /// Inside the definition of a field only those are computed that the query mentions: a query over
  /// a field's own table would otherwise always be a cycle.
  mutating func completeFields(_ relation: inout Relation, mentionedIn query: String?) {
    let pending = relation.columns.filter { $0.position == nil }.map(\.field)
    for field in pending {
      if let query, !query.contains(field.name),
        field.chineseName.map({ !query.contains($0) }) ?? true
      {
        continue
      }
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
      }), declared.field.isOptional
    else { return nil }
    let missing = BoundExpression(.constant(.missing), type: declared.field.type)
    let position = relation.append(missing, field: declared.field)
    return ScopeColumn(field: declared.field, position: position, reference: declared.reference)
  }
}
