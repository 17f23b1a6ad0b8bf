import PQColumnar
import PQFunctions
import PQPlan

/// The names that mean something now, in both languages.
package struct KnownNames: Sendable {
  package var tables: Set<String> = []
  /// Columns, derived fields and measures of every table.
  package var columns: Set<String> = []
  /// Codes of every enum, and their labels.
  package var codes: Set<String> = []
  /// `let`s and `param`s.
  package var definitions: Set<String> = []

  package init() {}

  package init(_ catalog: Catalog) {
    definitions = Set(catalog.letNames)
    for table in catalog.tableSummaries {
      tables.formUnion(Self.names(table.name))
      for name in table.fields + table.measures { columns.formUnion(Self.names(name)) }
      for field in table.columns {
        columns.insert(field.name)
        if let name = field.chineseName { columns.insert(name) }
        guard case .enumeration(let type) = field.type else { continue }
        for code in type.codes {
          codes.insert(code.code)
          if let label = code.chineseLabel { codes.insert(label) }
        }
      }
    }
  }

  /// Whether a word names a table, column, `let` or `param`.
  func contains(_ word: String) -> Bool {
    tables.contains(word) || columns.contains(word) || definitions.contains(word)
  }

  /// Every function's name in both languages.
  static let functions: Set<String> = {
    var names = Set(TableFunction.names)
    for function in FunctionRegistry.scalars {
      names.formUnion([function.name, function.chineseName])
    }
    for function in FunctionRegistry.aggregates {
      names.formUnion([function.name, function.chineseName])
    }
    for function in FunctionRegistry.windows {
      names.formUnion([function.name, function.chineseName])
    }
    return names
  }()

  private static func names(_ name: CatalogName) -> [String] {
    [name.name] + (name.chineseName.map { [$0] } ?? [])
  }
}
