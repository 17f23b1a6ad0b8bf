import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQPetitions
import PQPlan
import PQSyntax

/// Tables, a model and settings: opens data, runs text of the language, gives typed results.
///
///     let session = Session()
///     session.open("fruit.csv")
///     let run = session.run("fruit where weight > 100 | count")
///     for result in run.results { print(result.value(row: 0, column: "count")) }
///
/// A session belongs to one thread at a time; only its `cancellation` may be used from another.
public final class Session {
  public internal(set) var options: SessionOptions
  /// Stops a run from another thread.
  public let cancellation = SessionCancellation()
  /// What is wrong with the model; empty for the built-in one.
  public private(set) var modelDiagnostics: [Diagnostic] = []
  /// What names mean now.
  package internal(set) var catalog = Catalog()
  /// The files read so far with their digests, if the options ask for them.
  package internal(set) var filesRead: [FileRecord] = []
  /// The tables made of data that was opened.
  private var openedTables: Set<String> = []
  private let late = LateReading()
  /// What was opened, for looking whether it has changed.
  var openedData: [OpenedData] = []
  /// The folder that is the register, if one was opened.
  package private(set) var registerFolder: String?
  /// The statements that were run, for a script that does the same.
  var statements = StatementLog()
  var engine: Engine
  private let memoryWatch: MemoryWatch?
  /// The texts of the model without the profile's, and what names meant after them.
  private(set) var modelSources: [SourceText] = []
  private(set) var modelCatalog = Catalog()
  var profile: DefinitionProfile?
  /// What is to be unmasked before anything is shown.
  private var pendingReveal: RevealRequest?

  public init(options: SessionOptions = SessionOptions()) {
    self.options = options
    engine = Engine(options: options, cancellation: cancellation.flag)
    memoryWatch =
      options.ownsProcess
      ? MemoryWatch(
        limit: options.memoryLimit ?? ProcessMemory.usualLimit(), flag: cancellation.flag,
        measure: options.usedMemory) : nil
    if let model = options.model {
      modelSources = [model]
    } else {
      modelSources = Prelude.files.map { SourceText($0.text, name: $0.name) }
      modelDiagnostics = readBuiltIn(modelSources)
      catalog.vouchForDefinitions()
    }
    let added = (options.model.map { [$0] } ?? []) + options.models
    if !added.isEmpty {
      modelDiagnostics += engine.audit.readingModels { readModel(added) }
    }
    modelSources += options.models
    modelCatalog = catalog
    if let name = options.profile ?? (options.model == nil ? Self.profileNames.first : nil) {
      modelDiagnostics += adoptProfile(name)
    }
    pendingReveal = options.reveal
  }

  func readModel(_ sources: [SourceText]) -> [Diagnostic] {
    // A view over a table of the model is no question about it yet.
    run(sources, isModel: true, show: { _ in true }).diagnostics
      .filter { $0.code.name != "no-data" }
  }

  /// Reads texts that come with the program. They are known to be sound, so they are neither
  /// checked whole before the first statement runs nor one by one: every start would pay for that.
  func readBuiltIn(_ sources: [SourceText]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    withoutActuallyEscaping({ (diagnostic: Diagnostic) in found.append(diagnostic) }) { take in
      var runner = ScriptRunner(
        catalog: catalog, engine: engine, files: files(), isAudited: false, isBuiltIn: true
      ) { output in
        if case .diagnostic(let diagnostic) = output { take(diagnostic) }
        return true
      }
      do throws(ScriptRunner.Stop) {
        for source in sources { try runner.run(ParsedScript(source)) }
      } catch {
        if case .failed(let diagnostic) = error { take(diagnostic) }
      }
      catalog = runner.catalog
    }
    return found.filter { $0.code.name != "no-data" }
  }

  /// Whose definitions count: the profile's name, empty if there is none.
  public var profileName: String { profile?.name ?? "" }

  /// How much work the runs so far did.
  package var counters: WorkCounters { engine.counters }

  /// How far the run under way has come.
  package var progress: WorkProgress { counters.progress }

  /// What the runs so far have scanned and skipped.
  package var work: WorkDone {
    WorkDone(rowsScanned: counters.rowsScanned, blocksSkipped: counters.blocksSkipped)
  }

  /// Adds a table that is not read from a file, or replaces its rows; a table of the user's with its
  /// name stays.
  package func provide(_ table: Table, named name: String, zh chineseName: String) {
    _ = catalog.provideTable(table, named: name, zh: chineseName)
  }

  /// Makes tables of data: a folder (a table for each file in it), a file, `name=file`, or `-`
  /// for standard input as the table `input`.
  ///
  /// Returns what went wrong, and what was left out.
  @discardableResult
  public func open(_ data: String) -> [Diagnostic] {
    open([data])
  }

  /// Makes tables of all that a command line names as data.
  ///
  /// In a folder that holds a declared table, the declared tables without a file are empty; one
  /// note says which.
  @discardableResult
  public func open(_ data: [String]) -> [Diagnostic] {
    beginRun()
    defer { endRun() }
    var opening = DataOpening(
      catalog: catalog, opened: openedTables, options: options, progress: counters.progress,
      late: late
    ) { [flag = cancellation.flag] in flag.isCancelled }
    for name in opening.namedTablesFirst(data) { opening.open(name) }
    opening.finish()
    registerFolder = opening.register ?? registerFolder
    remember(data)
    catalog = opening.catalog
    openedTables = opening.opened
    engine.fields.keepOnly(tables: catalog.currentRows)
    filesRead += opening.filesRead
    return opening.diagnostics.map { cancellation.flag.told($0) }
  }

