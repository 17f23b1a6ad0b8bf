import PQColumnar
import PQPlan
import Synchronization

/// The derived fields that were computed, kept as columns for later queries.
///
/// There is at most one for each field of each table: the one that was asked for last. A column is
/// given back only to a field that would compute the same from the same tables, so nobody has to
/// say what has changed; `keepOnly` gives memory back.
package final class FieldStore: Sendable {
  fileprivate struct Name: Hashable {
    let table: String
    let field: String
  }

  fileprivate struct Entry {
    /// The field as it was asked for last.
    var column: DerivedColumn
    let key: PlanKey
    /// The columns that it was computed from, by `serial`.
    let sources: [Int]
    /// The tables whose rows went into it, those of other fields included.
    let tables: Set<ObjectIdentifier>
    let serial: Int
    let parts: [Column]
    let byteCount: Int
    let reservation: MemoryReservation?
  }

  fileprivate struct State {
    var entries: [Name: Entry] = [:]
    var serial = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// An estimate of the bytes that the columns take.
  package var byteCount: Int {
    state.withLock { $0.entries.values.reduce(0) { $0 + $1.byteCount } }
  }

  /// Forgets every column.
  package func forgetAll() {
    state.withLock { $0.entries = [:] }
  }

  /// Forgets what was computed from other tables than these.
  package func keepOnly(tables: Set<ObjectIdentifier>) {
    state.withLock { state in
      state.entries = state.entries.filter { $0.value.tables.isSubset(of: tables) }
    }
  }

  /// Returns the values of a field, a column for each block of its table, if they are known.
  func parts(of column: DerivedColumn) -> [Column]? {
    state.withLock { $0.entry(of: column)?.parts }
  }

  /// Keeps what was computed for a field.
  func keep(_ parts: [Column], of column: DerivedColumn, reservation: MemoryReservation?) {
    let key = PlanKey(column.plan)
    state.withLock { state in
      var sources: [Int] = []
      var tables = key.tables
      for source in key.derived {
        // A source that was not kept leaves nothing to compare with.
        guard let entry = state.entry(of: source) else { return }
        sources.append(entry.serial)
        tables.formUnion(entry.tables)
      }
      state.serial += 1
      state.entries[Name(table: column.tableName, field: column.name)] = Entry(
        column: column, key: key, sources: sources, tables: tables, serial: state.serial,
        parts: parts, byteCount: parts.reduce(0) { $0 + $1.byteCount }, reservation: reservation)
    }
  }
}

extension FieldStore.State {
  /// Returns what is known of a field. Each field is compared once: from then on it is known by
  /// its identity.
  fileprivate mutating func entry(of column: DerivedColumn) -> FieldStore.Entry? {
    let name = FieldStore.Name(table: column.tableName, field: column.name)
    guard var entry = entries[name] else { return nil }
    if entry.column === column { return entry }
    let key = PlanKey(column.plan)
    guard entry.key == key else { return nil }
    for (source, serial) in zip(key.derived, entry.sources)
    where self.entry(of: source)?.serial != serial { return nil }
    entry.column = column
    entries[name] = entry
    return entry
  }
}
