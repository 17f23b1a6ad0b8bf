/// Distinct texts that codes point at, shared by all columns whose codes mean the same.
///
/// No entry is missing, none stands twice. Two dictionaries with the same entries in the same order
/// are equal; the same object is so without a look at them.
package final class TextDictionary: Hashable, Sendable {
  package let entries: TextColumn

  package init(_ entries: TextColumn) {
    self.entries = entries
  }

  package var count: Int { entries.count }

  package func string(at code: Int) -> String { entries.string(at: code) }

  package static func == (left: TextDictionary, right: TextDictionary) -> Bool {
    left === right || left.entries == right.entries
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(entries)
  }
}
