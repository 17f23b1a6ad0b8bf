/// The functions of dates, times, periods and durations.
enum TimeFunctions {
  static let all: [any ScalarFunction.Type] = []
}
