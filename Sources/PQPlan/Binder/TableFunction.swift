/// A call that gives rows, where a table's name could stand.
package enum TableFunction: String, CaseIterable {
  /// `dates(PERIOD)`: a row for each day
  case dates
  /// `rejects(TABLE)`: what a file held that was not taken over
  case rejects
  /// `lint(TABLE)`: what the table's rows contradict
  case lint
  /// `rows(MEASURE, numerator|denominator [, PERIOD])`: the rows behind a figure
  case rows

  package var chinese: String {
    switch self {
    case .dates: "日历"
    case .rejects: "拒收"
    case .lint: "体检"
    case .rows: "明细"
    }
  }

  /// Returns the function that a word spells in either language.
  package init?(spelled word: String) {
    let found = Self.allCases.first { $0.rawValue == word || $0.chinese == word }
    guard let found else { return nil }
    self = found
  }

  /// The names in both languages, for suggestions.
  package static var names: [String] { allCases.map(\.rawValue) + allCases.map(\.chinese) }
}
