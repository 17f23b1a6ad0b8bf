/// Quotients of whole numbers, rounded once.
package enum ExactDivision {
  /// Returns the float nearest to an exact quotient, ties to even; `nil` for a denominator of 0.
  ///
  ///     double(1, by: 3)      0.3333333333333333
  package static func double(_ numerator: Int128, by denominator: Int128) -> Double? {
    guard denominator != 0 else { return nil }
    let isNegative = (numerator < 0) != (denominator < 0)
    let top = numerator.magnitude
    let bottom = denominator.magnitude
    // Both parts are exact as floats, so the hardware's one rounding is the right one.
    if top < 1 << 53, bottom < 1 << 53 {
      let quotient = Double(UInt64(top)) / Double(UInt64(bottom))
      return isNegative && top != 0 ? -quotient : quotient
    }
    var (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    var exponent = 0
    // 60 bits leave some below the 53 that are kept; the last one then says whether anything
    // follows, so that the conversion below rounds as the exact quotient would.
    while quotient < 1 << 60, rest != 0 || quotient != 0, exponent > -1200 {
      let doubled = rest << 1
      quotient = quotient << 1 | (doubled >= bottom ? 1 : 0)
      rest = doubled >= bottom ? doubled - bottom : doubled
      exponent -= 1
    }
    if rest != 0 { quotient |= 1 }
    let scaled = Double(sign: .plus, exponent: exponent, significand: Double(quotient))
    return isNegative ? -scaled : scaled
  }

  /// Returns the whole number nearest to an exact quotient, halves away from zero.
  ///
  ///     roundedHalfUp(5, by: 2)   3      roundedHalfUp(-5, by: 2)   -3
  ///
  /// - Precondition: `denominator` is positive.
  package static func roundedHalfUp(_ numerator: Int128, by denominator: Int128) -> Int128 {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let isUpperHalf = rest.magnitude >= denominator.magnitude - rest.magnitude
    if !isUpperHalf { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
  }

  /// Returns 10 to a power from 0 to 38.
  package static func powerOfTen(_ exponent: Int) -> Int128 {
    powers[min(max(exponent, 0), 38)]
  }

  private static let powers: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()
}
