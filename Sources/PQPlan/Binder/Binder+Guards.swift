import PQColumnar
import PQDiagnostics
import PQSyntax

extension Binder {
  /// A table's rows under what its model says about showing them.
  mutating func guardedRelation(of entry: TableEntry) -> Relation {
    keepingRows(of: entry, isComplete: false) { $0.boundGuardedRelation(of: entry) }
  }

  /// A table's rows with all of its derived fields.
  mutating func completeRelation(of entry: TableEntry) -> Relation {
    keepingRows(of: entry, isComplete: true) { binder in
      var relation = binder.guardedRelation(of: entry)
      binder.completeFields(&relation, mentionedIn: nil)
      return relation
    }
  }

  /// Binds the rows of a table, or takes them as an earlier statement found them. What was found
  /// while something else was under way, or with a diagnostic, says nothing of the next statement.
  private mutating func keepingRows(
    of entry: TableEntry, isComplete: Bool, _ bindRows: (inout Binder) -> Relation
  ) -> Relation {
    guard fieldsInProgress.isEmpty, replacement == nil, !keepsResolvedNames else {
      return bindRows(&self)
    }
    let name = BoundFields.RowsName(
      table: entry.name, isComplete: isComplete, revealed: environment.revealed)
    if let known = catalog.boundFields[name] { return known }
    let (diagnosticCount, periodCount) = (diagnostics.count, namedPeriods.count)
    let relation = bindRows(&self)
    if diagnostics.count == diagnosticCount, namedPeriods.count == periodCount {
      catalog.boundFields[name] = relation
    }
    return relation
  }

  private mutating func boundGuardedRelation(of entry: TableEntry) -> Relation {
    var relation = relation(of: entry)
    for position in relation.columns.indices { relation.columns[position].cameAlong = true }
    var tableGuard = TableGuard()
    tableGuard.sides = apartSides(of: entry, relation)
    let mark = FieldInProgress.secret(of: entry.name)
    // A condition that looks back at its own table sees all of its rows.
    if let secret = entry.secret, !fieldsInProgress.contains(mark) {
      fieldsInProgress.append(mark)
      tableGuard.secret = bind(secret, &relation)
      fieldsInProgress.removeLast()
      tableGuard.identifying = identifyingColumns(of: entry, relation)
    }
    if tableGuard.isEmpty { return relation }
    relation.plan = LogicalPlan(
      .guarded(relation.plan, tableGuard), schema: relation.plan.schema)
    relation.acceptsColumns = false
    return relation
  }

  /// Computes which rows are secret, and returns the column that says it.
  private mutating func bind(_ secret: SecretRows, _ relation: inout Relation) -> Int? {
    var scope = Scope(relation)
    let inner = BindingContext(source: secret.source, visibleCount: secret.visibleCount)
    let condition = inContext(inner) { $0.bindCondition(secret.condition, &scope) }
    guard let condition, !isNeverTrue(condition, scope.relation.plan) else { return nil }
    let field = Field("secret", zh: "不列出", type: .boolean, isOptional: false)
    guard let table = relation.wholeTable,
      scope.relation.plan.joins || !condition.plans.isEmpty
    else {
      relation = scope.relation
      return relation.append(condition, field: field)
    }
    // What takes other tables to find out is kept like a derived field.
    let plan = LogicalPlan(
      .project(scope.relation.plan, [condition]), schema: Schema([field]))
    let column = DerivedColumn(
      name: "secret rows", tableName: relation.table ?? "", table: table, plan: plan)
    return relation.append(column, field: field)
  }

  /// The columns whose values point at single rows or at persons: keys, and references to a table
  /// with private columns. Private columns are known as such by themselves.
  private func identifyingColumns(of entry: TableEntry, _ relation: Relation) -> Set<Int> {
    let columns = (entry.declaration?.columns ?? []).filter { column in
      column.isKey || column.field.name == entry.declaration?.key
        || column.reference.flatMap { catalog.table(named: $0) }?.hasPrivateColumns == true
    }
    let positions = columns.compactMap { relation.column(named: $0.field.name)?.position }
    return Set(positions.filter { $0 < relation.plan.schema.fields.count })
  }

  /// Returns the texts of a column that rows hold which may be listed; `nil` if all may be.
  func shownTexts(of origin: ColumnOrigin) -> Set<String>? {
    guard let entry = catalog.tables.first(where: { $0.readData === origin.table }),
      entry.secret != nil
    else { return nil }
    var copy = self
    let rows = copy.guardedRelation(of: entry)
    guard rows.plan.schema.fields.indices.contains(origin.column) else { return [] }
    let field = rows.plan.schema.fields[origin.column]
    let column = BoundExpression(.column(origin.column), type: field.type)
    let texts = LogicalPlan(.project(rows.plan, [column]), schema: Schema([field]))
    let plan = LogicalPlan(.distinct(texts, columns: [0]), schema: texts.schema)
    guard let table = try? environment.evaluate(plan) else { return [] }
    return DistinctTexts.values(of: ColumnOrigin(table: table, column: 0)) ?? []
  }

  // MARK: - Columns that are kept apart

