import PQColumnar
import PQDiagnostics
import PQSyntax

/// Everything known about one table.
struct TableEntry: Sendable {
  var name: String
  var chineseName: String?
  /// Whether the data came from a file, and do not merely stand for one that is not there.
  var hasFile = false
  /// Whether the program makes it itself.
  var isProvided = false
  private var stored = StoredRows()
  var declaration: TableDeclaration?
  /// What the model that comes with the program keeps from being shown.
  var promise: PrivacyPromise?
  /// Whether its declaration is that of another table, by whose columns its file was known.
  var isLikeAnother = false
  var fields: [DerivedField] = []
  var measures: [MeasureDefinition] = []
  /// The rows that are counted but never listed; `nil` if all may be.
  var secret: SecretRows?
  var checks: [CheckDefinition] = []

  init(name: String) {
    self.name = name
  }

  private struct StoredRows: Sendable {
    var table: Table?
    var absentColumns: [String] = []
    var rejects: Table?
    /// The file of the rows while nobody has asked for them; then the others are not used.
    var waiting: WaitingTable?
  }

  /// The rows; a file that waits is read.
  var data: Table? {
    get { stored.waiting?.rows.table ?? stored.table }
    set {
      settle()
      stored.table = newValue
    }
  }

  /// The declared columns that the file of the data does not have.
  var absentColumns: [String] {
    get { stored.waiting?.rows.absentColumns ?? stored.absentColumns }
    set {
      settle()
      stored.absentColumns = newValue
    }
  }

  var rejects: Table? {
    get { stored.waiting.map(\.rows.rejects) ?? stored.rejects }
    set {
      settle()
      stored.rejects = newValue
    }
  }

  /// Whether there are rows, read or not.
  var hasData: Bool { stored.waiting != nil || stored.table != nil }

  /// The rows, unless their file is still to be read.
  var readData: Table? { stored.waiting?.readTable ?? stored.table }

  /// Leaves the reading of the rows to whoever asks for them first.
  mutating func wait(for rows: WaitingTable) {
    stored = StoredRows(waiting: rows)
  }

  private mutating func settle() {
    guard let rows = stored.waiting?.rows else { return }
    stored = StoredRows(
      table: rows.table, absentColumns: rows.absentColumns, rejects: rows.rejects)
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
  /// Whether its values point at single rows of the table, as those of the key do.
  var isKey = false
  /// The columns of the table that never stand beside it in one result.
  var apart: [String] = []
  /// What stands where the file lacks the column or leaves a cell blank.
  var defaultValue: ColumnDefault?
}

/// What a `table` statement puts where a value is missing: an expression over the same row.
struct ColumnDefault: Sendable {
  var value: ExpressionSyntax
  var source: SourceText
  var visibleCount: Int
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
  /// The stored column whose missing values it fills, for a `default`.
  var filled: DeclaredColumn?
  /// Whether it comes with the program; nobody's wish to see something is behind it.
  var isBuiltIn = false
  /// The words of the definition, shared by copies.
  let words = MentionedWords()
}

/// A `measure` statement: an aggregate with a name.
struct MeasureDefinition: Sendable {
  var name: String
  var chineseName: String?
  var definition: ExpressionSyntax
  var format: RatioFormat?
  /// The date by which a row belongs to a period of the measure.
  var cohort: ExpressionSyntax?
  var reason: LocalizedText?
  /// Whether it divides one thing by another.
  var isRatio: Bool
  var source: SourceText
  var nameRange: SourceRange
  var visibleCount: Int
}

/// A `secret` statement: rows that are counted, and never listed or exported.
struct SecretRows: Sendable {
  var condition: ExpressionSyntax
  var reason: LocalizedText?
  var source: SourceText
  /// Where the table stands in the statement.
  var nameRange: SourceRange
  var visibleCount: Int
}

/// A `check` statement: a condition that no row should meet.
struct CheckDefinition: Sendable {
  var name: String
  var chineseName: String?
  /// True for a row that contradicts itself or others.
  var condition: ExpressionSyntax
  var reason: LocalizedText?
  var source: SourceText
  var nameRange: SourceRange
  var visibleCount: Int
}

/// One of the two numbers of a ratio.
enum RatioPart: String, CaseIterable {
  case numerator
  case denominator

