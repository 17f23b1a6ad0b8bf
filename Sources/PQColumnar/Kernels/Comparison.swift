/// The ways to compare two values.
package enum ComparisonKind: String, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// Compares columns row by row, whatever their encodings. A comparison is never missing.
///
///     left     1     –     –     3
///     right    1     2     –     2
///     =        true  false true  false
///     !=       false true  false true
///     <=       true  false false false
package enum Comparison {
  /// Returns the rows for which the comparison is true.
  ///
  /// Numbers of any types can be compared: whole numbers, decimals and ratios exactly, floats with
  /// any other as floats. A date is the midnight of its day when compared with a datetime.
  ///
  /// - Precondition: the columns have the same length and types that can be compared.
  package static func compare(
    _ kind: ComparisonKind, _ left: Column, _ leftType: DataType, _ right: Column,
    _ rightType: DataType
  ) -> Bitmap {
    precondition(left.count == right.count, "columns differ in length")
    switch kind {
    case .notEqual: return !compare(.equal, left, leftType, right, rightType)
    case .greater: return compare(.less, right, rightType, left, leftType)
    case .greaterOrEqual: return compare(.lessOrEqual, right, rightType, left, leftType)
    case .equal, .less, .lessOrEqual: break
    }
    switch verdict(kind, left, leftType, right, rightType) {
    case .none: return Bitmap(repeating: false, count: left.count)
    case .all: return Bitmap(repeating: true, count: left.count)
    case .unknown: break
    }
    let leftPresent = left.validity
    let rightPresent = right.validity
    if kind == .equal, let leftPresent, let rightPresent {
      let both = leftPresent & rightPresent
      let neither = !(leftPresent | rightPresent)
      return (bits(kind, left, leftType, right, rightType) & both) | neither
    }
    var result = bits(kind, left, leftType, right, rightType)
    precondition(result.count == left.count, "a comparison lost rows")
    if let leftPresent { result = result & leftPresent }
    if let rightPresent { result = result & rightPresent }
    return result
  }

  /// Tells what a comparison gives over all rows, as far as the columns' statistics say.
  package static func verdict(
    _ kind: ComparisonKind, _ left: Column, _ leftType: DataType, _ right: Column,
    _ rightType: DataType
  ) -> Verdict {
    switch kind {
    case .notEqual: return !verdict(.equal, left, leftType, right, rightType)
    case .greater: return verdict(.less, right, rightType, left, leftType)
    case .greaterOrEqual: return verdict(.lessOrEqual, right, rightType, left, leftType)
    case .equal, .less, .lessOrEqual: break
    }
    guard leftType.comparesAsStored(with: rightType) else { return .unknown }
    switch (left, right) {
    case (.integer(let column), .constant(let constant)):
      guard let number = constant.value.storedInteger else { return .unknown }
      return IntegerComparison.verdict(
        column, in: IntegerComparison.numbers(kind, number, constantIsLeft: false))
    case (.constant(let constant), .integer(let column)):
      guard let number = constant.value.storedInteger else { return .unknown }
      return IntegerComparison.verdict(
        column, in: IntegerComparison.numbers(kind, number, constantIsLeft: true))
    case (.constant(let left), .constant(let right)):
      let (left, right) = (left.value.storedInteger, right.value.storedInteger)
      guard let left, let right else { return kind == .equal && left == right ? .all : .none }
      let numbers = IntegerComparison.numbers(kind, left, constantIsLeft: true)
      return numbers?.contains(right) == true ? .all : .none
    default:
      return .unknown
    }
  }

  /// The comparison of the stored values, missing rows included.
  private static func bits(
    _ kind: ComparisonKind, _ left: Column, _ leftType: DataType, _ right: Column,
    _ rightType: DataType
  ) -> Bitmap {
    switch (leftType, rightType) {
    case (.unknown, _), (_, .unknown):
      return Bitmap(repeating: false, count: left.count)
    case (.text, _), (_, .text):
      return TextComparison.compare(kind, left, right)
    case (.boolean, _), (_, .boolean):
      return booleans(kind, Conditions.bits(of: left), Conditions.bits(of: right))
    case (.date, .datetime):
      return integers(kind, midnights(of: left), right)
    case (.datetime, .date):
      return integers(kind, left, midnights(of: right))
    case (.ratio, _), (_, .ratio), (.float, _), (_, .float), (.decimal, _), (_, .decimal):
      return numbers(kind, left, leftType, right, rightType)
    default:
      return integers(kind, left, right)
    }
  }

  /// The comparison of columns that store whole numbers; a column that does not is all missing, and
  /// what it gives does not matter.
  private static func integers(_ kind: ComparisonKind, _ left: Column, _ right: Column) -> Bitmap {
    switch (left, right) {
    case (.integer(let left), .integer(let right)):
      return IntegerComparison.rows(kind, left.storage, right.storage)
    case (.integer(let left), _):
      let constant = right.constantValue.storedInteger ?? 0
      return IntegerComparison.rows(
        left.storage, in: IntegerComparison.numbers(kind, constant, constantIsLeft: false))
    case (_, .integer(let right)):
      let constant = left.constantValue.storedInteger ?? 0
      return IntegerComparison.rows(
        right.storage, in: IntegerComparison.numbers(kind, constant, constantIsLeft: true))
    default:
      let constant = left.constantValue.storedInteger ?? 0
      let numbers = IntegerComparison.numbers(kind, constant, constantIsLeft: true)
      let other = right.constantValue.storedInteger ?? 0
      return Bitmap(repeating: numbers?.contains(other) ?? false, count: left.count)
    }
  }

  /// Days as the seconds of their midnights; a constant stays one.
  private static func midnights(of column: Column) -> Column {
    let perDay = CivilDateTime.secondsPerDay
    if case .constant(let constant) = column {
      let seconds = constant.value.storedInteger.map { Value.datetime($0 &* perDay) }
      return .constant(ConstantColumn(seconds ?? .missing, count: column.count))
    }
    return .integer(
      NumericConversion.materialized(Operand(integers: column).map { $0 &* perDay }))
  }

  private static func booleans(_ kind: ComparisonKind, _ left: Bitmap, _ right: Bitmap) -> Bitmap {
    switch kind {
    case .equal: (left & right) | !(left | right)
    case .less: !left & right
    default: !left | right
    }
  }

  private static func numbers(
    _ kind: ComparisonKind, _ left: Column, _ leftType: DataType, _ right: Column,
    _ rightType: DataType
  ) -> Bitmap {
    if leftType == .float || rightType == .float {
      let leftFloats = NumericConversion.floats(left, leftType)
      let rightFloats = NumericConversion.floats(right, rightType)
      switch kind {
      case .equal: return Bitmap(leftFloats, rightFloats) { $0 == $1 }
      case .less: return Bitmap(leftFloats, rightFloats) { $0 < $1 }
      default: return Bitmap(leftFloats, rightFloats) { $0 <= $1 }
      }
    }
    if let leftScale = leftType.exactScale, leftScale == rightType.exactScale {
      return integers(kind, left, right)
    }
    let leftRatios = NumericConversion.ratios(left, leftType)
    let rightRatios = NumericConversion.ratios(right, rightType)
    switch kind {
    case .equal: return Bitmap(leftRatios, rightRatios) { RatioOrder.compare($0, $1) == 0 }
    case .less: return Bitmap(leftRatios, rightRatios) { RatioOrder.compare($0, $1) < 0 }
    default: return Bitmap(leftRatios, rightRatios) { RatioOrder.compare($0, $1) <= 0 }
    }
  }
}

extension DataType {
  /// Whether values of both types are stored as whole numbers that compare like the values.
  fileprivate func comparesAsStored(with other: DataType) -> Bool {
    switch (self, other) {
    case (.integer, .integer), (.date, .date), (.datetime, .datetime), (.duration, .duration),
      (.period, .period), (.enumeration, .enumeration):
      true
    case (.decimal(let scale), .decimal(let otherScale)): scale == otherScale
    default: false
    }
  }
}

/// The exact order of fractions.
package enum RatioOrder {
  /// Returns -1, 0 or 1, by cross-multiplication; both denominators are positive.
  package static func compare(_ left: Ratio, _ right: Ratio) -> Int {
    let leftProduct = Int128(left.numerator) * Int128(right.denominator)
    let rightProduct = Int128(right.numerator) * Int128(left.denominator)
    return leftProduct == rightProduct ? 0 : leftProduct < rightProduct ? -1 : 1
  }
}
