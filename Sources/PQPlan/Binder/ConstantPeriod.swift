import PQColumnar
import PQSyntax

/// A run of days known when a query is bound: `2020-08`, `last 7 days`, `2020-01..2020-06`.
struct ConstantPeriod: Hashable {
  /// Days since 1970-01-01; `end` is not included.
  var first: Int64
  var end: Int64
  /// The year, quarter, month or week that it is, if it is one.
  var calendar: CalendarPeriod?
  /// What was written, if it was not a range.
  var written: PeriodSyntax?

  var isDay: Bool { end == first + 1 && calendar == nil }

  func contains(_ other: ConstantPeriod) -> Bool { first <= other.first && other.end <= end }

  /// `2020-08`, `2020-08-07`, or `2020-08-01..2020-08-07` with the last day included.
  var text: String {
    if let calendar { return calendar.text }
    let first = CivilDate(days: first).text
    return isDay ? first : first + ".." + CivilDate(days: end - 1).text
  }

  init(first: Int64, end: Int64) {
    self.first = first
    self.end = end
  }

  init(_ calendar: CalendarPeriod, written: PeriodSyntax? = nil) {
    let days = calendar.days
    self.first = days.lowerBound
    self.end = days.upperBound
    self.calendar = calendar
    self.written = written
  }

  init(day: Int64, written: PeriodSyntax? = nil) {
    self.first = day
    self.end = day + 1
    self.written = written
  }

  /// A year written as a plain number, as in `year(picked) = 2020`.
  init?(year: Int64) {
    guard (1...9999).contains(year), let calendar = CalendarPeriod(.year, ordinal: year) else {
      return nil
    }
    self.init(calendar, written: .year(Int(year)))
  }

  /// Returns `nil` for a date that the calendar does not have, or one outside 0001 to 9999.
  init?(_ syntax: PeriodSyntax, today: Int64) {
    switch syntax {
    case .year(let year): self.init(year: Int64(year))
    case .quarter(let year, let quarter):
      guard (1...4).contains(quarter) else { return nil }
      self.init(.quarter, Int64(year) * 4 + Int64(quarter) - 1, syntax)
    case .month(let year, let month):
      guard (1...12).contains(month) else { return nil }
      self.init(.month, Int64(year) * 12 + Int64(month) - 1, syntax)
    case .week(let year, let week):
      guard let period = CalendarPeriod(isoYear: year, week: week) else { return nil }
      self.init(period, written: syntax)
    case .day(let year, let month, let day), .time(let year, let month, let day, _, _, _):
      guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
      self.init(day: date.days, written: syntax)
    case .today: self.init(day: today, written: syntax)
    case .yesterday: self.init(day: today - 1, written: syntax)
    case .tomorrow: self.init(day: today + 1, written: syntax)
    case .relative(let offset, let unit):
      guard let granularity = unit.granularity else {
        self.init(day: today + Int64(offset), written: syntax)
        return
      }
      let present = CalendarPeriod(granularity, containing: today)
      guard let period = present.advanced(by: Int64(offset)) else { return nil }
      self.init(period, written: syntax)
    case .rolling(let count, let unit): self.init(rolling: count, unit, today, syntax)
    case .toDate(let unit):
      let first = unit.granularity.map { CalendarPeriod($0, containing: today).firstDay } ?? today
      self.init(first: first, end: today + 1)
      self.written = syntax
    }
  }

  private init?(_ granularity: Granularity, _ ordinal: Int64, _ written: PeriodSyntax) {
    guard let period = CalendarPeriod(granularity, ordinal: ordinal) else { return nil }
    self.init(period, written: written)
  }

  /// `last 7 days` ends with today; `next 7 days` begins tomorrow.
  private init?(rolling count: Int, _ unit: CalendarUnit, _ today: Int64, _ syntax: PeriodSyntax) {
    let tomorrow = today + 1
    guard let other = ConstantPeriod.day(tomorrow, movedBy: count, unit), other != tomorrow else {
      return nil
    }
    self.init(first: min(other, tomorrow), end: max(other, tomorrow))
    written = syntax
  }

  /// Returns the day so many units later, or `nil` outside the years 0001 to 9999.
  static func day(_ day: Int64, movedBy count: Int, _ unit: CalendarUnit) -> Int64? {
    guard abs(count) <= 4_000_000 else { return nil }
    let moved: Int64?
    switch unit {
    case .day: moved = day + Int64(count)
    case .week: moved = day + Int64(count) * 7
    case .month: moved = CivilDate(days: day).adding(months: Int64(count))?.days
    case .quarter: moved = CivilDate(days: day).adding(months: Int64(count) * 3)?.days
    case .year: moved = CivilDate(days: day).adding(months: Int64(count) * 12)?.days
    }
    guard let moved, CivilDate.validDays.contains(moved) else { return nil }
    return moved
  }

  /// The ordinals of the periods of one granularity that fill it, `end` not included, or `nil` if
  /// it cuts one of them.
  func ordinals(of granularity: Granularity) -> Range<Int64>? {
    let low = CalendarPeriod.ordinal(of: granularity, containing: first)
    let high = CalendarPeriod.ordinal(of: granularity, containing: end)
    guard low < high, CalendarPeriod.firstDay(of: granularity, ordinal: low) == first,
      CalendarPeriod.firstDay(of: granularity, ordinal: high) == end
    else { return nil }
    return low..<high
  }

  /// Returns the run of days moved as a whole: August moved by -12 months is last year's August.
  func moved(by count: Int, _ unit: CalendarUnit) -> ConstantPeriod? {
    if let calendar, let steps = ConstantPeriod.steps(count, unit, in: calendar.granularity) {
      return calendar.advanced(by: steps).map { ConstantPeriod($0) }
    }
    guard let newFirst = ConstantPeriod.day(first, movedBy: count, unit),
      let newEnd = ConstantPeriod.day(end, movedBy: count, unit), newFirst < newEnd
    else { return nil }
    return ConstantPeriod(first: newFirst, end: newEnd)
  }

  /// How many steps of a granularity a number of units is, if it is a whole number of them.
  private static func steps(
    _ count: Int, _ unit: CalendarUnit, in granularity: Granularity
  ) -> Int64? {
    let months: [CalendarUnit: Int64] = [.month: 1, .quarter: 3, .year: 12]
    let step: [Granularity: Int64] = [.month: 1, .quarter: 3, .year: 12]
    if unit == .week && granularity == .week { return Int64(count) }
    guard let perUnit = months[unit], let perStep = step[granularity],
      perUnit % perStep == 0
    else { return nil }
    return Int64(count) * (perUnit / perStep)
  }
}

extension CalendarUnit {
  /// The calendar step that it names; a day is none.
  var granularity: Granularity? {
    switch self {
    case .day: nil
    case .week: .week
    case .month: .month
    case .quarter: .quarter
    case .year: .year
    }
  }
}
