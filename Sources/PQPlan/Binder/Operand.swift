import PQColumnar
import PQDiagnostics
import PQSyntax

/// A bound expression, and what comparisons, keys and messages want to know of it.
///
/// The details stand in a box: binding recurses over operands, and frames that held them in place
/// would cost stack that deep expressions need.
@dynamicMemberLookup
struct Operand {
  /// The two sides of a ratio.
  struct Fraction {
    var numerator: Operand
    var denominator: Operand
  }

  struct Details {
    var isOptional = true
    /// How it is masked, if it still tells a private value.
    var masking: Masking?
    var isPrivate: Bool { masking != nil }
    /// The column that it is, unchanged.
    var column: ScopeColumn?
    /// The days that a constant stands for.
    var period: ConstantPeriod?
    /// What was written, for a literal.
    var literal: LiteralSyntax?
    /// The days between which an earlier `where` has confined it.
    var bounds: DayBounds?
    /// What it is called if nobody names it: `count`, `sum_persons`, `month`.
    var name: MadeName?
    /// What a cell holds that no row stands behind.
    var filler = Value.missing
    /// Whether the values of groups add up to that of all: counts and sums.
    var isAdditive = false
    /// Whether it is the size of a group.
    var isCount = false
    /// What is divided by what, if it is a ratio that was just made.
    var fraction: Fraction?
  }

  var expression: BoundExpression
  /// What was written, for messages.
  var range: SourceRange
  private var details: Boxed<Details>

  init(_ expression: BoundExpression, range: SourceRange) {
    self.expression = expression
    self.range = range
    self.details = Boxed(Details())
  }

  subscript<Detail>(dynamicMember path: WritableKeyPath<Details, Detail>) -> Detail {
    get { details.value[keyPath: path] }
    set {
      if !isKnownUniquelyReferenced(&details) { details = Boxed(details.value) }
      details.value[keyPath: path] = newValue
    }
  }

  var type: DataType { expression.type }

  /// Whether it is a range of days, which is no value that a column could hold.
  var isRange: Bool { self.period != nil && type == .unknown }

  var isMissingLiteral: Bool { self.literal == .missing }

  var constant: Value? {
    if case .constant(let value) = expression.kind { value } else { nil }
  }
}

/// A value kept out of line.
final class Boxed<Value> {
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// A name that a stage gives to a column that it makes, in both languages.
struct MadeName: Hashable {
  var english: String
  var chinese: String?

  static let count = MadeName(english: "count", chinese: "件数")
  static let value = MadeName(english: "value", chinese: "值")
  static let total = MadeName(english: "total", chinese: "合计")
  static let key = MadeName(english: "key", chinese: "分组")
}

extension Operand {
  static func constant(_ value: Value, type: DataType, at location: SourceLocation) -> Operand {
    var operand = Operand(
      BoundExpression(.constant(value), type: type, location: location), range: location.range)
    operand.isOptional = value.isMissing
    return operand
  }

  /// Returns the field of a column that holds it.
  func field(named name: MadeName) -> Field {
    var field = Field(
      name.english, zh: name.chinese, type: type, isOptional: self.isOptional,
      masking: self.masking)
    field.isFraction = self.column?.field.isFraction ?? false
    return field
  }

  /// Returns the operand with another expression for the same value.
  func replacing(_ expression: BoundExpression) -> Operand {
    var result = self
    result.expression = expression
    result.column = nil
    return result
  }
}
