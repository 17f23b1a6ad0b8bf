import PQColumnar
import PQDiagnostics

// Messages about one column, row or cell of a CSV file.
extension Diagnostic {
  /// Nearly all values fit a type, and a few do not.
  static func mixedColumn(
    _ name: String, kinds: [CellKind], misfitCount: Int, rowCount: Int, place: DataPlace
  ) -> Diagnostic {
    let word = words(for: kinds)
    let type = kinds.contains(.date) ? "date" : kinds.contains(.boolean) ? "bool" : "number"
    let chineseType =
      kinds.contains(.date) ? "日期" : kinds.contains(.boolean) ? "是否" : "数值"
    let misfit =
      misfitCount == 1 ? "is not \(word.one)" : "are not \(word.many)"
    return Diagnostic(
      FormatDiagnostics.mixedColumn,
      LocalizedText(
        "`\(name)` is text, since \(misfitCount) of \(rowCount) values \(misfit)",
        zh: "`\(name)` 为文本，因为 \(rowCount) 个值中有 \(misfitCount) 个不是\(word.chinese)"),
      severity: .warning, place: .data(place),
      label: LocalizedText("the first of them", zh: "第一个这样的值"),
      help: LocalizedText(
        "`with \(name) as \(type)` leaves out the rows that do not fit, and counts them",
        zh: "`设定 \(name) 作为 \(chineseType)` 会拒收不符合的行并计数"))
  }

  private static func words(
    for kinds: [CellKind]
  ) -> (one: String, many: String, chinese: String) {
    if kinds.contains(.date) { return ("a date", "dates", "日期") }
    if kinds.contains(.boolean) { return ("true or false", "true or false", "是或否") }
    if kinds.contains(.percent) { return ("a percentage", "percentages", "百分比") }
    return ("a number", "numbers", "数字")
  }

