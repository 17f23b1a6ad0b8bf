import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

struct TimeFunctionTests {
  @Test func periodsKeepTheirPlaceOnTheCalendar() {
    let time = Argument.datetime("2021-01-03T23:59")
    #expect(call(Year.self, time) == "2021")
    #expect(call(Quarter.self, time) == "2021-Q1")
    #expect(call(Month.self, time) == "2021-01")
    #expect(call(Week.self, time) == "2020-W53")
    #expect(call(Day.self, time) == "2021-01-03")
    #expect(call(Month.self, .datetime("1969-12-31T23:59")) == "1969-12")
    #expect(call(Month.self, nil) == "missing")
  }

  @Test func coarserPeriodsOfPeriods() {
    #expect(call(Year.self, .period("2020-08")) == "2020")
    #expect(call(Quarter.self, .period("2020-08")) == "2020-Q3")
    #expect(call(Month.self, .period("2020-08")) == "2020-08")
    #expect(call(Month.self, .period("2020-Q3")) == "no such call")
    #expect(call(Year.self, .period("2020-W53")) == "no such call")
    #expect(call(Year.self, "2020-08-07") == "no such call")
  }

  @Test func partsOfTheDay() {
    let time = Argument.datetime("1969-12-31T14:30")
    #expect(call(Weekday.self, time) == "wednesday")
    #expect(call(Weekday.self, .date("2020-08-09")) == "sunday")
    #expect(call(Hour.self, time) == "14")
    #expect(call(Minute.self, time) == "30")
    #expect(call(Hour.self, .date("2020-08-07")) == "no such call")
  }

  @Test func durationsInWholeUnits() {
    #expect(call(Days.self, .duration(2 * 86_400 - 1)) == "1")
    #expect(call(Days.self, .duration(-86_399)) == "0")
    #expect(call(Hours.self, .duration(-7300)) == "-2")
    #expect(call(Minutes.self, .duration(119)) == "1")
  }

  @Test(arguments: [
    ("2020-01-31", 1, "month", "2020-02-29"), ("2020-03-31", -1, "月", "2020-02-29"),
    ("2020-02-29", 1, "year", "2021-02-28"), ("2020-08-31", 1, "季度", "2020-11-30"),
    ("2020-08-07", -1, "周", "2020-07-31"), ("2020-12-31", 1, "day", "2021-01-01"),
    ("2020-12-31", 1, "fortnight", "error[unknown-unit]"),
    ("9999-12-31", 1, "day", "error[date-out-of-range]"),
    ("2020-12-31", Int64.max, "day", "error[date-out-of-range]"),
    ("2020-12-31", Int64.min, "year", "error[date-out-of-range]"),
    ("2020-12-31", Int64.max / 8, "week", "error[date-out-of-range]"),
  ])
  func addMovesAlongTheCalendar(date: String, count: Int64, unit: String, expected: String) {
    let count = Argument(.integer(count), .integer)
    #expect(call(Add.self, .date(date), count, Argument(.text(unit), .text)) == expected)
  }

  @Test func addKeepsTheTimeOfDay() {
    #expect(
      call(Add.self, .datetime("1960-01-31T08:15"), 1, "month") == "1960-02-29T08:15")
    #expect(call(Add.self, .date("2020-01-31"), nil, "month") == "missing")
  }

  @Test func startAndEndOfPeriods() {
    let time = Argument.datetime("2020-08-07T14:30")
    #expect(call(Start.self, time, "year") == "2020-01-01")
    #expect(call(Start.self, time, "季度") == "2020-07-01")
    #expect(call(End.self, time, "quarter") == "2020-09-30")
    #expect(call(Start.self, time, "week") == "2020-08-03")
    #expect(call(End.self, time, "日") == "2020-08-07")
    #expect(call(Start.self, .period("2020-W32")) == "2020-08-03")
    #expect(call(End.self, .period("2020-02")) == "2020-02-29")
    #expect(call(End.self, .date("9999-12-31"), "year") == "9999-12-31")
    #expect(call(Start.self, time, "hour") == "error[unknown-unit]")
    #expect(call(End.self, nil, "month") == "missing")
  }

  @Test func makeDateChecksTheDay() {
    #expect(call(MakeDate.self, 2020, 2, 29) == "2020-02-29")
    #expect(call(MakeDate.self, 2021, 2, 29) == "error[no-such-date]")
    #expect(call(MakeDate.self, Argument(.integer(.max), .integer), 1, 1) == "error[no-such-date]")
    #expect(call(MakeDate.self, 2020, nil, 1) == "missing")
  }

  @Test(arguments: [
    ("yyyy-MM-dd", "2020-08-07"), ("yyyy年M月d日", "2020年8月7日"), ("yy/M/d H:m:s", "20/8/7 9:5:0"),
    ("HH:mm:ss", "09:05:00"), ("yyyy-'Q'Q", "2020-Q3"), ("''yy", "'20"), ("", ""),
    ("yyy", "error[unreadable-format]"), ("hh", "error[unreadable-format]"),
    ("'open", "error[unreadable-format]"), ("MMM", "error[unreadable-format]"),
  ])
  func formatWritesTimes(pattern: String, expected: String) {
    let time = Argument.datetime("2020-08-07T09:05")
    #expect(call(Format.self, time, Argument(.text(pattern), .text)) == expected)
  }

  @Test(arguments: [
    (1234567.891, "#,##0.00", "1,234,567.89"), (0.5, "0", "1"), (-0.5, "0", "-1"),
    (-0.4, "0", "0"), (2.675, "0.00", "2.68"), (0.7927, "0.0%", "79.3%"), (7, "000", "007"),
    (7.5, "0.##", "7.5"), (7, "0.0#", "7.0"), (0.25, "#.##", ".25"), (12, "¥#,##0元", "¥12元"),
    (1e21, "#,##0", "1,000,000,000,000,000,000,000"), (1e-7, "0.00", "0.00"),
    (999.995, "0.00", "1000.00"), (1, "", "error[unreadable-format]"),
    (1, "0.#0", "error[unreadable-format]"), (1, "0 0", "error[unreadable-format]"),
  ])
  func formatWritesNumbers(number: Double, pattern: String, expected: String) {
    let number = Argument(.float(number), .float)
    #expect(call(Format.self, number, Argument(.text(pattern), .text)) == expected)
  }

  @Test func formatIsExactForExactNumbers() {
    #expect(call(Format.self, .decimal(-1005, scale: 3), 2) == "-1.01")
    #expect(call(Format.self, .ratio(218, 275), "0.0%") == "79.3%")
    #expect(call(Format.self, .ratio(1, 8), 2) == "0.13")
    #expect(call(Format.self, .ratio(-1, 800), "0.0%") == "-0.1%")
    #expect(call(Format.self, 1250, -2) == "1300")
    #expect(call(Format.self, 12, 2) == "12.00")
    #expect(call(Format.self, 12, 400).count == 18)
    #expect(call(Format.self, .period("2020-08"), "yyyy年M月") == "2020年8月")
    #expect(call(Format.self, nil, "0") == "missing")
  }
}
