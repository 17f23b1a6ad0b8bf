import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `case.channel`, `case.petitioner.name`, and `orchards.name` after a join.
  mutating func bindPath(_ expression: ExpressionSyntax, _ scope: inout Scope) -> Operand? {
    guard let names = expression.pathNames, let head = names.first else { return nil }
    if names.contains(where: { $0.text.isEmpty }) { return nil }
    if let last = names.last, isWatched(last) { keepMembers(names, scope) }
    if let argument = context.locals[head.text] {
      let path = names.dropFirst().reduce(argument.syntax) { base, name in
        ExpressionSyntax(.path(base, name), range: base.range)
      }
      return inContext(argument.context) { $0.bind(path, &scope) }
    }
    if scope.grouping != nil {
      if !scope.relation.isBroken {
        report(.missingAggregate(text(expression.range), type: nil), at: expression.range)
      }
      return nil
    }
    var path = head.text
    var rest = names.dropFirst()
    var found: ScopeColumn?
    if let column = column(named: head.text, &scope.relation), column.reference != nil {
      resolve(head, to: column, in: scope.relation)
      found = column
    } else if let member = rest.first, let column = qualified(head.text, member, &scope.relation) {
      if let entry = catalog.table(named: head.text) {
        resolve(head, to: entry.name, entry.chineseName)
      }
      resolve(member, to: column)
      found = column
      path += "." + member.text
      rest = rest.dropFirst()
    }
    guard var column = found else {
      reportUnknownPath(head, names, scope)
      return nil
    }
    for name in rest {
      if column.isBroken { return nil }
      guard let next = follow(column, path, name, &scope) else { return nil }
      column = next
      resolve(name, to: next)
      path += "." + name.text
    }
    return operand(of: column, at: expression.range)
  }

  /// The column that `TABLE.col` names: of the rows' own table or of a joined one.
  private mutating func qualified(
    _ table: String, _ member: NameSyntax, _ relation: inout Relation
  ) -> ScopeColumn? {
    guard let entry = catalog.table(named: table) else {
      return relation.columns.first {
        $0.qualifiedName.map { $0.table == table && $0.column == member.text } ?? false
      }
    }
    // A joined column has lost its Chinese name where the other side has one like it.
    let name = entry.storedFields.first { $0.chineseName == member.text }?.name ?? member.text
    let joined = relation.columns.first { column in
      guard let origin = column.qualifiedName, origin.table == entry.name else { return false }
      return origin.column == name || column.field.chineseName == member.text
    }
    if let joined { return joined }
    return relation.table == entry.name ? column(named: member.text, &relation) : nil
  }

  /// Keeps the columns that `TABLE.` before the watched name leaves: those of the rows' own table, or
  /// of a joined one.
  private mutating func keepMembers(_ names: [NameSyntax], _ scope: Scope) {
    guard names.count == 2 else { return }
    let entry = catalog.table(named: names[0].text)
    let table = entry?.name ?? names[0].text
    var rows = scope.relation
    rows.columns = rows.columns.compactMap { column in
      guard let origin = column.qualifiedName else { return rows.table == table ? column : nil }
      guard origin.table == table else { return nil }
      var column = column
      column.field.name = origin.column
      column.field.chineseName =
        entry?.storedFields.first { $0.name == origin.column }?.chineseName
        ?? column.field.chineseName
      return column
    }
    keep(.member, Scope(rows))
  }

  private mutating func reportUnknownPath(
    _ head: NameSyntax, _ names: [NameSyntax], _ scope: Scope
  ) {
    if scope.relation.isBroken { return }
    if let column = scope.relation.column(named: head.text) {
      if !column.isBroken {
        report(.notAReference(head.text, type: column.field.type), at: head.range)
      }
    } else if let child = catalog.table(named: head.text), let table = scope.relation.table,
      !references(from: child, to: table).isEmpty
    {
      let member = names.dropFirst().first?.text ?? ""
      report(.manyRows(head.text, member: member), at: names.dropFirst().last?.range ?? head.range)
    } else if let member = names.dropFirst().first, catalog.table(named: head.text) != nil,
      scope.relation.table == catalog.table(named: head.text)?.name
    {
      reportUnknownColumn(member.text, at: member.range, scope)
    } else {
      reportUnknownColumn(head.text, at: head.range, scope)
    }
  }

  /// Returns a column of the table that a reference points to, joining it if need be.
  private mutating func follow(
    _ column: ScopeColumn, _ path: String, _ member: NameSyntax, _ scope: inout Scope
  ) -> ScopeColumn? {
    guard let reference = column.reference else {
      report(.notAReference(path, type: column.field.type), at: member.range)
      return nil
    }
    guard let target = catalog.table(named: reference) else {
      report(
        .unknownTable(reference, nearest: [], known: catalog.tables.map(\.name)), at: member.range)
      return nil
    }
    if isWatched(member) {
      keep(.member, Scope(completeRelation(of: target)))
      return nil
    }
    if let known = known(path, member.text, scope.relation) { return known }
    guard scope.place != .joinCondition else {
      report(.referenceInJoin(path + "." + member.text), at: member.range)
      return nil
    }
    var right = guardedRelation(of: target)
    guard let key = target.declaration?.key,
      let keyColumn = self.column(named: key, &right), keyColumn.position != nil
    else {
      report(.tableWithoutKey(target.name), at: member.range)
      return nil
    }
    let stored = right.columns.filter { $0.position != nil }
    guard let wanted = self.column(named: member.text, &right) else {
      reportUnknownMember(member, right, target)
      return nil
    }
    if wanted.isBroken || wanted.position == nil { return nil }
    let isStored = stored.contains { $0.field.name == wanted.field.name }
    guard isComparable(column.field.type, keyColumn.field.type) else {
      report(
        .referenceMismatch(path, column.field.type, target.name, keyColumn.field.type),
        at: member.range)
      return nil
    }
    right.columns = isStored ? stored : [keyColumn, wanted]
    right.normalize()
    join(right, keyColumn.field.name, to: column, path, at: member.range, &scope.relation)
    return known(path, member.text, scope.relation)
  }

  private func known(_ path: String, _ member: String, _ relation: Relation) -> ScopeColumn? {
    if let column = relation.lookups[path + "." + member] { return column }
    return relation.lookups.first { entry in
      entry.key.hasPrefix(path + ".") && !entry.key.dropFirst(path.count + 1).contains(".")
        && entry.value.isNamed(member)
    }?.value
  }

  private mutating func reportUnknownMember(
    _ member: NameSyntax, _ right: Relation, _ target: TableEntry
  ) {
    if let reason = right.unavailable[member.text] {
      report(member, unavailableBecause: reason)
      return
    }
    let nearest = SpellingSuggestion.nearest(to: member.text, among: right.columnNames)
    report(.unknownColumn(member.text, in: target.name, nearest: nearest), at: member.range)
  }

  private func isComparable(_ left: DataType, _ right: DataType) -> Bool {
    left == right || left == .unknown || right == .unknown
      || (left.isNumeric && right.isNumeric)
  }

  /// Joins a referenced table's columns on; each left row keeps its place and finds one row.
  private func join(
    _ right: Relation, _ key: String, to column: ScopeColumn, _ path: String,
    at range: SourceRange, _ relation: inout Relation
  ) {
    guard let position = column.position, let keyPosition = right.index(named: key) else { return }
    let width = relation.plan.schema.fields.count
    let keys = [
      (
        left: BoundExpression(
          .column(position), type: column.field.type, location: location(range)),
        right: BoundExpression(.column(keyPosition), type: right.columns[keyPosition].field.type)
      )
    ]
    var fields = relation.plan.schema.fields
    for (offset, joined) in right.columns.enumerated() {
      var added = joined
      added.position = width + offset
      added.field.isOptional = true
      added.role = .plain
      added.bounds = nil
      let name = path + "." + joined.field.name
      relation.lookups[name] = added
      added.field.name = name
      fields.append(added.field)
    }
    var plan = JoinPlan(kind: .lookup, keys: keys)
    plan.takesFirst = takesFirstOfSeveral
    plan.target = right.table.flatMap { catalog.table(named: $0) }.map {
      LocalizedText($0.name, zh: $0.chineseName ?? $0.name)
    }
    relation.plan = LogicalPlan(
      .join(relation.plan, right.plan, plan),
      schema: Schema(fields))
    relation.acceptsColumns = false
  }
}

