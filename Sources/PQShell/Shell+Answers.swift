import Glibc
import PQDiagnostics
import PQFormats
import PQSession
import Synchronization

extension Shell: MetaCommandHost {
  var context: MetaCommandContext {
    MetaCommandContext(session: session, writer: writer, host: self)
  }

  var history: HistoryFile? { options.history }

  var programCodes: [DiagnosticCode] { options.programCodes }

  /// Answers one statement or meta command.
  func answer(_ text: String) -> MetaCommand.Outcome {
    guard let call = MetaCommandCall(text) else { return compute(text, name: nil) }
    let outcome = call.run(context)
    showPages()
    return outcome
  }

  /// Runs statements on a thread of their own.
  func compute(_ text: String, name: String?) -> MetaCommand.Outcome {
    let run = StatementRun(session: session, writer: writer)
    let before = session.work
    let start = ContinuousClock.now
    let ending = working({ run.perform(text, name: name) }, cancel: { run.cancel() })
    if case .terminated(let signal) = ending {
      UnfinishedFiles.discardAll()
      return .ended(128 + signal)
    }
    resultRowCount = run.rowCount ?? resultRowCount
    showPages()
    if settings.values.isTimed {
      writer.note(ShellHelp.timing(.now - start, session.work.since(before)))
    }
    var outcome = run.outcome
    // One that came just as the statement was done still ends what the statement is a part of.
    if ending == .interrupted, outcome == .done { outcome = .interrupted }
    if writer.takeFailure() {
      if outcome == .done { outcome = .failed }
      dropFile()
    }
    if let file = settings.exchangeFileOnce(nil) {
      session.send(to: settings.file)
      let finished = finish(file, isWhole: outcome == .done)
      if outcome == .done { outcome = finished }
    }
    return outcome == .done ? .done : .ran(outcome)
  }

  func perform(
    _ work: @escaping (any ShellSession) -> [Diagnostic]
  ) -> MetaCommand.Outcome {
    let task = SessionTask(session: session, work: work)
    let ending = working({ task.perform() }, cancel: { task.cancel() })
    if case .terminated(let signal) = ending { return .ended(128 + signal) }
    let outcome = context.told(task.diagnostics)
    return ending == .interrupted && outcome == .done ? .ran(.interrupted) : outcome
  }

  func pause(seconds: Double) -> MetaCommand.Outcome {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let left = (end - .now) / .milliseconds(1)
      if left <= 0 { return .done }
      // A reader that has gone away shows as an event that nobody asked for.
      let ready = TerminalDevice.wait(
        for: [(signals.descriptor, POLLIN), (STDOUT_FILENO, 0)],
        within: Int32(min(left.rounded(.up), 1e9)))
      if ready[1] { return .quit }
      while let signal = signals.take() {
        switch signal {
        case SIGINT:
          if isInteractive { output.write("\n") }
          return .ran(.interrupted)
        case SIGTERM, SIGHUP: return .ended(128 + signal)
        default: continue
        }
      }
    }
  }

  func start(_ command: String, input: String?) -> Int32 {
    ExternalProgram.run(command, in: session.folder, input: input, signals: signals)
  }

  func edit(_ text: String) -> ExternalEditor.Result {
    ExternalEditor.edit(text, signals: signals)
  }

  func page(_ text: String) {
    writer.pages.begin()
    if let rest = writer.pages.take(text) { output.write(rest) }
  }

  /// Shows what was kept back, by the pager if there is one.
  private func showPages() {
    guard let pages = writer.pages.takeAll(columns: TerminalDevice.size().columns) else { return }
    let text = pages.text
    guard pages.needsPager, !session.isSafe, let pager = Pager.command() else {
      return output.write(text)
    }
    // A pager that is `less` shows colors only if it is told to.
    // 127: the system's shell does not find the program.
    let command = "export LESS=\"${LESS:--SR}\"; \(pager)"
    if start(command, input: text) == 127 { output.write(text) }
  }

  /// Gives up the file that takes all results: what it holds is not whole.
  private func dropFile() {
    guard let file = settings.exchangeFile(nil) else { return }
    file.discard()
    session.send(to: settings.file)
    writer.note(ShellHelp.notWritten(file.path))
  }

  /// Puts a file that took results in its place, or leaves what was there.
  func finish(_ file: ResultFile, isWhole: Bool) -> RunOutcome {
    guard isWhole else {
      file.discard()
      return .done
    }
    do throws(QueryError) {
      try file.commit()
      if !settings.values.isQuiet { writer.note(ShellHelp.written(file.path)) }
      return .done
    } catch {
      writer.show(error.diagnostic)
      return .failed
    }
  }
}
