import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

/// What can be named at one place of a half-written statement, as the binder found it there.
package struct NamesInScope {
  /// What a name there stands for.
  package enum Place: Hashable, Sendable {
    /// A table, a view or `it`, where rows come from.
    case source
    /// A table or a value: the body of a statement.
    case body
    /// A table, and nothing else.
    case table
    /// A column that is there: of `drop`, `rename`, `pivot`.
    case column
    /// A column behind `TABLE.` or `REFERENCE.`.
    case member
    /// A value of a row.
    case row
    /// An item of `summarise`: an aggregate, a measure or a key.
    case summary
    /// A value that no row belongs to.
    case constant
    /// A measure of any table.
    case measure
    /// `numerator` or `denominator`.
    case ratioPart
  }

  /// What kind of value would fit.
  package enum Wanted: Hashable, Sendable {
    case anything
    case condition
    case period
    case number
    /// A value that is compared or computed with one of this type.
    case like(DataType)
    /// The argument of a function, given the types of those before it.
    case argument(function: String, before: [DataType])
  }

  /// A column, and what it means for whoever chooses one.
  package struct Column {
    package var field: Field
    /// Whether it leads to the rows of another table.
    package var isReference: Bool
  }

  /// What the other side of a comparison holds, where a bare word may be one of its values.
  package struct Word {
    package var type: DataType
    /// Whether a word that names nothing is text.
    package var acceptsText: Bool
    /// Where the values are, if some may be shown.
    package var values: ShownValues?
  }

  package var place: Place
  package var wanted: Wanted = .anything
  package var columns: [Column] = []
  package var measures: [CatalogName] = []
  /// Tables whose rows refer to those at hand, for `count(TABLE)`.
  package var referringTables: [CatalogName] = []
  /// The tables before whose columns a `TABLE.` may stand: joined ones, and the rows' own.
  package var qualifiers: [CatalogName] = []
  /// The parameters of the function that is being defined.
  package var parameters: [String] = []
  package var word: Word?
  /// Whether a query may stand there as well, since a bracket was opened for it.
  package var allowsQuery = false

  package init(place: Place) {
    self.place = place
  }
}

/// The values of a column that may be shown to whoever asks for one.
package struct ShownValues {
  package var table: Table
  package var column: Int
  package var field: Field
  /// The rows that may be listed, if others are secret.
  package var rows: LogicalPlan?
}

/// Waits for the binder to come to one name, and keeps what can be named there.
///
/// Whoever completes a line puts a name that nothing has at the cursor and lets the binder find out
/// what would have been known: no second account of scopes has to agree with the binder's.
final class NameWatch {
  /// A letter of Old Church Slavonic that no table is called by.
  static let name = "ꙮ"

  var found: NamesInScope?
  /// What the construct around the name asks for.
  var wanted: NamesInScope.Wanted?
}

extension Binder {
  /// The name that stands for the one being typed.
  package static let watchedName = NameWatch.name

  func isWatched(_ name: NameSyntax) -> Bool { watch != nil && name.text == NameWatch.name }

  func isWatched(_ expression: ExpressionSyntax) -> Bool {
    guard watch != nil, case .name(let name) = expression.kind else { return false }
    return name.text == NameWatch.name
  }

  /// Notes what is asked of the watched name before it is bound.
  func note(_ wanted: @autoclosure () -> NamesInScope.Wanted, at expression: ExpressionSyntax) {
    if isWatched(expression) { watch?.wanted = wanted() }
  }

  /// Keeps what can be named where the watched name stands.
  mutating func keep(_ place: NamesInScope.Place, _ scope: Scope, _ hint: WordHint? = nil) {
    guard let watch else { return }
    var names = NamesInScope(place: place)
    let relation = scope.relation
    if let grouping = scope.grouping {
      names.place = .summary
      names.columns = grouping.keys.map { shown($0.column) }
      names.measures = measures(of: relation).map {
        CatalogName(name: $0.name, chineseName: $0.chineseName)
      }
    } else {
      if scope.place == .constant, place == .row { names.place = .constant }
      names.columns = relation.columns.filter { !$0.isBroken }.map(shown)
      names.referringTables = referringTables(to: relation)
      names.qualifiers = qualifiers(relation)
    }
    names.parameters = context.locals.keys.sorted()
    names.wanted = watch.wanted ?? .anything
    if let hint {
      names.word = word(hint)
      if case .anything = names.wanted, hint.type != .unknown { names.wanted = .like(hint.type) }
    }
    watch.wanted = nil
    watch.found = names
  }

