import PQColumnar
import PQDiagnostics
import Synchronization

/// A derived field, bound over its table as it is now.
struct BoundField: Sendable {
  var column: DerivedColumn
  var field: Field
  var bounds: DayBounds?
  /// The table whose key it holds.
  var reference: String?
}

/// The derived fields of a catalog's tables, each bound when it was first asked for, and the rows of
/// the tables with them.
///
/// They belong to one state of the tables: a catalog whose tables change starts anew. What else a
/// definition can see, the `let`s and `param`s before it, never changes.
final class BoundFields: Sendable {
  struct Name: Hashable {
    var table: String
    var field: String
    /// Whether it was bound over the declared columns, whatever file is loaded.
    var isDeclared: Bool
    /// The private columns that could be shown then: what is computed of them is not masked.
    var revealed: Set<String>
  }

  enum Binding {
    case bound(BoundField)
    /// It cannot be computed here; why, if that is worth telling.
    case unavailable(Diagnostic?)
  }

  /// The rows of a table as a statement finds them.
  struct RowsName: Hashable {
    var table: String
    /// Whether the derived fields are computed.
    var isComplete: Bool
    var revealed: Set<String>
  }

  private let known = Mutex<[Name: Binding]>([:])
  private let rows = Mutex<[RowsName: Relation]>([:])
  private let names = Mutex<Set<String>?>(nil)

  subscript(name: Name) -> Binding? {
    get { known.withLock { $0[name] } }
    set { known.withLock { $0[name] = newValue } }
  }

  subscript(name: RowsName) -> Relation? {
    get { rows.withLock { $0[name] } }
    set { rows.withLock { $0[name] = newValue } }
  }

  /// Returns the names of the tables and of what belongs to them, as `find` says when it is asked
  /// first.
  func tableNames(_ find: () -> Set<String>) -> Set<String> {
    names.withLock { names in
      if let names { return names }
      let found = find()
      names = found
      return found
    }
  }
}
