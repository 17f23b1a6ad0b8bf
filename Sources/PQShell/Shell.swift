import Glibc
import PQColumnar
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
  /// The script that a shell at a terminal begins with; `nil` is none.
  package var startFile: String?
  /// The folder of the sample register, which the prompt calls so.
  package var sampleFolder: String?
  /// The codes of messages that only the program itself gives, for `.help`.
  package var programCodes: [DiagnosticCode] = []

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
  let settings: ShellSettings
  let writer: AnswerWriter
  let isInteractive: Bool
  /// The statements and commands of this run, oldest first.
  private(set) var statements: [String] = []
  let signals: SignalPipe
  private let reader: any LineReading
  private let assistance: LineAssistance
  private let reporter: ProgressReporter?
  /// The rows of the last result of the statement under way.
  var resultRowCount: Int?
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
      hooks.language = options.language
      hooks.redact = { [unowned session] in session.redacted($0) }
      hooks.register = { [unowned session] in Shell.register(of: session) }
      hooks.startsPrograms = { [unowned session] in !session.isSafe }
      editor = LineEditor(
        program: "pq", signals: signals, hooks: hooks, history: options.history,
        usesColor: options.usesColor)
    }
    if editor != nil { TerminalDevice.guardModes() }
    assistance.commands = MetaCommand.forms
    assistance.topics = HelpPage.topics
    assistance.history = { [weak editor] in editor?.recalled ?? [] }
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
    let settings = ShellSettings(options)
    self.settings = settings
    let pages = PageBuffer(
      screenRows: { isInteractive ? TerminalDevice.size().rows : nil },
      isOn: { isInteractive && settings.values.usesPager })
    writer = AnswerWriter(output: output, settings: settings, pages: pages)
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
    if let ending = begin() { return ending }
    while true {
      assistance.learn(session)
      setPrompt()
      switch reader.readStatement() {
      case .interrupted: continue
      case .endOfInput: return end()
      case .terminated(let signal):
        UnfinishedFiles.discardAll()
        return 128 + signal
      case .statement(let text):
        if let ending = take(trimmed(text)) { return ending }
      }
    }
  }

  /// Shows the banner and carries out the start-up file; returns the status if that ends the shell.
  private func begin() -> Int32? {
    guard isInteractive else { return nil }
    if let path = options.startFile, !session.isSafe {
      if let ending = StartFile.run(path, context) { return ending }
    }
    if !settings.values.isQuiet {
      writer.show(
        ShellHelp.banner(
          version: options.version, tables: session.catalog.tableSummaries,
          hasTour: !session.tourSteps.isEmpty))
    }
    return nil
  }

  /// Puts what was written to a file in its place.
  private func end() -> Int32 {
    if let file = settings.exchangeFile(nil) { note(finish(file, isWhole: true)) }
    return status
  }

  private func setPrompt() {
    guard let editor = reader as? LineEditor else { return }
    editor.hooks.prompt = prompt(width: TerminalDevice.size().columns)
    editor.hooks.language = settings.values.language
  }

  /// Answers what was read; returns the exit status if it was the last.
  private func take(_ text: String) -> Int32? {
    if text.isEmpty { return nil }
    remember(text)
    if settings.values.echoes, !isInteractive { output.write(echo(text)) }
    provideHistory(for: text)
    resultRowCount = nil
    let start = ContinuousClock.now
    let outcome = answer(text)
    reader.conclude(
      HistoryEnding(
        duration: (.now - start) / .seconds(1), rowCount: resultRowCount,
        outcome: outcome.ofHistory))
    switch outcome {
    case .done: return nil
    case .failed: note(.wrong)
    case .ran(let outcome):
      note(outcome)
      if outcome == .interrupted, !isInteractive { return 128 + SIGINT }
    case .ended(let status): return status
    case .quit: return end()
    }
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

  /// Keeps a statement for recalling it later, unless nothing is to be kept.
  func remember(_ statement: String) {
    statements.append(statement)
    if settings.values.keepsHistory { reader.remember(statement) }
  }

  /// Does work on a thread of its own while this one listens to signals, and shows how far it is.
  func working(
    _ work: @escaping @Sendable () -> Void, cancel: @escaping () -> Void
  ) -> Computation.Ending {
    reporter?.speak(settings.values.language)
    return reporter.showing {
      Computation.run(
        signals: signals,
        interrupt: {
          // The terminal has shown ^C in the middle of a line.
          if isInteractive { output.write("\n") }
          cancel()
        },
        work: work)
    }
  }
}
