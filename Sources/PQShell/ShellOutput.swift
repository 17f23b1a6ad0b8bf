import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import PQSession
import Synchronization

/// Where the shell's answers go.
package struct ShellOutput: Sendable {
  /// Takes results and texts that were asked for.
  package var write: @Sendable (String) -> Void
  /// Takes messages.
  package var writeMessage: @Sendable (String) -> Void
  /// The cells of a line of results, and of messages; `nil` where no terminal limits them.
  package var width: @Sendable () -> Int?
  package var messageWidth: @Sendable () -> Int?

  package init(
    write: @escaping @Sendable (String) -> Void,
    writeMessage: @escaping @Sendable (String) -> Void,
    width: @escaping @Sendable () -> Int?, messageWidth: @escaping @Sendable () -> Int?
  ) {
    self.write = write
    self.writeMessage = writeMessage
    self.width = width
    self.messageWidth = messageWidth
  }

  /// Returns this output with what it writes put beside a line about progress.
  func beside(_ reporter: ProgressReporter?) -> ShellOutput {
    guard let reporter else { return self }
    var result = self
    result.write = { [write] text in
      reporter.writing(endsLine: text.last == "\n") { write(text) }
    }
    result.writeMessage = { [writeMessage] text in
      reporter.writing(endsLine: text.last == "\n") { writeMessage(text) }
    }
    return result
  }

  /// Standard output and standard error.
  package static let standard = ShellOutput(
    write: { TerminalDevice.write($0, to: STDOUT_FILENO) },
    writeMessage: { TerminalDevice.write($0, to: STDERR_FILENO) },
    width: { TerminalDevice.width(of: STDOUT_FILENO) },
    messageWidth: { TerminalDevice.width(of: STDERR_FILENO) })
}

/// Shows what statements and meta commands give, in the form that the shell was asked for.
struct AnswerWriter: Sendable {
  let output: ShellOutput
  let options: ShellOptions
  var isCancelled: @Sendable () -> Bool = { false }
  private let shownResults = ShownResults()

  init(output: ShellOutput, options: ShellOptions) {
    self.output = output
    self.options = options
  }

  /// Shows one output of a statement.
  func show(_ shown: SessionOutput) {
    switch shown {
    case .result(let result): show(result)
    case .text(let text): output.write(text + "\n")
    case .diagnostic(let diagnostic): show(diagnostic)
    }
  }

  func show(_ diagnostic: Diagnostic) {
    if options.isQuiet, diagnostic.severity != .error { return }
    output.writeMessage(
      DiagnosticRenderer.render(
        diagnostic, language: options.language, width: output.messageWidth(),
        color: options.usesColor && output.messageWidth() != nil))
  }

  func show(_ text: LocalizedText) {
    output.write(text.text(in: options.language) + "\n")
  }

  /// Says something about an answer, where messages go.
  func note(_ text: LocalizedText) {
    output.writeMessage(text.text(in: options.language) + "\n")
  }

  func show(_ table: Table) {
    show(QueryResult(table: table))
  }

  /// Shows a result: drawn on a terminal, as CSV in a pipe, unless another format is wanted.
  func show(_ result: QueryResult) {
    let width = output.width()
    var writing = WriteOptions()
    writing.language = options.language
    writing.workerCount = LocalMachine.coreCount()
    writing.width = width
    writing.isForTerminal = width != nil
    writing.usesColor = options.usesColor && width != nil
    writing.isCancelled = isCancelled
    let format = options.format ?? (width == nil ? .csv : .table)
    if width != nil, format == .table { writing.maxRowCount = WriteOptions.terminalRowCount }
    // Where no prompt tells results apart, an empty line does; a line of `jsonl` stands for itself.
    let isFirst = !shownResults.any.exchange(true, ordering: .relaxed)
    if width == nil, !isFirst, format != .jsonl { output.write("\n") }
    do throws(QueryError) {
      try result.write(to: OutputSink(output), as: format, options: writing)
    } catch {
      show(error.diagnostic)
    }
  }
}

/// Whether a shell has shown a result yet.
private final class ShownResults: Sendable {
  let any = Atomic<Bool>(false)
}

/// A sink for results that passes them to the shell's output.
private final class OutputSink: TextSink {
  private let output: ShellOutput

  init(_ output: ShellOutput) {
    self.output = output
  }

  func write(_ bytes: [UInt8]) throws(QueryError) {
    output.write(String(decoding: bytes, as: UTF8.self))
  }
}
