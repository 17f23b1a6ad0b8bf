import Glibc
import PQDiagnostics
import PQFormats
import PQSession
import PQShell

/// Writes what a run shows: results and printed text to standard output, messages to standard
/// error.
final class ResultPrinter {
  /// Why standard output could not be written, if it could not.
  private(set) var failure: Diagnostic?
  /// As the command line says, or `nil` to go by where the output goes.
  let wantedFormat: OutputFormat?
  private let format: OutputFormat
  private let isForExcel: Bool
  private let manners: Manners
  private let sink = DescriptorSink(STDOUT_FILENO, name: "standard output")
  private var wroteResult = false

  /// Without a format: a table on a terminal, CSV in a pipe or a file.
  init(format: String?, isForExcel: Bool, manners: Manners) throws(UsageError) {
    if let format {
      // An SVG drawing is a file to save, not something to print.
      let formats = OutputFormat.allCases.filter { $0 != .svg }
      guard let known = formats.first(where: { $0.rawValue == format }) else {
        let names = formats.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        throw UsageError(.optionValue("--output", format, expected: names))
      }
      wantedFormat = known
      self.format = known
    } else {
      wantedFormat = nil
      self.format = TerminalDevice.isTerminal(STDOUT_FILENO) ? .table : .csv
    }
    self.isForExcel = isForExcel
    self.manners = manners
  }

  /// Runs texts, showing what they give, and on a terminal how far they have come.
  func run(_ sources: [SourceText], in session: Session, _ console: Console) -> RunResult {
    let reporter = console.progress(of: session)
    return reporter.showing {
      session.run(sources) { output in
        // Rows that go elsewhere leave the line on the terminal alone.
        if case .result = output, !TerminalDevice.isTerminal(STDOUT_FILENO) {
          return show(output, console)
        }
        guard let reporter else { return show(output, console) }
        var goesOn = true
        reporter.writing(endsLine: true) { goesOn = show(output, console) }
        return goesOn
      }
    }
  }

  /// Shows one output; false when nobody reads any more.
  func show(_ output: SessionOutput, _ console: Console) -> Bool {
    do throws(QueryError) {
      switch output {
      case .result(let result):
        // An empty line tells where one result ends; every line of `jsonl` stands for itself.
        if wroteResult, format != .jsonl {
          try sink.write(Array((isForExcel ? "\r\n" : "\n").utf8))
        }
        wroteResult = true
        try result.write(to: sink, as: format, options: writeOptions)
      case .text(let text):
        try sink.write(Array((text + "\n").utf8))
      case .diagnostic(let diagnostic):
        console.show(diagnostic)
      }
    } catch {
      failure = error.diagnostic
      return false
    }
    return !sink.isClosed
  }

  private var writeOptions: WriteOptions {
    var options = WriteOptions()
    options.language = manners.language
    options.isForExcel = isForExcel
    options.workerCount = LocalMachine.coreCount()
    if let width = TerminalDevice.width(of: STDOUT_FILENO) {
      options.width = width
      options.isForTerminal = true
      if format == .table { options.maxRowCount = WriteOptions.terminalRowCount }
      options.usesColor = manners.usesColor(STDOUT_FILENO)
    }
    return options
  }
}
