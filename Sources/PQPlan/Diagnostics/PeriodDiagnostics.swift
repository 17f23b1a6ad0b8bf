import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let periodCodes = [
    noSuchDate, emptyRange, rangeAsValue, notARange, periodMismatch, notATime,
    notAPeriod, missingHasNoOrder, noPeriodToCompare, nothingToCompare, leftOutOfCompare,
    comparedColumnsDiffer, periodKept,
  ]

  static let noSuchDate = DiagnosticCode.noSuchDate
  static let emptyRange = DiagnosticCode(
    "empty-range",
    "A range ends before it begins, so nothing lies in it. The earlier end stands first.",
    zh: "范围的结束早于开始，其中没有任何值。较早的一端写在前面。")
  static let rangeAsValue = DiagnosticCode(
    "range-as-value",
    "A range of days is no value that a column could hold; it stands behind `in`, as in "
      + "`registered in last 7 days`.",
    zh: "一段日期不是字段能存放的值；它用在 `属于` 之后，例如 `登记时间 属于 最近 7 天`。")
  static let notARange = DiagnosticCode(
    "not-a-range",
    "Behind `in` stands a list in parentheses, a period, a range `a..b` or a query.",
    zh: "`属于` 之后写括号内的列表、时段、范围 `a..b` 或查询。")
  static let periodMismatch = DiagnosticCode(
    "period-mismatch",
    "A month can be compared with months and years, but not with a part of a month; compare the "
      + "time itself with a finer period.",
    zh: "月可以与月、季度、年比较，但不能与不满一月的时段比较；要更细请直接比较时间字段。")
  static let notATime = DiagnosticCode(
    "not-a-time",
    "Only dates, times and periods can lie in a period.",
    zh: "只有日期、时间和时段才能属于某个时段。")
  static let notAPeriod = DiagnosticCode(
    "not-a-period",
    "A period known in advance is wanted: 2020, 2020-08, `last month`, `last 7 days`, "
      + "2020-01..2020-06, or a `let` or `param` that holds one.",
    zh: "这里需要事先确定的时段：2020、2020-08、`上月`、`最近 7 天`、2020-01..2020-06，或含有时段的 `设`、`参数`。")
  static let missingHasNoOrder = DiagnosticCode(
    "missing-has-no-order",
    "A missing value is neither less nor greater than anything. `is missing` and `is not missing` "
      + "ask whether a value is there.",
    zh: "空值既不小于也不大于任何值。用 `为空`、`不为空` 判断有没有值。")
  static let noPeriodToCompare = DiagnosticCode(
    "no-period-to-compare",
    "`compare to` runs the stages before it for another period, so one of them, or the view that "
      + "they start from, must say `where TIME in PERIOD`.",
    zh: "`对比` 会把前面的步骤按另一个时段再算一遍，所以前面的步骤（或所用的视图）中必须有 `其中 时间 属于 时段`。")
  static let nothingToCompare = DiagnosticCode(
    "nothing-to-compare",
    "`compare to` puts numbers side by side: it stands after `count` or `summarise`.",
    zh: "`对比` 把数值并排列出，应放在 `计数` 或 `统计` 之后。")
  static let leftOutOfCompare = DiagnosticCode(
    "left-out-of-compare",
    "`compare to` keeps the keys and the numbers; other columns have no change to show.",
    zh: "`对比` 只保留分组键和数值，其他列没有增减可言。")
  static let comparedColumnsDiffer = DiagnosticCode(
    "compared-columns-differ",
    "The stages before give other columns for the other period, mostly because a `pivot` found "
      + "other values. Put `pivot` behind `compare to`.",
    zh: "前面的步骤在另一个时段得到的列不同，多半是 `透视` 得到了不同的值。请把 `透视` 放在 `对比` 之后。")
  static let periodKept = DiagnosticCode(
    "period-kept",
    "`compare to 2019` puts 2019 in the place of the first period that the stages before name. "
      + "Other periods in their conditions stay, and may leave nothing of the other year; "
      + "`compare to last year` moves them all.",
    zh: "`对比 2019` 只替换前面步骤中的第一个时段，其他条件中的时段不变，另一期可能因此没有数据；`对比 去年` 会一起移动。")
}

