import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPetitions
import Testing

struct HolidayCalendarTests {
  private static func day(_ text: String) -> Int64 { CivilDate(text)?.days ?? 0 }

  @Test func coversThePublishedYears() {
    #expect(HolidayCalendar.china.years == 2007...2026)
  }

  @Test(arguments: [
    ("2020-01-10", 15, "2020-02-07"), ("2020-01-20", 15, "2020-02-18"),
    ("2020-02-14", 15, "2020-03-06"), ("2020-12-17", 15, "2021-01-08"),
    ("2020-08-07", 60, "2020-11-05"), ("2023-10-01", 60, "2023-12-27"),
    ("2022-04-28", 5, "2022-05-09"),
  ])
  func addsWorkdaysAsTheOfficeCounts(start: String, count: Int64, end: String) throws {
    let calendar = HolidayCalendar.china
    let start = HolidayCalendarTests.day(start)
    let end = HolidayCalendarTests.day(end)
    #expect(try calendar.adding(workdays: count, to: start) == end)
    #expect(try calendar.workdays(from: start, to: end) == count)
    #expect(try calendar.isWorkday(end))
    // 2023-10-01 is a holiday, so the way back ends on the workday before it.
    if try calendar.isWorkday(start) {
      #expect(try calendar.adding(workdays: -count, to: end) == start)
    }
  }

  @Test func knowsHolidaysAndMakeUpDays() throws {
    let calendar = HolidayCalendar.china
    #expect(try !calendar.isWorkday(HolidayCalendarTests.day("2020-01-31")))
    #expect(try calendar.isWorkday(HolidayCalendarTests.day("2020-09-27")))
    #expect(try !calendar.isWorkday(HolidayCalendarTests.day("2020-08-08")))
    #expect(try calendar.isWorkday(HolidayCalendarTests.day("2020-08-07")))
  }

  @Test func aYearItDoesNotCoverIsAnError() {
    let calendar = HolidayCalendar.china
    #expect(throws: QueryError.self) {
      try calendar.isWorkday(HolidayCalendarTests.day("2006-12-31"))
    }
    do throws(QueryError) {
      _ = try calendar.adding(workdays: 1, to: HolidayCalendarTests.day("2026-12-31"))
      Issue.record("a day of 2027 was guessed")
    } catch {
      #expect(error.diagnostic.code.name == "calendar-lacks-year")
      #expect(error.diagnostic.message.english.contains("2027"))
    }
  }
}
