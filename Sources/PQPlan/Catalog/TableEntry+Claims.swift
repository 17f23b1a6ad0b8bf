import PQColumnar
import PQDiagnostics
import PQSyntax

extension TableEntry {
  /// The columns that a derived field's definition mentions and the file did not have.
  func absentColumns(mentionedBy field: DerivedField) -> [String] {
    if absentColumns.isEmpty { return [] }
    let text = field.source.text(in: field.definition.range)
    let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    return absentColumns.filter { name in
      let declared = declaration?.columns.first { $0.field.name == name }
      let chineseName = declared?.field.chineseName
      return words.contains(name) || chineseName.map(words.contains) == true
    }
  }
}
