import PQColumnar
import PQDiagnostics

/// The days of a column of dates, datetimes or periods; a period stands for its first day.
struct DayView {
  private let numbers: IntegerView
  private let type: DataType

  init(_ rows: PresentRows, _ argument: Int) {
    numbers = rows.integers(argument)
    type = rows.types[argument]
  }

  subscript(row: Int) -> Int64 {
    switch type {
    case .datetime: CivilDateTime.days(ofSeconds: numbers[row])
    case .period(let granularity):
      CalendarPeriod.firstDay(of: granularity, ordinal: numbers[row])
    default: numbers[row]
    }
  }

  /// The seconds since midnight; 0 for a date.
  func secondOfDay(_ row: Int) -> Int64 {
    guard type == .datetime else { return 0 }
    return numbers[row] - self[row] * CivilDateTime.secondsPerDay
  }

  /// Returns the number to store for another day at the same time of day.
  ///
  /// The day is an error outside the years 0001 to 9999.
  func moved(_ row: Int, to day: Int64?) throws(QueryError) -> Int64 {
    guard let day, CivilDate.validDays.contains(day) else {
      throw QueryError(.dateOutOfRange())
    }
    if type == .datetime { return day * CivilDateTime.secondsPerDay + secondOfDay(row) }
    return day
  }
}

extension PresentRows {
  /// Returns a function of the days of an argument, looked at once for each run of days that it is
  /// the same for; `body` has the rows of types and ranges for which that does not pay.
  func mapDays(
    _ argument: Int, _ run: (Int64) -> DayMapping.Run
  ) throws(QueryError) -> Column {
    var unitsPerDay: Int64?
    if types[argument] == .date { unitsPerDay = 1 }
    if types[argument] == .datetime { unitsPerDay = CivilDateTime.secondsPerDay }
    if let unitsPerDay,
      let column = DayMapping.numbers(arguments[argument], unitsPerDay: unitsPerDay, run)
    {
      return column
    }
    let days = DayView(self, argument)
    return try mapIntegers { row in run(days[row]).number }
  }
}

/// A step of the calendar that a script names as text.
enum CalendarUnit {
  case day
  case period(Granularity)

  /// Reads `"month"` or `"月"`.
  init(_ text: String) throws(QueryError) {
    switch text {
    case "day", "日": self = .day
    case "week", "周": self = .period(.week)
    case "month", "月": self = .period(.month)
    case "quarter", "季度": self = .period(.quarter)
    case "year", "年": self = .period(.year)
    default: throw QueryError(.unknownUnit(text))
    }
  }

  /// Returns the days of the unit that holds a day, half-open.
  func days(containing day: Int64) -> Range<Int64> {
    switch self {
    case .day: day..<day + 1
    case .period(let granularity): CalendarPeriod(granularity, containing: day).days
    }
  }

  /// Returns the day so many units later; a month that is too short gives its last day.
  func adding(_ count: Int64, to day: Int64) -> Int64? {
    switch self {
    case .day: return checkedSum(day, count)
    case .period(.week):
      let (days, overflow) = count.multipliedReportingOverflow(by: 7)
      return overflow ? nil : checkedSum(day, days)
    case .period(let granularity):
      let monthCount: Int64 =
        switch granularity {
        case .year: 12
        case .quarter: 3
        case .month, .week: 1
        }
      let (months, overflow) = count.multipliedReportingOverflow(by: monthCount)
      return overflow ? nil : CivilDate(days: day).adding(months: months)?.days
    }
  }

  private func checkedSum(_ left: Int64, _ right: Int64) -> Int64? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }
}

/// Something read from text, once for as long as the text stays the same from row to row.
struct ParsedTexts<Parsed> {
  private let texts: TextView
  private let parse: (String) throws(QueryError) -> Parsed
  private var last: (text: ArraySlice<UInt8>, parsed: Parsed)?

  init(_ texts: TextView, parse: @escaping (String) throws(QueryError) -> Parsed) {
    self.texts = texts
    self.parse = parse
  }

  mutating func parsed(at row: Int) throws(QueryError) -> Parsed {
    let text = texts[row]
    if let last, last.text.elementsEqual(text) { return last.parsed }
    let parsed = try parse(texts.string(at: row))
    last = (text, parsed)
    return parsed
  }
}
