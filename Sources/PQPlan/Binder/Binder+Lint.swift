import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `lint(TABLE)`: one row per check of the table, with how many rows it finds and the query
  /// that lists them.
  ///
  /// All checks are counted in one pass. A reference to a key of several rows, which is an error
  /// elsewhere, leads to the first of them: one check counts such keys, and the others go on.
  ///
  /// One that cannot be computed here has no count, and a note
  /// that says why.
  mutating func bindLint(_ call: CallSyntax) -> Relation? {
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
    resolve(name, to: entry.name, entry.chineseName)
    takesFirstOfSeveral = true
    defer { takesFirstOfSeveral = false }
    let (source, found) = capturingDiagnostics {
      $0.bindSource(named: NameSyntax(entry.name, range: name.range), in: name.range)
    }
    diagnostics += found.filter { $0.code != PlanDiagnostics.storedFieldUsed }
    guard var relation = source else { return nil }
    var lines: [LintLine] = []
    var counts: [BoundAggregate] = []
    var counted: [String] = []
    let words = catalog.wordTranslation
    for check in lintChecks(of: entry, relation) {
      var line = LintLine(check: check, query: query(check, of: entry, words))
      if let obstacle = obstacle(to: check, entry, relation) {
        line.obstacle = obstacle
      } else if let count = count(check, &relation, &line) {
        counts.append(count)
        counted.append(check.name)
      }
      lines.append(line)
    }
    return report(of: lines, counts, counted, over: relation)
  }

  /// Binds the count of a check's rows; its mistakes become the line's obstacle.
  private mutating func count(
    _ check: LintCheck, _ relation: inout Relation, _ line: inout LintLine
  ) -> BoundAggregate? {
    var scope = Scope(relation, place: .condition)
    let (condition, found) = capturingDiagnostics { binder in
      binder.inContext(check.context) { $0.bindCondition(check.condition, &scope) }
    }
    let mistake = found.first { $0.severity == .error }
    guard let condition, mistake == nil, let function = FunctionRegistry.aggregate(named: "count")
    else {
      line.obstacle = mistake?.message ?? .notComputed
      return nil
    }
    relation = scope.relation
    return BoundAggregate(function: function, arguments: [], filter: condition, type: .integer)
  }

  /// Why a check would say nothing, or something wrong, about the data at hand: the file lacks a
  /// column that it compares, or nothing was read for a table that it follows a reference to.
  private func obstacle(
    to check: LintCheck, _ entry: TableEntry, _ relation: Relation
  ) -> LocalizedText? {
    let text = check.context.source.text(in: check.condition.range)
    let words = Set(
      text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    func mentions(_ field: Field) -> Bool {
      words.contains(field.name) || field.chineseName.map(words.contains) == true
    }
    let columns = entry.declaration?.columns ?? []
    let absent = columns.filter { column in
      entry.absentColumns.contains(column.field.name) && column.defaultValue == nil
        && mentions(column.field)
    }
    if !absent.isEmpty { return .fileLacks(absent.map(\.field)) }
    if let claim = relation.claims.first(where: { check.name == "claimed_\($0.field)" }) {
      return .fileLacks(claim.absent.map { name in Field(name, type: .text) })
    }
    for column in columns where mentions(column.field) {
      guard let reference = column.reference, let target = catalog.table(named: reference),
        (target.data?.rowCount ?? 0) == 0, follows(column.field, in: text)
      else { continue }
      return .noRows(in: LocalizedText(target.name, zh: target.chineseName ?? target.name))
    }
    return nil
  }

  /// Whether a text has a path along a reference: `township.code`.
  private func follows(_ column: Field, in text: String) -> Bool {
    [column.name, column.chineseName].compactMap { $0 }.contains { name in
      text.contains(name + ".") || text.contains("`\(name)`.")
    }
  }

  /// The query that lists what a check finds, in the session's language.
  private func query(
    _ check: LintCheck, of entry: TableEntry, _ words: NameTranslation
  ) -> String {
    let table = Printer.print(
      ExpressionSyntax(
        .name(NameSyntax(entry.name, range: SourceRange(0, 0))), range: SourceRange(0, 0)))
    let text = "\(table) where \(Printer.print(check.condition))"
    let source = SourceText(text)
    let resolved = StatementTranslation.names(
      in: Parser.parse(source).script, catalog: catalog, environment: environment)
    let written = Formatter.format(
      source, to: environment.language, names: words, resolved: resolved)
    return String(written.prefix { !$0.isNewline })
  }

  /// Puts the counts beside the checks.
  private func report(
    of lines: [LintLine], _ counts: [BoundAggregate], _ counted: [String],
    over relation: Relation
  ) -> Relation {
    let language = environment.language
    let fields = LintSchema.schema.fields
    let texts: [[Value]] = [
      lines.map { .text($0.check.name) },
      lines.map { .text($0.check.label.text(in: language)) },
      lines.map { .text($0.query) },
      lines.map { line in
        (line.obstacle ?? line.check.reason).map { .text($0.text(in: language)) } ?? .missing
      },
    ]
    let schema = Schema([fields[0], fields[1], fields[3], fields[4]])
    let batch = Batch(
      columns: texts.map { Column(values: $0, type: .text) }, rowCount: lines.count)
    let table = Table(name: "lint", schema: schema, blocks: lines.isEmpty ? [] : [batch])
    let known = LogicalPlan(.scan(table, columns: [0, 1, 2, 3]), schema: schema)
    let joined = LogicalPlan(
      .join(known, long(counts, counted, over: relation), Self.byName),
      schema: Schema(schema.fields + [fields[0], fields[2]]))
    let items = [0, 1, 5, 2, 3].map { position in
      BoundExpression(.column(position), type: joined.schema.fields[position].type)
    }
    let columns = fields.enumerated().map { ScopeColumn(field: $0.element, position: $0.offset) }
    return Relation(
      plan: LogicalPlan(.project(joined, items), schema: LintSchema.schema), columns: columns)
  }

  private static var byName: JoinPlan {
    let key = BoundExpression(.column(0), type: .text)
    return JoinPlan(kind: .lookup, keys: [(left: key, right: key)])
  }

  /// One row per computed check: its name and its count.
  private func long(
    _ counts: [BoundAggregate], _ names: [String], over relation: Relation
  ) -> LogicalPlan {
    let fields = LintSchema.schema.fields
    let schema = Schema([fields[0], fields[2]])
    if counts.isEmpty {
      let table = Table(name: "lint", schema: schema, blocks: [])
      return LogicalPlan(.scan(table, columns: [0, 1]), schema: schema)
    }
    let wide = LogicalPlan(
      .aggregate(relation.plan, AggregatePlan(keys: [], aggregates: counts, domains: [])),
      schema: Schema(names.map { Field($0, type: .integer) }))
    let unpivot = UnpivotPlan(kept: [], unpivoted: Array(names.indices), names: names)
    return LogicalPlan(.unpivot(wide, unpivot), schema: schema)
  }

  /// Binds `claimed(FIELD)`: what the file itself says where a derived field hides its column.
  mutating func bindClaim(_ call: CallSyntax, _ scope: inout Scope) -> Operand? {
    guard let name = call.arguments.first?.expression.tableName, call.arguments.count == 1 else {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: ["field"], given: call.arguments.count), at: call.range)
      return nil
    }
    if isWatched(name) {
      var rows = scope.relation
      rows.columns = rows.shadowed
      keep(.column, Scope(rows))
      return nil
    }
    guard let column = scope.relation.shadowed.first(where: { $0.isNamed(name.text) }) else {
      if !scope.relation.isBroken {
        let claimed = scope.relation.shadowed.map(\.field.name)
        report(.noClaim(name.text, claimed: claimed), at: name.range)
      }
      return nil
    }
    var result = operand(of: column, at: call.range)
    result?.name = MadeName(
      english: "claimed_\(column.field.name)", chinese: column.field.chineseName.map { "填报的\($0)" })
    return result
  }

  /// Whether a call is `claimed(FIELD)`.
  static func isClaim(_ name: String) -> Bool { name == "claimed" || name == "填报值" }
}
