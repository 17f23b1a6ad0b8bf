/// The functions of dates, times and periods.
enum TimeFunctions {
  static let all: [any ScalarFunction.Type] = [
    Year.self, Quarter.self, Month.self, Week.self, Day.self, Weekday.self, Hour.self,
    Minute.self, Days.self, Hours.self, Minutes.self, Workdays.self, AddWorkdays.self,
    NextWorkday.self, Add.self,
    Start.self, End.self, MakeDate.self, Format.self,
  ]
}
