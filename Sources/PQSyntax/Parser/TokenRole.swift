/// What the parser took a token for; the formatter and the highlighter go by it.
package enum TokenRole: Hashable, Sendable {
  /// Punctuation, a literal, or a token that no rule took.
  case plain
  /// The first word of a keyword.
  case keyword(Keyword)
  /// A further word of the keyword before it.
  case keywordTail
  /// The word of a duration that stands apart from its number: `15 workdays`.
  case unit(DurationUnit)
  /// The unit of `last 7 days`.
  case calendarUnit(CalendarUnit)
  /// A column, code, table or value that is looked up by name.
  case name
  /// A bare word beside a column, which may be one of its codes: `online` in `channel = online`.
  case code(column: String)
  /// What a private column holds: `phone` in `private as phone`.
  case masking(MaskingKind)
  /// A bare word that is the argument of a call, which may be a code of the function's parameter.
  case argument(function: String, position: Int)
  /// A function that is called, or an aggregate that stands alone.
  case function
  /// A name that the statement makes: `let NAME`, `derive NAME = …`.
  case definition
  /// A name or code in a declaration of the model.
  case declaration
  /// The name of a column that a table declares.
  case columnName
  /// A string whose braces hold code.
  case template
  /// A `-` or other operator before its operand.
  case prefix
  /// A `(` directly after the name that it belongs to.
  case callBracket
}
