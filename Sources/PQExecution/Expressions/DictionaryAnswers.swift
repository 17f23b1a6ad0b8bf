import PQColumnar
import PQDiagnostics
import Synchronization

/// What one expression of a query gives for the entries of dictionaries, for all blocks and workers.
///
/// A dictionary is gone through once as many rows with its codes have come as it has entries: before
/// that, looking at the rows is less work.
final class DictionaryAnswers: Sendable {
  private struct Known {
    let dictionary: TextDictionary
    var rowCount = 0
    var lookup: DictionaryLookup?
  }

  /// A table has one dictionary for a column; only an expression over several tables, or over texts
  /// that another expression makes anew for each block, meets more.
  private static let keptCount = 4

  private let known = Mutex<[Known]>([])

  /// Returns the expression's value for each row of a column, or `nil` if the rows are to be looked
  /// at instead.
  ///
  /// - Parameter compute: gives the expression's values for texts; called with a dictionary's
  ///   entries and a missing text behind them.
  func column(
    for column: DictionaryColumn, counters: WorkCounters,
    _ compute: (Column) throws(QueryError) -> Column
  ) throws(QueryError) -> Column? {
    let lookup = try known.withLock { known throws(QueryError) -> DictionaryLookup? in
      var entry =
        known.first { $0.dictionary === column.dictionary } ?? Known(dictionary: column.dictionary)
      known.removeAll { $0.dictionary === column.dictionary }
      entry.rowCount += column.count
      if entry.lookup == nil, entry.rowCount >= column.dictionary.count {
        counters.countEntries(column.dictionary.count)
        entry.lookup = DictionaryLookup(
          results: try compute(DictionaryLookup.arguments(column.dictionary)))
      }
      known.append(entry)
      if known.count > Self.keptCount { known.removeFirst() }
      return entry.lookup
    }
    return lookup?.column(for: column)
  }
}