// MARK: - References the other way

extension Binder {
  /// The columns of one table that hold the key of another.
  func references(from child: TableEntry, to table: String) -> [DeclaredColumn] {
    (child.declaration?.columns ?? []).filter { column in
      guard let reference = column.reference else { return false }
      return catalog.table(named: reference)?.name == table
    }
  }

  /// The table whose rows a call such as `any(mediations)` or `sum(mediations.hours)` asks for.
  func referringTable(_ call: CallSyntax, _ scope: Scope) -> TableEntry? {
    guard let name = call.arguments.first?.expression.pathNames?.first,
      scope.relation.column(named: name.text) == nil, context.locals[name.text] == nil,
      definition(named: name.text) == nil, scope.relation.table != nil
    else { return nil }
    return catalog.table(named: name.text)
  }

  mutating func bindReverseReference(
    _ call: CallSyntax, _ child: TableEntry, _ scope: inout Scope
  ) -> Operand? {
    guard let table = scope.relation.table, let first = call.arguments.first else { return nil }
    let candidates = references(from: child, to: table)
    guard let reference = candidates.first, candidates.count == 1 else {
      let diagnostic: Diagnostic =
        candidates.isEmpty
        ? .noReference(from: child.name, to: table)
        : .ambiguousReference(from: child.name, to: table, candidates.map(\.field.name))
      report(diagnostic, at: first.expression.range)
      return nil
    }
    guard let key = catalog.table(named: table)?.declaration?.key else {
      report(.tableWithoutKey(table), at: first.expression.range)
      return nil
    }
    guard let keyColumn = column(named: key, &scope.relation),
      let keyOperand = operand(of: keyColumn, at: first.expression.range)
    else {
      report(.keyIsGone(key, of: table), at: first.expression.range)
      return nil
    }
    guard let (operand, right) = bindChildren(call, child, reference) else { return nil }
    return addChildren(operand, right, keyOperand, call, &scope.relation)
  }

