/// A year, quarter, month or ISO week, as period columns hold it.
///
/// | granularity | ordinal | text |
/// | --- | --- | --- |
/// | year | the year | `2020` |
/// | quarter | year × 4 + quarter - 1 | `2020-Q1` |
/// | month | year × 12 + month - 1 | `2020-08` |
/// | week | weeks since the Monday 1970-01-05, negative before | `2020-W32` |
package struct CalendarPeriod: Hashable, Sendable {
  package let granularity: Granularity
  package let ordinal: Int64

  /// Returns `nil` for a period outside the years 0001 to 9999.
  package init?(_ granularity: Granularity, ordinal: Int64) {
    guard CalendarPeriod.validOrdinals(of: granularity).contains(ordinal) else { return nil }
    self.granularity = granularity
    self.ordinal = ordinal
  }

  /// The period that holds a day.
  package init(_ granularity: Granularity, containing day: Int64) {
    self.granularity = granularity
    self.ordinal = CalendarPeriod.ordinal(of: granularity, containing: day)
  }

  package static func validOrdinals(of granularity: Granularity) -> ClosedRange<Int64> {
    let days = CivilDate.validDays
    return ordinal(
      of: granularity, containing: days.lowerBound)...ordinal(
        of: granularity, containing: days.upperBound)
  }

  /// Returns the ordinal of the period that holds a day.
  package static func ordinal(of granularity: Granularity, containing day: Int64) -> Int64 {
    switch granularity {
    case .week:
      // Day 4 is the Monday 1970-01-05.
      return (day - 4 - CivilDate.weekday(ofDays: day)) / 7
    case .year: return Int64(CivilDate(days: day).year)
    case .quarter:
      let date = CivilDate(days: day)
      return Int64(date.year * 4 + (date.month - 1) / 3)
    case .month:
      let date = CivilDate(days: day)
      return Int64(date.year * 12 + date.month - 1)
    }
  }

  /// Returns the first day of the period with an ordinal, which may lie one past the last valid
  /// one: the end of 9999 is the first day of 10000.
  package static func firstDay(of granularity: Granularity, ordinal: Int64) -> Int64 {
    let valid = validOrdinals(of: granularity)
    if ordinal > valid.upperBound && granularity != .week {
      return CivilDate.validDays.upperBound + 1
    }
    let ordinal = min(max(ordinal, valid.lowerBound), valid.upperBound + 1)
    switch granularity {
    case .week: return ordinal * 7 + 4
    case .year: return firstDay(year: Int(ordinal), month: 1)
    case .quarter: return firstDay(year: Int(ordinal / 4), month: Int(ordinal % 4) * 3 + 1)
    case .month: return firstDay(year: Int(ordinal / 12), month: Int(ordinal % 12) + 1)
    }
  }

  private static func firstDay(year: Int, month: Int) -> Int64 {
    CivilDate(year: year, month: month, day: 1)?.days ?? CivilDate.validDays.lowerBound
  }

  package var firstDay: Int64 {
    CalendarPeriod.firstDay(of: granularity, ordinal: ordinal)
  }

  /// The days of the period, half-open.
  package var days: Range<Int64> {
    firstDay..<CalendarPeriod.firstDay(of: granularity, ordinal: ordinal + 1)
  }

  /// Returns the period so many steps later, or `nil` outside the years 0001 to 9999.
  package func advanced(by count: Int64) -> CalendarPeriod? {
    let (sum, overflow) = ordinal.addingReportingOverflow(count)
    return overflow ? nil : CalendarPeriod(granularity, ordinal: sum)
  }

  package var next: CalendarPeriod? { advanced(by: 1) }
}

extension CalendarPeriod {
  /// Reads `2020`, `2020-Q1`, `2020-08` or `2020-W32`; `nil` for anything else.
  package init?(_ bytes: Span<UInt8>) {
    guard let year = DigitReader.number(bytes, 0, 4), year >= 1 else { return nil }
    if bytes.count == 4 {
      self.init(.year, ordinal: Int64(year))
      return
    }
    guard bytes.count >= 7, bytes[4] == UInt8(ascii: "-") else { return nil }
    switch (bytes[5], bytes.count) {
    case (UInt8(ascii: "Q"), 7):
      guard let quarter = DigitReader.number(bytes, 6, 1), (1...4).contains(quarter) else {
        return nil
      }
      self.init(.quarter, ordinal: Int64(year * 4 + quarter - 1))
    case (UInt8(ascii: "W"), 8):
      guard let week = DigitReader.number(bytes, 6, 2) else { return nil }
      self.init(isoYear: year, week: week)
    case (_, 7):
      guard let month = DigitReader.number(bytes, 5, 2), (1...12).contains(month) else {
        return nil
      }
      self.init(.month, ordinal: Int64(year * 12 + month - 1))
    default: return nil
    }
  }

  package init?(_ text: String) {
    self.init(Array(text.utf8).span)
  }

  /// Returns `nil` for week 0, 54, or 53 of a year that has 52.
  package init?(isoYear: Int, week: Int) {
    guard (1...53).contains(week), let anchor = CivilDate(year: isoYear, month: 1, day: 4) else {
      return nil
    }
    // 4 January always lies in week 1.
    let first = CalendarPeriod.ordinal(of: .week, containing: anchor.days)
    self.init(.week, ordinal: first + Int64(week - 1))
    guard CivilDate(days: firstDay).isoWeek == (isoYear, week) else { return nil }
  }

  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func append(to bytes: inout [UInt8]) {
    let date = CivilDate(days: firstDay)
    if granularity == .week {
      let (year, week) = date.isoWeek
      DigitWriter.append(year, width: 4, to: &bytes)
      bytes.append(contentsOf: [UInt8(ascii: "-"), UInt8(ascii: "W")])
      DigitWriter.append(week, width: 2, to: &bytes)
      return
    }
    DigitWriter.append(date.year, width: 4, to: &bytes)
    switch granularity {
    case .quarter:
      bytes.append(contentsOf: [UInt8(ascii: "-"), UInt8(ascii: "Q")])
      DigitWriter.append((date.month - 1) / 3 + 1, width: 1, to: &bytes)
    case .month:
      bytes.append(UInt8(ascii: "-"))
      DigitWriter.append(date.month, width: 2, to: &bytes)
    case .year, .week: break
    }
  }
}
