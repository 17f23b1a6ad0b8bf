import PQColumnar
import PQDiagnostics

/// The text of one column's cells, in the form that a format asks for.
struct CellFormatter {
  let field: Field
  /// Whether cells show the first character only.
  let isMasked: Bool

  init(_ field: Field, revealed: Set<String>) {
    self.field = field
    let isRevealed =
      revealed.contains(field.name) || field.chineseName.map(revealed.contains) == true
    self.isMasked = field.isPrivate && !isRevealed
  }

  /// Whether the cells hold free text, as opposed to numbers, dates, codes.
  var isText: Bool { field.type == .text || isMasked }

  /// Appends the data-format text of a present cell.
  func appendData(_ column: Column, at row: Int, to bytes: inout [UInt8]) {
    if isMasked {
      bytes.append(contentsOf: CellFormatter.masked(dataText(column, at: row)).utf8)
    } else {
      ValueFormat.append(column, at: row, as: field.type, to: &bytes)
    }
  }

  private func dataText(_ column: Column, at row: Int) -> String {
    var bytes: [UInt8] = []
    ValueFormat.append(column, at: row, as: field.type, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the first character of a text and two stars; nothing of an empty one.
  ///
  ///     王小明    王**
  static func masked(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return "" }
    return String(Character(first)) + "**"
  }
}
