import PQColumnar

/// A number as decimal digits, for rounding and printing it exactly as a reader sees it.
///
/// The value is `digits` read as a whole number, divided by 10 to the power `scale`. Floats come as
/// their shortest text, so that 2.675 rounds to 2.68 although its bits lie a little below.
struct DecimalDigits {
  var isNegative: Bool
  /// Each 0 to 9, most significant first.
  private(set) var digits: [UInt8]
  /// Never negative.
  private(set) var scale: Int

  init(mantissa: Int64, scale: Int) {
    isNegative = mantissa < 0
    digits = DecimalDigits.digits(of: UInt128(mantissa.magnitude))
    self.scale = scale
  }

  init(_ number: Double) {
    isNegative = number < 0
    digits = []
    scale = 0
    var exponent = 0
    var isBehindPoint = false
    let text = Array(number.magnitude.description.utf8)
    scan: for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if isBehindPoint { scale += 1 }
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: text[(position + 1)...], as: UTF8.self)) ?? 0
      default: break
      }
      if byte == UInt8(ascii: "e") { break scan }
    }
    shiftPoint(right: exponent)
  }

  /// Takes a fraction with one digit more than `places`, enough to round to them.
  ///
  /// - Precondition: the denominator is positive, `places` at most 15.
  init(_ ratio: Ratio, places: Int) {
    isNegative = ratio.numerator < 0
    scale = max(0, places) + 1
    let shifted =
      UInt128(ratio.numerator.magnitude) * UInt128(ExactDivision.powerOfTen(scale).magnitude)
    digits = DecimalDigits.digits(of: shifted / UInt128(max(1, ratio.denominator.magnitude)))
  }

  private static func digits(of magnitude: UInt128) -> [UInt8] {
    magnitude.description.utf8.map { $0 - UInt8(ascii: "0") }
  }

  var isZero: Bool { digits.allSatisfy { $0 == 0 } }

  /// Multiplies by a power of ten.
  mutating func shiftPoint(right count: Int) {
    scale -= count
    if scale < 0 {
      digits.append(contentsOf: repeatElement(0, count: -scale))
      scale = 0
    }
  }

  /// Rounds to a number of digits behind the point, halves away from zero; a negative number of
  /// places rounds to tens, hundreds, …
  mutating func round(to places: Int) {
    let dropCount = scale - places
    guard dropCount > 0 else { return }
    if dropCount > digits.count {
      digits = [0]
      scale = 0
      return
    }
    let roundsUp = digits[digits.count - dropCount] >= 5
    digits.removeLast(dropCount)
    if roundsUp { increment() }
    if digits.isEmpty { digits = [0] }
    scale = places
    if scale < 0 {
      digits.append(contentsOf: repeatElement(0, count: -scale))
      scale = 0
    }
  }

  private mutating func increment() {
    for place in digits.indices.reversed() {
      if digits[place] < 9 {
        digits[place] += 1
        return
      }
      digits[place] = 0
    }
    digits.insert(1, at: 0)
  }

  /// The digits before the point without leading zeros, at least one.
  var wholeDigits: [UInt8] {
    let whole = digits.dropLast(scale).drop { $0 == 0 }
    return whole.isEmpty ? [0] : Array(whole)
  }

  /// The digits behind the point.
  var fractionDigits: [UInt8] {
    let known = digits.suffix(scale)
    return Array(repeating: 0, count: scale - known.count) + known
  }

  /// The nearest float.
  var double: Double {
    let text = "\(isNegative ? "-" : "")\(text(of: digits))e-\(scale)"
    return Double(text) ?? 0
  }

  private func text(of digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
