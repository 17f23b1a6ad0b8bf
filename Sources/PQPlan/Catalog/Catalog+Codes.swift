import PQColumnar
import PQDiagnostics

extension Catalog {
  /// The codes of each column from one language to the other, for `pq fmt`, by the column's name in
  /// either language.
  ///
  /// A code that columns of the same name in two tables translate differently stays as it is.
  package func codeTranslation(to language: Language) -> [String: [String: String]] {
    var twins: [String: [String: Set<String>]] = [:]
    for field in tables.flatMap(declaredOrStored) {
      guard case .enumeration(let type) = field.type else { continue }
      for column in [field.name, field.chineseName].compactMap({ $0 }) {
        for code in type.codes {
          let label = code.chineseLabel ?? code.code
          let (word, twin) = language == .chinese ? (code.code, label) : (label, code.code)
          twins[column, default: [:]][word, default: []].insert(twin)
        }
      }
    }
    return twins.mapValues { words in
      words.compactMapValues { $0.count == 1 ? $0.first : nil }
    }
  }

  private func declaredOrStored(_ entry: TableEntry) -> [Field] {
    let declared = entry.declaration?.columns.map(\.field) ?? []
    let names = Set(declared.map(\.name))
    return declared + entry.storedFields.filter { !names.contains($0.name) }
  }
}
