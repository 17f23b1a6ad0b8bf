import PQColumnar
import PQDiagnostics

/// A date.
enum ToDate: StrictFunction {
  static let name = "date"
  static let chineseName = "日期"
  static let parameters = ["time, text or number"]
  static let summary = LocalizedText(
    "The value as a date: the day of a time, or text such as 2020-08-07, 2020/8/7, 20200807 or "
      + "2020年8月7日, hours being dropped; other text is an error",
    zh: "转为日期：时间取当天，文本形如 2020-08-07、2020/8/7、20200807、2020年8月7日，时分舍去；"
      + "其他文本报错")
  static let examples = [
    FunctionExample(#"date("2020年8月7日")"#, gives: "2020-08-07"),
    FunctionExample(#"date(" 2020/8/7 ")"#, gives: "2020-08-07"),
    FunctionExample("date(2020-08-07T14:30)", gives: "2020-08-07"),
    FunctionExample("date(20200807)", gives: "2020-08-07"),
    FunctionExample("date(missing)", gives: "missing"),
  ]
  static let canFail = true

  /// A time always has a day.
  static func canFail(on types: [DataType]) -> Bool { !types.allSatisfy(\.isTemporal) }

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0.isTemporal || $0 == .text || $0 == .integer }]) ? .date : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    switch rows.types[0] {
    case .text:
      let texts = rows.texts(0)
      return try rows.mapIntegers { row throws(QueryError) in
        guard let read = TimeReader.time(texts[row]) else {
          throw QueryError(.unreadableDate(texts.string(at: row)))
        }
        return read.date.days
      }
    case .integer:
      let numbers = rows.integers(0)
      return try rows.mapIntegers { row throws(QueryError) in
        let number = clampedPosition(numbers[row])
        let date = CivilDate(
          year: number / 10_000, month: number / 100 % 100, day: number % 100)
        guard let date else { throw QueryError(.unreadableDate(String(numbers[row]))) }
        return date.days
      }
    default:
      return try rows.mapDays(0) { day in DayMapping.Run(day, through: day) }
    }
  }
}

/// A date with a time.
enum ToDatetime: StrictFunction {
  static let name = "datetime"
  static let chineseName = "日期时间"
  static let parameters = ["time or text"]
  static let summary = LocalizedText(
    "The value as a date with a time: text such as 2020-08-07T14:30, 2020/8/7 14:30:15 or "
      + "2020年8月7日 14时30分; a date alone is its midnight, other text an error",
    zh: "转为日期时间：文本形如 2020-08-07T14:30、2020/8/7 14:30:15、2020年8月7日 14时30分；"
      + "只有日期时取零点，其他文本报错")
  static let examples = [
    FunctionExample(#"datetime("2020-08-07 14:30")"#, gives: "2020-08-07T14:30"),
    FunctionExample(#"datetime("2020年8月7日 9时5分")"#, gives: "2020-08-07T09:05"),
    FunctionExample("datetime(2020-08-07)", gives: "2020-08-07T00:00"),
    FunctionExample("datetime(missing)", gives: "missing"),
  ]
  static let canFail = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.fit([{ $0.isTemporal || $0 == .text }]) ? .datetime : nil
  }

  static func compute(_ rows: PresentRows) throws(QueryError) -> Column {
    if rows.types[0] == .text {
      let texts = rows.texts(0)
      return try rows.mapIntegers { row throws(QueryError) in
        guard let read = TimeReader.time(texts[row]) else {
          throw QueryError(.unreadableDatetime(texts.string(at: row)))
        }
        return read.date.days * CivilDateTime.secondsPerDay + read.secondOfDay
      }
    }
    let times = DayView(rows, 0)
    return try rows.mapIntegers { row in
      times[row] * CivilDateTime.secondsPerDay + times.secondOfDay(row)
    }
  }
}

/// Reads dates and times as people write them, year first.
///
///     2020-08-07   2020/8/7   2020.8.7   20200807   2020年8月7日
///     2020-08-07T14:30   2020/8/7 9:05:30   2020年8月7日9时5分
private struct TimeReader {
  private var rest: ArraySlice<UInt8>

  /// Returns `nil` for anything else, also for a day or an hour that does not exist.
  static func time(_ bytes: ArraySlice<UInt8>) -> (date: CivilDate, secondOfDay: Int64)? {
    var reader = TimeReader(rest: Trim.trimmed(bytes))
    guard let date = reader.date() else { return nil }
    if reader.rest.isEmpty { return (date, 0) }
    guard let second = reader.secondOfDay(), reader.rest.isEmpty else { return nil }
    return (date, second)
  }

  private mutating func date() -> CivilDate? {
    let digitCount = rest.prefix { isDigit($0) }.count
    if digitCount == 8 {
      guard let year = number(4...4), let month = number(2...2), let day = number(2...2) else {
        return nil
      }
      return CivilDate(year: year, month: month, day: day)
    }
    guard let year = number(4...4) else { return nil }
    if take("年") {
      guard let month = number(1...2), take("月"), let day = number(1...2), take("日") else {
        return nil
      }
      return CivilDate(year: year, month: month, day: day)
    }
    guard let separator = ["-", "/", "."].first(where: { take($0) }), let month = number(1...2),
      take(separator), let day = number(1...2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// Reads `T14:30`, ` 9:05:30` or `9时5分`.
  private mutating func secondOfDay() -> Int64? {
    var isSeparated = take("T")
    while take(" ") { isSeparated = true }
    guard let hour = number(1...2), hour < 24 else { return nil }
    if take("时") {
      guard let minute = number(1...2), take("分"), minute < 60 else { return nil }
      if rest.isEmpty { return Int64(hour * 3600 + minute * 60) }
      guard let second = number(1...2), take("秒"), second < 60 else { return nil }
      return Int64(hour * 3600 + minute * 60 + second)
    }
    guard isSeparated, take(":"), let minute = number(2...2), minute < 60 else { return nil }
    guard take(":") else { return Int64(hour * 3600 + minute * 60) }
    guard let second = number(2...2), second < 60 else { return nil }
    return Int64(hour * 3600 + minute * 60 + second)
  }

  /// Reads digits; a longer run of them than allowed is not read.
  private mutating func number(_ widths: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(widths.upperBound).prefix { isDigit($0) }
    guard digits.count >= widths.lowerBound else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private mutating func take(_ mark: String) -> Bool {
    guard rest.starts(with: mark.utf8) else { return false }
    rest = rest.dropFirst(mark.utf8.count)
    return true
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
