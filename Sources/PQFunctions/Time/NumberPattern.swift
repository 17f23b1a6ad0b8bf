import PQColumnar
import PQDiagnostics

/// How to write a number: `#,##0.00` or `0.0%`, with other characters around it as they are.
///
/// A `0` is a digit that is always written, a `#` one only when the number has it. A `万` or `亿`
/// directly behind the digits counts in them: `0.0万` writes 12,345 as `1.2万`.
struct NumberPattern {
  private var prefix: ArraySlice<UInt8> = []
  private var suffix: ArraySlice<UInt8> = []
  private var leastWholeDigits = 1
  private var places = 0...0
  private var isGrouped = false
  /// By which power of ten the number is multiplied: 2 for percent, -4 for 万.
  private var shift = 0
  /// Where a number is rounded: left of the point for negative places.
  private var roundingPlaces = 0

  /// No number has more digits behind the point than can be told apart.
  private static let mostPlaces = 15
  private static let units = [(name: "万", power: 4), (name: "亿", power: 8)]

  /// Always `places` digits behind the point; a negative number rounds to tens, hundreds, …
  init(places count: Int) {
    roundingPlaces = min(max(count, -400), NumberPattern.mostPlaces)
    let written = max(0, roundingPlaces)
    places = written...written
  }

  init(_ text: String) throws(QueryError) {
    let bytes = Array(text.utf8)[...]
    let isDigitMark = { (byte: UInt8) in byte == UInt8(ascii: "0") || byte == UInt8(ascii: "#") }
    let comma = UInt8(ascii: ",")
    prefix = bytes.prefix { !isDigitMark($0) }
    var rest = bytes[prefix.endIndex...]
    let whole = rest.prefix { isDigitMark($0) || $0 == comma }
    rest = rest[whole.endIndex...]
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: "."), rest.dropFirst().first.map(isDigitMark) == true {
      fraction = rest.dropFirst().prefix(while: isDigitMark)
      rest = rest[fraction.endIndex...]
    }
    suffix = rest
    let zero = UInt8(ascii: "0")
    let fixedPlaces = fraction.prefix { $0 == zero }.count
    guard whole.contains(where: isDigitMark), !suffix.contains(where: isDigitMark),
      fraction.count <= NumberPattern.mostPlaces, !fraction.dropFirst(fixedPlaces).contains(zero)
    else { throw QueryError(.unreadableFormat(text)) }
    leastWholeDigits = whole.count { $0 == zero }
    isGrouped = whole.contains(comma)
    if suffix.contains(UInt8(ascii: "%")) || prefix.contains(UInt8(ascii: "%")) {
      shift = 2
    } else if let unit = NumberPattern.units.first(where: { suffix.starts(with: $0.name.utf8) }) {
      shift = -unit.power
    }
    places = fixedPlaces...fraction.count
    roundingPlaces = fraction.count
  }

  /// The digits behind the point that a fraction must be read with.
  var readPlaces: Int { max(0, roundingPlaces + shift) }

  func append(_ number: DecimalDigits, to bytes: inout [UInt8]) {
    var number = number
    number.shiftPoint(right: shift)
    number.round(to: roundingPlaces)
    if number.isNegative, !number.isZero { bytes.append(UInt8(ascii: "-")) }
    bytes.append(contentsOf: prefix)
    appendWhole(number.wholeDigits, to: &bytes)
    var fraction = number.fractionDigits
    while fraction.count > places.lowerBound, fraction.last == 0 { fraction.removeLast() }
    while fraction.count < places.lowerBound { fraction.append(0) }
    if !fraction.isEmpty { bytes.append(UInt8(ascii: ".")) }
    bytes.append(contentsOf: fraction.map { $0 + UInt8(ascii: "0") })
    bytes.append(contentsOf: suffix)
  }

  private func appendWhole(_ digits: [UInt8], to bytes: inout [UInt8]) {
    var digits = digits == [0] && leastWholeDigits == 0 ? [] : digits
    let lacking = max(0, leastWholeDigits - digits.count)
    digits.insert(contentsOf: repeatElement(0, count: lacking), at: 0)
    for (position, digit) in digits.enumerated() {
      if isGrouped, position > 0, (digits.count - position) % 3 == 0 {
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(digit + UInt8(ascii: "0"))
    }
  }
}

/// The numbers of a column of any number type as decimal digits.
struct DigitsView {
  private let type: DataType
  private let integers: IntegerView
  private let floats: FloatView?
  private let ratios: RatioView?

  init(_ rows: PresentRows, _ argument: Int) {
    type = rows.types[argument]
    integers = rows.integers(argument)
    floats = type == .float ? rows.floats(argument) : nil
    ratios = type.isRatio ? rows.ratios(argument) : nil
  }

  /// Returns a number with digits enough to round it to so many places.
  func digits(_ row: Int, places: Int) -> DecimalDigits {
    if let floats { return DecimalDigits(floats[row]) }
    if let ratios { return DecimalDigits(ratios[row], places: places) }
    return DecimalDigits(mantissa: integers[row], scale: type.exactScale ?? 0)
  }
}
