import PQColumnar
import PQSyntax

/// A `let` or a `param` that can be used now.
package struct DefinitionName: Sendable {
  package enum Kind: Sendable, Equatable {
    case query
    case value
    /// A `param`, with its type if one is declared.
    case parameter(DataType?)
    /// A function of the script's own, with its parameters, and whether it gives rows.
    case function(parameters: [String], givesRows: Bool)
  }

  package var name: CatalogName
  package var kind: Kind
}

extension Catalog {
  /// The `let`s and `param`s that can be used now, the latest first; each name once, and none whose
  /// definition has a mistake.
  package var definitionNames: [DefinitionName] {
    definitions.indices.reversed().compactMap { position in
      let definition = definitions[position]
      guard positionsByName[definition.name]?.last == position else { return nil }
      let kind: DefinitionName.Kind
      switch definition.kind {
      case .broken: return nil
      case .query: kind = .query
      case .value: kind = .value
      case .parameter(.value(let type)?, _): kind = .parameter(type)
      case .parameter: kind = .parameter(nil)
      case .function(let parameters, .query):
        kind = .function(parameters: parameters.map(\.name), givesRows: true)
      case .function(let parameters, .expression):
        kind = .function(parameters: parameters.map(\.name), givesRows: false)
      }
      return DefinitionName(
        name: CatalogName(name: definition.name, chineseName: definition.chineseName), kind: kind)
    }
  }

  /// The measures of all tables.
  package var measureNames: [CatalogName] {
    tables.flatMap { entry in
      entry.measures.map { CatalogName(name: $0.name, chineseName: $0.chineseName) }
    }
  }
}
