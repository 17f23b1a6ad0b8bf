import Glibc
import PQDiagnostics
import PQFormats
import PQPlan
import PQSession
import PQSyntax
import Synchronization

/// How a shell speaks and shows results.
package struct ShellOptions: Sendable {
  package var language = Language.english
  /// Whether what goes to a terminal is colored.
  package var usesColor = true
  /// Whether only errors and results are shown.
  package var isQuiet = false
  /// The form of results; `nil` is a table on a terminal, and CSV in a pipe or file.
  package var format: OutputFormat?
  /// What the banner says the program's version is.
  package var version = ""
  package var history = HistoryFile.usual()

  package init() {}
}

/// The loop that reads statements and answers them until there are no more.
///
///     exit(Shell(session: session, options: options).run())
///
/// At a terminal it edits lines, colors them, and keeps a history; elsewhere it reads plain lines
/// and shows neither prompt nor banner. Statements run on another thread, so that Ctrl-C ends one
/// at once. An error ends its statement and nothing more.
package final class Shell {
  let session: any ShellSession
  let options: ShellOptions
  let output: ShellOutput
  private let writer: AnswerWriter
  private let reader: any LineReading
  private let signals: SignalPipe
  private let assistance: LineAssistance
  private let isInteractive: Bool
  private let reporter: ProgressReporter?
  private let settings = ShellSettings()
  /// How the program ends if nobody was there to see the first failure.
  private var status: Int32 = 0

  /// Makes a shell on standard input and output.
  package convenience init(session: any ShellSession, options: ShellOptions) {
    TerminalDevice.useUTF8()
    let signals = SignalPipe()
    let assistance = LineAssistance()
    var editor: LineEditor?
    if TerminalDevice.allowsEditing {
      var hooks = LineEditorHooks()
      assistance.attach(to: &hooks)
      hooks.isComplete = StatementRules.language.isComplete
      editor = LineEditor(
        program: "pq", signals: signals, hooks: hooks, history: options.history,
        usesColor: options.usesColor)
    }
    if editor != nil { TerminalDevice.guardModes() }
    let isSilent = editor == nil || options.isQuiet
    let reporter =
      isSilent ? nil : ProgressReporter(language: options.language, progress: session.progress)
    self.init(
      session: session, options: options, output: ShellOutput.standard.beside(reporter),
      reader: editor ?? PlainReader(signals: signals, rules: .language), signals: signals,
      assistance: assistance, isInteractive: editor != nil, reporter: reporter)
  }

  /// Makes a shell on any reader and output.
  init(
    session: any ShellSession, options: ShellOptions, output: ShellOutput,
    reader: any LineReading, signals: SignalPipe, assistance: LineAssistance = LineAssistance(),
    isInteractive: Bool, reporter: ProgressReporter? = nil
  ) {
    self.session = session
    self.options = options
    self.output = output
    writer = AnswerWriter(output: output, options: options)
    self.reader = reader
    self.signals = signals
    self.assistance = assistance
    self.isInteractive = isInteractive
    self.reporter = reporter
  }

  /// Reads and answers until the end of the input or `.quit`; returns the program's exit status.
  ///
  /// That is 0 at a terminal; elsewhere that of the first statement that failed, as for a script.
  /// A signal that ends the shell gives 128 and its number.
  package func run() -> Int32 {
    if isInteractive, !options.isQuiet {
      writer.show(
        ShellHelp.banner(version: options.version, tables: session.catalog.tableSummaries))
    }
    while true {
      assistance.learn(session)
      switch reader.readStatement() {
      case .interrupted: continue
      case .endOfInput: return status
      case .terminated(let signal): return 128 + signal
      case .statement(let text):
        if let ending = answer(trimmed(text)) { return ending }
      }
    }
  }

  /// Answers one statement or meta command; returns the exit status if it was the last.
  private func answer(_ text: String) -> Int32? {
    if text.isEmpty { return nil }
    reader.remember(text)
    guard let call = MetaCommandCall(text) else { return compute(text) }
    switch call.run(MetaCommandContext(session: session, writer: writer, settings: settings)) {
    case .done: return nil
    case .failed: note(.wrong)
    case .quit: return status
    }
    return nil
  }

  /// Runs a statement on a thread of its own.
  private func compute(_ text: String) -> Int32? {
    let run = StatementRun(session: session, writer: writer)
    let before = session.work
    let start = ContinuousClock.now
    let ending = reporter.showing {
      Computation.run(
        signals: signals,
        interrupt: {
          // The terminal has shown ^C in the middle of a line.
          if isInteractive { output.write("\n") }
          run.cancel()
        },
        work: { run.perform(text) })
    }
    if case .terminated(let signal) = ending {
      UnfinishedFiles.discardAll()
      return 128 + signal
    }
    if settings.isTimed.load(ordering: .relaxed) {
      writer.note(ShellHelp.timing(.now - start, session.work.since(before)))
    }
    let outcome = run.outcome
    note(outcome)
    if outcome == .interrupted, !isInteractive { return 128 + SIGINT }
    return nil
  }

  private func note(_ outcome: RunOutcome) {
    guard !isInteractive, status == 0 else { return }
    switch outcome {
    case .done: break
    case .wrong: status = 1
    case .failed: status = 3
    case .interrupted: status = 128 + SIGINT
    }
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// One statement's way through the session, shared by the thread that runs it and the one that
/// may cancel it.
private final class StatementRun: Sendable {
  // A session is for one thread at a time, but for `cancel`: the shell's thread does nothing else
  // with it while the statement runs.
  private nonisolated(unsafe) let session: any ShellSession
  private let writer: AnswerWriter
  private let isCancelled = Atomic<Bool>(false)
  private let result = Mutex(RunOutcome.done)

  init(session: any ShellSession, writer: AnswerWriter) {
    self.session = session
    self.writer = writer
  }

  var outcome: RunOutcome { result.withLock { $0 } }

  func perform(_ text: String) {
    var writer = writer
    writer.isCancelled = { [self] in isCancelled.load(ordering: .relaxed) }
    let outcome = session.run(text) { shown in
      writer.show(shown)
      return !isCancelled.load(ordering: .relaxed)
    }
    result.withLock { $0 = outcome }
  }

  func cancel() {
    isCancelled.store(true, ordering: .relaxed)
    session.cancel()
  }
}
