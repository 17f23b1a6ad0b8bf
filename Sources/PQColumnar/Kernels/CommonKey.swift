/// Brings keys of two types to one type in which equal means equal in both.
///
/// | types | common type |
/// | --- | --- |
/// | the same | that type |
/// | integer and decimal, two decimals | decimal of the larger scale |
/// | float and any number | float |
/// | ratio and any other exact number | ratio |
/// | date and time | time |
package enum CommonKey {
  package static func type(_ left: DataType, _ right: DataType) -> DataType {
    switch (left, right) {
    case (.unknown, let other), (let other, .unknown): other
    case (.integer, .decimal(let scale)), (.decimal(let scale), .integer): .decimal(scale: scale)
    case (.decimal(let first), .decimal(let second)): .decimal(scale: max(first, second))
    case (.float, _) where right.isNumeric: .float
    case (_, .float) where left.isNumeric: .float
    case (.ratio, _) where right.isNumeric: .ratio(.number)
    case (_, .ratio) where left.isNumeric: .ratio(.number)
    case (.date, .datetime), (.datetime, .date): .datetime
    default: left
    }
  }

  /// Returns the column's values in another type's form; a value that does not fit is missing.
  package static func column(
    _ column: Column, from type: DataType, to common: DataType
  ) -> Column {
    switch (type, common) {
    case (.date, .datetime):
      return rescaled(column, by: 86_400)
    case (.integer, .decimal(let scale)):
      return rescaled(column, by: power(scale))
    case (.decimal(let from), .decimal(let to)) where from < to:
      return rescaled(column, by: power(to - from))
    case (.integer, .ratio): return fractions(column, denominator: 1)
    case (.decimal(let scale), .ratio):
      return fractions(column, denominator: power(scale))
    case (.integer, .float): return floats(column, denominator: 1)
    case (.decimal(let scale), .float): return floats(column, denominator: power(scale))
    case (.ratio, .float): return quotients(column)
    default: return column
    }
  }

  private static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<max(0, min(exponent, 18)) { result *= 10 }
    return result
  }

  private static func rescaled(_ column: Column, by factor: Int64) -> Column {
    if factor == 1 { return column }
    let operand = Operand(integers: column)
    var fits = Bitmap(repeating: true, count: column.count)
    var hasMisfit = false
    let values = (0..<column.count).map { row -> Int64 in
      let (product, overflows) = operand[row].multipliedReportingOverflow(by: factor)
      if overflows {
        fits[row] = false
        hasMisfit = true
        return 0
      }
      return product
    }
    let validity = hasMisfit ? Conditions.both(operand.validity, fits) : operand.validity
    return .integer(IntegerColumn(values: values, validity: validity))
  }

  private static func fractions(_ column: Column, denominator: Int64) -> Column {
    let operand = Operand(integers: column)
    return .ratio(
      RatioColumn(
        numerators: (0..<column.count).map { operand[$0] },
        denominators: (0..<column.count).map {
          operand.validity?[$0] == false ? 0 : denominator
        }, validity: operand.validity))
  }

  private static func floats(_ column: Column, denominator: Int64) -> Column {
    let operand = Operand(integers: column)
    let divisor = Double(denominator)
    return .float(
      FloatColumn(
        values: (0..<column.count).map { Double(operand[$0]) / divisor },
        validity: operand.validity))
  }

  private static func quotients(_ column: Column) -> Column {
    let operand = Operand(ratios: column)
    return .float(
      FloatColumn(
        values: (0..<column.count).map { row in
          let ratio = operand[row]
          return ratio.denominator == 0
            ? 0 : Double(ratio.numerator) / Double(ratio.denominator) + 0
        }, validity: operand.validity))
  }
}
