import PQDiagnostics

/// What the lexer says.
extension Diagnostic {
  /// A character that no token can begin with.
  ///
  ///     cases where x § 1
  ///                   ^
  static func unknownCharacter(_ scalar: Unicode.Scalar) -> Diagnostic {
    let shown = DisplayWidth.visible(String(scalar))
    let isMiddleDot = scalar == "·"
    return Diagnostic(
      SyntaxDiagnostics.unknownCharacter,
      LocalizedText("`\(shown)` has no meaning here", zh: "`\(shown)` 在这里没有意义"),
      label: LocalizedText("not part of the language", zh: "语言中没有这个字符"),
      help: isMiddleDot
        ? LocalizedText("back quotes are written `", zh: "反引号请在英文输入法下输入：`")
        : LocalizedText(
          "text stands between quotes, unusual names between back quotes",
          zh: "文本放在引号内，特殊名称放在反引号内"))
  }

  /// A NUL byte: usually a file that is not text, or text in UTF-16.
  static func nulCharacter() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unknownCharacter,
      LocalizedText("the text holds a NUL byte", zh: "文本中有 NUL 字节"),
      label: LocalizedText("not text", zh: "不是文本"),
      help: LocalizedText(
        "save the file as UTF-8 text", zh: "请把文件另存为 UTF-8 文本"))
  }

  /// A string without its closing quote.
  ///
  ///     cases where name = "zhang
  ///                        ^
  static func unclosedString() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedString,
      LocalizedText("this text is never closed", zh: "这段文本没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText(
        "end it with the same quote on the same line; several lines stand between `\"\"\"`",
        zh: "请在同一行用同样的引号结束；多行文本放在 `\"\"\"` 之间"))
  }

  static func unclosedMultilineString() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedString,
      LocalizedText("this text is never closed", zh: "这段文本没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText("end it with `\"\"\"`", zh: "请用 `\"\"\"` 结束"))
  }

  static func unclosedName() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedString,
      LocalizedText("this name is never closed", zh: "这个名称没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText(
        "end it with a back quote on the same line", zh: "请在同一行用反引号结束"))
  }

  static func emptyName() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.expectedName,
      LocalizedText("a name cannot be empty", zh: "名称不能为空"),
      label: LocalizedText("nothing between the back quotes", zh: "反引号之间没有内容"))
  }

  /// An escape that strings do not have.
  ///
  ///     print "C:\data"
  ///              ^^
  static func badEscape(_ text: String) -> Diagnostic {
    let shown = DisplayWidth.visible(text)
    return Diagnostic(
      SyntaxDiagnostics.badEscape,
      LocalizedText("`\(shown)` is not an escape", zh: "`\(shown)` 不是转义写法"),
      label: LocalizedText("unknown after `\\`", zh: "`\\` 后面无法识别"),
      help: LocalizedText(
        "write `\\\\` for a backslash; escapes are \\n \\t \\r \\\" \\' \\\\ \\{ \\} \\u{4FE1}",
        zh: "反斜杠写作 `\\\\`；转义有 \\n \\t \\r \\\" \\' \\\\ \\{ \\} \\u{4FE1}"))
  }

  static func unclosedInterpolation() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedBracket,
      LocalizedText("this `{` is never closed", zh: "这个 `{` 没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText(
        "close it with `}` before the text ends, or write `\\{` for a brace",
        zh: "请在文本结束前写上 `}`；要写花括号本身，用 `\\{`"))
  }

  static func strayBrace() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedBracket,
      LocalizedText("this `}` closes nothing", zh: "这个 `}` 没有对应的 `{`"),
      label: LocalizedText("no `{` before it", zh: "前面没有 `{`"),
      help: LocalizedText("write `\\}` for a brace", zh: "要写花括号本身，用 `\\}`"))
  }

  static func numberTooLarge(isWhole: Bool) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.numberTooLarge,
      LocalizedText("this number is too large", zh: "这个数太大"),
      label: isWhole
        ? LocalizedText("greater than 9223372036854775807", zh: "大于 9223372036854775807")
        : LocalizedText("more than 18 digits", zh: "超过 18 位"),
      help: LocalizedText(
        "an identifier of many digits is text: put it between quotes",
        zh: "位数很多的编号是文本，请加引号"))
  }

  static func durationTooLarge() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.numberTooLarge,
      LocalizedText("this duration is too long", zh: "这个时长太长"),
      label: LocalizedText("longer than the calendar", zh: "超出日历范围"))
  }

  /// Letters directly after a number that are no unit.
  ///
  ///     today + 3months
  ///             ^^^^^^^
  static func unknownUnit(
    _ unit: String, in text: String, hasFraction: Bool
  ) -> Diagnostic {
    let isKnown = hasFraction && DurationUnit(suffix: unit) != nil
    let help: LocalizedText
    if isKnown {
      help = LocalizedText(
        "durations are whole numbers: write a smaller unit, such as `90min`",
        zh: "时长只能是整数，请换用更小的单位，例如 `90分钟`")
    } else if ["month", "months", "mo", "year", "years", "y", "个月"].contains(unit) {
      help = LocalizedText(
        "months and years differ in length: write `add(TIME, N, \"month\")`",
        zh: "月和年长短不一，请写 `add(时间, 数, \"月\")`")
    } else if unit.hasPrefix("年") || unit.hasPrefix("月") || unit.hasPrefix("日") {
      help = LocalizedText(
        "write dates as `2020`, `2020-08` or `2020-08-07`",
        zh: "日期写作 `2020`、`2020-08` 或 `2020-08-07`")
    } else {
      help = LocalizedText(
        "units are s, min, h, d, w and ` workdays`; a name cannot begin with a digit",
        zh: "单位有 秒、分钟、小时、天、周、个工作日；名称不能以数字开头")
    }
    return Diagnostic(
      SyntaxDiagnostics.badNumber,
      LocalizedText("`\(text)` is not a number", zh: "`\(text)` 不是数"),
      label: isKnown
        ? LocalizedText("a fraction of a unit", zh: "单位不能带小数")
        : LocalizedText("`\(unit)` is not a unit", zh: "`\(unit)` 不是单位"),
      help: help)
  }

  /// A date that no calendar has.
  ///
  ///     cases where registered = 2020-02-30
  ///                              ^^^^^^^^^^
  static func badDate(_ text: String, _ problem: DateProblem) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.badDate,
      LocalizedText("`\(text)` is not a date", zh: "`\(text)` 不是日期"),
      label: problem.label, help: problem.help)
  }
}

