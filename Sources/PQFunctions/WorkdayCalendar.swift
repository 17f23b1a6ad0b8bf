/// Which days China works: weekdays, less the published holidays, plus the make-up days.
package struct WorkdayCalendar: Sendable {
  /// The years whose holidays are known; a date outside is an error, not a guess.
  package let years: ClosedRange<Int>?
  /// Days since 1970-01-01 that are off though a weekday would not be.
  package let daysOff: Set<Int64>
  /// Days since 1970-01-01 that are worked though on a weekend.
  package let makeUpDays: Set<Int64>

  package init(years: ClosedRange<Int>?, daysOff: Set<Int64>, makeUpDays: Set<Int64>) {
    self.years = years
    self.daysOff = daysOff
    self.makeUpDays = makeUpDays
  }
}