  /// Forgets which tables data has made, so that making them again is nothing to tell.
  func forgetOpenedTables() {
    openedTables = []
  }

  /// Runs statements and returns everything they show.
  ///
  /// The text is checked whole before its first statement runs. `name` is the script's path, from
  /// whose folder `include` and `import` read; a typed line has none. `show` gets each output as
  /// soon as it is there; when it returns false, the run ends quietly.
  @discardableResult
  public func run(
    _ text: String, name: String? = nil, show: (SessionOutput) -> Bool = { _ in true }
  ) -> RunResult {
    run([SourceText(text, name: name)], show: show)
  }

  /// Runs several texts as one: all are checked before the first statement of the first runs.
  @discardableResult
  public func run(
    _ sources: [SourceText], show: (SessionOutput) -> Bool = { _ in true }
  ) -> RunResult {
    run(sources, isModel: false, show: show)
  }

  private func run(
    _ sources: [SourceText], isModel: Bool, show: (SessionOutput) -> Bool
  ) -> RunResult {
    beginRun()
    defer { endRun() }
    proposeReveal()
    var result = RunResult(outcome: .done, outputs: [])
    let files = files()
    let scripts = sources.map { ParsedScript($0) }
    var checker = check(scripts, files: files)
    if options.checksParameters, !isModel { checker.checkParameters(options.parameters) }
    var found = checker.shownDiagnostics.map { cancellation.flag.told($0) }
    let read = lateFound()
    // What a table without its file means is nobody's question.
    found = read.hasFailed ? read.diagnostics : read.diagnostics + found
    let refused = revealPending(in: checker.catalog)
    // What the check says of columns that stay masked is nobody's business.
    if !refused.isEmpty { found = found.filter { $0.severity == .error } + refused }
    result.outcome = RunOutcome(of: found)
    if result.outcome != .done {
      result.outputs = found.map { .diagnostic($0) }
      for output in result.outputs where !show(output) { break }
      return result
    }
    for diagnostic in read.diagnostics {
      result.outputs.append(.diagnostic(diagnostic))
      if !show(.diagnostic(diagnostic)) { return result }
    }
    withoutActuallyEscaping(show) { show in
      var runner = ScriptRunner(
        catalog: catalog, engine: engine, files: files, isAudited: !isModel
      ) { output in
        result.outputs.append(output)
        return show(output)
      }
      do throws(ScriptRunner.Stop) {
        for script in scripts { try runner.run(script) }
      } catch {
        if case .failed(let diagnostic) = error {
          result.outcome = RunOutcome(of: [diagnostic])
          result.outputs.append(.diagnostic(diagnostic))
          _ = show(.diagnostic(diagnostic))
        }
      }
      catalog = runner.catalog
      filesRead += files.filesRead
      for diagnostic in lateFound().diagnostics {
        result.outputs.append(.diagnostic(diagnostic))
        if diagnostic.severity == .error { result.outcome = RunOutcome(of: [diagnostic]) }
        _ = show(.diagnostic(diagnostic))
      }
      if !isModel { statements.add(runner.executed) }
    }
    engine.fields.keepOnly(tables: catalog.currentRows)
    return result
  }

  /// Takes what is to be told about the files that were read meanwhile.
  private func lateFound() -> LateReading.Found {
    var found = late.take()
    filesRead += found.files
    found.diagnostics = found.diagnostics.map { cancellation.flag.told($0) }
    return found
  }

  /// Makes ready for a run: nobody has asked it to end, and it may not take too much memory.
  func beginRun() {
    cancellation.flag.reset()
    memoryWatch?.begin()
  }

  func endRun() {
    memoryWatch?.end()
  }

  /// Lets what the options ask for be shown while a text is checked.
  func proposeReveal() {
    if let pendingReveal { engine.audit.propose(pendingReveal.columns) }
  }

  /// Unmasks what the options ask for, now that the names are known; returns why not.
  package func revealPending() -> [Diagnostic] { revealPending(in: catalog) }

  func revealPending(in catalog: Catalog) -> [Diagnostic] {
    guard let request = pendingReveal else { return [] }
    let refused = engine.audit.reveal(request, in: catalog)
    if refused.isEmpty { pendingReveal = nil }
    return refused
  }

  /// Returns what is wrong with statements, without running them.
  public func check(_ text: String, name: String? = nil) -> [Diagnostic] {
    check(SourceText(text, name: name))
  }

  /// Returns what is wrong with statements, without running them.
  public func check(_ source: SourceText) -> [Diagnostic] {
    cancellation.flag.reset()
    return check([ParsedScript(source)], files: files()).shownDiagnostics
  }

  /// Ends the run under way as soon as it can; its outcome is then `interrupted`.
  public func cancel() {
    cancellation.cancel()
  }

  /// Runs something that leaves tables, names and `it` as they were.
  func keepingCatalog<Result>(_ body: () -> Result) -> Result {
    let saved = catalog
    defer { catalog = saved }
    return body()
  }

  func files() -> RunFiles {
    RunFiles(options: options, progress: counters.progress) { [flag = cancellation.flag] in
      flag.isCancelled
    }
  }

  private func check(_ scripts: [ParsedScript], files: RunFiles) -> ScriptChecker {
    var checker = ScriptChecker(catalog: catalog, engine: engine, files: files)
    for script in scripts { checker.check(script) }
    return checker
  }
}
