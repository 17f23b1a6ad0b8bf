/// The text of a value in data formats (csv, tsv, list, scripts), byte for byte.
///
/// | type | text |
/// | --- | --- |
/// | boolean | `true` |
/// | integer, decimal | `-12`, `3.5` (trailing zeros dropped) |
/// | float | `0.1`, `1000000` (shortest that reads back the same) |
/// | date, datetime | `2020-08-07`, `2020-08-07T14:30` |
/// | duration | `15d`, `2h30min`, `-1d2h` |
/// | period | `2020-Q1` |
/// | enumeration | the code |
/// | ratio | `79.27272727272727%`, or like a float |
/// | missing | nothing |
package enum ValueFormat {
  package static func text(_ value: Value, as type: DataType) -> String {
    var bytes: [UInt8] = []
    append(value, as: type, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func append(_ value: Value, as type: DataType, to bytes: inout [UInt8]) {
    switch value {
    case .missing: break
    case .boolean(let flag): append(flag, to: &bytes)
    case .integer(let number): append(number, to: &bytes)
    case .decimal(let decimal): append(decimal, to: &bytes)
    case .float(let number): FloatText.append(number, to: &bytes)
    case .text(let text): bytes.append(contentsOf: text.utf8)
    case .date(let number): append(stored: number, as: .date, to: &bytes)
    case .datetime(let number): append(stored: number, as: .datetime, to: &bytes)
    case .duration(let number): append(stored: number, as: .duration, to: &bytes)
    case .period(let number), .code(let number): append(stored: number, as: type, to: &bytes)
    case .ratio(let ratio): append(ratio, as: type, to: &bytes)
    }
  }

  /// Appends one value of a column, without boxing it.
  package static func append(
    _ column: Column, at row: Int, as type: DataType, to bytes: inout [UInt8]
  ) {
    if column.isMissing(at: row) { return }
    switch column {
    case .boolean(let column): append(column.values[row], to: &bytes)
    case .integer(let column): append(stored: column.storage[row], as: type, to: &bytes)
    case .float(let column): FloatText.append(column.values[row], to: &bytes)
    case .text(let column): append(column, at: row, to: &bytes)
    case .dictionary(let column):
      append(column.dictionary.entries, at: column.storage[row], to: &bytes)
    case .ratio(let column):
      append(Ratio(column.numerators[row], column.denominators[row]), as: type, to: &bytes)
    case .constant(let column): append(column.value, as: type, to: &bytes)
    }
  }

  private static func append(_ column: TextColumn, at row: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: column.utf8(at: row))
  }

  private static func append(
    stored number: Int64, as type: DataType, to bytes: inout [UInt8]
  ) {
    switch type {
    case .decimal(let scale): append(Decimal(mantissa: number, scale: scale), to: &bytes)
    case .date: CivilDate(days: number).append(to: &bytes)
    case .datetime: CivilDateTime(seconds: number).append(to: &bytes)
    case .duration: append(duration: number, to: &bytes)
    case .period(let granularity):
      CalendarPeriod(granularity, ordinal: number)?.append(to: &bytes)
    case .enumeration(let enumeration):
      guard number >= 0, number < enumeration.codes.count else {
        return append(number, to: &bytes)
      }
      bytes.append(contentsOf: enumeration.codes[Int(number)].code.utf8)
    case .boolean: append(number != 0, to: &bytes)
    default: append(number, to: &bytes)
    }
  }

  private static func append(_ flag: Bool, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// Appends a whole number.
  package static func append(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(magnitude: number.magnitude, to: &bytes)
  }

  private static func append(magnitude: UInt64, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest != 0
    bytes[start...].reverse()
  }

  /// Appends an exact number, trailing zeros dropped: 350/100 is `3.5`.
  package static func append(_ decimal: Decimal, to bytes: inout [UInt8]) {
    var digits: [UInt8] = []
    append(magnitude: decimal.mantissa.magnitude, to: &digits)
    if decimal.mantissa < 0 { bytes.append(UInt8(ascii: "-")) }
    while digits.count <= decimal.scale { digits.insert(UInt8(ascii: "0"), at: 0) }
    let point = digits.count - decimal.scale
    var end = digits.count
    while end > point, digits[end - 1] == UInt8(ascii: "0") { end -= 1 }
    bytes.append(contentsOf: digits[..<point])
    if end > point {
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits[point..<end])
    }
  }

  /// Appends a duration in days, hours, minutes and seconds, parts of 0 left out: `1d2h`, `0d`.
  package static func append(duration seconds: Int64, to bytes: inout [UInt8]) {
    if seconds == 0 { return bytes.append(contentsOf: "0d".utf8) }
    if seconds < 0 { bytes.append(UInt8(ascii: "-")) }
    let total = seconds.magnitude
    let parts: [(UInt64, String)] = [
      (total / 86_400, "d"), (total / 3600 % 24, "h"), (total / 60 % 60, "min"), (total % 60, "s"),
    ]
    for (count, unit) in parts where count != 0 {
      append(magnitude: count, to: &bytes)
      bytes.append(contentsOf: unit.utf8)
    }
  }

  private static func append(_ ratio: Ratio, as type: DataType, to bytes: inout [UInt8]) {
    let isPercent = type == .ratio(.percent)
    let numerator = Int128(ratio.numerator) * (isPercent ? 100 : 1)
    guard let number = ExactDivision.double(numerator, by: Int128(ratio.denominator)) else {
      return
    }
    FloatText.append(number, to: &bytes)
    if isPercent { bytes.append(UInt8(ascii: "%")) }
  }
}