  /// Reads the word for it in either language.
  init?(spelled word: String) {
    switch KeywordTable.keyword(spelled: word) {
    case .numerator: self = .numerator
    case .denominator: self = .denominator
    default: return nil
    }
  }

  private var keyword: Keyword { self == .numerator ? .numerator : .denominator }

  /// Returns what `with parts` calls the number of a ratio with a name.
  ///
  ///     on_time_rate_numerator    按期办结率_分子
  func columnName(of ratio: String, in language: Language) -> String {
    "\(ratio)_\(KeywordTable.spelling(of: keyword, in: language))"
  }
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
    case function(parameters: [FunctionParameter], BodySyntax)
    case parameter(type: ParameterType?, ExpressionSyntax)
    /// Its definition has a mistake, which was reported; its uses are accepted silently.
    case broken
  }

  var name: String
  var chineseName: String?
  var kind: Kind
  var source: SourceText
  var nameRange: SourceRange
  /// The rows that `it` named when it was defined.
  var previousResult: PreviousResult?
}

/// A parameter of a function of the language's own.
struct FunctionParameter: Hashable, Sendable {
  var name: String
  /// `nil` if the argument may be anything.
  var type: ParameterType?
}

/// The type of a `param`, or of a function's parameter.
enum ParameterType: Hashable, Sendable {
  case value(DataType)
  /// Days: a date, a month, a range.
  case period
}

extension TableEntry {
  /// What is computed from the stored columns: those that a default completes, then the derived
  /// fields, of which one may take such a column's place.
  var computedFields: [DerivedField] {
    let completed = (declaration?.columns ?? []).compactMap { column -> DerivedField? in
      let name = column.field.name
      guard let value = column.defaultValue, !fields.contains(where: { $0.name == name }) else {
        return nil
      }
      return DerivedField(
        name: name, chineseName: column.field.chineseName, definition: value.value,
        source: value.source, nameRange: value.value.range, visibleCount: value.visibleCount,
        filled: column)
    }
    return completed + fields
  }

  /// The columns of the data, or of the declaration while there is none.
  var storedFields: [Field] {
    guard let data else { return declaration?.columns.map(\.field) ?? [] }
    return data.schema.fields.map { field in
      var result = field
      guard let declared = declaredColumn(for: field)?.field else {
        if let derived = fields.first(where: { $0.chineseName == field.name }) {
          result.name = derived.name
          result.chineseName = derived.chineseName
        }
        if isUndeclared(field) { result.masking = .name }
        return result
      }
      result.name = declared.name
      result.chineseName = declared.chineseName ?? field.chineseName
      result.masking = declared.masking ?? field.masking
      if declared.type == field.type { result.isOptional = declared.isOptional }
      return result
    }
  }

  /// Whether a column of the data is unknown to a declaration that knows private columns. What a
  /// derived field hides is known: the file's claim about it.
  func isUndeclared(_ field: Field) -> Bool {
    guard let declaration, declaration.columns.contains(where: { $0.field.isPrivate }) else {
      return false
    }
    let isClaim = fields.contains { $0.name == field.name || $0.chineseName == field.name }
    return !isClaim && declaredColumn(for: field) == nil
  }

  /// The computed fields that no stored column shows: derived ones, and columns that the file lacks
  /// and a default supplies.
  var addedFields: [DerivedField] {
    let stored = Set(storedFields.map(\.name))
    return computedFields.filter { $0.filled == nil || !stored.contains($0.name) }
  }

  /// Returns the declaration of a column of the data, matched by its name in either language.
  func declaredColumn(for field: Field) -> DeclaredColumn? {
    declaration?.columns.first {
      $0.field.name == field.name || $0.field.chineseName == field.name
    }
  }
}