  /// Looks for the watched name among the arguments of a function of the language's own, whose call
  /// need not be whole yet.
  mutating func findsWatchedName(
    in call: CallSyntax, _ parameters: [FunctionParameter], _ scope: Scope
  ) -> Bool {
    guard let watch else { return false }
    let before = watch.found
    watch.found = nil
    // What is passed may end up in an aggregate, which sees rows.
    var scope = scope
    scope.grouping = nil
    for (argument, parameter) in zip(call.arguments, parameters) {
      let bound = BoundArgument(argument.expression, parameter, context: context)
      _ = capturingDiagnostics { $0.bind(bound, &scope, hint: nil) }
    }
    if watch.found != nil { return true }
    watch.found = before
    return false
  }

  private func shown(_ column: ScopeColumn) -> NamesInScope.Column {
    NamesInScope.Column(field: column.field, isReference: column.reference != nil)
  }

  private func referringTables(to relation: Relation) -> [CatalogName] {
    guard let table = relation.table else { return [] }
    return catalog.tables.filter { !references(from: $0, to: table).isEmpty }.map {
      CatalogName(name: $0.name, chineseName: $0.chineseName)
    }
  }

  private func qualifiers(_ relation: Relation) -> [CatalogName] {
    var tables: [String] = []
    for column in relation.columns {
      if let table = column.qualifiedName?.table, !tables.contains(table) { tables.append(table) }
    }
    if let table = relation.table, !tables.contains(table) { tables.append(table) }
    return tables.map {
      CatalogName(name: $0, chineseName: catalog.table(named: $0)?.chineseName)
    }
  }

  private mutating func word(_ hint: WordHint) -> NamesInScope.Word {
    var word = NamesInScope.Word(type: hint.type, acceptsText: hint.acceptsText)
    guard hint.type == .text, let column = hint.column, !column.field.isPrivate,
      !column.field.isRevealed, let origin = column.origin
    else { return word }
    word.values = shownValues(of: origin, column.field)
    return word
  }

  /// The values of a column; of a table with secret rows, only those of the others.
  private mutating func shownValues(of origin: ColumnOrigin, _ field: Field) -> ShownValues? {
    var values = ShownValues(table: origin.table, column: origin.column, field: field)
    guard let entry = catalog.tables.first(where: { $0.data === origin.table }) else {
      return catalog.previousResult?.table === origin.table ? values : nil
    }
    guard entry.secret != nil else { return values }
    let (rows, _) = capturingDiagnostics { $0.guardedRelation(of: entry) }
    guard rows.plan.schema.fields.indices.contains(origin.column) else { return nil }
    let stored = rows.plan.schema.fields[origin.column]
    let column = BoundExpression(.column(origin.column), type: stored.type)
    let texts = LogicalPlan(.project(rows.plan, [column]), schema: Schema([stored]))
    values.rows = LogicalPlan(
      .slice(texts, skip: 0, take: Table.blockRowCount), schema: texts.schema)
    return values
  }
}

extension Binder {
  /// The texts of a column that its first rows hold, where all rows are too many to be asked while
  /// somebody types.
  func textsAtAGlance(_ column: ScopeColumn) -> [String]? {
    guard watch != nil, column.field.type == .text, !column.field.isPrivate,
      !column.field.isRevealed, let origin = column.origin
    else { return nil }
    var copy = self
    guard let values = copy.shownValues(of: origin, column.field) else { return nil }
    var (table, position) = (values.table, values.column)
    if let rows = values.rows {
      guard let listed = try? environment.evaluate(rows) else { return nil }
      (table, position) = (listed, 0)
    }
    guard !table.blockRowCounts.isEmpty,
      let batch = try? table.block(0, columns: [position])
    else { return nil }
    return CommonTexts.of(batch.column(0), limit: Binder.pivotLimit).sorted()
  }

