import PQColumnar
import PQDiagnostics

/// Which days China works: weekdays, less the published holidays, plus the make-up days.
package struct WorkdayCalendar: Sendable {
  /// The years whose holidays are known; a date outside is an error, not a guess.
  package let years: ClosedRange<Int>?
  /// Days since 1970-01-01 that are off though a weekday would not be.
  package let daysOff: Set<Int64>
  /// Days since 1970-01-01 that are worked though on a weekend.
  package let makeUpDays: Set<Int64>
  /// The known days, half-open, empty without known years.
  private let knownDays: Range<Int64>
  /// The workdays among the known days, ascending.
  private let workdays: [Int64]
  /// For each known day the number of workdays up to and with it.
  private let workdayCounts: [Int32]

  package init(years: ClosedRange<Int>?, daysOff: Set<Int64>, makeUpDays: Set<Int64>) {
    self.years = years
    self.daysOff = daysOff
    self.makeUpDays = makeUpDays
    guard let years, let first = CivilDate(year: years.lowerBound, month: 1, day: 1),
      let last = CivilDate(year: years.upperBound, month: 12, day: 31)
    else {
      knownDays = 0..<0
      workdays = []
      workdayCounts = []
      return
    }
    knownDays = first.days..<last.days + 1
    var workdays: [Int64] = []
    var counts: [Int32] = []
    for day in knownDays {
      let isWeekend = CivilDate.weekday(ofDays: day) >= 5
      if isWeekend ? makeUpDays.contains(day) : !daysOff.contains(day) { workdays.append(day) }
      counts.append(Int32(workdays.count))
    }
    self.workdays = workdays
    self.workdayCounts = counts
  }

  package func isWorkday(_ day: Int64) throws(QueryError) -> Bool {
    let position = try position(of: day)
    let before = position == 0 ? 0 : workdayCounts[position - 1]
    return workdayCounts[position] > before
  }

  /// Returns the number of workdays after one day, up to and with another; negative if the other
  /// lies before.
  ///
  ///     Friday to Monday      1
  ///     Friday to Sunday      0
  package func workdays(from start: Int64, to end: Int64) throws(QueryError) -> Int64 {
    let first = try position(of: start)
    let last = try position(of: end)
    return Int64(workdayCounts[last]) - Int64(workdayCounts[first])
  }

  /// Returns the nth workday after a day, which itself is not counted; before it if `count` is
  /// negative; the day itself, worked or not, if `count` is 0.
  package func adding(workdays count: Int64, to day: Int64) throws(QueryError) -> Int64 {
    let position = try position(of: day)
    if count == 0 { return day }
    let upToDay = Int64(workdayCounts[position])
    let beforeDay = position == 0 ? 0 : Int64(workdayCounts[position - 1])
    let (place, overflow) = (count > 0 ? upToDay - 1 : beforeDay).addingReportingOverflow(count)
    if !overflow, place >= 0, place < Int64(workdays.count) { return workdays[Int(place)] }
    let missingYear = count > 0 ? (years?.upperBound ?? 0) + 1 : (years?.lowerBound ?? 0) - 1
    throw QueryError(.calendarLacksYear(missingYear, known: years))
  }

  /// Returns the day itself if it is worked, or else the next workday.
  package func firstWorkday(from day: Int64) throws(QueryError) -> Int64 {
    try isWorkday(day) ? day : adding(workdays: 1, to: day)
  }

  private func position(of day: Int64) throws(QueryError) -> Int {
    guard knownDays.contains(day) else {
      throw QueryError(.calendarLacksYear(CivilDate(days: day).year, known: years))
    }
    return Int(day - knownDays.lowerBound)
  }
}

extension WorkdayCalendar {
  /// Reads a calendar as CSV; the first line names the columns.
  ///
  ///     date,name,kind
  ///     2020-01-01,元旦,off
  ///     2020-01-19,春节,work
  ///
  /// Without `years`, those from the first to the last day off are taken for complete, and each of
  /// them must have days off: a year that was left out is not one without holidays.
  package init(csv: String, years: ClosedRange<Int>? = nil) throws(QueryError) {
    var daysOff: Set<Int64> = []
    var makeUpDays: Set<Int64> = []
    let lines = csv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first?.filter({ $0 != "\u{FEFF}" && $0 != " " }) == "date,name,kind" else {
      throw QueryError(.calendarHeader())
    }
    for (number, line) in lines.enumerated() where number > 0 && !line.isEmpty {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 3, let date = CivilDate(String(cells[0])) else {
        throw QueryError(.unreadableCalendar(line: number + 1))
      }
      switch cells[2] {
      case "off": daysOff.insert(date.days)
      case "work": makeUpDays.insert(date.days)
      default: throw QueryError(.unreadableCalendar(line: number + 1))
      }
      if daysOff.contains(date.days), makeUpDays.contains(date.days) {
        throw QueryError(.contradictingCalendar(line: number + 1, date: String(cells[0])))
      }
    }
    var known = years
    if known == nil { known = try WorkdayCalendar.coveredYears(daysOff) }
    self.init(years: known, daysOff: daysOff, makeUpDays: makeUpDays)
  }

  private static func coveredYears(
    _ daysOff: Set<Int64>
  ) throws(QueryError) -> ClosedRange<Int> {
    let years = Set(daysOff.map { CivilDate(days: $0).year })
    guard let first = years.min(), let last = years.max() else {
      throw QueryError(.emptyCalendar())
    }
    for year in first...last where !years.contains(year) {
      throw QueryError(.calendarSkipsYear(year))
    }
    return first...last
  }
}
