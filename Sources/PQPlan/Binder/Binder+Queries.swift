import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// More stages, uses of definitions and calls of functions than this, counted each time a
  /// definition is used, would be a plan of a size that nobody meant.
  static let expansionLimit = 10_000

  /// Counts stages and uses of definitions; reports once and returns false when there are too many.
  mutating func countExpansion(_ count: Int) -> Bool {
    expansionCount += count
    guard expansionCount <= Binder.expansionLimit, depth < Binder.depthLimit else {
      reportTooDeep()
      return false
    }
    return true
  }

  /// Says once, at the whole statement, that what it comes to is too much.
  mutating func reportTooDeep() {
    if diagnostics.contains(where: { $0.code == PlanDiagnostics.nestingTooDeep }) { return }
    diagnostics.append(Diagnostic.tooDeep().at(statementRange, in: statementSource))
  }

  /// Binds a pipeline. A mistake in one stage does not keep the next from being looked at.
  mutating func bindQuery(_ query: QuerySyntax) -> Relation? {
    guard countExpansion(1 + query.stages.count) else { return nil }
    depth += 4
    defer { depth -= 4 }
    var relation = bindSource(query) ?? .broken
    for (index, stage) in query.stages.enumerated() {
      if case .compare(let period) = stage.kind {
        bindCompare(query, upTo: index, period, stage, &relation)
      } else {
        bind(stage, &relation)
      }
    }
    return relation
  }

  private mutating func bindSource(_ query: QuerySyntax) -> Relation? {
    switch query.source {
    case .name(let name): return bindSource(named: name, in: query.range)
    case .query(let inner): return bindQuery(inner)
    case .call(let call): return bindSourceCall(call)
    }
  }

  /// Binds a query or an expression that names rows: the other side of `join` and `append`.
  mutating func bindBody(_ body: BodySyntax) -> Relation? {
    switch body {
    case .query(let query): return bindQuery(query)
    case .expression(let expression):
      switch expression.unwrapped.kind {
      case .name(let name): return bindSource(named: name)
      case .subquery(let query): return bindQuery(query)
      case .call(let call): return bindSourceCall(call)
      default:
        report(.notATable(text(expression.range)), at: expression.range)
        return nil
      }
    }
  }

  /// Binds a table, a view or `it` by name.
  mutating func bindSource(named name: NameSyntax, in range: SourceRange? = nil) -> Relation? {
    if name.text.isEmpty { return nil }
    if isWatched(name) {
      keep(.source, .constant)
      return nil
    }
    if let argument = context.locals[name.text] {
      return inContext(argument.context) { $0.bindBody(.expression(argument.syntax)) }
    }
    if let (position, definition) = definition(named: name.text) {
      resolve(name, to: definition.name, definition.chineseName)
      switch definition.kind {
      case .query(let query):
        return inContext(contextOf(definition, at: position)) { $0.bindQuery(query) }
      case .broken: return nil
      case .function(let parameters, .query):
        report(.functionWithoutArguments(name.text, parameters), at: name.range)
        return nil
      case .value, .function, .parameter:
        if catalog.table(named: name.text) == nil {
          report(.notATable(name.text), at: name.range)
          return nil
        }
      }
    }
    if isPreviousResult(name.text) {
      guard let previous = context.previousResult else {
        report(.noPreviousResult(), at: name.range)
        return nil
      }
      return relation(of: previous)
    }
    guard let entry = catalog.table(named: name.text) else {
      reportUnknownTable(name)
      return nil
    }
    resolve(name, to: entry.name, entry.chineseName)
    // A count of 0 would look like an answer.
    if environment.expectsData, entry.data == nil, context.source === statementSource,
      !diagnostics.contains(where: { $0.code == PlanDiagnostics.noData })
    {
      report(.noData(name.text), at: name.range)
    }
    let relation = sourceRelation(of: entry, mentionedIn: range ?? name.range)
    for claim in relation.claims {
      report(.storedFieldUsed(claim.field, lacking: claim.absent), at: name.range)
    }
    return relation
  }

  /// A table's rows with its derived fields; inside the definition of one, with those that the
  /// query mentions.
  private mutating func sourceRelation(
    of entry: TableEntry, mentionedIn range: SourceRange
  ) -> Relation {
    if fieldsInProgress.isEmpty { return completeRelation(of: entry) }
    var relation = guardedRelation(of: entry)
    completeFields(&relation, mentionedIn: text(range))
    return relation
  }

  mutating func reportUnknownTable(_ name: NameSyntax) {
    if isWatched(name) {
      keep(.table, .constant)
      return
    }
    let tables = catalog.tables.flatMap { [$0.name, $0.chineseName ?? $0.name] }
    let views = catalog.definitions.prefix(context.visibleCount).compactMap { definition in
      if case .query = definition.kind { definition.name } else { nil }
    }
    let nearest = SpellingSuggestion.nearest(to: name.text, among: tables + views)
    report(
      .unknownTable(name.text, nearest: nearest, known: catalog.tables.map(\.name)),
      at: name.range)
  }

  /// Rows that carry no declaration: of `it`, of `rejects`.
  private func relation(ofRows table: Table) -> Relation {
    let fields = table.schema.fields
    let plan = LogicalPlan(
      .scan(table, columns: Array(fields.indices)), schema: table.schema)
    let columns = fields.enumerated().map { position, field in
      ScopeColumn(
        field: field, position: position,
        origin: ColumnOrigin(table: table, column: position))
    }
    return Relation(plan: plan, columns: columns)
  }

  /// The rows of an earlier query, whose columns stay apart from what those of its tables do.
  private func relation(of previous: PreviousResult) -> Relation {
    var relation = relation(ofRows: previous.table)
    for (column, value) in previous.sums {
      relation.columns[column].filler = value.filler
      relation.columns[column].isAdditive = value.isAdditive
    }
    if previous.sides.isEmpty { return relation }
    var tableGuard = TableGuard()
    tableGuard.sides = previous.sides
    relation.plan = LogicalPlan(
      .guarded(relation.plan, tableGuard), schema: relation.plan.schema)
    relation.acceptsColumns = false
    return relation
  }

  /// Whether a name is `it`, the rows of the previous query.
  func isPreviousResult(_ name: String) -> Bool { name == "it" || name == "它" }

  /// Binds a table function or a view with parameters.
  private mutating func bindSourceCall(_ call: CallSyntax) -> Relation? {
    if let (position, definition) = definition(named: call.name.text) {
      if case .broken = definition.kind { return nil }
      if case .function(let parameters, let body) = definition.kind {
        guard let inner = contextForCall(definition, position, parameters, call) else {
          return nil
        }
        depth += 4
        defer { depth -= 4 }
        return inContext(inner) { $0.bindBody(body) }
      }
    }
    switch TableFunction(spelled: call.name.text) {
    case .dates: return bindDates(call)
    case .rejects: return bindRejects(call)
    case .lint: return bindLint(call)
    case .rows: return bindRowsBehind(call)
    case nil:
      let nearest = SpellingSuggestion.nearest(to: call.name.text, among: TableFunction.names)
      report(.unknownTableFunction(call.name.text, nearest: nearest), at: call.name.range)
      return nil
    }
  }

  private mutating func bindDates(_ call: CallSyntax) -> Relation? {
    guard let argument = call.arguments.first, call.arguments.count == 1 else {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: ["period"], given: call.arguments.count), at: call.range)
      return nil
    }
    var scope = Scope.constant
    note(.period, at: argument.expression)
    guard let operand = bind(argument.expression, &scope) else { return nil }
    guard let period = constantPeriod(of: operand) else {
      report(.notAPeriod(text(argument.expression.range)), at: argument.expression.range)
      return nil
    }
    let field = Field("date", zh: "日期", type: .date, isOptional: false)
    var blocks: [Batch] = []
    var first = period.first
    while first < period.end {
      let end = min(period.end, first + Int64(Table.blockRowCount))
      let column = Column.integer(IntegerColumn(values: Array(first..<end)))
      blocks.append(Batch(columns: [column], rowCount: Int(end - first)))
      first = end
    }
    return relation(ofRows: Table(name: "dates", schema: Schema([field]), blocks: blocks))
  }

  private mutating func bindRejects(_ call: CallSyntax) -> Relation? {
    guard let name = call.arguments.first?.expression.tableName, call.arguments.count == 1 else {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: ["table"], given: call.arguments.count), at: call.range)
      return nil
    }
    guard let entry = catalog.table(named: name.text) else {
      reportUnknownTable(name)
      return nil
    }
    guard let rejects = entry.rejects else {
      let empty = Table(name: "rejects", schema: RejectsSchema.schema, blocks: [])
      return relation(ofRows: empty)
    }
    return relation(ofRows: rejects)
  }
}

/// The columns of `rejects(TABLE)`: where a value stood that was not taken over, and why.
package enum RejectsSchema {
  package static let schema = Schema([
    Field("file", zh: "文件", type: .text), Field("line", zh: "行", type: .integer),
    Field("column", zh: "列", type: .text), Field("code", zh: "代码", type: .text),
    Field("reason", zh: "原因", type: .text), Field("text", zh: "原文", type: .text),
  ])
}
