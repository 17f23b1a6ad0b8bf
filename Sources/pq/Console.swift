import Glibc
import PQDiagnostics
import PQSession
import PQShell

/// Standard error: messages for people, drawn.
struct Console {
  private let manners: Manners
  private let renderer: DiagnosticRenderer

  init(_ manners: Manners) {
    self.manners = manners
    renderer = DiagnosticRenderer(
      language: manners.language, width: TerminalDevice.width(of: STDERR_FILENO),
      usesColor: manners.usesColor(STDERR_FILENO))
  }

  /// Shows one message; warnings and notes only unless the run is quiet.
  func show(_ diagnostic: Diagnostic) {
    if manners.isQuiet, diagnostic.severity != .error { return }
    let text = Array(renderer.render(diagnostic).utf8)
    // If standard error is closed there is nobody left to tell.
    _ = FileBytes.write(text, to: STDERR_FILENO)
  }

  /// Shows what ended a command, and returns how the program ends.
  func fail(_ diagnostic: Diagnostic) -> ExitStatus {
    show(diagnostic)
    return ExitStatus(RunOutcome(of: [diagnostic]))
  }

  /// Returns what shows how far a session has come, if standard error is a terminal.
  func progress(of session: Session) -> ProgressReporter? {
    if manners.isQuiet { return nil }
    return ProgressReporter(language: manners.language, progress: session.progress)
  }

  /// Opens what the command line names as data, or else the sample, and shows what comes up.
  func open(_ data: [String], in session: Session) -> ExitStatus {
    var found = session.modelDiagnostics
    found += progress(of: session).showing { () -> [Diagnostic] in
      if data.isEmpty, let sample = SampleData.folder() {
        return [.sampleData(sample)] + session.open(sample)
      }
      return session.open(data)
    }
    for diagnostic in found { show(diagnostic) }
    return ExitStatus(RunOutcome(of: found))
  }
}

/// Standard output: data, and the texts that a command was asked for.
enum StandardOutput {
  /// Writes a text; ends the program quietly if nobody reads it any more.
  static func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes bytes; ends the program quietly if nobody reads them any more, and with a message if
  /// they cannot be written, since data that is cut short must not look whole.
  static func write(_ bytes: [UInt8]) {
    let failure = FileBytes.write(bytes, to: STDOUT_FILENO)
    if failure == 0 { return }
    if failure == EPIPE { exit(ExitStatus.done.rawValue) }
    var manners = Manners()
    manners.language = Manners.language(arguments: CommandLine.arguments)
    Console(manners).show(.outputFailed(reason: String(cString: strerror(failure))))
    exit(ExitStatus.failed.rawValue)
  }
}

/// Writing to open files.
enum FileBytes {
  /// Writes all bytes; returns 0, or the number of the error.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += count
    }
    return 0
  }
}
