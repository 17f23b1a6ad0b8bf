/// The statements of this and earlier runs, and a walk through them from the line being typed.
///
/// The line being typed is kept as the walk's newest step, so that walking back brings it back.
package struct HistoryWalk {
  /// Oldest first.
  private var statements: [String]
  /// How many steps back the walk is; 0 at the line being typed.
  private var steps = 0
  private var draft = ""

  /// More are not kept while the program runs.
  static let limit = 10_000

  package init(statements: [String] = []) {
    self.statements = Array(statements.suffix(Self.limit))
  }

  /// Adds the newest statement, unless it is the last one again; tells whether it was added.
  package mutating func add(_ statement: String) -> Bool {
    steps = 0
    guard statements.last != statement else { return false }
    statements.append(statement)
    if statements.count > Self.limit { statements.removeFirst() }
    return true
  }

  /// Goes back to the line being typed.
  package mutating func restart() {
    steps = 0
  }

  /// Returns the statement one step further back, or `nil` at the oldest.
  package mutating func older(than line: String) -> String? {
    guard steps < statements.count else { return nil }
    if steps == 0 { draft = line }
    steps += 1
    return statements[statements.count - steps]
  }

  /// Returns the statement one step nearer, at last the line being typed, or `nil` there.
  package mutating func newer() -> String? {
    guard steps > 0 else { return nil }
    steps -= 1
    return steps == 0 ? draft : statements[statements.count - steps]
  }
}
