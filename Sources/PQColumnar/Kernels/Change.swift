/// What became of numbers from one period to another.
package enum Change {
  /// Returns current less previous in the columns' own type, or `nil` if a difference is too
  /// large for it.
  ///
  ///     current     7   –   0.5
  ///     previous    5   5   0.25
  ///     result      2   –   0.25
  package static func difference(
    _ current: Column, _ previous: Column, _ type: DataType
  ) -> Column? {
    let validity = Conditions.both(current.validity, previous.validity)
    switch type {
    case .integer, .decimal, .duration:
      let (left, right) = (Operand(integers: current), Operand(integers: previous))
      var values: [Int64] = []
      for row in 0..<current.count {
        let (value, overflows) = left[row].subtractingReportingOverflow(right[row])
        if overflows, validity?[row] != false { return nil }
        values.append(validity?[row] == false ? 0 : value)
      }
      return .integer(IntegerColumn(values: values, validity: validity))
    case .float:
      let (left, right) = (Operand(floats: current), Operand(floats: previous))
      var values: [Double] = []
      for row in 0..<current.count {
        let value = validity?[row] == false ? 0 : left[row] - right[row]
        if !value.isFinite { return nil }
        values.append(value)
      }
      return .float(FloatColumn(values: values, validity: validity))
    case .ratio:
      let (left, right) = (Operand(ratios: current), Operand(ratios: previous))
      return ratios(count: current.count) { row in
        validity?[row] == false ? nil : difference(left[row], right[row])
      }
    default:
      return .constant(ConstantColumn(.missing, count: current.count))
    }
  }

  /// Returns the difference as a fraction of the previous value's size; missing where that is 0.
  ///
  ///     current     6     4     3
  ///     previous    5     5     0
  ///     result      1/5   -1/5  –
  package static func fraction(
    _ current: Column, _ previous: Column, _ type: DataType
  ) -> Column {
    let validity = Conditions.both(current.validity, previous.validity)
    func each(_ fraction: (Int) -> Ratio?) -> Column {
      ratios(count: current.count) { validity?[$0] == false ? nil : fraction($0) }
    }
    switch type {
    case .integer, .decimal, .duration:
      let (left, right) = (Operand(integers: current), Operand(integers: previous))
      return each { row in
        let (new, old) = (Int128(left[row]), Int128(right[row]))
        return Ratio(fitting: new - old, over: old < 0 ? -old : old)
      }
    case .float:
      let (left, right) = (Operand(floats: current), Operand(floats: previous))
      return each { row in
        right[row] == 0
          ? nil : Ratio(nearest: (left[row] - right[row]) / right[row].magnitude)
      }
    case .ratio:
      let (left, right) = (Operand(ratios: current), Operand(ratios: previous))
      return each { row in
        guard let change = difference(left[row], right[row]), right[row].numerator != 0 else {
          return nil
        }
        let numerator = Int128(change.numerator) * Int128(right[row].denominator)
        let size = Int128(right[row].numerator.magnitude)
        return Ratio(fitting: numerator, over: Int128(change.denominator) * size)
      }
    default:
      return .constant(ConstantColumn(.missing, count: current.count))
    }
  }

  private static func difference(_ left: Ratio, _ right: Ratio) -> Ratio? {
    let first = Int128(left.numerator) * Int128(right.denominator)
    let second = Int128(right.numerator) * Int128(left.denominator)
    return Ratio(
      fitting: first - second, over: Int128(left.denominator) * Int128(right.denominator))
  }

  private static func ratios(count: Int, _ ratio: (Int) -> Ratio?) -> Column {
    var result = RatioColumn(numerators: [], denominators: [])
    var present = Bitmap(repeating: true, count: count)
    for row in 0..<count {
      let value = ratio(row)
      if value == nil { present[row] = false }
      result.numerators.append(value?.numerator ?? 0)
      result.denominators.append(value?.denominator ?? 0)
    }
    result.validity = present.isAllSet ? nil : present
    return .ratio(result)
  }
}

extension Ratio {
  /// Makes a fraction of wide numbers: in lowest terms if the given ones do not fit, and with the
  /// last bits dropped if even those do not; `nil` over 0.
  package init?(fitting numerator: Int128, over denominator: Int128) {
    if denominator <= 0 { return nil }
    var (upper, lower) = (numerator, denominator)
    if Int64(exactly: upper) == nil || Int64(exactly: lower) == nil {
      var (larger, smaller) = (upper.magnitude, lower.magnitude)
      while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
      if let divisor = Int128(exactly: larger), divisor > 1 {
        upper /= divisor
        lower /= divisor
      }
    }
    while Int64(exactly: upper) == nil || Int64(exactly: lower) == nil {
      upper /= 2
      lower /= 2
    }
    if lower == 0 { return nil }
    self.init(Int64(truncatingIfNeeded: upper), Int64(truncatingIfNeeded: lower))
  }

  /// Makes a decimal fraction that is as near to a number as its own digits are; `nil` for one too
  /// large for a fraction.
  package init?(nearest number: Double) {
    guard number.isFinite, number.magnitude < 9e15 else { return nil }
    var denominator: Int64 = 1
    while denominator < 1_000_000_000_000_000,
      (number * Double(denominator) * 10).magnitude < 9e15
    {
      denominator *= 10
    }
    self.init(Int64((number * Double(denominator)).rounded()), denominator)
  }
}