extension DateProblem {
  fileprivate var label: LocalizedText {
    switch self {
    case .needsZeros:
      LocalizedText("month and day have two digits", zh: "月和日要写两位")
    case .noSuchYear:
      LocalizedText("years are 0001 to 9999", zh: "年份为 0001 至 9999")
    case .noSuchQuarter:
      LocalizedText("quarters are Q1 to Q4", zh: "季度为 Q1 至 Q4")
    case .noSuchMonth(let month):
      LocalizedText("there is no month \(month)", zh: "没有 \(month) 月")
    case .noSuchWeek(let week, let year):
      LocalizedText("\(year) has no week \(week)", zh: "\(year) 年没有第 \(week) 周")
    case .noSuchDay(let day, let year, let month):
      LocalizedText(
        "\(year)-\(DateLiteral.two(month)) has no day \(day)", zh: "\(year) 年 \(month) 月没有 \(day) 日"
      )
    case .noSuchTime:
      LocalizedText("times are 00:00 to 23:59", zh: "时间为 00:00 至 23:59")
    }
  }

  fileprivate var help: LocalizedText? {
    switch self {
    case .needsZeros(let repaired):
      LocalizedText("write `\(repaired)`", zh: "请写作 `\(repaired)`")
    case .noSuchMonth, .noSuchYear:
      LocalizedText("put spaces around `-` to subtract", zh: "如果要做减法，请在 `-` 两边加空格")
    case .noSuchDay(_, let year, let month):
      LocalizedText(
        "the last day is \(year)-\(DateLiteral.two(month))-"
          + "\(DateLiteral.dayCount(year: year, month: month))",
        zh: "最后一天是 \(year)-\(DateLiteral.two(month))-"
          + "\(DateLiteral.dayCount(year: year, month: month))")
    default: nil
    }
  }
}
