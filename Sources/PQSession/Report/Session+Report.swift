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
}

extension Session {
  /// Answers a report: checks it whole, then runs its statements in order.
  ///
  /// A `save` in it is an error: answering a report changes nothing.
  package func answer(_ report: ReportSyntax) -> ReportRun {
    cancellation.flag.reset()
    var run = ReportRun()
    let files = files()
    var engine = engine
    engine.answersReport = true
    var checker = ScriptChecker(catalog: catalog, engine: engine, files: files)
    checker.check(report)
    if options.checksParameters { checker.checkParameters(options.parameters) }
    run.diagnostics = checker.shownDiagnostics
    run.outcome = RunOutcome(of: run.diagnostics)
    guard run.outcome == .done else { return run }
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
      }
    } catch {
      if case .failed(let diagnostic) = error {
        run.diagnostics.append(diagnostic)
        run.outcome = RunOutcome(of: [diagnostic])
      }
    }
    catalog = runner.catalog
    filesRead += files.filesRead
    engine.fields.keepOnly(tables: catalog.currentRows)
    return run
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

  private static func shown(_ output: SessionOutput) -> ReportOutput? {
    switch output {
    case .result(let result): .table(result.table, result.chart.map(ChartRequest.init))
    case .text(let text): .printed(text)
    case .diagnostic: nil
    }
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
