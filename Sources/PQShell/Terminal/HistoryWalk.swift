/// The statements of this and earlier runs, and a walk through them from the line being typed.
///
/// The line being typed is kept as the walk's newest step, so that walking back brings it back.
package struct HistoryWalk {
  /// Oldest first; a statement that is repeated at once stands once.
  private(set) var entries: [HistoryEntry] = []
  /// How many steps back the walk is; 0 at the line being typed.
  private var steps = 0
  private var draft = ""

  /// More are not kept while the program runs.
  static let limit = 10_000

  package init(_ entries: [HistoryEntry] = []) {
    for entry in entries.suffix(Self.limit) where entry.text != self.entries.last?.text {
      self.entries.append(entry)
    }
  }

  /// Adds the newest statement, unless it is the last one again; tells whether it was added.
  package mutating func add(_ statement: String, time: Int) -> Bool {
    steps = 0
    if entries.last?.text == statement {
      entries[entries.count - 1].time = time
      return false
    }
    entries.append(HistoryEntry(time: time, text: statement))
    if entries.count > Self.limit { entries.removeFirst() }
    return true
  }

  /// Goes back to the line being typed.
  package mutating func restart() {
    steps = 0
  }

  /// Returns the statement one step further back, or `nil` at the oldest.
  package mutating func older(than line: String) -> String? {
    guard steps < entries.count else { return nil }
    if steps == 0 { draft = line }
    steps += 1
    return entries[entries.count - steps].text
  }

  /// Returns the statement one step nearer, at last the line being typed, or `nil` there.
  package mutating func newer() -> String? {
    guard steps > 0 else { return nil }
    steps -= 1
    return steps == 0 ? draft : entries[entries.count - steps].text
  }
}

/// What the newest statement that begins with the text being typed goes on with.
struct HistoryHint {
  private var text = ""
  private var found: String?

  /// Forgets what it found: there is a new statement.
  mutating func restart() {
    (text, found) = ("", nil)
  }

  /// Returns the rest of the newest statement that begins with `text`; empty if there is none.
  mutating func rest(of text: String, in entries: [HistoryEntry]) -> String {
    guard !text.isEmpty else { return "" }
    // The newest that began with less is the newest that begins with more, if it does.
    let goesOn = !self.text.isEmpty && text.utf8.starts(with: self.text.utf8)
    if !goesOn || !(found.map { Self.continues(text, $0) } ?? false) {
      if !goesOn || found != nil {
        found = entries.last { Self.continues(text, $0.text) }?.text
      }
    }
    self.text = text
    guard let found else { return "" }
    return String(decoding: found.utf8.dropFirst(text.utf8.count), as: UTF8.self)
  }

  private static func continues(_ text: String, _ statement: String) -> Bool {
    statement.utf8.count > text.utf8.count && statement.utf8.starts(with: text.utf8)
  }
}
