extension DataType {
  /// The number of decimal places of an exact number type: 0 for integers; `nil` for others.
  package var exactScale: Int? {
    switch self {
    case .integer: 0
    case .decimal(let scale): scale
    default: nil
    }
  }
}

/// Changes number columns from one type to a wider one.
package enum NumericConversion {
  /// The numbers of any numeric column as floats, each rounded once.
  static func floats(_ column: Column, _ type: DataType) -> Operand<Double> {
    switch type {
    case .integer: return Operand(integers: column).map(Double.init)
    case .decimal(let scale):
      return Operand(integers: column).map { double(mantissa: $0, scale: scale) }
    case .ratio: return Operand(ratios: column).map(double)
    default: return Operand(floats: column)
    }
  }

  /// The numbers of an exact column as fractions.
  static func ratios(_ column: Column, _ type: DataType) -> Operand<Ratio> {
    guard let scale = type.exactScale else { return Operand(ratios: column) }
    let denominator = Int64(ExactDivision.powerOfTen(min(scale, 18)))
    return Operand(integers: column).map { Ratio($0, denominator) }
  }

  /// Returns the float nearest to a decimal.
  package static func double(mantissa: Int64, scale: Int) -> Double {
    if scale == 0 { return Double(mantissa) }
    return ExactDivision.double(Int128(mantissa), by: ExactDivision.powerOfTen(scale)) ?? 0
  }

  /// Returns the float nearest to a fraction; 0 for a denominator of 0.
  package static func double(_ ratio: Ratio) -> Double {
    ExactDivision.double(Int128(ratio.numerator), by: Int128(ratio.denominator)) ?? 0
  }

  /// Returns any numeric column as a float column.
  package static func floatColumn(_ column: Column, _ type: DataType) -> FloatColumn {
    if case .float(let column) = column { return column }
    let operand = floats(column, type)
    if !operand.isConstant {
      return FloatColumn(values: operand.values, validity: operand.validity)
    }
    return FloatColumn(
      values: Array(repeating: operand.values[0], count: operand.count),
      validity: operand.validity)
  }

  /// Returns the type that both sides can be turned to without loss of meaning, or `nil`.
  ///
  /// Numbers meet in the wider type, dates and datetimes in datetime, `unknown` in the other.
  package static func commonType(_ left: DataType, _ right: DataType) -> DataType? {
    if left == right { return left }
    switch (left, right) {
    case (.unknown, _): return right
    case (_, .unknown): return left
    case (.date, .datetime), (.datetime, .date): return .datetime
    case (.ratio, .ratio): return .ratio(.number)
    default: break
    }
    guard left.isNumeric, right.isNumeric else { return nil }
    guard let leftScale = left.exactScale, let rightScale = right.exactScale else { return .float }
    let scale = max(leftScale, rightScale)
    return scale == 0 ? .integer : .decimal(scale: scale)
  }

  /// Turns a column to a type that `commonType` gave.
  ///
  ///     integer 3 to decimal(2)      3.00
  ///     date to datetime             its midnight
  ///
  /// - Throws: a decimal whose digits do not fit the wider scale.
  package static func convert(
    _ column: Column, from type: DataType, to target: DataType
  ) throws(RowFailure) -> Column {
    if type == target || type == .unknown { return column }
    if case .constant(let constant) = column, constant.value.isMissing { return column }
    switch target {
    case .float: return .float(floatColumn(column, type))
    case .datetime:
      return .integer(materialized(Operand(integers: column).map { $0 &* 86_400 }))
    case .decimal(let scale):
      guard let own = type.exactScale else { return column }
      return .integer(try Arithmetic.rescaled(column, from: own, to: scale))
    default: return column
    }
  }

  /// Writes a constant out row by row.
  static func materialized(_ operand: Operand<Int64>) -> IntegerColumn {
    if !operand.isConstant {
      return IntegerColumn(values: operand.values, validity: operand.validity)
    }
    return IntegerColumn(
      values: Array(repeating: operand.values[0], count: operand.count),
      validity: operand.validity)
  }
}
