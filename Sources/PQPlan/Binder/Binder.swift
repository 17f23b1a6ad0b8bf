import PQColumnar
import PQDiagnostics
import PQSyntax

/// Resolves names and types: a syntax tree and a catalog become a typed plan and diagnostics.
///
/// The parts of an expression are bound in the order written, so that diagnostics come in reading
/// order. A part that cannot be bound gives `nil` after its diagnostic; whoever asked for it stays
/// silent.
package struct Binder {
  package var catalog: Catalog
  let environment: BindingEnvironment
  var context = BindingContext(source: SourceText(""), visibleCount: 0)
  var diagnostics: [Diagnostic] = []
  /// The derived fields that are being bound, outermost first.
  var fieldsInProgress: [FieldInProgress] = []
  /// Set while the stages before `compare to` are bound for the other period.
  var replacement: PeriodReplacement?
  /// The periods that the conditions of the pipeline name, for `compare to`.
  var namedPeriods: [(column: String, period: ConstantPeriod)] = []
  /// Whether the condition of a `where` in a pipeline is being bound.
  var bindsPipelineCondition = false
  /// Whether a reference to a key that several rows have leads to the first, since the records are
  /// being checked for such keys, too.
  var takesFirstOfSeveral = false
  var depth = 0
  var expansionCount = 0
  /// The statement that is being bound, which may use definitions of other texts.
  var statementRange = SourceRange(0, 0)
  var statementSource = SourceText("")
  /// What the names of the statement turned out to mean, by where they stand; kept only when asked
  /// for.
  package private(set) var resolvedNames: [SourceRange: ResolvedName] = [:]
  package var keepsResolvedNames = false
  /// Looks out for the name at the cursor of a half-written statement.
  var watch: NameWatch?
  /// Whether the values of columns are looked through for words that no row holds.
  package var looksAtValues = true

  /// One mistake, one message, and after ten the reader has enough.
  static let diagnosticLimit = 10

  package init(catalog: Catalog, environment: BindingEnvironment) {
    self.catalog = catalog
    self.environment = environment
  }

  /// Binds one statement; never fails, but gives no statement when a diagnostic is an error.
  ///
  /// Warnings may come with a statement. After an error in a `let` or a `param` its name is known
  /// all the same, so that later statements are not blamed for it.
  package mutating func bind(
    _ statement: StatementSyntax, in source: SourceText
  ) -> (BoundStatement?, [Diagnostic]) {
    begin(statement, in: source)
    let bound = statement.isComplete ? bind(statement) : bindIncomplete(statement)
    if !hasErrors, let bound, bound.isTooDeep { report(.tooDeep(), at: statement.range) }
    let shown = distinctDiagnostics()
    return (hasErrors ? nil : bound, shown)
  }

  /// Makes ready for a statement.
  mutating func begin(_ statement: StatementSyntax, in source: SourceText) {
    context = BindingContext(
      source: source, visibleCount: catalog.definitions.count,
      previousResult: catalog.previousResult)
    diagnostics = []
    fieldsInProgress = []
    replacement = nil
    namedPeriods = []
    bindsPipelineCondition = false
    takesFirstOfSeveral = false
    depth = 0
    expansionCount = 0
    statementRange = statement.range
    statementSource = source
    resolvedNames = [:]
  }

  private mutating func bind(_ statement: StatementSyntax) -> BoundStatement? {
    switch statement.kind {
    case .query(let body): return bindQueryStatement(body)
    case .letBinding(let binding): return declare(binding)
    case .parameter(let name, let type, let defaultValue):
      return declareParameter(name, type, defaultValue)
    case .importFile(let path, let name, let options):
      return bindImport(path, name, options)
    case .include(let path):
      return .include(path: path.text, location(path.range))
    case .print(let template): return bindTemplate(template).map { .print($0) }
    case .assert(let condition, let reason): return bindAssertion(condition, reason)
    case .table(let table): return declare(table)
    case .field(let field): return declare(field)
    case .measure(let measure): return declare(measure)
    case .secret(let secret): return declare(secret)
    case .check(let check): return declare(check)
    case .holidays(let path): return .holidays(path: path.text, location(path.range))
    case .broken: return nil
    }
  }

  /// The parser has said what is wrong; later statements still see the name.
  private mutating func bindIncomplete(_ statement: StatementSyntax) -> BoundStatement? {
    switch statement.kind {
    case .letBinding(let binding): define(binding.name, .broken)
    case .parameter(let name, _, _): define(name, .broken)
    default: break
    }
    return nil
  }

  func distinctDiagnostics() -> [Diagnostic] {
    var seen: Set<String> = []
    let distinct = diagnostics.filter { diagnostic in
      guard case .source(let source, let range) = diagnostic.place else { return true }
      let place = "\(ObjectIdentifier(source).hashValue) \(range.start) \(range.end)"
      return seen.insert("\(diagnostic.code.name) \(place)").inserted
    }
    return Array(distinct.prefix(Binder.diagnosticLimit))
  }

  private mutating func bindQueryStatement(_ body: BodySyntax) -> BoundStatement? {
    switch body {
    case .query(let query):
      guard var relation = bindQuery(query) else { return nil }
      keepApart(&relation, at: query.range)
      let isSaved = if case .save = query.stages.last?.kind { true } else { false }
      return .query(relation.normalized().plan, showsResult: !isSaved)
    case .expression(let expression):
      if let name = expression.tableName, meansQuery(name.text) {
        guard var relation = bindSource(named: name) else { return nil }
        keepApart(&relation, at: name.range)
        return .query(relation.normalized().plan, showsResult: true)
      }
      if case .call(let call) = expression.unwrapped.kind, isSourceCall(call) {
        guard var relation = bindBody(body) else { return nil }
        keepApart(&relation, at: call.range)
        return .query(relation.normalized().plan, showsResult: true)
      }
      var scope = Scope.constant
      guard let operand = bind(expression, &scope) else { return nil }
      let shown = printable(operand)
      let name = operand.name ?? .value
      var plan = LogicalPlan.value(shown.expression, named: name.english)
      plan.schema.fields[0].chineseName = name.chinese
      plan.schema.fields[0].masking = operand.masking
      return .query(plan, showsResult: true)
    }
  }

  private mutating func bindAssertion(
    _ condition: ExpressionSyntax, _ reason: TemplateSyntax?
  ) -> BoundStatement? {
    var scope = Scope.constant
    let bound = bindCondition(condition, &scope)
    let boundReason = reason.flatMap { bindTemplate($0) }
    guard let bound else { return nil }
    return .assert(bound, reason: boundReason, location(condition.range))
  }
}

