import PQColumnar
import PQDiagnostics
import PQSyntax

/// A name in both languages.
package struct CatalogName: Hashable, Sendable {
  package var name: String
  package var chineseName: String?

  package init(name: String, chineseName: String?) {
    self.name = name
    self.chineseName = chineseName
  }
}

/// What `.tables`, `.schema` and completion show of a table.
package struct TableSummary: Sendable {
  package var name: CatalogName
  /// `nil` for a table that is declared but has no data.
  package var rowCount: Int?
  package var rejectCount: Int
  /// Whether a `table` statement declares it.
  package var isDeclared = false
  /// The stored columns; derived fields stand in `fields`.
  package var columns: [Field]
  package var fields: [CatalogName]
  package var measures: [CatalogName]
}

/// What `explain NAME` shows of a measure or a derived field.
package struct DefinitionSummary: Sendable {
  package var table: String
  package var name: CatalogName
  package var isMeasure: Bool
  /// The text of the definition as written.
  package var definition: String
  /// What a measure that is a ratio divides by what.
  package var parts: RatioParts?
  /// The date by which a row belongs to a period of the measure, as written.
  package var cohort: String?
  package var reason: LocalizedText?
  /// The file that declares it; `nil` for a typed line.
  package var file: String?
}

/// What help shows of a check.
package struct CheckSummary: Sendable {
  package var table: String
  package var name: CatalogName
  /// The text of the condition as written.
  package var condition: String
  package var reason: LocalizedText?
}

extension Catalog {
  /// Returns the checks with a name in either language.
  package func checks(named name: String) -> [CheckSummary] {
    tables.flatMap { entry in
      entry.checks.filter { $0.name == name || $0.chineseName == name }.map {
        CheckSummary(
          table: entry.name, name: CatalogName(name: $0.name, chineseName: $0.chineseName),
          condition: $0.source.text(in: $0.condition.range), reason: $0.reason)
      }
    }
  }

  /// Every table in the order of its declaration or loading.
  package var tableSummaries: [TableSummary] {
    tables.map { entry in
      TableSummary(
        name: CatalogName(name: entry.name, chineseName: entry.chineseName),
        rowCount: entry.data?.rowCount, rejectCount: entry.rejects?.rowCount ?? 0,
        isDeclared: entry.declaration != nil,
        columns: entry.storedFields,
        fields: entry.addedFields.map { CatalogName(name: $0.name, chineseName: $0.chineseName) },
        measures: entry.measures.map { CatalogName(name: $0.name, chineseName: $0.chineseName) })
    }
  }

  /// The names of `let`s and `param`s, each once, in the order of their last definition.
  package var letNames: [String] {
    definitions.indices.filter { positionsByName[definitions[$0].name]?.last == $0 }
      .map { definitions[$0].name }
  }

  /// The names of `param`s, for checking `--param`.
  package var parameterNames: [String] {
    definitions.compactMap { definition in
      if case .parameter = definition.kind { definition.name } else { nil }
    }
  }

  /// The `param`s that count now, each with its value as written.
  package var parameterValues: [(name: String, value: String)] {
    letNames.compactMap { name in
      guard let position = positionsByName[name]?.last,
        case .parameter(_, let expression) = definitions[position].kind
      else { return nil }
      return (name, definitions[position].source.text(in: expression.range))
    }
  }

  /// Returns the measures and derived fields with a name in either language.
  package func definitions(named name: String) -> [DefinitionSummary] {
    tables.flatMap { entry -> [DefinitionSummary] in
      let measures = entry.measures.filter { $0.name == name || $0.chineseName == name }.map {
        DefinitionSummary(
          table: entry.name, name: CatalogName(name: $0.name, chineseName: $0.chineseName),
          isMeasure: true, definition: $0.source.text(in: $0.definition.range),
          parts: Binder.parts(of: $0, entry, in: self),
          cohort: $0.cohort.map { [source = $0.source] in source.text(in: $0.range) },
          reason: $0.reason, file: $0.source.name)
      }
      let fields = entry.fields.filter { $0.name == name || $0.chineseName == name }.map {
        DefinitionSummary(
          table: entry.name, name: CatalogName(name: $0.name, chineseName: $0.chineseName),
          isMeasure: false, definition: $0.source.text(in: $0.definition.range),
          file: $0.source.name)
      }
      return measures + fields
    }
  }

  /// The model's words from one language to the other, for `pq fmt`: tables, columns, fields and
  /// measures, and the `count` that `count` makes.
  ///
  /// A word that two tables translate differently, or that one of them does not translate, stays
  /// as it is: `id` alone does not say whose.
  package func nameTranslation(to language: Language) -> [String: String] {
    var chineseNames: [String: Set<String?>] = [:]
    var englishNames: [String: Set<String>] = [:]
    func add(_ english: String, _ chinese: String?) {
      chineseNames[english, default: []].insert(chinese)
      if let chinese { englishNames[chinese, default: []].insert(english) }
    }
    add(MadeName.count.english, MadeName.count.chinese)
    for entry in tables {
      add(entry.name, entry.chineseName)
      let declared = entry.declaration?.columns.map(\.field) ?? []
      let names = Set(declared.map(\.name))
      for field in declared + entry.storedFields.filter({ !names.contains($0.name) }) {
        add(field.name, field.chineseName)
      }
      for field in entry.fields { add(field.name, field.chineseName) }
      for measure in entry.measures {
        add(measure.name, measure.chineseName)
        guard measure.isRatio else { continue }
        for part in RatioPart.allCases {
          add(
            part.columnName(of: measure.name, in: .english),
            measure.chineseName.map { part.columnName(of: $0, in: .chinese) })
        }
      }
      for check in entry.checks { add(check.name, check.chineseName) }
    }
    for definition in definitions {
      if case .function = definition.kind { continue }
      add(definition.name, definition.chineseName)
    }
    var result: [String: String] = [:]
    for (english, twins) in chineseNames where twins.count == 1 {
      guard case .some(.some(let chinese)) = twins.first, chinese != english,
        englishNames[chinese]?.count == 1
      else { continue }
      result[language == .chinese ? english : chinese] =
        language == .chinese ? chinese : english
    }
    return result
  }
}
