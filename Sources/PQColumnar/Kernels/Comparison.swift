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
    let count = left.count
    let leftPresent = left.validity
    let rightPresent = right.validity
    if kind == .equal, let leftPresent, let rightPresent {
      let both = leftPresent & rightPresent
      let neither = !(leftPresent | rightPresent)
      return (bits(kind, left, leftType, right, rightType) & both) | neither
    }
    var result = bits(kind, left, leftType, right, rightType)
    precondition(result.count == count, "a comparison lost rows")
    if let leftPresent { result = result & leftPresent }
    if let rightPresent { result = result & rightPresent }
    return result
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
      let seconds = Operand(integers: left).map { $0 &* CivilDateTime.secondsPerDay }
      return integers(kind, seconds, Operand(integers: right))
    case (.datetime, .date):
      let seconds = Operand(integers: right).map { $0 &* CivilDateTime.secondsPerDay }
      return integers(kind, Operand(integers: left), seconds)
    case (.ratio, _), (_, .ratio), (.float, _), (_, .float), (.decimal, _), (_, .decimal):
      return numbers(kind, left, leftType, right, rightType)
    default:
      return integers(kind, Operand(integers: left), Operand(integers: right))
    }
  }

  private static func integers(
    _ kind: ComparisonKind, _ left: Operand<Int64>, _ right: Operand<Int64>
  ) -> Bitmap {
    switch kind {
    case .equal: Bitmap(left, right) { $0 == $1 }
    case .less: Bitmap(left, right) { $0 < $1 }
    default: Bitmap(left, right) { $0 <= $1 }
    }
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
      return integers(kind, Operand(integers: left), Operand(integers: right))
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

/// The exact order of fractions.
package enum RatioOrder {
  /// Returns -1, 0 or 1, by cross-multiplication; both denominators are positive.
  package static func compare(_ left: Ratio, _ right: Ratio) -> Int {
    let leftProduct = Int128(left.numerator) * Int128(right.denominator)
    let rightProduct = Int128(right.numerator) * Int128(left.denominator)
    return leftProduct == rightProduct ? 0 : leftProduct < rightProduct ? -1 : 1
  }
}

/// Compares text by UTF-8 bytes, once per distinct value where a dictionary allows it.
enum TextComparison {
  static func compare(_ kind: ComparisonKind, _ left: Column, _ right: Column) -> Bitmap {
    if case .dictionary(let leftColumn) = left, case .dictionary(let rightColumn) = right,
      kind == .equal, leftColumn.dictionary == rightColumn.dictionary
    {
      return Bitmap(
        Operand(leftColumn.codes, validity: nil), Operand(rightColumn.codes, validity: nil)
      ) {
        $0 == $1
      }
    }
    let left = TextOperand(left)
    let right = TextOperand(right)
    if left.isConstant && right.isConstant {
      let order = left.compare(entry: 0, with: right, entry: 0)
      return Bitmap(repeating: holds(kind, order), count: left.count)
    }
    if right.isConstant {
      return perEntry(left) { holds(kind, left.compare(entry: $0, with: right, entry: 0)) }
    }
    if left.isConstant {
      return perEntry(right) { holds(kind, left.compare(entry: 0, with: right, entry: $0)) }
    }
    return Bitmap(count: left.count) { row in
      holds(
        kind, left.compare(entry: left.entry(of: row), with: right, entry: right.entry(of: row)))
    }
  }

  private static func holds(_ kind: ComparisonKind, _ order: Int) -> Bool {
    switch kind {
    case .equal: order == 0
    case .less: order < 0
    default: order <= 0
    }
  }

  /// Tests each entry once and looks the rows up by code.
  static func perEntry(_ operand: TextOperand, _ test: (Int) -> Bool) -> Bitmap {
    guard let codes = operand.codes else {
      if operand.isConstant { return Bitmap(repeating: test(0), count: operand.count) }
      return Bitmap(count: operand.count, test)
    }
    // A dictionary with more values than rows is cheaper to ask row by row.
    if operand.entryCount > operand.count {
      return Bitmap(count: operand.count) { test(Int(codes[$0])) }
    }
    let answers = (0..<operand.entryCount).map(test)
    let codeSpan = codes.span
    let answerSpan = answers.span
    return Bitmap(count: operand.count) { answerSpan[Int(codeSpan[$0])] }
  }
}
