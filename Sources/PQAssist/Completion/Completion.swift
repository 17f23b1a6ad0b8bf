/// What Tab may put into a text.
package struct Completion: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    /// What a menu shows.
    package var label: String
    /// What takes the place of `range`.
    package var insertion: String
    /// A type, and the name in the other language.
    package var detail: String
    /// How far before the end of `insertion` the cursor comes to stand.
    package var cursorBack: Int

    package init(label: String, insertion: String, detail: String = "", cursorBack: Int = 0) {
      self.label = label
      self.insertion = insertion
      self.detail = detail
      self.cursorBack = cursorBack
    }
  }

  /// What is replaced, in Unicode scalars.
  package var range: Range<Int>
  /// The best first.
  package var entries: [Entry]
}
