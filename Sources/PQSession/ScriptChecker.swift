import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import PQSyntax

/// Checks a text whole, before its first statement runs.
///
/// Declarations change the checker's own catalog, imports are read for their columns, included
/// scripts are followed; queries are bound but not run. `it` is the previous query's columns.
struct ScriptChecker {
  private(set) var diagnostics: [Diagnostic] = []
  var catalog: Catalog { binder.catalog }

  private var binder: Binder
  private let engine: Engine
  private let files: RunFiles
  private var included: Set<String> = []
  /// Names whose definition is broken: statements that use them are not checked, since their
  /// messages would follow from the first.
  private var brokenNames: Set<String> = []
  private var declaredParameters: [String] = []
  /// Whether a report is checked, which writes no files but itself.
  private var isReport = false
  private let previous = PreviousPlans()

  init(catalog: Catalog, engine: Engine, files: RunFiles) {
    let previous = previous
    self.engine = engine
    self.files = files
    self.binder = Binder(
      catalog: catalog,
      environment: engine.environment { plan throws(QueryError) in
        try engine.run(previous.resolved(plan))
      })
  }

  /// The errors and warnings to show: at most ten errors.
  var shownDiagnostics: [Diagnostic] {
    var errorCount = 0
    let shown = diagnostics.filter { diagnostic in
      if diagnostic.severity == .error { errorCount += 1 }
      return errorCount <= Self.errorLimit || diagnostic.severity != .error
    }
    return errorCount > Self.errorLimit
      ? shown + [.moreErrors(errorCount - Self.errorLimit)] : shown
  }

  private static let errorLimit = 10
  static let includeLimit = 64

  mutating func check(_ script: ParsedScript, depth: Int = 0) {
    if let name = script.source.name { included.insert(FilePath.identity(name)) }
    diagnostics += script.diagnostics
    for statement in script.syntax.statements {
      if engine.cancellation.isCancelled { return }
      check(statement, in: script.source, depth: depth)
    }
  }

  /// Checks a report: its statements in order, and that each answer in a sentence is words.
  mutating func check(_ report: ReportSyntax) {
    if let name = report.source.name { included.insert(FilePath.identity(name)) }
    isReport = true
    diagnostics += report.diagnostics
    for part in report.parts {
      for statement in part.statements {
        if engine.cancellation.isCancelled { return }
        let bound = check(statement, in: report.source, depth: 0)
        if case .answer(_, let range) = part, case .query(let plan, _) = bound,
          let problem = Diagnostic.notWords(plan)
        {
          diagnostics.append(problem.at(range, in: report.source))
        }
      }
    }
  }

  /// Adds an error for each given parameter that nothing declares.
  mutating func checkParameters(_ parameters: [String: String]) {
    let known = catalog.parameterNames + declaredParameters
    for name in parameters.keys.sorted() where !known.contains(name) {
      let nearest = SpellingSuggestion.nearest(to: name, among: known)
      diagnostics.append(.unknownParameter(name, nearest: nearest))
    }
  }

  @discardableResult
  private mutating func check(
    _ statement: StatementSyntax, in source: SourceText, depth: Int
  ) -> BoundStatement? {
    if case .parameter(let name, _, _) = statement.kind { declaredParameters.append(name.text) }
    let isFollowUp = statement.isComplete && uses(brokenNames, statement, in: source)
    guard statement.isComplete, !isFollowUp else {
      distrust(statement)
      return nil
    }
    let (bound, found) = binder.bind(statement, in: source)
    diagnostics += found
    guard let bound else {
      distrust(statement)
      return nil
    }
    do throws(QueryError) {
      try check(bound, depth: depth)
    } catch {
      diagnostics.append(error.diagnostic)
      distrust(statement)
    }
    return bound
  }

  private mutating func check(_ bound: BoundStatement, depth: Int) throws(QueryError) {
    switch bound {
    case .query(let plan, _):
      if isReport, let save = plan.firstSave {
        let error = QueryError(.saveInReport())
        throw save.location.map { error.located($0) } ?? error
      }
      binder.catalog.previousResult = PreviousResult(previous.remember(plan), of: plan)
    case .importFile(let file):
      let path = try engine.text(of: file.path)
      let name = binder.catalog.tableName(for: file.name ?? FilePath.stem(path))
      let loaded = try files.table(
        file, path: path, name: name, declared: binder.catalog.declaredFile(of: name.english))
      _ = binder.catalog.add(loaded, as: name, isNamed: file.name != nil)
    case .include(let path, let location):
      let (script, identity) = try files.script(path, from: location)
      if included.contains(identity) { return }
      if depth >= Self.includeLimit { throw QueryError(.includeDepth()).located(location) }
      included.insert(identity)
      check(script, depth: depth + 1)
    case .holidays(let path, let location):
      _ = try files.calendar(path, from: location)
    case .print, .assert, .declaration:
      return
    }
  }

  /// Remembers that what a broken statement defines is not known.
  private mutating func distrust(_ statement: StatementSyntax) {
    switch statement.kind {
    case .letBinding(let binding): brokenNames.insert(binding.name.text)
    case .parameter(let name, _, _): brokenNames.insert(name.text)
    case .table(let table): brokenNames.insert(table.name.text)
    case .field(let field): brokenNames.insert(field.name.text)
    case .measure(let measure): brokenNames.insert(measure.name.text)
    case .check(let check): brokenNames.insert(check.name.text)
    case .importFile(let path, let name, _):
      if let name {
        brokenNames.insert(name.text)
      } else if case .text(let text)? = path.parts.last {
        brokenNames.insert(FilePath.stem(text))
      }
    case .query, .broken: brokenNames.formUnion(["it", "上一结果"])
    case .include, .print, .assert, .secret, .holidays: return
    }
  }

  /// Whether a statement's text holds one of the names as a word.
  private func uses(
    _ names: Set<String>, _ statement: StatementSyntax, in source: SourceText
  ) -> Bool {
    guard !names.isEmpty else { return false }
    let words = source.text(in: statement.range).split {
      !($0.isLetter || $0.isNumber || $0 == "_")
    }
    return words.contains { names.contains(String($0)) }
  }
}

/// Stand-ins for results that are not there yet while a script is checked.
///
/// `pivot` may need the distinct values of a column of `it`: only then the previous query runs,
/// without writing the files that it saves.
final class PreviousPlans {
  private var plans: [ObjectIdentifier: (table: Table, plan: LogicalPlan)] = [:]

  /// Returns an empty table with the plan's columns.
  func remember(_ plan: LogicalPlan) -> Table {
    let shown = Discretion.listed(resolved(plan))
    let table = Table(name: "it", schema: shown.schema, blocks: [])
    plans[ObjectIdentifier(table)] = (table, shown)
    return table
  }

  /// Returns the plan with what stands for earlier results replaced by how they are computed.
  func resolved(_ plan: LogicalPlan) -> LogicalPlan {
    switch plan.node {
    case .save(let input, _):
      return resolved(input)
    case .scan(let table, let columns):
      guard let known = plans[ObjectIdentifier(table)]?.plan else { return plan }
      let items = columns.map { BoundExpression(.column($0), type: known.schema.fields[$0].type) }
      return LogicalPlan(.project(known, items), schema: plan.schema)
    default:
      return plan.mapChildren(resolved)
    }
  }
}