extension Binder {
  /// Keeps what a name of the statement means.
  mutating func resolve(_ name: NameSyntax, to english: String, _ chinese: String?) {
    // A table that a measure stands for is looked up at the measure's place, where it is not written.
    guard keepsResolvedNames, !name.isQuoted, context.source === statementSource,
      text(name.range) == name.text
    else { return }
    resolvedNames[name.range] = ResolvedName(english: english, chinese: chinese)
  }

  /// Keeps which column a name means. A Chinese name that leads to another column here stays out.
  mutating func resolve(_ name: NameSyntax, to column: ScopeColumn, in relation: Relation? = nil) {
    guard keepsResolvedNames else { return }
    var chinese = column.field.chineseName
    if let twin = chinese, let relation,
      relation.column(named: twin)?.field.name != column.field.name
    {
      chinese = nil
    }
    resolve(name, to: column.field.name, chinese)
  }
}

extension ExpressionSyntax {
  /// The name that it is, also in parentheses.
  var tableName: NameSyntax? {
    switch kind {
    case .name(let name): name
    case .parenthesised(let inner): inner.tableName
    default: nil
    }
  }

  /// The expression without the parentheses around it.
  var unwrapped: ExpressionSyntax {
    if case .parenthesised(let inner) = kind { inner.unwrapped } else { self }
  }
}
