import PQColumnar
import PQDiagnostics
import PQSyntax

/// Everything known about one table.
struct TableEntry: Sendable {
  var name: String
  var chineseName: String?
  var data: Table?
  /// The declared columns that the file of the data does not have.
  var absentColumns: [String] = []
  var rejects: Table?
  var declaration: TableDeclaration?
  var fields: [DerivedField] = []
  var measures: [MeasureDefinition] = []

  init(name: String) {
    self.name = name
  }
}

/// What a `table` statement says.
struct TableDeclaration: Sendable {
  var key: String?
  var columns: [DeclaredColumn]
}

/// One column of a `table` statement.
struct DeclaredColumn: Sendable {
  var field: Field
  /// The table whose key it holds.
  var reference: String?
}

/// A `field` statement: a column computed from others.
struct DerivedField: Sendable {
  var name: String
  var chineseName: String?
  var definition: ExpressionSyntax
  var source: SourceText
  var nameRange: SourceRange
  /// How many `let`s and `param`s stood before it.
  var visibleCount: Int
}

/// A `measure` statement: an aggregate with a name.
struct MeasureDefinition: Sendable {
  var name: String
  var chineseName: String?
  var definition: ExpressionSyntax
  var format: RatioFormat?
  var reason: String?
  /// What is divided by what, if it is a ratio.
  var parts: RatioParts?
  var source: SourceText
  var nameRange: SourceRange
  var visibleCount: Int
}

/// The numerator and the denominator of a ratio, as they would be written alone.
package struct RatioParts: Hashable, Sendable {
  package var numerator: String
  package var denominator: String
}

/// A `let` or a `param`.
struct NameDefinition: Sendable {
  enum Kind: Sendable {
    case query(QuerySyntax)
    case value(ExpressionSyntax)
    case function(parameters: [String], BodySyntax)
    case parameter(type: ParameterType?, ExpressionSyntax)
    /// Its definition has a mistake, which was reported; its uses are accepted silently.
    case broken
  }

  var name: String
  var kind: Kind
  var source: SourceText
  var nameRange: SourceRange
  /// The rows that `it` named when it was defined.
  var previousResult: Table?
}

/// The type of a `param`.
enum ParameterType: Hashable, Sendable {
  case value(DataType)
  /// Days: a date, a month, a range.
  case period
}

extension TableEntry {
  /// The columns of the data, or of the declaration while there is none.
  var storedFields: [Field] {
    guard let data else { return declaration?.columns.map(\.field) ?? [] }
    return data.schema.fields.map { field in
      guard let declared = declaredColumn(for: field)?.field else { return field }
      var result = field
      result.name = declared.name
      result.chineseName = declared.chineseName ?? field.chineseName
      result.isPrivate = declared.isPrivate || field.isPrivate
      if declared.type == field.type { result.isOptional = declared.isOptional }
      return result
    }
  }

  /// Returns the declaration of a column of the data, matched by its name in either language.
  func declaredColumn(for field: Field) -> DeclaredColumn? {
    declaration?.columns.first {
      $0.field.name == field.name || $0.field.chineseName == field.name
    }
  }
}
