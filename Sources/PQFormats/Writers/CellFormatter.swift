import PQColumnar
import PQDiagnostics

/// The text of one column's cells, in the form that a format asks for.
struct CellFormatter {
  let field: Field

  init(_ field: Field) {
    self.field = field
  }

  /// Whether the cells hold free text, as opposed to numbers, dates, codes.
  var isText: Bool { field.type == .text }

  /// Appends the data-format text of a present cell.
  func appendData(_ column: Column, at row: Int, to bytes: inout [UInt8]) {
    ValueFormat.append(column, at: row, as: field.type, to: &bytes)
  }
}
