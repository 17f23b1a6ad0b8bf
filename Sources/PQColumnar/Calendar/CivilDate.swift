/// A day of the proleptic Gregorian calendar, years 0001 to 9999.
///
/// Columns store the number of days since 1970-01-01; this is its reading as year, month, day.
///
///     CivilDate(days: 18481).text      2020-08-07
package struct CivilDate: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// The days that a date can be: 0001-01-01 to 9999-12-31.
  package static let validDays: ClosedRange<Int64> = -719_162...2_932_896

  /// Returns `nil` if there is no such day, as for 30 February or the year 0.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...CivilDate.dayCount(year: year, month: month)).contains(day)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads a day number; one outside `validDays` is moved to the nearest valid day.
  package init(days: Int64) {
    let valid = Int(min(max(days, CivilDate.validDays.lowerBound), CivilDate.validDays.upperBound))
    // Years that begin in March put the leap day last; 719,468 days lie between 0000-03-01 and
    // 1970-01-01. The method is Howard Hinnant's `civil_from_days`.
    let shifted = valid + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before.
  package var days: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  /// Returns the number of days of a month.
  package static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Returns the position of a day in its week: Monday is 0, Sunday is 6.
  package static func weekday(ofDays days: Int64) -> Int64 {
    // 1970-01-01 was a Thursday.
    ((days + 3) % 7 + 7) % 7
  }

  /// 1 for 1 January.
  package var dayOfYear: Int {
    Int(days - CivilDate(unchecked: year, 1, 1).days) + 1
  }

  /// The week of ISO 8601: weeks begin on Monday, and week 1 holds the year's first Thursday.
  package var isoWeek: (year: Int, week: Int) {
    let monday = days - CivilDate.weekday(ofDays: days)
    // The Thursday tells the year. No valid week needs one outside 0001 to 9999: 0001-01-01 is a
    // Monday and 9999-12-31 a Friday.
    let thursday = CivilDate(days: monday + 3)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  /// Returns the same day of a month before or after, or that month's last day if it is shorter;
  /// `nil` outside the years 0001 to 9999.
  ///
  ///     2020-01-31 adding 1 month     2020-02-29
  package func adding(months count: Int64) -> CivilDate? {
    guard count.magnitude < 200_000 else { return nil }
    let total = year * 12 + month - 1 + Int(count)
    guard total >= 12, total < 10_000 * 12 else { return nil }
    let newYear = total / 12
    let newMonth = total % 12 + 1
    let lastDay = CivilDate.dayCount(year: newYear, month: newMonth)
    return CivilDate(unchecked: newYear, newMonth, min(day, lastDay))
  }
}

extension CivilDate {
  /// Reads exactly `2020-08-07`; `nil` for anything else, also for a day that does not exist.
  package init?(_ bytes: Span<UInt8>) {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = DigitReader.number(bytes, 0, 4), let month = DigitReader.number(bytes, 5, 2),
      let day = DigitReader.number(bytes, 8, 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package init?(_ text: String) {
    self.init(Array(text.utf8).span)
  }

  /// `2020-08-07`
  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func append(to bytes: inout [UInt8]) {
    DigitWriter.append(year, width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    DigitWriter.append(month, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    DigitWriter.append(day, width: 2, to: &bytes)
  }
}

/// Reads runs of ASCII digits of a fixed width.
enum DigitReader {
  static func number(_ bytes: Span<UInt8>, _ start: Int, _ width: Int) -> Int? {
    guard start + width <= bytes.count else { return nil }
    var number = 0
    for position in start..<start + width {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }
}

/// Writes numbers with leading zeros.
enum DigitWriter {
  /// - Precondition: `number` is not negative and has at most `width` digits.
  static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    var rest = number
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor % 10))
      rest %= divisor
      divisor /= 10
    }
  }
}
