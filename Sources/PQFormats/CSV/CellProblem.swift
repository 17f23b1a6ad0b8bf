/// Why a cell does not fit its column.
enum CellProblem: Sendable {
  /// The field is not optional.
  case missing
  /// The text is not a value of the type.
  case unreadable
  /// The number of a day, as spreadsheets count them, where a date is wanted.
  case dayNumber
  /// The text is no code of the enum.
  case unknownCode
}
