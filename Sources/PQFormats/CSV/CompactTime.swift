import PQColumnar

/// Dates and times written in digits only, which count as such where the column is declared.
///
///     20200807   20200807143000   202008071430   20200807 14:30
enum CompactTime {
  /// Returns seconds since 1970-01-01T00:00.
  static func seconds(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var digits: [Int] = []
    for position in start..<end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit < 10 {
        digits.append(Int(digit))
      } else {
        // Only ` 14:30` and ` 14:30:15` behind the day.
        let isSeparator =
          digits.count == 8
          ? bytes[position] == UInt8(ascii: " ") : bytes[position] == UInt8(ascii: ":")
        guard isSeparator, digits.count >= 8, digits.count % 2 == 0 else { return nil }
      }
    }
    guard [8, 12, 14].contains(digits.count) else { return nil }
    func number(_ first: Int, _ count: Int) -> Int {
      digits[first..<first + count].reduce(0) { $0 * 10 + $1 }
    }
    guard let date = CivilDate(year: number(0, 4), month: number(4, 2), day: number(6, 2)) else {
      return nil
    }
    let hour = digits.count > 8 ? number(8, 2) : 0
    let minute = digits.count > 8 ? number(10, 2) : 0
    let second = digits.count > 12 ? number(12, 2) : 0
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return date.days * CivilDateTime.secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
  }
}

/// The number of a day in a spreadsheet: 44050 is 2020-08-07, or 2024-08-08 where days are counted
/// from 1904; a file does not say which.
enum DayNumber {
  /// 1954 to 2119 where days are counted from 1900.
  private static let plausible: ClosedRange<Int64> = 20_000...80_000

  static func matches(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard let shape = NumberShape(bytes, start, end), !shape.hasExponent, !shape.isPercent,
      shape.integerDigitCount == 5, shape.scale <= 12
    else { return false }
    var whole = shape.mantissa
    for _ in 0..<shape.scale { whole /= 10 }
    return plausible.contains(whole)
  }
}
