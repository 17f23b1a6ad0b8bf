import PQColumnar
import PQDiagnostics
import PQFormats
import PQSession
import Synchronization

/// Shows what statements and meta commands give, in the form that the shell was asked for.
struct AnswerWriter: Sendable {
  let output: ShellOutput
  let settings: ShellSettings
  /// What is kept back to be shown page by page.
  let pages: PageBuffer
  var isCancelled: @Sendable () -> Bool = { false }
  private let state = State()

  /// What has happened so far.
  private final class State: Sendable {
    let hasResult = Atomic<Bool>(false)
    let hasFailed = Atomic<Bool>(false)
  }

  init(output: ShellOutput, settings: ShellSettings, pages: PageBuffer = PageBuffer()) {
    self.output = output
    self.settings = settings
    self.pages = pages
  }

  var language: Language { settings.values.language }

  /// Whether something could not be written since this was asked last.
  func takeFailure() -> Bool { state.hasFailed.exchange(false, ordering: .relaxed) }

  /// Shows one output of a statement.
  func show(_ shown: SessionOutput) {
    switch shown {
    case .result(let result):
      settings.lastResult = result
      show(result)
    case .text(let text):
      guard let file = settings.file else { return deliver(text + "\n") }
      attempt { () throws(QueryError) in try file.write(text + "\n") }
    case .diagnostic(let diagnostic): show(diagnostic)
    }
  }

  func show(_ diagnostic: Diagnostic) {
    let values = settings.values
    if values.isQuiet, diagnostic.severity != .error { return }
    output.writeMessage(
      DiagnosticRenderer.render(
        diagnostic, language: values.language, width: output.messageWidth(),
        color: values.usesColor && output.messageWidth() != nil))
  }

  func show(_ text: LocalizedText) {
    output.write(text.text(in: language) + "\n")
  }

  /// Says something about an answer, where messages go.
  func note(_ text: LocalizedText) {
    output.writeMessage(text.text(in: language) + "\n")
  }

  func show(_ table: Table) {
    show(QueryResult(table: table))
  }

  /// Shows a result: drawn on a terminal, as CSV in a pipe, unless another format or a file is wanted.
  func show(_ result: QueryResult) {
    let values = settings.values
    if let file = settings.file {
      let options = writeOptions(values, width: nil)
      return attempt { () throws(QueryError) in try file.write(result, options: options) }
    }
    let width = output.width().map { values.width ?? $0 }
    var options = writeOptions(values, width: width)
    var format = values.format ?? (width == nil ? .csv : .table)
    if width != nil, format == .table { options.maxRowCount = values.rowCount ?? .max }
    // Where no prompt tells results apart, an empty line does; a line of `jsonl` stands for itself.
    let isFirst = !state.hasResult.exchange(true, ordering: .relaxed)
    if width == nil, !isFirst, format != .jsonl { output.write("\n") }
    attempt { () throws(QueryError) in
      if format == .table, try isVertical(result, values, options) { format = .vertical }
      try result.write(to: sink(), as: format, options: options)
    }
  }

  /// Shows a result in full: every row and column, as wide as they are.
  func showWhole(_ result: QueryResult) {
    let values = settings.values
    guard output.width() != nil, settings.file == nil else { return show(result) }
    var options = writeOptions(values, width: nil)
    options.isForTerminal = true
    options.usesColor = values.usesColor
    attempt { () throws(QueryError) in
      pages.begin(movesSideways: true)
      try result.write(to: sink(), as: values.format ?? .table, options: options)
    }
  }

  private func writeOptions(_ values: ShellValues, width: Int?) -> WriteOptions {
    var options = WriteOptions()
    options.language = values.language
    options.workerCount = LocalMachine.coreCount()
    options.width = width
    options.isForTerminal = width != nil
    options.usesColor = values.usesColor && width != nil
    options.isCancelled = isCancelled
    options.waysToSeeAll = ShellHelp.waysToSeeAll
    return options
  }

  /// Whether each row is better shown as a list of its cells.
  private func isVertical(
    _ result: QueryResult, _ values: ShellValues, _ options: WriteOptions
  ) throws(QueryError) -> Bool {
    if result.chart != nil { return false }
    switch values.vertical {
    case .on: return true
    case .off: return false
    case .auto:
      guard let rows = pages.screenRows(), options.width != nil, result.rowCount > 0 else {
        return false
      }
      let isShort = result.rowCount == 1 || result.rowCount * (result.fields.count + 1) < rows
      guard isShort else { return false }
      return try TableWriter.hidesColumns(result.table, options: options)
    }
  }

  private func sink() -> any TextSink {
    OutputSink { [self] text in deliver(text) }
  }

  /// Writes to the screen, or keeps the text for the pager.
  private func deliver(_ text: String) {
    if let rest = pages.take(text) { output.write(rest) }
  }

  private func attempt(_ body: () throws(QueryError) -> Void) {
    do throws(QueryError) {
      try body()
    } catch {
      state.hasFailed.store(true, ordering: .relaxed)
      show(error.diagnostic)
    }
  }
}

/// A sink for results that passes them on.
private final class OutputSink: TextSink {
  private let pass: (String) -> Void

  init(_ pass: @escaping (String) -> Void) {
    self.pass = pass
  }

  func write(_ bytes: [UInt8]) throws(QueryError) {
    pass(String(decoding: bytes, as: UTF8.self))
  }
}
