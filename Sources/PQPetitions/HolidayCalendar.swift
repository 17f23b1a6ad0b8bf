import PQFunctions

/// China's published holidays and make-up workdays.
package enum HolidayCalendar {
  /// The years whose arrangements the State Council has published and the file holds.
  private static let years = 2007...2026

  /// The calendar of the whole country; years outside 2007 to 2026 are unknown to it.
  package static let china: WorkdayCalendar = {
    let csv = String(decoding: PackageResources.public_holidays_csv, as: UTF8.self)
    // The file is part of the program and a test reads it; a broken one would know no year, so
    // that every question about workdays would be an error rather than a guess.
    let calendar = try? WorkdayCalendar(csv: csv, years: years)
    return calendar ?? WorkdayCalendar(years: nil, daysOff: [], makeUpDays: [])
  }()
}
