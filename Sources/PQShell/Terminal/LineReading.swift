/// Where the shell's statements come from: a line editor, a pipe, or a test.
package protocol LineReading: AnyObject {
  /// Reads one statement or meta command; it may have several lines.
  func readStatement() -> LineReadResult

  /// Keeps a statement for recalling it later, before it runs.
  func remember(_ statement: String)

  /// Adds to the statement kept last what came of it.
  func conclude(_ ending: HistoryEnding)
}

extension LineReading {
  package func conclude(_ ending: HistoryEnding) {}
}

/// What came of reading.
package enum LineReadResult: Equatable, Sendable {
  case statement(String)
  /// The line was given up, by Ctrl-C.
  case interrupted
  /// There is nothing more to read.
  case endOfInput
  /// A signal asked the program to end.
  case terminated(signal: Int32)
}