  /// Binds the rows of every table with their derived fields, so that the first statement or the
  /// first key that asks for them finds them bound.
  package mutating func prepareTables() {
    for entry in catalog.tables where entry.data != nil { _ = completeRelation(of: entry) }
  }

  /// Binds a half-written statement that has `watchedName` at the cursor, and returns what could be
  /// named there; `nil` if the binder never asks for a name at that place.
  ///
  /// No rows are read but by what the environment evaluates, and nothing is declared.
  package mutating func names(
    at statement: StatementSyntax, in source: SourceText
  ) -> NamesInScope? {
    let watch = NameWatch()
    self.watch = watch
    begin(statement, in: source)
    bindWatched(statement)
    self.watch = nil
    return watch.found
  }

  /// Returns what is wrong with a statement that its writer has not finished, as far as it goes.
  package mutating func check(
    unfinished statement: StatementSyntax, in source: SourceText
  ) -> [Diagnostic] {
    begin(statement, in: source)
    bindWatched(statement)
    return diagnostics
  }

  private mutating func bindWatched(_ statement: StatementSyntax) {
    var scope = Scope.constant
    switch statement.kind {
    case .query(let body): bindWatched(body)
    case .letBinding(let binding):
      for parameter in binding.parameters ?? [] {
        let type = parameter.type.flatMap { parameterType($0) }
        context.locals[parameter.name.text] = BoundArgument(
          ExpressionSyntax(.broken, range: parameter.name.range),
          FunctionParameter(name: parameter.name.text, type: type), context: context)
      }
      bindWatched(binding.body)
    case .parameter(_, let type, let value):
      _ = bindParameterValue(value, type.flatMap { parameterType($0) }, nil)
    case .assert(let condition, _): _ = bindCondition(condition, &scope)
    case .table(let table): bindWatched(table)
    case .field(let field):
      guard let entry = catalog.table(named: field.table.text) else { return }
      scope = Scope(declaredRelation(of: entry))
      _ = bindValue(field.definition, &scope)
    case .measure(let measure):
      guard let entry = catalog.table(named: measure.table.text) else { return }
      scope = Scope(declaredRelation(of: entry))
      scope.grouping = Grouping(keys: [])
      _ = bindValue(measure.definition, &scope)
      scope.grouping = nil
      if let cohort = measure.cohort {
        note(.like(.date), at: cohort)
        _ = bindValue(cohort, &scope)
      }
    case .secret(let secret): bindWatched(secret.condition, of: secret.table)
    case .check(let check): bindWatched(check.condition, of: check.table)
    case .importFile, .include, .print, .holidays, .broken: break
    }
  }

  /// Binds the body of a statement, or the code in the braces of a template.
  private mutating func bindWatched(_ body: BodySyntax) {
    switch body {
    case .query(let query): _ = bindQuery(query)
    case .expression(let expression):
      if isWatched(expression.unwrapped) {
        keep(.body, .constant)
      } else if case .call(let call) = expression.unwrapped.kind, isSourceCall(call) {
        _ = bindBody(body)
      } else {
        var scope = Scope.constant
        _ = bind(expression, &scope, hint: .anyWord)
      }
    }
  }

  private mutating func bindWatched(_ condition: ExpressionSyntax, of table: NameSyntax) {
    guard let entry = catalog.table(named: table.text) else { return }
    var scope = Scope(declaredRelation(of: entry), place: .condition)
    _ = bindCondition(condition, &scope)
  }

  /// The columns of a table can be used in the defaults of others before all of them are written.
  private mutating func bindWatched(_ table: TableSyntax) {
    var relation = Relation(plan: .unit, columns: [])
    for column in table.columns where !column.name.text.isEmpty {
      var type = DataType.unknown
      if case .value(let known)? = parameterType(column.type) { type = known }
      let field = Field(column.name.text, zh: column.chineseName?.text, type: type)
      relation.columns.append(ScopeColumn(field: field, position: 0))
      if column.apart.contains(where: isWatched) { keep(.column, Scope(relation)) }
      guard let value = column.defaultValue else { continue }
      var scope = Scope(relation)
      _ = bindValue(
        value, &scope,
        hint: WordHint(type: type, text: column.name.text, acceptsText: type == .text))
    }
  }
}
