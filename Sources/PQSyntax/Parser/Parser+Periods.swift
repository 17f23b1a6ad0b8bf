import PQDiagnostics

extension Parser {
  /// Parses a period that is relative to today; returns `nil` without taking anything if none
  /// stands here.
  ///
  ///     relative → "today" | "yesterday" | "tomorrow"
  ///              | ("this" | "last" | "next") ("week" | "month" | "quarter" | "year")
  ///              | ("week" | "month" | "quarter" | "year") "to" "date"
  ///              | ("last" | "next") number unit
  mutating func parseRelativePeriod() -> PeriodSyntax? {
    for (keyword, period) in Self.fixedPeriods where at(keyword) {
      // `today(…)` would be a call.
      guard !at(.leftParenthesis, offset: wordCount(of: keyword, at: index)) else { return nil }
      _ = eat(keyword)
      return period
    }
    for keyword in [Keyword.last, .next] where at(keyword) {
      if let period = parseRollingPeriod(keyword) { return period }
    }
    return nil
  }

  private static let fixedPeriods: [(Keyword, PeriodSyntax)] = [
    (.today, .today), (.yesterday, .yesterday), (.tomorrow, .tomorrow),
    (.weekToDate, .toDate(.week)), (.monthToDate, .toDate(.month)),
    (.quarterToDate, .toDate(.quarter)), (.yearToDate, .toDate(.year)),
    (.thisWeek, .relative(offset: 0, .week)), (.lastWeek, .relative(offset: -1, .week)),
    (.nextWeek, .relative(offset: 1, .week)), (.thisMonth, .relative(offset: 0, .month)),
    (.lastMonth, .relative(offset: -1, .month)), (.nextMonth, .relative(offset: 1, .month)),
    (.thisQuarter, .relative(offset: 0, .quarter)),
    (.lastQuarter, .relative(offset: -1, .quarter)),
    (.nextQuarter, .relative(offset: 1, .quarter)), (.thisYear, .relative(offset: 0, .year)),
    (.lastYear, .relative(offset: -1, .year)), (.nextYear, .relative(offset: 1, .year)),
  ]

  /// Parses `last 7 days`, `最近 7 天` or `最近 7天`.
  private mutating func parseRollingPeriod(_ keyword: Keyword) -> PeriodSyntax? {
    let number = token(at: index + 1)
    guard !number.isBad else { return nil }
    let sign = keyword == .last ? -1 : 1
    switch number.kind {
    case .number(.integer(let count)):
      note(.calendarUnit, offset: 2)
      guard let unit = Self.calendarUnit(token(at: index + 2)), let size = Int(exactly: count)
      else { return nil }
      _ = eat(keyword)
      advance()
      advance(as: .calendarUnit(unit))
      return .rolling(count: sign * size, unit)
    case .duration(.duration(let count, let unit)):
      guard unit == .day || unit == .week, let size = Int(exactly: count),
        source.text(in: number.range).hasSuffix(unit.chinese)
      else { return nil }
      _ = eat(keyword)
      advance(as: .calendarUnit(unit == .day ? .day : .week))
      return .rolling(count: sign * size, unit == .day ? .day : .week)
    default: return nil
    }
  }

  private static func calendarUnit(_ token: Token) -> CalendarUnit? {
    guard token.kind == .word else { return nil }
    return CalendarUnit.allCases.first {
      $0.rawValue == token.text || $0.plural.rawValue == token.text
        || KeywordTable.spelling(of: $0.plural, in: .chinese) == token.text
    }
  }
}

extension CalendarUnit {
  /// The keyword after a number: `last 7 days`.
  package var plural: Keyword {
    switch self {
    case .day: .days
    case .week: .weeks
    case .month: .months
    case .quarter: .quarters
    case .year: .years
    }
  }

  /// Returns the unit's word after a number, in one language.
  package func word(after count: Int, in language: Language) -> String {
    language == .english && count.magnitude == 1
      ? rawValue : KeywordTable.spelling(of: plural, in: language)
  }
}
