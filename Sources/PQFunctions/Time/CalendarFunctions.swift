import PQColumnar
import PQDiagnostics

/// The workdays between two times.
enum Workdays: StrictFunction {
  static let name = "workdays"
  static let chineseName = "工作日数"
  static let parameters = ["from time", "to time"]
  static let summary = LocalizedText(
    "The workdays after the first day, up to and with the second, by China's published holidays "
      + "and make-up days; negative if the second lies before. A year that the calendar lacks is "
      + "an error",
    zh: "第一天之后到第二天（含）之间的工作日数，按国家公布的放假和调休安排；第二天在前时为负数。"
      + "日历中没有的年份报错")
  static let examples = [
    FunctionExample("workdays(2020-01-20, 2020-02-18)", gives: "15"),
    FunctionExample("workdays(2020-08-07, 2020-08-10T09:00)", gives: "1"),
    FunctionExample("workdays(2020-08-10, 2020-08-07)", gives: "-1"),
    FunctionExample("workdays(2020-08-07, missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isTemporal, \.isTemporal]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let starts = DayView(rows, 0)
    let ends = DayView(rows, 1)
    let calendar = rows.context.calendar
    return try rows.mapIntegers { row throws(QueryError) in
      try calendar.workdays(from: starts[row], to: ends[row])
    }
  }
}

/// The nth workday after a time.
enum AddWorkdays: StrictFunction {
  static let name = "add_workdays"
  static let chineseName = "加工作日"
  static let parameters = ["time", "count number"]
  static let summary = LocalizedText(
    "The nth workday after a day, which itself is not counted; `t + 15 workdays` is the same. A "
      + "negative count goes back, and hours stay as they are",
    zh: "某日之后的第几个工作日（当日不计），与 `t + 15 工作日` 相同；负数表示往前数，时分不变")
  static let examples = [
    FunctionExample("add_workdays(2020-01-20, 15)", gives: "2020-02-18"),
    FunctionExample("add_workdays(2020-08-10, -1)", gives: "2020-08-07"),
    FunctionExample("add_workdays(2020-08-07T14:30, 1)", gives: "2020-08-10T14:30"),
    FunctionExample("add_workdays(missing, 15)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.fit([\.isTemporal, \.isInteger]) else { return nil }
    return arguments[0] == .datetime ? .datetime : .date
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let times = DayView(rows, 0)
    let counts = rows.integers(1)
    let calendar = rows.context.calendar
    return try rows.mapIntegers { row throws(QueryError) in
      let day = try calendar.adding(workdays: counts[row], to: times[row])
      return try times.moved(row, to: day)
    }
  }
}

/// A day, or the workday that it is put off to.
enum NextWorkday: StrictFunction {
  static let name = "next_workday"
  static let chineseName = "顺延工作日"
  static let parameters = ["time"]
  static let summary = LocalizedText(
    "The day itself if it is worked, or else the next workday: where a limit that ends on a day off "
      + "is put off to; hours stay as they are",
    zh: "当日是工作日时为当日，否则为其后第一个工作日，用于期限届满日遇节假日顺延；时分不变")
  static let examples = [
    FunctionExample("next_workday(2020-01-25)", gives: "2020-02-03"),
    FunctionExample("next_workday(2020-02-14)", gives: "2020-02-14"),
    FunctionExample("next_workday(2020-02-29T09:30)", gives: "2020-03-02T09:30"),
    FunctionExample("next_workday(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.fit([\.isTemporal]) else { return nil }
    return arguments[0] == .datetime ? .datetime : .date
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let times = DayView(rows, 0)
    let calendar = rows.context.calendar
    return try rows.mapIntegers { row throws(QueryError) in
      try times.moved(row, to: calendar.firstWorkday(from: times[row]))
    }
  }
}

/// A time so many calendar units later.
enum Add: StrictFunction {
  static let name = "add"
  static let chineseName = "加时间"
  static let parameters = ["time", "count number", "unit text"]
  static let summary = LocalizedText(
    "The time so many \"year\", \"quarter\", \"month\", \"week\" or \"day\" later; a month that "
      + "is too short gives its last day",
    zh: "若干“年”“季度”“月”“周”“日”之后的时间；当月没有该日时取月末")
  static let examples = [
    FunctionExample(#"add(2020-01-31, 1, "month")"#, gives: "2020-02-29"),
    FunctionExample(#"add(2020-02-29T08:00, -1, "年")"#, gives: "2019-02-28T08:00"),
    FunctionExample(#"add(2020-08-07, 2, "week")"#, gives: "2020-08-21"),
    FunctionExample(#"add(missing, 1, "month")"#, gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.fit([\.isTemporal, \.isInteger, \.isText]) else { return nil }
    return arguments[0] == .datetime ? .datetime : .date
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let times = DayView(rows, 0)
    let counts = rows.integers(1)
    var units = ParsedTexts(rows.texts(2), parse: CalendarUnit.init)
    return try rows.mapIntegers { row throws(QueryError) in
      let unit = try units.parsed(at: row)
      return try times.moved(row, to: unit.adding(counts[row], to: times[row]))
    }
  }
}

/// A function of the period that holds a time.
protocol PeriodEdgeFunction: StrictFunction {
  static func edge(of days: Range<Int64>) -> Int64
}

extension PeriodEdgeFunction {
  static var parameters: [String] { ["time or period", "[unit text]"] }
  static var canFail: Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isTemporal, \.isText]) || arguments.fit([\.isPeriod]) ? .date : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if case .period(let granularity) = rows.types[0] {
      let ordinals = rows.integers(0)
      return try rows.mapIntegers { row in
        CalendarPeriod(granularity, ordinal: ordinals[row]).map { edge(of: $0.days) }
      }
    }
    let days = DayView(rows, 0)
    var units = ParsedTexts(rows.texts(1), parse: CalendarUnit.init)
    return try rows.mapIntegers { row throws(QueryError) in
      edge(of: try units.parsed(at: row).days(containing: days[row]))
    }
  }
}

/// The first day of a period.
enum Start: PeriodEdgeFunction {
  static let name = "start"
  static let chineseName = "期初"
  static let summary = LocalizedText(
    "The first day of a period, or of the \"year\", \"quarter\", \"month\", \"week\" or \"day\" "
      + "that holds a time",
    zh: "一个时期的第一天，或时间所在“年”“季度”“月”“周”“日”的第一天")
  static let examples = [
    FunctionExample(#"start(2020-08-07, "quarter")"#, gives: "2020-07-01"),
    FunctionExample(#"start(2020-08-07T14:30, "周")"#, gives: "2020-08-03"),
    FunctionExample("start(month(2020-08-07))", gives: "2020-08-01"),
    FunctionExample(#"start(missing, "month")"#, gives: "missing"),
  ]

  static func edge(of days: Range<Int64>) -> Int64 { days.lowerBound }
}

/// The last day of a period.
enum End: PeriodEdgeFunction {
  static let name = "end"
  static let chineseName = "期末"
  static let summary = LocalizedText(
    "The last day of a period, or of the \"year\", \"quarter\", \"month\", \"week\" or \"day\" "
      + "that holds a time",
    zh: "一个时期的最后一天，或时间所在“年”“季度”“月”“周”“日”的最后一天")
  static let examples = [
    FunctionExample(#"end(2020-02-07, "month")"#, gives: "2020-02-29"),
    FunctionExample(#"end(2020-08-07T14:30, "年")"#, gives: "2020-12-31"),
    FunctionExample("end(week(2020-08-07))", gives: "2020-08-09"),
    FunctionExample(#"end(missing, "month")"#, gives: "missing"),
  ]

  static func edge(of days: Range<Int64>) -> Int64 { days.upperBound - 1 }
}

/// A date from its parts.
enum MakeDate: StrictFunction {
  static let name = "make_date"
  static let chineseName = "组成日期"
  static let parameters = ["year number", "month number", "day number"]
  static let summary = LocalizedText(
    "The date with a year, month and day; a day that does not exist is an error",
    zh: "由年、月、日三个数组成日期，没有这一天时报错")
  static let examples = [
    FunctionExample("make_date(2020, 8, 7)", gives: "2020-08-07"),
    FunctionExample("make_date(2020, 2, 29)", gives: "2020-02-29"),
    FunctionExample("make_date(2020, 8, missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.integer, .integer, .integer]) ? .date : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let years = rows.integers(0)
    let months = rows.integers(1)
    let days = rows.integers(2)
    return try rows.mapIntegers { row throws(QueryError) in
      let date = CivilDate(
        year: clampedPosition(years[row]), month: clampedPosition(months[row]),
        day: clampedPosition(days[row]))
      guard let date else {
        throw QueryError(.noSuchDate(year: years[row], month: months[row], day: days[row]))
      }
      return date.days
    }
  }
}
