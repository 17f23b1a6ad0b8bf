import PQColumnar
import PQDiagnostics
import PQSyntax
import Synchronization

extension TableEntry {
  /// The columns that a derived field's definition mentions and the file did not have.
  func absentColumns(mentionedBy field: DerivedField) -> [String] {
    if absentColumns.isEmpty { return [] }
    let words = field.words.found(in: field)
    return absentColumns.filter { name in
      if words.contains(name) { return true }
      let declared = declaration?.columns.first { $0.field.name == name }
      return declared?.field.chineseName.map(words.contains) == true
    }
  }
}

/// The words of a derived field's definition, found when they are first asked for: each query asks
/// for those of every field of its tables.
final class MentionedWords: Sendable {
  private let words = Mutex<Set<String>?>(nil)

  fileprivate func found(in field: DerivedField) -> Set<String> {
    words.withLock { words in
      if let words { return words }
      let text = field.source.text(in: field.definition.range)
      let found = Set(
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
      words = found
      return found
    }
  }
}
