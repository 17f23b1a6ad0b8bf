import PQColumnar
import PQDiagnostics
import PQSyntax

extension Catalog {
  /// The codes of each column, and of each parameter of a function, from one language to the other,
  /// for `pq fmt`, by the column's or the function's name in either language.
  ///
  /// A code that columns of the same name in two tables translate differently stays as it is.
  package func codeTranslation(to language: Language) -> [String: [String: String]] {
    var twins: [String: [String: Set<String>]] = [:]
    func add(_ type: EnumType, beside column: String) {
      for code in type.codes {
        let label = code.chineseLabel ?? code.code
        let (word, twin) = language == .chinese ? (code.code, label) : (label, code.code)
        twins[column, default: [:]][word, default: []].insert(twin)
      }
    }
    for field in tables.flatMap(declaredOrStored) {
      guard case .enumeration(let type) = field.type else { continue }
      for column in [field.name, field.chineseName].compactMap({ $0 }) { add(type, beside: column) }
    }
    for (definition, parameters) in latestFunctions {
      for (position, parameter) in parameters.enumerated() {
        guard case .value(.enumeration(let type)) = parameter.type else { continue }
        for name in [definition.name, definition.chineseName].compactMap({ $0 }) {
          add(type, beside: NameTranslation.parameter(position, of: name))
        }
      }
    }
    return twins.mapValues { words in
      words.compactMapValues { $0.count == 1 ? $0.first : nil }
    }
  }

  /// The names of the model's own functions from one language to the other.
  package func functionTranslation(to language: Language) -> [String: String] {
    var result: [String: String] = [:]
    for (definition, _) in latestFunctions {
      guard let chinese = definition.chineseName else { continue }
      result[language == .chinese ? definition.name : chinese] =
        language == .chinese ? chinese : definition.name
    }
    return result
  }

  /// The functions that can be called now: a later one hides an earlier one of its name.
  private var latestFunctions: [(NameDefinition, [FunctionParameter])] {
    definitions.indices.compactMap { position in
      let definition = definitions[position]
      guard case .function(let parameters, _) = definition.kind,
        positionsByName[definition.name]?.last == position
      else { return nil }
      return (definition, parameters)
    }
  }

  private func declaredOrStored(_ entry: TableEntry) -> [Field] {
    let declared = entry.declaration?.columns.map(\.field) ?? []
    let names = Set(declared.map(\.name))
    return declared + entry.storedFields.filter { !names.contains($0.name) }
  }
}
