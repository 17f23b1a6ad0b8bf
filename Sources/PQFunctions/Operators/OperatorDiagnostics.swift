import PQDiagnostics

/// Every code that an operator or an aggregate can give while it runs.
package enum OperatorDiagnostics {
  package static let codes: [DiagnosticCode] = [
    notWholeDays, percentileOutOfRange, windowTooLarge, windowSize,
  ]

  static let notWholeDays = DiagnosticCode(
    "not-whole-days",
    "A date has no hours, so only whole days can be added to it or taken from it. "
      + "`datetime(d) + 2h` goes on with the time of the day.",
    zh: "日期不含时刻，只能加减整天。`datetime(d) + 2h` 先转为日期时间再计算。")
  static let percentileOutOfRange = DiagnosticCode(
    "percentile-out-of-range",
    "The second argument of `percentile` says where to cut: from 0 (the least value) to 1 (the "
      + "greatest), as in `percentile(x, 0.9)` or `percentile(x, 90%)`, and is the same in every "
      + "row.",
    zh: "`percentile` 的第二个参数是分位点，从 0（最小值）到 1（最大值），"
      + "如 `percentile(x, 0.9)` 或 `percentile(x, 90%)`，且各行相同。")
  static let windowTooLarge = DiagnosticCode(
    "window-too-large",
    "A moving or running aggregate would have to hold too many values at once. A shorter window, "
      + "fewer rows, or `sum`, `mean`, `min`, `max` or `count` need less.",
    zh: "移动或累计的统计需要同时保存的数值过多。请缩短窗口、减少行数，或改用 `sum`、`mean`、`min`、`max`、`count`。")
  static let windowSize = DiagnosticCode(
    "window-size",
    "The last argument of `moving` is the number of rows to look at, the current one included: 1 "
      + "or more, and the same in every row.",
    zh: "`moving` 的最后一个参数是包括当前行在内的行数：不小于 1，且各行相同。")
}

extension Diagnostic {
  /// Arithmetic on two values does not fit the result's type.
  ///
  ///     9223372036854775807 + 1
  static func operationTooLarge(_ left: String, _ symbol: String, _ right: String) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.numberTooLarge,
      LocalizedText(
        "`\(left) \(symbol) \(right)` is too large a number",
        zh: "`\(left) \(symbol) \(right)` 超出数值范围"),
      label: LocalizedText("too large a number", zh: "数值过大"))
  }

  /// Arithmetic on a time left the calendar.
  ///
  ///     9999-12-31 + 1d
  static func operationOutsideCalendar(
    _ left: String, _ symbol: String, _ right: String
  ) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.dateOutOfRange,
      LocalizedText(
        "`\(left) \(symbol) \(right)` lies outside the years 0001 to 9999",
        zh: "`\(left) \(symbol) \(right)` 超出公元 0001 年至 9999 年"),
      label: LocalizedText("outside the calendar", zh: "超出日历范围"))
  }

  /// A duration with hours was added to a date.
  ///
  ///     2020-08-07 + 2h
  static func notWholeDays(_ duration: String) -> Diagnostic {
    Diagnostic(
      OperatorDiagnostics.notWholeDays,
      LocalizedText(
        "`\(duration)` is not a whole number of days, and a date has no hours",
        zh: "`\(duration)` 不是整天，而日期不含时刻"),
      help: LocalizedText(
        "`datetime(…)` around the date keeps the hours", zh: "用 `datetime(…)` 把日期转为日期时间"))
  }

  /// A percentile outside 0 to 1, or a different one in another row.
  static func percentileOutOfRange(_ text: String) -> Diagnostic {
    Diagnostic(
      OperatorDiagnostics.percentileOutOfRange,
      LocalizedText(
        "`\(text)` is not a number from 0 to 1", zh: "`\(text)` 不是 0 到 1 之间的数"),
      help: LocalizedText(
        "write the percentile as `0.9` or `90%`", zh: "分位点写作 `0.9` 或 `90%`"))
  }

  static func percentileVaries() -> Diagnostic {
    Diagnostic(
      OperatorDiagnostics.percentileOutOfRange,
      LocalizedText(
        "the percentile is not the same in every row", zh: "分位点在各行中不一致"))
  }

  /// The total of a group does not fit its type.
  static func sumTooLarge() -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.numberTooLarge,
      LocalizedText("the sum is too large a number", zh: "合计超出数值范围"),
      label: LocalizedText("too large a number", zh: "数值过大"))
  }

  static func windowTooLarge() -> Diagnostic {
    Diagnostic(
      OperatorDiagnostics.windowTooLarge,
      LocalizedText(
        "the window would hold too many values at once", zh: "窗口需要同时保存的数值过多"),
      help: LocalizedText(
        "a shorter window or fewer rows need less", zh: "请缩短窗口或减少行数"))
  }

  static func windowSize(_ text: String) -> Diagnostic {
    Diagnostic(
      OperatorDiagnostics.windowSize,
      LocalizedText(
        "`\(text)` is not a number of rows for `moving`", zh: "`\(text)` 不能作为 `moving` 的行数"),
      help: LocalizedText(
        "write a whole number from 1, as in `moving(mean(x), 3)`",
        zh: "请写不小于 1 的整数，如 `moving(mean(x), 3)`"))
  }

  static func windowSizeVaries() -> Diagnostic {
    Diagnostic(
      OperatorDiagnostics.windowSize,
      LocalizedText(
        "the number of rows for `moving` is not the same in every row",
        zh: "`moving` 的行数在各行中不一致"))
  }
}