  /// Every date of the column can be read in two ways.
  ///
  ///     05/06/2020
  static func ambiguousDate(_ name: String, place: DataPlace) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.ambiguousDate,
      LocalizedText(
        "the dates of `\(name)` can be read day first or month first",
        zh: "`\(name)` 的日期既可理解为日在前，也可理解为月在前"),
      place: .data(place), label: LocalizedText("two possible days", zh: "可能是两个日子"),
      notes: [
        LocalizedText("no row of the column tells which", zh: "该列没有任何一行能够说明"),
        LocalizedText("nothing was loaded", zh: "没有读入任何数据"),
      ],
      help: LocalizedText(
        "write `with day first` or `with month first`; `with \(name) as text` keeps it as it is",
        zh: "请写 `设定 日在前` 或 `设定 月在前`；`设定 \(name) 作为 文本` 则原样保留"))
  }

  /// One date of the column fits only day first, another only month first.
  static func contradictingDates(
    _ name: String, dayFirst: DataPlace, monthFirst: DataPlace
  ) -> Diagnostic {
    let later = dayFirst.line > monthFirst.line ? dayFirst : monthFirst
    return Diagnostic(
      FormatDiagnostics.contradictingDates,
      LocalizedText(
        "the dates of `\(name)` are written in two orders", zh: "`\(name)` 的日期有两种写法"),
      place: .data(later),
      notes: [
        LocalizedText(
          "line \(dayFirst.line) can only be read day first, line \(monthFirst.line) only month first",
          zh: "第 \(dayFirst.line) 行只能按日在前理解，第 \(monthFirst.line) 行只能按月在前理解"),
        LocalizedText("nothing was loaded", zh: "没有读入任何数据"),
      ],
      help: LocalizedText(
        "`with day first` or `with month first` leaves out the rows that do not fit, and counts them",
        zh: "`设定 日在前` 或 `设定 月在前` 会拒收不符合的行并计数"))
  }

  static func raggedRow(found: Int, expected: Int, place: DataPlace) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.raggedRow,
      LocalizedText(
        "the row has \(found) cell\(found == 1 ? "" : "s"), "
          + "the file \(expected) column\(expected == 1 ? "" : "s")",
        zh: "该行有 \(found) 个单元格，而文件有 \(expected) 列"),
      place: .data(place))
  }

  /// A line of totals among the rows.
  ///
  ///     合计,,387
  static func totalRow(place: DataPlace) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.totalRow,
      LocalizedText("the line adds up others and is no row", zh: "该行是合计，不是一条记录"),
      place: .data(place))
  }

  /// The number of a day where a date is wanted; `value` is `nil` for a private column.
  static func spreadsheetDate(_ value: String?, place: DataPlace) -> Diagnostic {
    let shown = value.map { LocalizedText(verbatim: "`\($0)`") } ?? .hiddenValue
    return Diagnostic(
      FormatDiagnostics.spreadsheetDate,
      LocalizedText(
        "\(shown.english) is a spreadsheet's number for a date",
        zh: "\(shown.chinese) 是电子表格中日期的序号"),
      place: .data(place),
      help: LocalizedText(
        "format the column as a date and export it again", zh: "请把该列设为日期格式后重新导出"))
  }

  static func strayQuote(place: DataPlace) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.strayQuote,
      LocalizedText("text follows a closing quote", zh: "右引号之后还有文字"),
      place: .data(place), label: LocalizedText("after the quote", zh: "引号之后"))
  }

  static func unterminatedQuote(place: DataPlace) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.unterminatedQuote,
      LocalizedText("a quote is never closed", zh: "引号没有结束"),
      place: .data(place), label: LocalizedText("opened here", zh: "在此开始"))
  }

  static func missingValue(_ field: Field, place: DataPlace) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.missingValue,
      LocalizedText(
        "`\(field.name)` has no value", zh: "`\(field.chineseName ?? field.name)` 没有值"),
      place: .data(place))
  }

  /// A cell that is not of its column's type; `value` is `nil` for a private column.
  static func unreadableValue(_ value: String?, type: DataType, place: DataPlace) -> Diagnostic {
    let shown = value.map { LocalizedText(verbatim: "`\($0)`") } ?? .hiddenValue
    let word = typeWord(type, isNumber: value.flatMap(Double.init) != nil)
    return Diagnostic(
      unreadableCode(type),
      LocalizedText(
        "\(shown.english) is not \(word.english)", zh: "\(shown.chinese) 不是\(word.chinese)"),
      place: .data(place),
      label: LocalizedText("not \(word.english)", zh: "不是\(word.chinese)"))
  }

  private static func unreadableCode(_ type: DataType) -> DiagnosticCode {
    switch type {
    case .date, .datetime: FormatDiagnostics.unreadableDate
    case .integer, .decimal, .float, .ratio: FormatDiagnostics.unreadableNumber
    default: FormatDiagnostics.unreadableValue
    }
  }

  /// What a value of a type is called.
  static func typeWord(_ type: DataType, isNumber: Bool) -> LocalizedText {
    switch type {
    case .boolean: LocalizedText("yes or no", zh: "是或否")
    case .integer: LocalizedText("a whole number", zh: "整数")
    case .decimal(let scale) where isNumber:
      LocalizedText(
        "a number with at most \(scale) decimal\(scale == 1 ? "" : "s")", zh: "至多 \(scale) 位小数的数字")
    case .decimal, .float: LocalizedText("a number", zh: "数字")
    case .date: LocalizedText("a date", zh: "日期")
    case .datetime: LocalizedText("a date and time", zh: "日期时间")
    case .duration: LocalizedText("a duration", zh: "时长")
    case .period(.year): LocalizedText("a year", zh: "年份")
    case .period(.quarter): LocalizedText("a quarter", zh: "季度")
    case .period(.month): LocalizedText("a month", zh: "月份")
    case .period(.week): LocalizedText("a week", zh: "周")
    case .ratio: LocalizedText("a ratio", zh: "比率")
    case .enumeration: LocalizedText("a code", zh: "代码")
    case .text, .unknown: LocalizedText("text", zh: "文本")
    }
  }

  /// A cell that is no code of its enum; `value` is `nil` for a private column.
  static func unknownCode(_ value: String?, field: Field, place: DataPlace) -> Diagnostic {
    let chinese = field.chineseName ?? field.name
    let message =
      value.map {
        LocalizedText("`\(field.name)` has no code `\($0)`", zh: "`\(chinese)` 没有代码 `\($0)`")
      }
      ?? LocalizedText(
        "`\(field.name)` has a value that is no code and is not shown",
        zh: "`\(chinese)` 有一个值不是代码，此处不显示")
    var codes: [EnumCode] = []
    if case .enumeration(let enumeration) = field.type { codes = enumeration.codes }
    let words = codes.flatMap { [$0.code, $0.chineseLabel].compactMap { $0 } }
    let nearest = value.flatMap { SpellingSuggestion.nearest(to: $0, among: words).first }
    return Diagnostic(
      FormatDiagnostics.unknownCode, message,
      place: .data(place),
      label: LocalizedText("not among its codes", zh: "不在代码之列"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", zh: "是否想写 `\($0)`？") }
        ?? listed(codes))
  }

  /// The codes to choose from, if they are few enough to read.
  private static func listed(_ codes: [EnumCode]) -> LocalizedText? {
    guard !codes.isEmpty, codes.count <= 12 else { return nil }
    let english = codes.map { "`\($0.code)`" }.joined(separator: ", ")
    let chinese = codes.map { "`\($0.chineseLabel ?? $0.code)`" }.joined(separator: "、")
    return LocalizedText("write one of \(english)", zh: "可写 \(chinese)")
  }
}

extension LocalizedText {
  /// What stands for a value of a private column.
  fileprivate static let hiddenValue = LocalizedText("a hidden value", zh: "某个隐去的值")
}
