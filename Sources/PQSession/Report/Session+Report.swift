import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQPlan
import PQSyntax

/// What answering a report gave.
package struct ReportRun {
  package internal(set) var outcome = RunOutcome.done
  /// Warnings, and what ended the run.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// The report's parts as they are shown, all of them when the outcome is `done`.
  package internal(set) var pieces: [ReportPiece] = []
  /// The report's own parameters, and what they were.
  package internal(set) var parameters: [(name: String, value: String)] = []
  /// The tables that its figures use and that no file was there for, in the model's order.
  package internal(set) var tablesWithoutData: [LocalizedText] = []
  /// What is not shown, or not in full.
  package internal(set) var hidden = HiddenParts()
}

/// What a report does not show.
package struct HiddenParts {
  /// The columns whose cells are masked, in the order in which they come.
  var fields: [Field] = []
  /// What was said of single queries, each with its line in the source.
  var notes: [(line: Int, text: LocalizedText)] = []

  /// Takes in what a part of the report gave.
  mutating func add(_ outputs: [SessionOutput], _ messages: [Diagnostic], line: Int) {
    for case .result(let result) in outputs {
      for field in result.fields
      where field.isPrivate && !fields.contains(where: { $0.name == field.name }) {
        fields.append(field)
      }
    }
    notes += messages.filter { $0.severity == .note }.map { (line, $0.message) }
  }
}

extension Session {
  /// Answers a report: checks it whole, then runs its statements in order.
  ///
  /// A `save` in it is an error: answering a report changes nothing.
  package func answer(_ report: ReportSyntax) -> ReportRun {
    beginRun()
    defer { endRun() }
    proposeReveal()
    var run = ReportRun()
    let files = files()
    var engine = engine
    engine.answersReport = true
    engine.tablesRead = TablesRead()
    run.diagnostics = findings(in: report, engine, files)
    run.outcome = RunOutcome(of: run.diagnostics)
    if run.outcome == .done { answer(report, engine, files, &run) }
    return run
  }

  /// Checks a report, and unmasks what the options ask for.
  private func findings(
    in report: ReportSyntax, _ engine: Engine, _ files: RunFiles
  ) -> [Diagnostic] {
    var checker = ScriptChecker(catalog: catalog, engine: engine, files: files)
    checker.check(report)
    if options.checksParameters { checker.checkParameters(options.parameters) }
    let refused = revealPending(in: checker.catalog)
    if refused.isEmpty { return checker.shownDiagnostics }
    // What the check says of columns that stay masked is nobody's business.
    return checker.shownDiagnostics.filter { $0.severity == .error } + refused
  }

  private func answer(
    _ report: ReportSyntax, _ engine: Engine, _ files: RunFiles, _ run: inout ReportRun
  ) {
    let outputs = OutputList()
    var runner = ScriptRunner(
      catalog: catalog, engine: engine, files: files, isAudited: true
    ) { output in
      outputs.add(output)
      return true
    }
    do throws(ScriptRunner.Stop) {
      for part in report.parts {
        outputs.clear()
        try runner.run(ParsedScript(part.statements, of: report.source))
        run.diagnostics += outputs.diagnostics
        run.pieces.append(try piece(part, of: report, outputs.shown))
        if part.isQuiet { continue }
        run.hidden.add(
          outputs.shown, outputs.diagnostics, line: report.source.line(at: part.range.start))
      }
    } catch {
      if case .failed(let diagnostic) = error {
        run.diagnostics.append(diagnostic)
        run.outcome = RunOutcome(of: [diagnostic])
      }
    }
    catalog = runner.catalog
    let read = engine.tablesRead?.names ?? []
    run.tablesWithoutData = catalog.tablesWithoutFile.filter { read.contains($0.english) }
    if run.outcome == .done { run.parameters = parameters(of: report, engine: engine) }
    filesRead += files.filesRead
    engine.fields.keepOnly(tables: catalog.currentRows)
  }

  /// Returns what is wrong with a report, without running it.
  package func check(_ report: ReportSyntax) -> [Diagnostic] {
    cancellation.flag.reset()
    var checker = ScriptChecker(catalog: catalog, engine: engine, files: files())
    checker.check(report)
    return ReportSettings(report).diagnostics + checker.shownDiagnostics
  }

  private func piece(
    _ part: ReportSyntax.Part, of report: ReportSyntax, _ outputs: [SessionOutput]
  ) throws(ScriptRunner.Stop) -> ReportPiece {
    let line = report.source.line(at: part.range.start)
    let code = part.statements.map { report.source.text(in: $0.range) }.joined(separator: "; ")
    switch part {
    case .text(let range): return ReportPiece(.markdown(report.source.text(in: range)), line: line)
    case .answer(let statement, _):
      do throws(QueryError) {
        return ReportPiece(.answer(try words(outputs)), line: line, code: code)
      } catch {
        throw .failed(error.located(at: statement.range, in: report.source).diagnostic)
      }
    case .block(let block):
      let shown = block.isQuiet ? [] : outputs.compactMap(Self.shown)
      return ReportPiece(.block(shown), line: line, code: code, indentation: block.indentation)
    }
  }

  private func words(_ outputs: [SessionOutput]) throws(QueryError) -> String {
    var writing = WriteOptions()
    writing.language = options.language
    var texts: [String] = []
    for case .result(let result) in outputs {
      texts.append(try SentenceWriter(options: writing).text(result.table))
    }
    return texts.joined()
  }

  /// The report's own parameters and what they were in the run.
  private func parameters(
    of report: ReportSyntax, engine: Engine
  ) -> [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    for statement in report.parts.flatMap(\.statements) {
      guard case .parameter(let name, _, _) = statement.kind else { continue }
      let outputs = OutputList()
      var runner = ScriptRunner(
        catalog: catalog, engine: engine, files: files(), isAudited: false
      ) { output in
        outputs.add(output)
        return true
      }
      try? runner.run(ParsedScript(SourceText("`\(name.text)`")))
      if let value = try? words(outputs.shown) { result.append((name.text, value)) }
    }
    return result
  }

  private static func shown(_ output: SessionOutput) -> ReportOutput? {
    switch output {
    case .result(let result): .table(result.table, result.chart.map(ChartRequest.init))
    case .text(let text): .printed(text)
    case .diagnostic: nil
    }
  }
}

extension ReportSyntax.Part {
  /// Whether it runs and shows nothing.
  fileprivate var isQuiet: Bool {
    if case .block(let block) = self { block.isQuiet } else { false }
  }
}

/// The outputs of the part of a report that runs.
private final class OutputList {
  private(set) var shown: [SessionOutput] = []
  private(set) var diagnostics: [Diagnostic] = []

  func add(_ output: SessionOutput) {
    if case .diagnostic(let diagnostic) = output {
      diagnostics.append(diagnostic)
    } else {
      shown.append(output)
    }
  }

  func clear() {
    shown = []
    diagnostics = []
  }
}
