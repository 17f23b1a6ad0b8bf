import PQDiagnostics

package struct ExpressionSyntax: Sendable {
  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package indirect enum Kind: Sendable {
    /// `true`, `12`, `3.5`, `12%`, `"text"`, `15d`, `missing`
    case literal(LiteralSyntax)
    /// `2020-08`, `last month`, `today`, `year to date`
    case period(PeriodSyntax)
    /// `channel`, `` `online` ``, `it`
    case name(NameSyntax)
    /// `case.channel`: the base is a name or another path
    case path(ExpressionSyntax, NameSyntax)
    /// `sum(persons where repeat)`, `rank(days desc) per township`
    case call(CallSyntax)
    /// `-x`, `not x`
    case unary(UnaryOperator, ExpressionSyntax, operatorRange: SourceRange)
    /// `a + b`, `a and b`, `a = b`, `a ~ "regex"`, `a contains b`, `a ?? b`, `a..b`
    case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax, operatorRange: SourceRange)
    /// `x in (a, b)`, also with one element
    case inList(ExpressionSyntax, [ExpressionSyntax])
    /// `x in 2020`, `x in a..b`, `x in last month`, `x in period`
    case inRange(ExpressionSyntax, ExpressionSyntax)
    /// `x in (cases where repeat | select id)`
    case inQuery(ExpressionSyntax, QuerySyntax)
    /// `x is missing`, `x is not missing`
    case isMissing(ExpressionSyntax, isNegated: Bool)
    /// `if C then A else B`
    case conditional(ExpressionSyntax, then: ExpressionSyntax, else: ExpressionSyntax)
    /// `match X { online => "a", else => "b" }`
    case match(ExpressionSyntax, [MatchArmSyntax])
    /// `(cases | count)`: a query as a value
    case subquery(QuerySyntax)
    /// `(a + b)`, kept for the printer and for a table name in parentheses
    case parenthesised(ExpressionSyntax)
    /// Nothing could be read here; the diagnostic is given.
    case broken
  }
}

/// `online, letter => "written"`; `else` has no patterns.
package struct MatchArmSyntax: Sendable {
  package var patterns: [ExpressionSyntax]
  package var value: ExpressionSyntax

  package init(patterns: [ExpressionSyntax], value: ExpressionSyntax) {
    self.patterns = patterns
    self.value = value
  }
}

/// `NAME(ARGUMENT, … [where COND]) [per KEY | per (KEY, …)]`
///
/// A filter alone is allowed: `share(where channel = online)`.
package struct CallSyntax: Sendable {
  package var name: NameSyntax
  package var arguments: [SortKeySyntax]
  package var filter: ExpressionSyntax?
  package var per: [ExpressionSyntax]
  package var range: SourceRange

  package init(
    name: NameSyntax, arguments: [SortKeySyntax], filter: ExpressionSyntax?,
    per: [ExpressionSyntax], range: SourceRange
  ) {
    self.name = name
    self.arguments = arguments
    self.filter = filter
    self.per = per
    self.range = range
  }
}

package enum UnaryOperator: String, Sendable {
  case negate = "-"
  case not
}

package enum BinaryOperator: String, Sendable, CaseIterable {
  case or
  case and
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case matchesRegex = "~"
  case contains
  case startsWith = "starts with"
  case endsWith = "ends with"
  case range = ".."
  case coalesce = "??"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
}

package enum LiteralSyntax: Hashable, Sendable {
  case missing
  case boolean(Bool)
  case integer(Int64)
  /// `3.5` is (35, 1); `12%` is (12, 2)
  case decimal(mantissa: Int64, scale: Int)
  case string(String)
  case duration(Int64, DurationUnit)
}

/// `15d`, `2h`, `30min`, `2w`, `45s`, `15 workdays`
package enum DurationUnit: String, Sendable, CaseIterable {
  case second = "s"
  case minute = "min"
  case hour = "h"
  case day = "d"
  case week = "w"
  case workday = "workdays"
}

/// A date, a time or a period as written.
package enum PeriodSyntax: Hashable, Sendable {
  /// A lone `2020` after `in` or in a range; elsewhere four digits are a number.
  case year(Int)
  case quarter(year: Int, quarter: Int)
  case month(year: Int, month: Int)
  case week(year: Int, week: Int)
  case day(year: Int, month: Int, day: Int)
  /// `2020-08-07T14:30[:15]`
  case time(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)
  case today
  case yesterday
  case tomorrow
  /// `this|last|next week|month|quarter|year`: offset 0, -1, 1
  case relative(offset: Int, CalendarUnit)
  /// `last 7 days`, `next 3 months`: count negative for `last`; `last N` ends with today
  case rolling(count: Int, CalendarUnit)
  /// `year to date`, `month to date`, …
  case toDate(CalendarUnit)
}

package enum CalendarUnit: String, Sendable, CaseIterable {
  case day
  case week
  case month
  case quarter
  case year
}
