import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

struct WorkdayCalendarTests {
  /// Friday 2020-08-07 is off, Saturday the 8th is worked.
  private static let csv = """
    date,name,kind
    2020-01-01,New Year,off
    2020-08-07,Harvest,off
    2020-08-08,Harvest,work
    """

  private func calendar() throws -> WorkdayCalendar { try WorkdayCalendar(csv: Self.csv) }

  /// Counts day by day.
  private func naiveCount(_ calendar: WorkdayCalendar, _ start: Int64, _ end: Int64) throws -> Int64
  {
    var count: Int64 = 0
    for day in start + 1..<end + 1 where try calendar.isWorkday(day) { count += 1 }
    return count
  }

  @Test func readsOffAndMakeUpDays() throws {
    let calendar = try calendar()
    #expect(calendar.years == 2020...2020)
    let friday = CivilDate("2020-08-07")?.days ?? 0
    #expect(try (0..<4).map { try calendar.isWorkday(friday + $0) } == [false, true, false, true])
  }

  @Test func countsAndAddsAgreeWithCountingDayByDay() throws {
    let calendar = try calendar()
    let first = CivilDate("2020-07-30")?.days ?? 0
    for start in first..<first + 20 {
      for end in start..<first + 20 {
        let count = try naiveCount(calendar, start, end)
        #expect(try calendar.workdays(from: start, to: end) == count)
        #expect(try calendar.workdays(from: end, to: start) == -count)
        if count > 0, try calendar.isWorkday(end) {
          #expect(try calendar.adding(workdays: count, to: start) == end)
        }
      }
      #expect(try calendar.adding(workdays: 0, to: start) == start)
    }
  }

  @Test func aLineThatIsNotADayIsAnError() {
    for line in ["2020-02-30,x,off", "2020-01-01,x,free", "2020-01-01,off", "x"] {
      let error = #expect(throws: QueryError.self) {
        try WorkdayCalendar(csv: "date,name,kind\n" + line)
      }
      #expect(error?.diagnostic.code.name == "unreadable-calendar")
    }
  }

  @Test func functionsKeepTheTimeOfDay() throws {
    let calendar = try calendar()
    let time = Argument.datetime("2020-08-06T14:30")
    #expect(call(AddWorkdays.self, time, 1, calendar: calendar) == "2020-08-08T14:30")
    #expect(call(AddWorkdays.self, .date("2020-08-10"), -1, calendar: calendar) == "2020-08-08")
    #expect(call(Workdays.self, time, .date("2020-08-10"), calendar: calendar) == "2")
    #expect(call(Workdays.self, time, nil, calendar: calendar) == "missing")
    let huge = Argument(.integer(.max), .integer)
    #expect(call(AddWorkdays.self, time, huge, calendar: calendar) == "error[calendar-lacks-year]")
    #expect(call(Workdays.self, time, time) == "error[calendar-lacks-year]")
  }
}
