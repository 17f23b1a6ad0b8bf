import PQColumnar
import PQDiagnostics
import PQSyntax

extension TableEntry {
  /// The declared columns that a derived field's definition mentions and the data lacks.
  ///
  /// A reader gives a column that the file does not have as missing in every block.
  func absentColumns(mentionedBy field: DerivedField) -> [String] {
    guard let data, data.rowCount > 0 else { return [] }
    let text = field.source.text(in: field.definition.range)
    let words = Set(
      text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    return data.schema.fields.indices.filter { position in
      let column = data.schema.fields[position]
      let isMentioned =
        words.contains(column.name) || column.chineseName.map(words.contains) == true
      return isMentioned && data.lacks(column: position)
    }.map { data.schema.fields[$0].name }
  }
}

extension Table {
  fileprivate func lacks(column position: Int) -> Bool {
    blocks.allSatisfy { block in
      if case .constant(let column) = block.columns[position] {
        column.value.isMissing
      } else {
        false
      }
    }
  }
}