  /// The sides that the columns of a table are on. The whole of a referenced table is on the side of
  /// the column that refers to it, and so is each column that refers to the same table.
  private func apartSides(of entry: TableEntry, _ relation: Relation) -> [Int: Set<ApartSide>] {
    var result: [Int: Set<ApartSide>] = [:]
    for pair in catalog.apartPairs {
      for (isFirst, named) in [(true, pair.first), (false, pair.second)] {
        let side = ApartSide(pair: pair.name, isFirst: isFirst)
        let target = named.reference.flatMap { catalog.table(named: $0)?.name }
        for column in relation.columns {
          guard let position = column.position else { continue }
          let isNamed = entry.name == pair.table && column.isNamed(named.field.name)
          let refers = column.reference.flatMap { catalog.table(named: $0)?.name }
          if isNamed || target != nil && (target == entry.name || target == refers) {
            result[position, default: []].insert(side)
          }
        }
      }
    }
    return result
  }

  /// Leaves out of what is about to be shown each column that must not stand beside an earlier one.
  mutating func keepApart(_ relation: inout Relation, at range: SourceRange) {
    // After a mistake the plan may not be whole, and nothing is shown anyway.
    if relation.isBroken || hasErrors || catalog.apartPairs.isEmpty { return }
    relation.normalize()
    // From here on each walk over the plan would trace every field of its tables, used or not.
    relation.plan = FieldChoice().apply(to: relation.plan)
    let meetings = meetings(in: relation)
    if meetings.isEmpty { return }
    reportMeetings(meetings, relation, at: range)
    let dropped = Set(meetings.map(\.column))
    let kept = relation.columns.indices.filter { !dropped.contains($0) }
    guard !kept.isEmpty else {
      report(.nothingLeft(), at: range)
      return
    }
    relation.columns = kept.map { relation.columns[$0] }
    relation.normalize()
  }

  /// The columns that must not stand where they are, each with the earlier one that forbids it; `nil`
  /// if it is made from both sides, or from one while the rows were chosen by the other.
  private func meetings(in relation: Relation) -> [(column: Int, earlier: Int?)] {
    var seen: [ApartSide: Int] = [:]
    var result: [(column: Int, earlier: Int?)] = []
    for (position, trace) in Discretion.traces(of: relation.plan).enumerated()
    where position < relation.columns.count {
      let sides = trace.sides.sorted {
        ($0.pair, $0.isFirst ? 0 : 1) < ($1.pair, $1.isFirst ? 0 : 1)
      }
      if sides.contains(where: { trace.sides.contains($0.other) }) {
        result.append((position, nil))
      } else if let earlier = sides.lazy.compactMap({ seen[$0.other] }).first {
        result.append((position, earlier))
      } else {
        for side in sides where seen[side] == nil { seen[side] = position }
      }
    }
    return result
  }

  /// Warns of columns that were asked for together; a note says once what came along with whole rows
  /// and is not shown.
  private mutating func reportMeetings(
    _ meetings: [(column: Int, earlier: Int?)], _ relation: Relation, at range: SourceRange
  ) {
    func name(_ position: Int) -> String { relation.columns[position].field.name }
    var unasked: [(column: Int, earlier: Int)] = []
    var unchosen: [Int] = []
    for (column, earlier) in meetings {
      if earlier == nil, relation.columns[column].cameAlong {
        unchosen.append(column)
      } else if let earlier, [column, earlier].contains(where: { relation.columns[$0].cameAlong }) {
        unasked.append((column, earlier))
      } else {
        let place = earlier.flatMap { relation.columns[$0].askedAt }
        report(
          .keptApart(name(column), from: earlier.map(name), at: place),
          at: relation.columns[column].askedAt ?? range)
      }
    }
    if !unchosen.isEmpty { report(.notListed(unchosen.map(name)), at: range) }
    guard let first = unasked.first,
      !diagnostics.contains(where: { $0.code == PlanDiagnostics.keptApart })
    else { return }
    let columns = unasked.filter { $0.earlier == first.earlier }.map { name($0.column) }
    report(.notListed(columns, beside: name(first.earlier)), at: range)
  }
}

extension FieldInProgress {
  /// Stands for a table's secret condition, which is bound like a field of it.
  static func secret(of table: String) -> FieldInProgress {
    FieldInProgress(table: table, field: "")
  }

  var isSecret: Bool { field.isEmpty }
}

extension TableEntry {
  var hasPrivateColumns: Bool {
    declaration?.columns.contains { $0.field.isPrivate } == true
  }
}

/// Two columns that a table declares never to stand in one result.
struct ApartPair {
  var table: String
  var first: DeclaredColumn
  var second: DeclaredColumn

  var name: String { "\(table).\(first.field.name)|\(second.field.name)" }
}

extension Catalog {
  /// The columns that never stand in one result.
  var apartPairs: [ApartPair] {
    tables.flatMap { entry -> [ApartPair] in
      let columns = entry.declaration?.columns ?? []
      return columns.flatMap { column in
        column.apart.compactMap { name in
          columns.first { $0.field.name == name || $0.field.chineseName == name }.map {
            ApartPair(table: entry.name, first: $0, second: column)
          }
        }
      }
    }
  }

  /// Whether some rows of a table are secret.
  package func hasSecretRows(_ name: String) -> Bool {
    table(named: name)?.secret != nil
  }
}

extension Field {
  /// What may be shown of a value, as text.
  func masked(_ value: Value) -> String {
    guard let masking else { return ValueFormat.text(value, as: type) }
    let shown = masking.column(Column(values: [value], type: type), type: type)
    return ValueFormat.text(shown.value(at: 0, as: .text), as: .text)
  }
}
