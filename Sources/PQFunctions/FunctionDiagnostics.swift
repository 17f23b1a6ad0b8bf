import PQColumnar
import PQDiagnostics

/// Every code that a function, operator or aggregate can give while it runs.
package enum FunctionDiagnostics {
  package static let codes: [DiagnosticCode] =
    [
      numberTooLarge, notWhole, unreadableNumber, unreadableDate, unreadableDatetime,
      unreadableBoolean, noSuchDate, dateOutOfRange, calendarLacksYear, unreadableCalendar,
      unknownUnit, unreadableFormat, unreadablePattern, patternTooCostly, textTooLong,
      noPseudonymKey,
    ] + OperatorDiagnostics.codes

  static let numberTooLarge = DiagnosticCode.numberTooLarge
  static let notWhole = DiagnosticCode(
    "not-whole",
    "`int` takes whole numbers only, so that no fraction is lost unseen. `round`, `floor` and "
      + "`ceil` say what becomes of the fraction.",
    zh: "`int` 只接受整数，以免小数部分无声丢失。请用 `round`、`floor` 或 `ceil` 说明小数如何处理。")
  static let unreadableNumber = DiagnosticCode.unreadableNumber
  static let unreadableDate = DiagnosticCode.unreadableDate
  static let unreadableDatetime = DiagnosticCode(
    "unreadable-datetime",
    "A text is not a date with a time. It looks like `2020-08-07T14:30`, `2020/8/7 14:30:15` or "
      + "`2020年8月7日 14时30分`; a date alone means midnight.",
    zh: "文本不是日期时间。日期时间形如 `2020-08-07T14:30`、`2020/8/7 14:30:15` 或 "
      + "`2020年8月7日 14时30分`；只有日期时指当天零点。")
  static let unreadableBoolean = DiagnosticCode(
    "unreadable-boolean",
    "A value is not a yes or no. `bool` takes `true false`, `yes no`, `是 否` and `1 0`.",
    zh: "该值不能读作“是”或“否”。`bool` 接受 `true false`、`yes no`、`是 否` 和 `1 0`。")
  static let noSuchDate = DiagnosticCode.noSuchDate
  static let dateOutOfRange = DiagnosticCode(
    "date-out-of-range",
    "A date lies outside the years 0001 to 9999.",
    zh: "日期超出公元 0001 年至 9999 年。")
  static let calendarLacksYear = DiagnosticCode(
    "calendar-lacks-year",
    "Workdays are known only for the years whose holidays have been published; pq does not guess "
      + "the others.",
    zh: "只有已公布放假安排的年份才能计算工作日，其他年份不作推测。")
  static let unreadableCalendar = DiagnosticCode(
    "unreadable-calendar",
    "A holiday calendar is a file whose first line is `date,name,kind`. Each line after it has a "
      + "date such as 2020-01-01, a name, and `off` for a weekday that is not worked or `work` for "
      + "a weekend day that is. Every year from the first to the last must be there: a year without "
      + "lines is one that nobody entered, not one without holidays.",
    zh: "节假日历文件的第一行是 `date,name,kind`，其后每行依次为日期（如 2020-01-01）、名称，以及 `off`（放假）"
      + "或 `work`（调休上班）。首尾之间的每一年都要有：没有行的年份是没有录入，而不是没有假日。")
  static let unknownUnit = DiagnosticCode(
    "unknown-unit",
    "A unit of the calendar is one of `year`, `quarter`, `month`, `week`, `day` "
      + "(年, 季度, 月, 周, 日).",
    zh: "日历单位是“年”“季度”“月”“周”“日”之一（或 `year`、`quarter`、`month`、`week`、`day`）。")
  static let unreadableFormat = DiagnosticCode(
    "unreadable-format",
    "The second argument of `format` says how to write: for times with `yyyy MM M dd d HH H mm m "
      + "ss s Q`, for numbers like `#,##0.00` or `0.0%`. Other letters stand in single quotes.",
    zh: "`format` 的第二个参数说明写法：时间用 `yyyy MM M dd d HH H mm m ss s Q`，"
      + "数值形如 `#,##0.00` 或 `0.0%`。其他字母放在单引号里。")
  static let unreadablePattern = DiagnosticCode(
    "unreadable-pattern",
    "A regular expression has a mistake. pq reads them as PCRE2, the kind most tools know: "
      + "`^`, `$`, `.`, `[…]`, `\\d`, `(…|…)`, `*`, `+`, `?`.",
    zh: "正则表达式有误。pq 采用通行的 PCRE2 写法：`^`、`$`、`.`、`[…]`、`\\d`、`(…|…)`、`*`、`+`、`?`。")
  static let patternTooCostly = DiagnosticCode(
    "pattern-too-costly",
    "A regular expression needed too many steps on one text, mostly because of a repetition "
      + "inside a repetition, as in `(a+)+`.",
    zh: "正则表达式在一段文本上所需步骤过多，通常是因为重复里又套重复，例如 `(a+)+`。")
  static let textTooLong = DiagnosticCode(
    "text-too-long",
    "`pad` makes texts of at most 1,000,000 characters.",
    zh: "`pad` 生成的文本最多 1000000 个字符。")
  static let noPseudonymKey = DiagnosticCode(
    "no-pseudonym-key",
    "`pseudonym` needs a key that only the office has, else whoever has a list of names could find "
      + "them again. It is a file of at least 32 random bytes that others may not read: `--key FILE` "
      + "names it, or it is `pq/pseudonym.key` in the configuration folder (`$XDG_CONFIG_HOME` or "
      + "`~/.config`).",
    zh: "`化名` 需要只有本单位持有的密钥，否则有名单的人可以还原。密钥是至少 32 字节的随机文件，他人不可读："
      + "用 `--key 文件` 指定，或放在配置目录（`$XDG_CONFIG_HOME` 或 `~/.config`）下的 `pq/pseudonym.key`。")
}

