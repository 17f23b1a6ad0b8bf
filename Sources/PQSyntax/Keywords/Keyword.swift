/// A word or phrase of the language itself, in either spelling.
///
/// The raw value is the English spelling. `KeywordTable` gives each its Chinese twin.
package enum Keyword: String, Sendable, CaseIterable {
  // Statements.
  case `let`
  case param
  case `import`
  case include
  case print
  case assert
  case table
  case field
  case measure
  case secret
  case check
  case holidays

  // Stages.
  case `where`
  case derive
  case select
  case drop
  case rename
  case count
  case summarise
  case sort
  case take
  case skip
  case top
  case sample
  case distinct
  case join
  case append
  case pivot
  case unpivot
  case compareTo = "compare to"
  case describe
  case protect
  case chart
  case save

  // Clauses.
  case by
  case per
  case on
  case asc
  case desc
  case seed
  case `as`
  case with
  case withTotal = "with total"
  case withEmpty = "with empty"
  case withParts = "with parts"
  case because
  case key
  case `private`
  case apartFrom = "apart from"
  case `default`
  case dated
  case enumeration = "enum"
  case left
  case inner
  case semi
  case anti

  // Operators.
  case and
  case or
  case not
  case `in`
  case notIn = "not in"
  case contains
  case startsWith = "starts with"
  case endsWith = "ends with"
  case isMissing = "is missing"
  case isNotMissing = "is not missing"
  case `if`
  case then
  case `else`
  case match

  // Literals and the previous result.
  case `true`
  case `false`
  case missing
  case it

  // Days and periods relative to today.
  case today
  case yesterday
  case tomorrow
  case thisWeek = "this week"
  case lastWeek = "last week"
  case nextWeek = "next week"
  case thisMonth = "this month"
  case lastMonth = "last month"
  case nextMonth = "next month"
  case thisQuarter = "this quarter"
  case lastQuarter = "last quarter"
  case nextQuarter = "next quarter"
  case thisYear = "this year"
  case lastYear = "last year"
  case nextYear = "next year"
  case weekToDate = "week to date"
  case monthToDate = "month to date"
  case quarterToDate = "quarter to date"
  case yearToDate = "year to date"
  case last
  case next
  case days
  case weeks
  case months
  case quarters
  case years

  // Types.
  case text
  case int
  case number
  case bool
  case date
  case datetime
  case duration
  case period

  // Options of `chart`, `as` and `import`.
  case barChart = "bar"
  case line
  case heat
  case percent
  case dayFirst = "day first"
  case monthFirst = "month first"
  case noHeader = "no header"
  case delimiter
  case quote
  case encoding
  case sheet

  // The two sides of a ratio, in `rows`.
  case numerator
  case denominator

  // Functions whose twin the language itself fixes; the others are in the function registry.
  case sum
  case mean
  case median
  case share
}

/// What a keyword is for.
package enum KeywordRole: String, Sendable {
  case statement
  case stage
  case clause
  case `operator`
  case literal
  case period
  case type
  case option
  case function
}
