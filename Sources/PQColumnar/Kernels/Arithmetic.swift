/// A row whose result cannot be represented.
package struct RowFailure: Error, Hashable {
  package enum Kind: Hashable, Sendable {
    /// The result is larger than its type can hold.
    case overflow
    /// A time outside the years 0001 to 9999.
    case outsideCalendar
  }

  package let row: Int
  package let kind: Kind

  package init(row: Int, kind: Kind) {
    self.row = row
    self.kind = kind
  }
}

/// Arithmetic on whole numbers and floats, row by row. Missing with anything is missing; a result
/// that does not fit is a failure that names its row, never another number.
package enum Arithmetic {
  /// The operations that two numbers of one type give a third of.
  package enum Operation: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case remainder = "%"
  }

  /// Returns the results on whole numbers (or mantissas of one scale, times, durations).
  ///
  /// The remainder has the sign of the left side; by 0 it is missing.
  package static func integers(
    _ operation: Operation, _ left: Column, _ right: Column
  ) throws(RowFailure) -> IntegerColumn {
    let left = Operand(integers: left)
    let right = Operand(integers: right)
    switch operation {
    case .add: return try checked(left, right) { $0.addingReportingOverflow($1) }
    case .subtract: return try checked(left, right) { $0.subtractingReportingOverflow($1) }
    case .multiply: return try checked(left, right) { $0.multipliedReportingOverflow(by: $1) }
    case .remainder:
      let result = try checked(left, right) { left, right in
        (right == 0 || right == -1 ? 0 : left % right, false)
      }
      return IntegerColumn(
        values: result.values, validity: withoutZeros(result.validity, divisor: right) { $0 == 0 })
    }
  }

  /// Returns the results on floats; the remainder by 0 is missing.
  package static func floats(
    _ operation: Operation, _ left: Column, _ leftType: DataType, _ right: Column,
    _ rightType: DataType
  ) throws(RowFailure) -> FloatColumn {
    let left = NumericConversion.floats(left, leftType)
    let right = NumericConversion.floats(right, rightType)
    switch operation {
    case .add: return try finite(left, right) { $0 + $1 }
    case .subtract: return try finite(left, right) { $0 - $1 }
    case .multiply: return try finite(left, right) { $0 * $1 }
    case .remainder:
      let result = try finite(left, right) {
        $1 == 0 ? 0 : $0.truncatingRemainder(dividingBy: $1)
      }
      return FloatColumn(
        values: result.values, validity: withoutZeros(result.validity, divisor: right) { $0 == 0 })
    }
  }

  /// Returns the quotients, each rounded once; missing where the divisor is 0.
  package static func quotients(
    _ left: Column, _ leftType: DataType, _ right: Column, _ rightType: DataType
  ) throws(RowFailure) -> FloatColumn {
    guard let leftScale = leftType.exactScale, let rightScale = rightType.exactScale else {
      let left = NumericConversion.floats(left, leftType)
      let right = NumericConversion.floats(right, rightType)
      let result = try finite(left, right) { $1 == 0 ? 0 : $0 / $1 }
      return FloatColumn(
        values: result.values, validity: withoutZeros(result.validity, divisor: right) { $0 == 0 })
    }
    let left = Operand(integers: left)
    let right = Operand(integers: right)
    let leftFactor = ExactDivision.powerOfTen(max(0, rightScale - leftScale))
    let rightFactor = ExactDivision.powerOfTen(max(0, leftScale - rightScale))
    let result = try finite(left, right) {
      ExactDivision.double(Int128($0) * leftFactor, by: Int128($1) * rightFactor) ?? 0
    }
    return FloatColumn(
      values: result.values, validity: withoutZeros(result.validity, divisor: right) { $0 == 0 })
  }

  /// Returns the numbers with the other sign.
  package static func negated(_ column: Column) throws(RowFailure) -> IntegerColumn {
    let operand = Operand(integers: column)
    let zero = Operand<Int64>(constant: 0, count: operand.count, isMissing: false)
    return try checked(zero, operand) { $0.subtractingReportingOverflow($1) }
  }

  package static func negated(_ column: FloatColumn) -> FloatColumn {
    FloatColumn(values: column.values.map { 0 - $0 }, validity: column.validity)
  }

  /// Returns the mantissas of a wider scale.
  ///
  /// - Precondition: `target` is not less than `scale`.
  package static func rescaled(
    _ column: Column, from scale: Int, to target: Int
  ) throws(RowFailure) -> IntegerColumn {
    let operand = Operand(integers: column)
    guard target > scale else { return NumericConversion.materialized(operand) }
    let factor = Operand<Int64>(
      constant: Int64(ExactDivision.powerOfTen(min(target - scale, 18))), count: operand.count,
      isMissing: false)
    return try checked(operand, factor) { $0.multipliedReportingOverflow(by: $1) }
  }

  /// Returns the column if every present number lies in a range.
  package static func checked(
    _ column: IntegerColumn, in range: ClosedRange<Int64>
  ) throws(RowFailure) -> IntegerColumn {
    for (row, value) in column.values.enumerated()
    where !range.contains(value) && column.validity?[row] != false {
      throw RowFailure(row: row, kind: .outsideCalendar)
    }
    return column
  }

  /// Applies an operation that tells of overflow. Missing rows hold 0 afterwards.
  @inline(__always)
  private static func checked(
    _ left: Operand<Int64>, _ right: Operand<Int64>,
    _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) throws(RowFailure) -> IntegerColumn {
    precondition(left.count == right.count, "columns differ in length")
    let validity = Conditions.both(left.validity, right.validity)
    let leftValues = left.values.span
    let rightValues = right.values.span
    let leftMask = left.isConstant ? 0 : Int.max
    let rightMask = right.isConstant ? 0 : Int.max
    var values: [Int64] = []
    values.reserveCapacity(left.count)
    for row in 0..<left.count {
      let result = operation(leftValues[row & leftMask], rightValues[row & rightMask])
      if let validity, !validity[row] {
        values.append(0)
      } else if result.overflow {
        throw RowFailure(row: row, kind: .overflow)
      } else {
        values.append(result.partialValue)
      }
    }
    return IntegerColumn(values: values, validity: validity)
  }

  @inline(__always)
  private static func finite<Left, Right>(
    _ left: Operand<Left>, _ right: Operand<Right>, _ operation: (Left, Right) -> Double
  ) throws(RowFailure) -> FloatColumn {
    precondition(left.count == right.count, "columns differ in length")
    let validity = Conditions.both(left.validity, right.validity)
    let leftValues = left.values.span
    let rightValues = right.values.span
    let leftMask = left.isConstant ? 0 : Int.max
    let rightMask = right.isConstant ? 0 : Int.max
    var values: [Double] = []
    values.reserveCapacity(left.count)
    for row in 0..<left.count {
      let result = operation(leftValues[row & leftMask], rightValues[row & rightMask])
      if let validity, !validity[row] {
        values.append(0)
      } else if !result.isFinite {
        throw RowFailure(row: row, kind: .overflow)
      } else {
        values.append(result)
      }
    }
    return FloatColumn(values: values, validity: validity)
  }

  private static func withoutZeros<Element>(
    _ validity: Bitmap?, divisor: Operand<Element>, _ isZero: (Element) -> Bool
  ) -> Bitmap? {
    let nonZero = Bitmap(count: divisor.count) { !isZero(divisor[$0]) }
    if nonZero.isAllSet { return validity }
    return Conditions.both(validity, nonZero)
  }
}