  /// Groups the referring rows by the reference and computes the aggregate for each.
  private mutating func bindChildren(
    _ call: CallSyntax, _ child: TableEntry, _ reference: DeclaredColumn
  ) -> (Operand, LogicalPlan)? {
    var scope = Scope(guardedRelation(of: child))
    guard let column = column(named: reference.field.name, &scope.relation),
      let key = operand(of: column, at: call.range)
    else {
      report(.columnNotInData(reference.field.name, table: child.name), at: call.range)
      return nil
    }
    var keyColumn = column
    keyColumn.role = .key
    scope.grouping = Grouping(keys: [BoundKey(column: keyColumn, expression: key.expression)])
    guard let inner = callInsideChild(call),
      let operand = bindAggregateCall(inner, &scope), let grouping = scope.grouping
    else { return nil }
    let aggregate = AggregatePlan(
      keys: [key.expression], aggregates: grouping.aggregates, domains: [nil])
    let fields =
      [column.field] + grouping.aggregates.map { Field($0.function.name, type: $0.type) }
    let grouped = LogicalPlan(
      .aggregate(scope.relation.plan, aggregate), schema: Schema(fields))
    let items = [BoundExpression(.column(0), type: column.field.type), operand.expression]
    let plan = LogicalPlan(
      .project(grouped, items),
      schema: Schema([column.field, Field(call.name.text, type: operand.type)]))
    return (operand, plan)
  }

  /// `count(mediations where C)` inside the other table is `count(where C)`, `sum(mediations.x)` is
  /// `sum(x)`; `any(mediations)` counts, too.
  private func callInsideChild(_ call: CallSyntax) -> CallSyntax? {
    guard let names = call.arguments.first?.expression.pathNames else { return nil }
    var inner = call
    inner.arguments.removeFirst()
    if let head = names.dropFirst().first {
      var path = ExpressionSyntax(.name(head), range: head.range)
      for name in names.dropFirst(2) {
        path = ExpressionSyntax(.path(path, name), range: path.range.union(name.range))
      }
      inner.arguments.insert(SortKeySyntax(expression: path, isDescending: nil), at: 0)
    } else if isAny(call) {
      inner.name.text = "count"
    }
    return inner
  }

  private func isAny(_ call: CallSyntax) -> Bool {
    FunctionRegistry.aggregate(named: call.name.text)?.name == "any"
  }

  private mutating func addChildren(
    _ operand: Operand, _ right: LogicalPlan, _ key: Operand, _ call: CallSyntax,
    _ relation: inout Relation
  ) -> Operand? {
    let width = relation.plan.schema.fields.count
    let keys = [
      (
        left: key.expression,
        right: BoundExpression(.column(0), type: right.schema.fields[0].type)
      )
    ]
    var fields = right.schema.fields
    for position in fields.indices { fields[position].isOptional = true }
    relation.plan = LogicalPlan(
      .join(relation.plan, right, JoinPlan(kind: .lookup, keys: keys)),
      schema: Schema(relation.plan.schema.fields + fields))
    relation.acceptsColumns = false
    var result = Operand(
      BoundExpression(.column(width + 1), type: operand.type, location: location(call.range)),
      range: call.range)
    result.masking = operand.masking
    let filler: Value = operand.type == .boolean ? .boolean(false) : operand.filler
    if !filler.isMissing {
      let none = Operand.constant(filler, type: operand.type, at: location(call.range))
      guard let filled = self.call("??", [result, none], at: call.range) else { return nil }
      result = filled
    }
    result.name = operand.name
    let isPlainAny = isAny(call) && call.arguments.first?.expression.pathNames?.count == 1
    if isPlainAny {
      let zero = Operand.constant(.integer(0), type: .integer, at: location(call.range))
      var answer = self.call(">", [result, zero], at: call.range)
      answer?.name = FunctionRegistry.aggregate(named: "any").map {
        MadeName(english: $0.name, chinese: $0.chineseName)
      }
      return answer
    }
    return result
  }
}

extension ExpressionSyntax {
  /// The names of a path, outermost table first; a single name is a path of one.
  var pathNames: [NameSyntax]? {
    switch kind {
    case .name(let name): [name]
    case .path(let base, let name): base.pathNames.map { $0 + [name] }
    default: nil
    }
  }
}
