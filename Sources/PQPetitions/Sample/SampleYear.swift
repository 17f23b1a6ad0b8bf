/// What the figures of one year ask of its cases.
struct SampleYear {
  enum Rating: CaseIterable {
    case none
    case both
    case departmentOnly
    case unitOnly
  }

  let year: Int
  let caseCount: Int
  /// Cases by channel; all others are online.
  let channels: [(name: String, count: Int)]
  /// Cases of more than one person.
  let persons: [(persons: Int, count: Int)]
  let onceCount: Int
  let repeatCount: Int
  let reworkCount: Int
  /// The sum of days over the closed cases.
  let totalDays: Int
  /// Cases closed after their limit.
  let lateCount: Int
  let openCount: Int
  let epidemicCount: Int
  /// How many cases rate which side; the others rate both.
  let ratings: [(rating: Rating, count: Int)]
  let dissatisfiedWithDepartment: Int
  let dissatisfiedWithUnit: Int
  let outsideStatistics: Int
  /// Cases by month, in proportion.
  let seasons: [Int]

  /// 275 cases of 387 persons: the figures of the report.
  static let report = SampleYear(
    year: 2020, caseCount: 275,
    channels: [("visit", 37), ("letter", 9), ("phone", 8), ("fax", 1), ("other", 2)],
    persons: [(7, 1), (6, 1), (5, 1), (3, 12), (2, 73)],
    onceCount: 247, repeatCount: 33, reworkCount: 4, totalDays: 3_124, lateCount: 0, openCount: 1,
    epidemicCount: 14, ratings: [(.none, 7), (.departmentOnly, 13), (.unitOnly, 45)],
    dissatisfiedWithDepartment: 6, dissatisfiedWithUnit: 2, outsideStatistics: 0,
    seasons: [8, 6, 9, 11, 11, 10, 11, 12, 11, 9, 11, 9])

  /// The year before: more visits, slower, less content.
  static let before = SampleYear(
    year: 2019, caseCount: 248,
    channels: [("visit", 56), ("letter", 18), ("phone", 12), ("fax", 1), ("other", 3)],
    persons: [(11, 1), (8, 1), (6, 2), (5, 2), (4, 5), (3, 14), (2, 58)],
    onceCount: 196, repeatCount: 34, reworkCount: 9, totalDays: 3_447, lateCount: 5, openCount: 0,
    epidemicCount: 0, ratings: [(.none, 19), (.departmentOnly, 21), (.unitOnly, 36)],
    dissatisfiedWithDepartment: 12, dissatisfiedWithUnit: 7, outsideStatistics: 3,
    seasons: [9, 7, 12, 11, 11, 10, 11, 10, 11, 9, 11, 8])
}
