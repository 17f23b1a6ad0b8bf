import PQColumnar
import PQDiagnostics

/// A function that gives the calendar period of a time; as a group key it keeps its place on the
/// calendar.
protocol PeriodFunction: StrictFunction {
  static var granularity: Granularity { get }
}

extension PeriodFunction {
  static var parameters: [String] { ["time"] }
  static var canFail: Bool { false }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0.isTemporal || isFiner($0) }]) ? .period(granularity) : nil
  }

  /// Tells whether a period type lies whole in one period of this kind; a week may lie in two.
  private static func isFiner(_ type: DataType) -> Bool {
    guard case .period(let other) = type else { return false }
    switch granularity {
    case .year: return other == .year || other == .quarter || other == .month
    case .quarter: return other == .quarter || other == .month
    case .month, .week: return other == granularity
    }
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try rows.mapDays(0) { day in
      let ordinal = CalendarPeriod.ordinal(of: granularity, containing: day)
      let next = CalendarPeriod.firstDay(of: granularity, ordinal: ordinal + 1)
      return DayMapping.Run(ordinal, through: next - 1)
    }
  }
}

/// The calendar year.
enum Year: PeriodFunction {
  static let name = "year"
  static let chineseName = "年"
  static let granularity = Granularity.year
  static let summary = LocalizedText(
    "The calendar year of a time, or of a quarter or month",
    zh: "时间（或季度、月份）所在的年")
  static let examples = [
    FunctionExample("year(2020-08-07)", gives: "2020"),
    FunctionExample("year(2020-08-07T14:30)", gives: "2020"),
    FunctionExample("year(missing)", gives: "missing"),
  ]
}

/// The calendar quarter.
enum Quarter: PeriodFunction {
  static let name = "quarter"
  static let chineseName = "季度"
  static let granularity = Granularity.quarter
  static let summary = LocalizedText(
    "The calendar quarter of a time, or of a month",
    zh: "时间（或月份）所在的季度")
  static let examples = [
    FunctionExample("quarter(2020-08-07)", gives: "2020-Q3"),
    FunctionExample("quarter(2020-12-31T23:59)", gives: "2020-Q4"),
    FunctionExample("quarter(missing)", gives: "missing"),
  ]
}

/// The calendar month.
enum Month: PeriodFunction {
  static let name = "month"
  static let chineseName = "月"
  static let granularity = Granularity.month
  static let summary = LocalizedText(
    "The calendar month of a time, with its year",
    zh: "时间所在的月份（含年份）")
  static let examples = [
    FunctionExample("month(2020-08-07)", gives: "2020-08"),
    FunctionExample("month(2020-02-29T23:59)", gives: "2020-02"),
    FunctionExample("month(missing)", gives: "missing"),
  ]
}

/// The week.
enum Week: PeriodFunction {
  static let name = "week"
  static let chineseName = "周"
  static let granularity = Granularity.week
  static let summary = LocalizedText(
    "The week of a time, from Monday to Sunday, numbered as in ISO 8601",
    zh: "时间所在的周（周一至周日，按 ISO 8601 编号）")
  static let examples = [
    FunctionExample("week(2020-08-07)", gives: "2020-W32"),
    FunctionExample("week(2021-01-03)", gives: "2020-W53"),
    FunctionExample("week(missing)", gives: "missing"),
  ]
}
