import PQColumnar
import PQDiagnostics
import PQSyntax

/// A bound expression, and what comparisons, keys and messages want to know of it.
struct Operand {
  var expression: BoundExpression
  var isOptional = true
  var isPrivate = false
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
  /// Whether it is the size of a group.
  var isCount = false
  /// What was written, for messages.
  var range: SourceRange

  init(_ expression: BoundExpression, range: SourceRange) {
    self.expression = expression
    self.range = range
  }

  var type: DataType { expression.type }

  /// Whether it is a range of days, which is no value that a column could hold.
  var isRange: Bool { period != nil && type == .unknown }

  var isMissingLiteral: Bool { literal == .missing }

  var constant: Value? {
    if case .constant(let value) = expression.kind { value } else { nil }
  }
}

/// A name that a stage gives to a column that it makes, in both languages.
struct MadeName: Hashable {
  var english: String
  var chinese: String?

  static let count = MadeName(english: "count", chinese: "件数")
  static let value = MadeName(english: "value", chinese: "值")
  static let key = MadeName(english: "key", chinese: "分组")
}

extension Operand {
  static func constant(_ value: Value, type: DataType, at location: SourceLocation) -> Operand {
    var operand = Operand(
      BoundExpression(.constant(value), type: type, location: location), range: location.range)
    operand.isOptional = value.isMissing
    return operand
  }

  /// Returns the operand with another expression for the same value.
  func replacing(_ expression: BoundExpression) -> Operand {
    var result = self
    result.expression = expression
    result.column = nil
    return result
  }
}
