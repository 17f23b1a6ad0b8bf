import PQColumnar
import PQDiagnostics

/// The day of a time.
enum Day: StrictFunction {
  static let name = "day"
  static let chineseName = "日"
  static let parameters = ["time"]
  static let summary = LocalizedText(
    "The date of a time, without the hours", zh: "时间所在的日期，不含时分")
  static let examples = [
    FunctionExample("day(2020-08-07T14:30)", gives: "2020-08-07"),
    FunctionExample("day(2020-08-07)", gives: "2020-08-07"),
    FunctionExample("day(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isTemporal]) ? .date : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try rows.mapDays(0) { day in DayMapping.Run(day, through: day) }
  }
}

extension EnumType {
  /// The days of the week, Monday first.
  static let weekdays = EnumType(codes: [
    EnumCode("monday", zh: "周一"), EnumCode("tuesday", zh: "周二"),
    EnumCode("wednesday", zh: "周三"), EnumCode("thursday", zh: "周四"),
    EnumCode("friday", zh: "周五"), EnumCode("saturday", zh: "周六"),
    EnumCode("sunday", zh: "周日"),
  ])
}

/// The day of the week.
enum Weekday: StrictFunction {
  static let name = "weekday"
  static let chineseName = "星期"
  static let parameters = ["time"]
  static let summary = LocalizedText(
    "The day of the week, from monday to sunday", zh: "星期几，从周一到周日")
  static let examples = [
    FunctionExample("weekday(2020-08-07) = friday", gives: "true"),
    FunctionExample("weekday(2020-08-09T08:00) = 周日", gives: "true"),
    FunctionExample("weekday(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([\.isTemporal]) ? .enumeration(.weekdays) : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    try rows.mapDays(0) { day in
      DayMapping.Run(CivilDate.weekday(ofDays: day), through: day)
    }
  }
}

/// The hour of the day.
enum Hour: StrictFunction {
  static let name = "hour"
  static let chineseName = "小时"
  static let parameters = ["datetime"]
  static let summary = LocalizedText(
    "The hour of the day, 0 to 23", zh: "一天中的第几小时，0 到 23")
  static let examples = [
    FunctionExample("hour(2020-08-07T14:30)", gives: "14"),
    FunctionExample("hour(2020-08-07T00:59)", gives: "0"),
    FunctionExample("hour(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.datetime]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let times = DayView(rows, 0)
    return try rows.mapIntegers { row in times.secondOfDay(row) / 3600 }
  }
}

/// The minute of the hour.
enum Minute: StrictFunction {
  static let name = "minute"
  static let chineseName = "分钟"
  static let parameters = ["datetime"]
  static let summary = LocalizedText(
    "The minute of the hour, 0 to 59", zh: "一小时中的第几分钟，0 到 59")
  static let examples = [
    FunctionExample("minute(2020-08-07T14:30)", gives: "30"),
    FunctionExample("minute(2020-08-07T14:00)", gives: "0"),
    FunctionExample("minute(missing)", gives: "missing"),
  ]
  static let canFail = false

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.datetime]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let times = DayView(rows, 0)
    return try rows.mapIntegers { row in times.secondOfDay(row) / 60 % 60 }
  }
}

/// A function that measures a duration in whole units.
protocol DurationFunction: StrictFunction {
  static var secondCount: Int64 { get }
}

extension DurationFunction {
  static var parameters: [String] { ["duration"] }
  static var canFail: Bool { false }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([.duration]) ? .integer : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    let seconds = rows.integers(0)
    return try rows.mapIntegers { row in seconds[row] / secondCount }
  }
}

/// Whole days of a duration.
enum Days: DurationFunction {
  static let name = "days"
  static let chineseName = "天数"
  static let secondCount: Int64 = 86_400
  static let summary = LocalizedText(
    "The whole days of 24 hours in a duration; what is left over is dropped",
    zh: "时长包含的整天数（每 24 小时一天），不足一天的部分舍去")
  static let examples = [
    FunctionExample("days(2020-08-22 - 2020-08-07)", gives: "15"),
    FunctionExample("days(47h)", gives: "1"),
    FunctionExample("days(2020-08-07 - 2020-08-08)", gives: "-1"),
    FunctionExample("days(missing)", gives: "missing"),
  ]
}

/// Whole hours of a duration.
enum Hours: DurationFunction {
  static let name = "hours"
  static let chineseName = "小时数"
  static let secondCount: Int64 = 3600
  static let summary = LocalizedText(
    "The whole hours of a duration; what is left over is dropped",
    zh: "时长包含的整小时数，不足一小时的部分舍去")
  static let examples = [
    FunctionExample("hours(2020-08-08 - 2020-08-07)", gives: "24"),
    FunctionExample("hours(90min)", gives: "1"),
    FunctionExample("hours(missing)", gives: "missing"),
  ]
}

/// Whole minutes of a duration.
enum Minutes: DurationFunction {
  static let name = "minutes"
  static let chineseName = "分钟数"
  static let secondCount: Int64 = 60
  static let summary = LocalizedText(
    "The whole minutes of a duration; what is left over is dropped",
    zh: "时长包含的整分钟数，不足一分钟的部分舍去")
  static let examples = [
    FunctionExample("minutes(2h)", gives: "120"),
    FunctionExample("minutes(2020-08-07T14:30 - 2020-08-07T14:00)", gives: "30"),
    FunctionExample("minutes(missing)", gives: "missing"),
  ]
}
