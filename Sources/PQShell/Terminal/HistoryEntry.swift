/// What came of a statement.
package enum HistoryOutcome: String, Sendable, CaseIterable {
  case ok
  case failed
  /// By Ctrl-C.
  case stopped
}

/// One statement of the history and what is known of its run.
///
/// Duration, rows and outcome are missing while it runs, and for good if its shell was killed
/// then.
package struct HistoryEntry: Equatable, Sendable {
  /// Seconds since 1970 when Enter was pressed.
  package var time: Int
  package var text: String
  /// Seconds.
  package var duration: Double?
  /// How many rows the last result had.
  package var rowCount: Int?
  package var outcome: HistoryOutcome?
  /// The process number of the shell.
  package var shell: Int?
  /// What the shell worked on: a register's name.
  package var register: String?

  package init(
    time: Int, text: String, duration: Double? = nil, rowCount: Int? = nil,
    outcome: HistoryOutcome? = nil, shell: Int? = nil, register: String? = nil
  ) {
    self.time = time
    self.text = text
    self.duration = duration
    self.rowCount = rowCount
    self.outcome = outcome
    self.shell = shell
    self.register = register
  }
}
