import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQPlan
import PQSyntax

/// Runs the statements of a checked text one after another, to the first failure.
struct ScriptRunner {
  /// Why a run ended before its last statement.
  enum Stop: Error {
    case failed(Diagnostic)
    /// Whoever shows the outputs wants no more of them.
    case enough
  }

  private(set) var catalog: Catalog
  private let engine: Engine
  private let files: RunFiles
  private let show: (SessionOutput) -> Bool
  /// Where statements are put on record; `nil` for those of the model.
  private let audit: AuditTrail?
  private var included: Set<String> = []
  /// The statements of the texts themselves that ran, without those of scripts they include.
  private(set) var executed: [ExecutedStatement] = []
  private var includeDepth = 0
  /// Whether the texts come with the program.
  private let isBuiltIn: Bool

  init(
    catalog: Catalog, engine: Engine, files: RunFiles, isAudited: Bool,
    isBuiltIn: Bool = false, show: @escaping (SessionOutput) -> Bool
  ) {
    self.catalog = catalog
    self.engine = engine
    self.files = files
    self.show = show
    self.isBuiltIn = isBuiltIn
    audit = isAudited ? engine.audit : nil
  }

  mutating func run(_ script: ParsedScript) throws(Stop) {
    if let name = script.source.name { included.insert(FilePath.identity(name)) }
    for statement in script.syntax.statements {
      try attempt { () throws(QueryError) in try engine.cancellation.check() }
      var environment = engine.environment(evaluate: engine.run)
      environment.trustsDeclarations = isBuiltIn
      var binder = Binder(catalog: catalog, environment: environment)
      let (bound, found) = binder.bind(statement, in: script.source)
      audit?.begin(
        AuditText.text(of: statement, in: script.source, bound: bound, catalog: binder.catalog))
      for diagnostic in found {
        if diagnostic.severity == .error {
          audit?.fail(diagnostic)
          throw .failed(diagnostic)
        }
        try hand(.diagnostic(diagnostic))
      }
      guard let bound else { continue }
      catalog = binder.catalog
      // What the binder looked up is no result.
      _ = engine.counters.takeWithheld()
      try run(bound)
      if includeDepth == 0, !isBuiltIn {
        executed.append(
          ExecutedStatement(statement, in: script.source, folder: files.folder(of: script.source)))
      }
      try tellWithheld()
    }
  }

  /// Says how many secret rows a statement left out of what it showed.
  private func tellWithheld() throws(Stop) {
    let withheld = engine.counters.takeWithheld()
    if withheld.rows > 0 || withheld.groups > 0 {
      try hand(.diagnostic(.secretRows(withheld.rows, groups: withheld.groups)))
    }
    if withheld.members > 0 { try hand(.diagnostic(.secretMembers(withheld.members))) }
  }

  private func hand(_ output: SessionOutput) throws(Stop) {
    if !show(output) { throw .enough }
  }

  /// What ran for so long has held much; giving it back takes a hundredth of that.
  private static let longRun = Duration.milliseconds(250)

  private mutating func run(_ bound: BoundStatement) throws(Stop) {
    switch bound {
    case .query(let plan, let showsResult):
      let hiddenBefore = engine.counters.cellsSuppressed
      let start = ContinuousClock.now
      let table = try attempt { () throws(QueryError) in try engine.run(plan) }
      if start.duration(to: .now) > ScriptRunner.longRun { FreedMemory.giveBack() }
      let hidden = engine.counters.cellsSuppressed
      catalog.previousResult = PreviousResult(table, of: plan)
      try record(rowCount: showsResult ? table.rowCount : nil, isShown: showsResult)
      if hidden != hiddenBefore {
        try hand(
          .diagnostic(
            .cellsHidden(
              small: hidden.small - hiddenBefore.small, others: hidden.others - hiddenBefore.others)
          ))
      }
      if showsResult { try hand(.result(QueryResult(table: table, chart: plan.chart))) }
    case .print(let template):
      let text = try attempt { () throws(QueryError) in try engine.text(of: template) }
      try record(isShown: true)
      try hand(.text(DisplayWidth.visibleLines(text)))
    case .assert(let condition, let reason, let location):
      try attempt { () throws(QueryError) in
        try Assertion(engine: engine).check(condition, reason: reason, at: location)
      }
      try record()
    case .importFile(let file):
      try record()
      try load(file)
    case .include(let path, let location):
      let (script, identity) = try attempt { () throws(QueryError) in
        try files.script(path, from: location)
      }
      try record()
      includeDepth += 1
      defer { includeDepth -= 1 }
      if included.insert(identity).inserted { try run(script) }
    case .holidays(let path, let location):
      engine.calendar.value = try attempt { () throws(QueryError) in
        try files.calendar(path, from: location)
      }
      engine.fields.forgetAll()
      try record()
    case .declaration:
      try record()
    }
  }

  /// Puts the statement on record before it hands anything over. Files that it saved are on record
  /// already.
  private func record(rowCount: Int? = nil, isShown: Bool = false) throws(Stop) {
    guard let audit else { return }
    try attempt { () throws(QueryError) in
      if isShown { try audit.record(rowCount: rowCount) } else { try audit.end() }
    }
  }

  private mutating func load(_ file: BoundImport) throws(Stop) {
    let catalog = catalog
    let (name, loaded) = try attempt { () throws(QueryError) in
      let path = try engine.text(of: file.path)
      let name = catalog.tableName(for: file.name ?? FilePath.stem(path))
      let loaded = try files.table(
        file, path: path, name: name, declared: catalog.declaredFile(of: name.english))
      return (name, loaded)
    }
    let added = self.catalog.add(loaded, as: name, isNamed: file.name != nil)
    for diagnostic in loaded.diagnostics + added.notes { try hand(.diagnostic(diagnostic)) }
  }

  private func attempt<Result>(
    _ body: () throws(QueryError) -> Result
  ) throws(Stop) -> Result {
    do {
      return try body()
    } catch {
      let diagnostic = engine.cancellation.told(error.diagnostic)
      audit?.fail(diagnostic)
      throw .failed(diagnostic)
    }
  }
}

extension LogicalPlan {
  /// Whether running it writes files.
  var saves: Bool {
    if case .save = node { return true }
    return children.contains(where: \.saves)
  }

  /// The chart to draw instead of the rows, if the last stage asks for one.
  var chart: ChartPlan? {
    switch node {
    case .chart(_, let chart): chart
    case .save(let input, _): input.chart
    default: nil
    }
  }
}
