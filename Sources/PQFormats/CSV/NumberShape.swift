/// A number as it is written in a cell, before anyone decides on a column's type.
///
///     -12.50     mantissa -1250, scale 2, integerDigitCount 2
///     79.3%      mantissa 793, scale 3, isPercent
struct NumberShape {
  /// The digits without the point, as one number; cut after 18 of them (`isExact` is then false).
  var mantissa: Int64 = 0
  /// Digits behind the point; two more for a percentage.
  var scale = 0
  var integerDigitCount = 0
  /// Digits from the first that is not 0.
  var significantCount = 0
  var hasPoint = false
  var hasExponent = false
  var isPercent = false
  /// `007`: an identifier, not a number.
  var hasLeadingZero = false
  /// Whether the number has at most 15 significant digits and a scale that decimals can have.
  var isExact = true

  /// Reads a whole cell; `nil` if it is not a number.
  ///
  ///     number → "-"? digits ("." digits)? (("e" | "E") ("+" | "-") digits)? "%"?
  init?(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    var position = start
    let isNegative = position < end && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let firstDigit = position
    var magnitude: Int64 = 0
    var significantCount = 0
    func digit(_ position: Int) -> UInt8? {
      guard position < end else { return nil }
      let digit = bytes[position] &- UInt8(ascii: "0")
      return digit < 10 ? digit : nil
    }
    while let next = digit(position) {
      if significantCount > 0 || next != 0 { significantCount += 1 }
      if significantCount <= 18 { magnitude = magnitude * 10 + Int64(next) }
      position += 1
    }
    integerDigitCount = position - firstDigit
    guard integerDigitCount > 0 else { return nil }
    hasLeadingZero = integerDigitCount > 1 && bytes[firstDigit] == UInt8(ascii: "0")
    if position < end, bytes[position] == UInt8(ascii: ".") {
      hasPoint = true
      position += 1
      let firstFraction = position
      while let next = digit(position) {
        if significantCount > 0 || next != 0 { significantCount += 1 }
        if significantCount <= 18 { magnitude = magnitude * 10 + Int64(next) }
        position += 1
      }
      scale = position - firstFraction
      guard scale > 0 else { return nil }
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      guard position + 1 < end,
        bytes[position + 1] == UInt8(ascii: "-") || bytes[position + 1] == UInt8(ascii: "+"),
        digit(position + 2) != nil
      else { return nil }
      hasExponent = true
      position += 2
      while digit(position) != nil { position += 1 }
    }
    if position < end, bytes[position] == UInt8(ascii: "%") {
      isPercent = true
      scale += 2
      position += 1
    }
    guard position == end else { return nil }
    isExact = significantCount <= 15 && scale <= 12 && !hasExponent
    mantissa = isNegative ? -magnitude : magnitude
    self.significantCount = significantCount
  }
}
