import PQFormats
import PQPlan
import Synchronization

/// How much work a run did, in numbers that are exact where time is noise.
///
/// A lost pushdown shows up here as a number; tests assert them.
package final class WorkCounters: Sendable {
  private let scanned = Atomic<Int>(0)
  private let hashed = Atomic<Int>(0)
  private let gathered = Atomic<Int>(0)
  private let made = Atomic<Int>(0)
  private let skipped = Atomic<Int>(0)
  private let derived = Atomic<Int>(0)
  private let entries = Atomic<Int>(0)
  private let smallCells = Atomic<Int>(0)
  private let otherCells = Atomic<Int>(0)
  private let secretRows = Atomic<Int>(0)
  private let secretGroups = Atomic<Int>(0)
  private let secretMembers = Atomic<Int>(0)

  /// How far the run under way has come.
  package let progress = WorkProgress()

  package init() {}

  /// Rows of tables that a scan handed to the first operator.
  package var rowsScanned: Int { scanned.load(ordering: .relaxed) }
  /// Rows looked up in a hash table, for grouping or joining.
  package var rowsHashed: Int { hashed.load(ordering: .relaxed) }
  /// Rows copied to make new batches: sorting, joining, putting blocks together.
  package var rowsGathered: Int { gathered.load(ordering: .relaxed) }
  /// Batches that an operator handed on.
  package var batchesMade: Int { made.load(ordering: .relaxed) }
  /// Blocks that a scan left out because their statistics rule out every row.
  package var blocksSkipped: Int { skipped.load(ordering: .relaxed) }

  /// Dictionary entries for which an expression was computed instead of for each row.
  package var entriesComputed: Int { entries.load(ordering: .relaxed) }

  /// Values of derived fields that were computed rather than taken from an earlier query.
  package var valuesDerived: Int { derived.load(ordering: .relaxed) }

  /// Cells that `protect` hid because they are small, and others that would have told them.
  package var cellsSuppressed: (small: Int, others: Int) {
    (smallCells.load(ordering: .relaxed), otherCells.load(ordering: .relaxed))
  }

  func countSuppressed(small: Int, others: Int) {
    smallCells.wrappingAdd(small, ordering: .relaxed)
    otherCells.wrappingAdd(others, ordering: .relaxed)
  }

  func countScanned(_ rows: Int) { scanned.wrappingAdd(rows, ordering: .relaxed) }
  func countHashed(_ rows: Int) { hashed.wrappingAdd(rows, ordering: .relaxed) }
  func countGathered(_ rows: Int) { gathered.wrappingAdd(rows, ordering: .relaxed) }
  func countBatch() { made.wrappingAdd(1, ordering: .relaxed) }
  func countDerived(_ rows: Int) { derived.wrappingAdd(rows, ordering: .relaxed) }
  func countEntries(_ count: Int) { entries.wrappingAdd(count, ordering: .relaxed) }

  /// Counts a block whose rows a scan handed on and nobody looked at.
  func countSkippedBlock(rowCount: Int) {
    skipped.wrappingAdd(1, ordering: .relaxed)
    scanned.wrappingSubtract(rowCount, ordering: .relaxed)
  }

  /// Returns how many secret rows, groups with such rows, and such rows of groups were left out since
  /// it was last asked.
  package func takeWithheld() -> (rows: Int, groups: Int, members: Int) {
    (
      secretRows.exchange(0, ordering: .relaxed), secretGroups.exchange(0, ordering: .relaxed),
      secretMembers.exchange(0, ordering: .relaxed)
    )
  }

  func countWithheld(_ count: Int, _ kind: LogicalPlan.Withheld) {
    switch kind {
    case .rows: secretRows.wrappingAdd(count, ordering: .relaxed)
    case .groups: secretGroups.wrappingAdd(count, ordering: .relaxed)
    case .members: secretMembers.wrappingAdd(count, ordering: .relaxed)
    }
  }

  /// Sets every counter back to 0.
  package func reset() {
    scanned.store(0, ordering: .relaxed)
    hashed.store(0, ordering: .relaxed)
    gathered.store(0, ordering: .relaxed)
    made.store(0, ordering: .relaxed)
    skipped.store(0, ordering: .relaxed)
    derived.store(0, ordering: .relaxed)
    entries.store(0, ordering: .relaxed)
    smallCells.store(0, ordering: .relaxed)
    otherCells.store(0, ordering: .relaxed)
  }
}
