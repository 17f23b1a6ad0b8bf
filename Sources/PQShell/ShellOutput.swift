import Glibc
import PQDiagnostics

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
