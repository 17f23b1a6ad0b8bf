/// Floats as the shortest text that reads back the same.
///
///     0.1    1000000    0.000001    1e+16    -2.5e-07
package enum FloatText {
  /// Appends a float: plain digits for 1e-6 <= |x| < 1e16, an exponent outside.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    if number == 0 { return bytes.append(UInt8(ascii: "0")) }
    if abs(number) < 1e15, number == number.rounded(.towardZero) {
      return ValueFormat.append(Int64(number), to: &bytes)
    }
    var text = Array(number.description.utf8)
    if text.first == UInt8(ascii: "-") {
      bytes.append(UInt8(ascii: "-"))
      text.removeFirst()
    }
    let mark = text.firstIndex(of: UInt8(ascii: "e"))
    let magnitude = abs(number)
    guard let mark, magnitude >= 1e-6, magnitude < 1e16 else {
      if text.suffix(2).elementsEqual(".0".utf8) { text.removeLast(2) }
      bytes.append(contentsOf: text)
      return
    }
    let exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
    appendPlain(mantissa: text[..<mark], exponent: exponent, to: &bytes)
  }

  /// Moves the point of `d.ddd` by an exponent.
  private static func appendPlain(
    mantissa: ArraySlice<UInt8>, exponent: Int, to bytes: inout [UInt8]
  ) {
    let zero = UInt8(ascii: "0")
    var digits = mantissa.filter { $0 != UInt8(ascii: ".") }
    while digits.count > 1, digits.last == zero { digits.removeLast() }
    let point = exponent + 1
    if point <= 0 {
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: repeatElement(zero, count: -point))
      bytes.append(contentsOf: digits)
    } else {
      if digits.count < point {
        digits.append(contentsOf: repeatElement(zero, count: point - digits.count))
      }
      bytes.append(contentsOf: digits[..<point])
      if digits.count > point {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits[point...])
      }
    }
  }
}
