/// How much work a session's runs did, in numbers that do not depend on the machine.
package struct WorkDone: Equatable, Sendable {
  /// Rows of tables that were looked at.
  package var rowsScanned: Int
  /// Blocks of rows that were left out, since their least and greatest values rule out every row.
  package var blocksSkipped: Int

  package init(rowsScanned: Int = 0, blocksSkipped: Int = 0) {
    self.rowsScanned = rowsScanned
    self.blocksSkipped = blocksSkipped
  }

  /// Returns what was done since an earlier look.
  package func since(_ earlier: WorkDone) -> WorkDone {
    WorkDone(
      rowsScanned: rowsScanned - earlier.rowsScanned,
      blocksSkipped: blocksSkipped - earlier.blocksSkipped)
  }
}
