import PQColumnar
import Synchronization

/// The rows of a table whose file is read when something first asks for them.
///
/// Copies of a catalog share it, so that the file is read once.
package final class WaitingTable: Sendable {
  /// What the file gave.
  package struct Rows: Sendable {
    var table: Table
    var absentColumns: [String]
    var rejects: Table?
  }

  private enum State {
    case unread(@Sendable () -> Rows)
    case read(Rows)
  }

  private let state: Mutex<State>

  /// Makes a table of what `read` will return; it is called once at most, and says itself what is
  /// wrong with the file.
  package init(_ read: @escaping @Sendable () -> Rows) {
    state = Mutex(.unread(read))
  }

  /// The rows, read now if they have not been.
  var rows: Rows {
    state.withLock { state in
      switch state {
      case .read(let rows): return rows
      case .unread(let read):
        let rows = read()
        state = .read(rows)
        return rows
      }
    }
  }

  /// The table, if somebody has asked for it already.
  var readTable: Table? {
    state.withLock { state in
      if case .read(let rows) = state { rows.table } else { nil }
    }
  }
}

extension WaitingTable.Rows {
  /// Takes what a catalog holds under a name, to which the file was added.
  package init?(of name: String, in catalog: Catalog) {
    guard let entry = catalog.table(named: name), let table = entry.data else { return nil }
    self.init(table: table, absentColumns: entry.absentColumns, rejects: entry.rejects)
  }

  /// Stands for a file that could not be read: the declared columns, and no row.
  package init(emptyTable name: String, in catalog: Catalog) {
    let fields = catalog.declaredFields(of: name) ?? []
    self.init(
      table: Table(name: name, schema: Schema(fields), blocks: []), absentColumns: [],
      rejects: nil)
  }
}
