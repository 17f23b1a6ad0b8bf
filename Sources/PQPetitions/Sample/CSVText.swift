import PQColumnar

/// Lines of a CSV file on their way; no cell in a sample needs quotes.
package struct CSVText {
  package private(set) var bytes: [UInt8] = []
  private var isAtLineStart = true

  init(header: [String]) {
    for name in header { text(name) }
    endLine()
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func separate() {
    if !isAtLineStart { bytes.append(UInt8(ascii: ",")) }
    isAtLineStart = false
  }

  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isAtLineStart = true
  }

  mutating func text(_ cell: String) {
    separate()
    bytes.append(contentsOf: cell.utf8)
  }

  /// More text of the cell before.
  mutating func more(_ part: String) {
    bytes.append(contentsOf: part.utf8)
  }

  /// A number behind the text of the cell before.
  mutating func more(_ part: Int) {
    append(part, width: 1)
  }

  mutating func blank(_ count: Int = 1) {
    for _ in 0..<count { separate() }
  }

  mutating func flag(_ cell: Bool) {
    text(cell ? "true" : "false")
  }

  mutating func number(_ cell: Int?) {
    separate()
    if let cell { append(cell, width: 1) }
  }

  /// A letter or two and a number with leading zeros.
  mutating func key(_ cell: SampleKey?) {
    separate()
    guard let cell else { return }
    bytes.append(contentsOf: cell.prefix.utf8)
    append(cell.number, width: cell.width)
  }

  /// A day since 1970-01-01.
  mutating func date(_ cell: Int64?) {
    separate()
    if let cell { CivilDate(days: cell).append(to: &bytes) }
  }

  /// A minute since 1970-01-01T00:00.
  mutating func time(_ cell: Int64?) {
    separate()
    if let cell { CivilDateTime(seconds: cell * 60).append(to: &bytes) }
  }

  private mutating func append(_ number: Int, width: Int) {
    let digits = String(number)
    for _ in 0..<max(0, width - digits.utf8.count) { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: digits.utf8)
  }
}

/// What names one row: `XF20200001`, `P00012`.
struct SampleKey {
  var prefix: String
  var number: Int
  var width: Int

  init(_ prefix: String, _ number: Int, width: Int) {
    self.prefix = prefix
    self.number = number
    self.width = width
  }
}
