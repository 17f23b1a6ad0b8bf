import PQDiagnostics

/// The rows of a text with line breaks, and where Up, Down, Home and End lead in it.
///
/// Places are counted in scalars. Rows that the terminal breaks because they are long count as one.
struct EditedRows {
  let text: [Unicode.Scalar]
  /// Where each row starts.
  private let starts: [Int]

  init(_ text: [Unicode.Scalar]) {
    self.text = text
    starts = [0] + text.indices.filter { text[$0] == "\n" }.map { $0 + 1 }
  }

  func start(ofRowAt place: Int) -> Int {
    starts[row(at: place)]
  }

  func end(ofRowAt place: Int) -> Int {
    end(ofRow: row(at: place))
  }

  /// Returns the place `distance` rows below, as near as can be to the same screen column; `nil`
  /// if there is no such row.
  ///
  ///     "果园\n  | count"   from behind 果 (2 cells), one down: before `|`
  func place(from place: Int, rowsDown distance: Int) -> Int? {
    let row = row(at: place)
    guard starts.indices.contains(row + distance) else { return nil }
    let wanted = text[starts[row]..<place].reduce(0) { $0 + DisplayWidth.cells(of: $1) }
    var column = 0
    var result = starts[row + distance]
    while result < end(ofRow: row + distance) {
      column += DisplayWidth.cells(of: text[result])
      if column > wanted { break }
      result += 1
    }
    return result
  }

  private func row(at place: Int) -> Int {
    (starts.firstIndex { $0 > place } ?? starts.count) - 1
  }

  private func end(ofRow row: Int) -> Int {
    row + 1 < starts.count ? starts[row + 1] - 1 : text.count
  }
}
