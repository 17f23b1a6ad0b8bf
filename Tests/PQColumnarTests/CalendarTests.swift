import Testing

@testable import PQColumnar

/// Counts days one by one, as on a wall calendar.
private func naiveDays(through year: Int) -> [(year: Int, month: Int, day: Int)] {
  var days: [(Int, Int, Int)] = []
  for year in 1970...year {
    for month in 1...12 {
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for day in 1...lengths[month - 1] { days.append((year, month, day)) }
    }
  }
  return days
}

struct CivilDateTests {
  @Test func agreesWithCountingDays() {
    for (number, expected) in naiveDays(through: 2110).enumerated() {
      let date = CivilDate(days: Int64(number))
      #expect((date.year, date.month, date.day) == expected)
      #expect(date.days == Int64(number))
    }
  }

  @Test func coversTheYears1To9999() {
    #expect(CivilDate(year: 1, month: 1, day: 1)?.days == CivilDate.validDays.lowerBound)
    #expect(CivilDate(year: 9999, month: 12, day: 31)?.days == CivilDate.validDays.upperBound)
    #expect(CivilDate(days: .min).text == "0001-01-01")
    #expect(CivilDate(days: .max).text == "9999-12-31")
    #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
    #expect(CivilDate(year: 10000, month: 1, day: 1) == nil)
    for days in stride(from: CivilDate.validDays.lowerBound, through: 2_932_896, by: 997) {
      #expect(CivilDate(days: days).days == days)
      #expect(CivilDate(CivilDate(days: days).text)?.days == days)
    }
  }

  @Test(arguments: [
    ("2020-08-07", 18481), ("1970-01-01", 0), ("1969-12-31", -1), ("2020-02-29", 18321),
  ])
  func readsAndWrites(text: String, days: Int64) {
    #expect(CivilDate(text)?.days == days)
    #expect(CivilDate(days: days).text == text)
  }

  @Test(arguments: [
    "", "2020", "2020-8-7", "2019-02-29", "2020-13-01", "2020-00-10", "2020-08-00", "2020/08/07",
    "2020-08-07 ", "０２０-08-07", "0000-01-01", "-020-01-01",
  ])
  func refuses(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: [
    ("2020-08-07", 4, 2020, 32), ("2021-01-03", 6, 2020, 53), ("2021-01-04", 0, 2021, 1),
    ("2018-12-31", 0, 2019, 1), ("0001-01-01", 0, 1, 1), ("9999-12-31", 4, 9999, 52),
  ])
  func knowsWeekdayAndWeek(text: String, weekday: Int64, year: Int, week: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(CivilDate.weekday(ofDays: date.days) == weekday)
    #expect(date.isoWeek == (year, week))
  }

  @Test func addsMonths() throws {
    let date = try #require(CivilDate("2020-01-31"))
    #expect(date.adding(months: 1)?.text == "2020-02-29")
    #expect(date.adding(months: -2)?.text == "2019-11-30")
    #expect(date.adding(months: 12 * 7979)?.text == "9999-01-31")
    #expect(date.adding(months: 12 * 7980) == nil)
    #expect(date.adding(months: -12 * 2020) == nil)
    #expect(date.adding(months: .min) == nil)
  }
}

struct CivilDateTimeTests {
  @Test(arguments: [
    ("2020-08-07T14:30", 1_596_810_600),
    ("1969-12-31T23:59:59", -1), ("1970-01-01T00:00", 0),
  ])
  func readsAndWrites(text: String, seconds: Int64) {
    #expect(CivilDateTime(text)?.seconds == seconds)
    #expect(CivilDateTime(seconds: seconds).text == text)
  }

  @Test func readsASpaceAndZeroSeconds() {
    #expect(CivilDateTime("2020-08-07 14:30:00")?.text == "2020-08-07T14:30")
    for text in ["2020-08-07", "2020-08-07T24:00", "2020-08-07T14:60", "2020-08-07T1:30:00"] {
      #expect(CivilDateTime(text) == nil)
    }
  }

  @Test func staysInRange() {
    #expect(CivilDateTime(seconds: .min).text == "0001-01-01T00:00")
    #expect(CivilDateTime(seconds: .max).text == "9999-12-31T23:59:59")
  }
}

struct CalendarPeriodTests {
  static let periods: [(String, Granularity, Int64, String, Int)] = [
    ("2020", .year, 2020, "2020-01-01", 366),
    ("2020-Q1", .quarter, 8080, "2020-01-01", 91),
    ("2020-08", .month, 24247, "2020-08-01", 31),
    ("2020-W32", .week, 2639, "2020-08-03", 7),
    ("1970-W02", .week, 0, "1970-01-05", 7),
    ("9999-Q4", .quarter, 39999, "9999-10-01", 92),
    ("9999-W52", .week, 418_984, "9999-12-27", 7),
  ]

  @Test(arguments: periods)
  func readsAndWrites(
    text: String, granularity: Granularity, ordinal: Int64, first: String, count: Int
  ) throws {
    let period = try #require(CalendarPeriod(text))
    #expect(period.granularity == granularity)
    #expect(period.ordinal == ordinal)
    #expect(period.text == text)
    #expect(CivilDate(days: period.firstDay).text == first)
    #expect(period.days.count == count)
  }

  @Test(arguments: [
    "0000", "20", "2020-Q0", "2020-Q5", "2020-13", "2020-00", "2020-W00", "2021-W53", "2020-W54",
    "2020-08-07", "2020-Q", "2020-",
  ])
  func refuses(text: String) {
    #expect(CalendarPeriod(text) == nil)
  }

  @Test(arguments: Granularity.allCases)
  func everyDayLiesInItsPeriod(granularity: Granularity) {
    for day in stride(from: CivilDate.validDays.lowerBound, through: 2_932_896, by: 89) {
      let period = CalendarPeriod(granularity, containing: day)
      #expect(period.days.contains(day))
      #expect(CalendarPeriod(period.text) == period)
      #expect(period.next.map(\.firstDay) ?? period.days.upperBound == period.days.upperBound)
    }
  }

  @Test func stopsAtTheEdges() {
    #expect(CalendarPeriod("9999")?.next == nil)
    #expect(CalendarPeriod("9999-12")?.next == nil)
    #expect(CalendarPeriod("0001")?.advanced(by: .min) == nil)
    #expect(CalendarPeriod("2020-11")?.advanced(by: 3)?.text == "2021-02")
  }
}