extension Diagnostic {
  /// There is no key for pseudonyms where it is looked for, or nowhere to look.
  package static func noPseudonymKey(path: String?) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.noPseudonymKey,
      path.map {
        LocalizedText(
          "there is no key for pseudonyms at `\($0)`", zh: "`\($0)` 处没有化名所用的密钥")
      } ?? LocalizedText("there is no key for pseudonyms", zh: "没有化名所用的密钥"),
      label: LocalizedText("needs the office's key", zh: "需要本单位的密钥"),
      help: path.map {
        LocalizedText(
          "make one, once: `(umask 077; head -c 32 /dev/urandom > \($0))`",
          zh: "生成一次即可：`(umask 077; head -c 32 /dev/urandom > \($0))`")
      } ?? LocalizedText("name its file: `--key FILE`", zh: "请指定密钥文件：`--key 文件`"))
  }

  /// The result of arithmetic does not fit its type.
  package static func numberTooLarge() -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.numberTooLarge,
      LocalizedText("the result is too large a number", zh: "计算结果超出数值范围"),
      label: LocalizedText("too large a number", zh: "数值过大"))
  }

  /// A kernel's result cannot be held.
  package static func rowFailure(_ failure: RowFailure) -> Diagnostic {
    failure.kind == .overflow ? numberTooLarge() : dateOutOfRange()
  }

  /// A cast to a whole number met a fraction.
  static func notWhole(_ number: String) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.notWhole,
      LocalizedText("`\(number)` is not a whole number", zh: "`\(number)` 不是整数"),
      help: LocalizedText(
        "`round`, `floor` or `ceil` says what becomes of the fraction",
        zh: "用 `round`、`floor` 或 `ceil` 说明小数部分如何处理"))
  }

  static func unreadableNumber(_ text: String) -> Diagnostic {
    let text = shortened(text)
    return Diagnostic(
      FunctionDiagnostics.unreadableNumber,
      LocalizedText("`\(text)` is not a number", zh: "`\(text)` 不是数值"))
  }

  static func unreadableDate(_ text: String) -> Diagnostic {
    let text = shortened(text)
    return Diagnostic(
      FunctionDiagnostics.unreadableDate,
      LocalizedText("`\(text)` is not a date", zh: "`\(text)` 不是日期"))
  }

  static func unreadableDatetime(_ text: String) -> Diagnostic {
    let text = shortened(text)
    return Diagnostic(
      FunctionDiagnostics.unreadableDatetime,
      LocalizedText("`\(text)` is not a date with a time", zh: "`\(text)` 不是日期时间"))
  }

  static func unreadableBoolean(_ text: String) -> Diagnostic {
    let text = shortened(text)
    return Diagnostic(
      FunctionDiagnostics.unreadableBoolean,
      LocalizedText("`\(text)` is not a yes or no", zh: "`\(text)` 不是“是”或“否”"))
  }

  static func noSuchDate(year: Int64, month: Int64, day: Int64) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.noSuchDate,
      LocalizedText(
        "there is no day \(day) in month \(month) of the year \(year)",
        zh: "\(year) 年 \(month) 月没有 \(day) 日"))
  }

  /// Arithmetic on a date left the years 0001 to 9999.
  package static func dateOutOfRange() -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.dateOutOfRange,
      LocalizedText(
        "the date lies outside the years 0001 to 9999", zh: "日期超出公元 0001 年至 9999 年"))
  }

  static func calendarLacksYear(_ year: Int, known: ClosedRange<Int>?) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.calendarLacksYear,
      LocalizedText(
        "the workday calendar does not cover the year \(year)", zh: "工作日历不包含 \(year) 年"),
      notes: known.map { years in
        [
          LocalizedText(
            "it covers \(years.lowerBound) to \(years.upperBound)",
            zh: "日历覆盖 \(years.lowerBound) 年至 \(years.upperBound) 年")
        ]
      } ?? [])
  }

  static func unreadableCalendar(line: Int) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.unreadableCalendar,
      LocalizedText(
        "line \(line) of the holiday calendar is not a date, a name and `off` or `work`",
        zh: "节假日历第 \(line) 行不是“日期,名称,off 或 work”"))
  }

  /// The first line does not name the columns.
  static func calendarHeader() -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.unreadableCalendar,
      LocalizedText(
        "the holiday calendar does not begin with its columns", zh: "节假日历没有以列名开头"),
      help: LocalizedText(
        "its first line is `date,name,kind`", zh: "第一行应为 `date,name,kind`"))
  }

  /// A day is said to be off and to be worked.
  static func contradictingCalendar(line: Int, date: String) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.unreadableCalendar,
      LocalizedText(
        "line \(line) of the holiday calendar says the opposite of an earlier one about \(date)",
        zh: "节假日历第 \(line) 行对 \(date) 的安排与前面的行相反"))
  }

  /// No day is off.
  static func emptyCalendar() -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.unreadableCalendar,
      LocalizedText("the holiday calendar has no day off", zh: "节假日历中没有放假的日子"))
  }

  /// A year between others has no day off.
  static func calendarSkipsYear(_ year: Int) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.unreadableCalendar,
      LocalizedText(
        "the holiday calendar has no day off in \(year)", zh: "节假日历中没有 \(year) 年的放假安排"),
      help: LocalizedText(
        "enter the year's holidays, or end the file before it",
        zh: "请补录该年的放假安排，或只保留它之前的年份"))
  }

  static func unknownUnit(_ text: String) -> Diagnostic {
    let text = shortened(text)
    return Diagnostic(
      FunctionDiagnostics.unknownUnit,
      LocalizedText(
        "`\(text)` is not a unit of the calendar", zh: "`\(text)` 不是日历单位"),
      help: LocalizedText(
        "write \"year\", \"quarter\", \"month\", \"week\" or \"day\"",
        zh: "请写 \"年\"、\"季度\"、\"月\"、\"周\" 或 \"日\""))
  }

  static func unreadableFormat(_ pattern: String) -> Diagnostic {
    let pattern = shortened(pattern)
    return Diagnostic(
      FunctionDiagnostics.unreadableFormat,
      LocalizedText(
        "`\(pattern)` does not say how to write a value", zh: "`\(pattern)` 不是可用的格式"),
      help: LocalizedText(
        "dates are written like \"yyyy-MM-dd\", numbers like \"#,##0.00\"",
        zh: "日期形如 \"yyyy-MM-dd\"，数值形如 \"#,##0.00\""))
  }

  static func unreadablePattern(_ pattern: String, reason: String, position: Int) -> Diagnostic {
    let pattern = shortened(pattern)
    return Diagnostic(
      FunctionDiagnostics.unreadablePattern,
      LocalizedText(
        "`\(pattern)` is not a regular expression: \(reason)",
        zh: "`\(pattern)` 不是正确的正则表达式"),
      notes: [
        LocalizedText(
          "the mistake is at character \(position)",
          zh: "错误在第 \(position) 个字符处（\(reason)）")
      ])
  }

  static func patternTooCostly(_ pattern: String) -> Diagnostic {
    let pattern = shortened(pattern)
    return Diagnostic(
      FunctionDiagnostics.patternTooCostly,
      LocalizedText(
        "the regular expression `\(pattern)` needs too many steps on one text",
        zh: "正则表达式 `\(pattern)` 在一段文本上所需步骤过多"),
      help: LocalizedText(
        "avoid a repetition inside a repetition", zh: "避免在重复里再套重复"))
  }

  static func textTooLong(limit: Int) -> Diagnostic {
    Diagnostic(
      FunctionDiagnostics.textTooLong,
      LocalizedText(
        "the text would be longer than \(limit) characters", zh: "文本将超过 \(limit) 个字符"))
  }

  /// A message stays on one line whatever a cell holds.
  private static func shortened(_ text: String) -> String {
    let limit = 60
    let line = text.unicodeScalars.prefix(limit).map { $0.value < 32 ? " " : String($0) }.joined()
    return text.unicodeScalars.count > limit ? line + "…" : line
  }
}
