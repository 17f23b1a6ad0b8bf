/// What Tab may put into the line.
///
/// Places are counted in scalars of the text being edited.
package struct LineCompletion {
  package struct Entry: Equatable {
    /// What the menu shows.
    package var label: String
    /// What takes the place of `range`.
    package var insertion: String
    /// What the menu shows beside the label, dim: a type and the name in the other language.
    package var detail: String
    /// How far before the end of `insertion` the cursor comes to stand: 1 is before a closing
    /// bracket.
    package var cursorBack: Int

    package init(label: String, insertion: String, detail: String = "", cursorBack: Int = 0) {
      self.label = label
      self.insertion = insertion
      self.detail = detail
      self.cursorBack = cursorBack
    }
  }

  /// What is replaced.
  package var range: Range<Int>
  /// The best first.
  package var entries: [Entry]

  package init(range: Range<Int>, entries: [Entry]) {
    self.range = range
    self.entries = entries
  }

  /// What all insertions begin with, if it goes on from what is typed: Tab inserts that before
  /// anybody has chosen.
  ///
  ///     typed "we", entries weight, weight_share    "weight"
  ///     typed "wt", the same (found loosely)        nil
  func commonStart(goingOnFrom typed: [Unicode.Scalar]) -> String? {
    guard let first = entries.first else { return nil }
    var common = Array(first.insertion.unicodeScalars)
    for entry in entries.dropFirst() {
      let shared = zip(common, entry.insertion.unicodeScalars).prefix { $0 == $1 }.count
      common.removeLast(common.count - shared)
    }
    guard common.count > typed.count, common.starts(with: typed) else { return nil }
    return String(common)
  }
}