extension Diagnostic {
  static func noSuchDate(_ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noSuchDate,
      LocalizedText("there is no `\(text)` in the calendar", zh: "日历中没有 `\(text)`"),
      label: LocalizedText("not a date or period", zh: "不是日期或时段"))
  }

  static func emptyRange(_ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.emptyRange,
      LocalizedText("nothing lies in `\(text)`", zh: "`\(text)` 之中没有任何值"), severity: .warning,
      label: LocalizedText("ends before it begins", zh: "结束早于开始"))
  }

  static func rangeAsValue(_ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.rangeAsValue,
      LocalizedText("`\(text)` is a range, not a value", zh: "`\(text)` 是范围，不是值"),
      label: LocalizedText("a range", zh: "这是范围"),
      help: LocalizedText("write `x in \(text)`", zh: "写 `x 属于 \(text)`"))
  }

  static func notARange(_ type: DataType, _ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notARange,
      LocalizedText(
        "`in` wants a list in parentheses, a period or a range", zh: "`属于` 之后应为括号内的列表、时段或范围"),
      label: LocalizedText("this is \(type.userName.english)", zh: "这是\(type.userName.chinese)"),
      help: LocalizedText("write `in (\(text))`", zh: "写 `属于 (\(text))`"))
  }

  static func periodMismatch(_ granularity: Granularity, _ period: String) -> Diagnostic {
    let word = granularity.rawValue
    return Diagnostic(
      PlanDiagnostics.periodMismatch,
      LocalizedText(
        "`\(period)` is not a whole number of \(word)s",
        zh: "`\(period)` 不是整数个\(granularity.chinese)"),
      label: LocalizedText("compared with a \(word)", zh: "与\(granularity.chinese)比较"))
  }

  static func notATime(_ type: DataType, _ text: String, _ period: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notATime,
      LocalizedText(
        "`\(text)` is \(type.userName.english) and cannot lie in `\(period)`",
        zh: "`\(text)` 是\(type.userName.chinese)，不能属于 `\(period)`"),
      label: LocalizedText("not a time", zh: "不是时间"))
  }

  /// A quoted text beside a time.
  ///
  ///     harvests where picked > "2020"
  ///                             ~~~~~~
  static func textForTime(
    _ type: DataType, _ owner: String, _ text: String, labelling range: SourceRange
  ) -> Diagnostic {
    let name = type.userName
    let isDate =
      CivilDate(text) != nil || CivilDateTime(text) != nil || CalendarPeriod(text) != nil
    let written = isDate ? text.replacingSpace : "2020-08-07"
    return Diagnostic(
      PlanDiagnostics.typeMismatch,
      LocalizedText(
        "\(name.english) cannot be compared with text", zh: "\(name.chinese)不能与文本比较"),
      label: LocalizedText("this is text", zh: "这是文本"),
      secondary: [
        DiagnosticLabel(
          range, LocalizedText("`\(owner)` is \(name.english)", zh: "`\(owner)` 是\(name.chinese)"))
      ],
      help: LocalizedText(
        "write the date without quotes: `\(written)`", zh: "日期不加引号：`\(written)`"))
  }

  static func notAPeriod(_ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notAPeriod,
      LocalizedText("`\(text)` is not a period", zh: "`\(text)` 不是时段"),
      label: LocalizedText("a period is wanted", zh: "这里需要时段"),
      help: LocalizedText("such as `2019` or `last year`", zh: "例如 `2019` 或 `去年`"))
  }

  static func missingHasNoOrder() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.missingHasNoOrder,
      LocalizedText("nothing is less or greater than `missing`", zh: "没有什么小于或大于空值"),
      severity: .warning, label: LocalizedText("never true", zh: "永远不成立"),
      help: LocalizedText("write `is missing` or `is not missing`", zh: "写 `为空` 或 `不为空`"))
  }

  static func noPeriodToCompare() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noPeriodToCompare,
      LocalizedText("there is no period to compare", zh: "没有可对比的时段"),
      label: LocalizedText("no `where TIME in PERIOD` before", zh: "前面没有 `其中 时间 属于 时段`"),
      help: LocalizedText(
        "begin with `TABLE where TIME in this year`", zh: "以 `表 其中 时间 属于 今年` 开头"))
  }

  static func nothingToCompare() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.nothingToCompare,
      LocalizedText("there is no counted number to compare", zh: "没有可对比的统计数值"),
      label: LocalizedText("needs numbers of groups", zh: "需要分组得到的数值"),
      help: LocalizedText("put `| count` before it", zh: "先写 `| 计数`"))
  }

  static func leftOutOfCompare(_ columns: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.leftOutOfCompare,
      LocalizedText(
        "the comparison leaves out \(columns.spelledOut.english)",
        zh: "对比结果不含 \(columns.spelledOut.chinese)"),
      severity: .warning, label: LocalizedText("only numbers are compared", zh: "只对比数值"))
  }

  static func periodKept(_ period: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.periodKept,
      LocalizedText(
        "the condition with `\(period)` stays as it is on both sides",
        zh: "含 `\(period)` 的条件两期都不变"),
      severity: .warning,
      label: LocalizedText("another period is replaced", zh: "替换的是另一个时段"),
      help: LocalizedText(
        "`compare to last year` and the like move every period",
        zh: "`对比 去年` 一类的写法会移动所有时段"))
  }

  static func comparedColumnsDiffer() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.comparedColumnsDiffer,
      LocalizedText(
        "the other period has other columns", zh: "另一个时段的列不同"),
      label: LocalizedText("columns differ", zh: "列不一致"),
      help: LocalizedText(
        "put `compare to` before the stage that makes them, such as `pivot`",
        zh: "请把 `对比` 写在产生这些列的步骤（如 `透视`）之前"))
  }
}

extension Granularity {
  fileprivate var chinese: String {
    switch self {
    case .year: "年"
    case .quarter: "季度"
    case .month: "月"
    case .week: "周"
    }
  }
}

extension String {
  /// `2020-08-07 14:30` as it is written without quotes.
  fileprivate var replacingSpace: String {
    String(map { $0 == " " ? "T" : $0 })
  }
}
