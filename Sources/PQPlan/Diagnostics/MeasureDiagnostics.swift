import PQColumnar
import PQDiagnostics

/// What the binder says about measures and the rows behind them.
extension PlanDiagnostics {
  static let measureCodes = [noCohort, rowsNotTold, ambiguousMeasure]

  static let noCohort = DiagnosticCode(
    "no-cohort",
    "A period confines the rows of a measure by its cohort date, which the measure's declaration "
      + "names: `measure … = … dated picked`. Without one, filter the table by a date of your choice.",
    zh: "时段按指标的归期筛选各行，归期写在指标的声明中：`指标 … = … 归期 picked`。没有归期的，请按所选日期筛选表。")
  static let rowsNotTold = DiagnosticCode(
    "rows-not-told",
    "`rows` lists what counts in one number of a measure that is a `share(…)`, a `ratio` or quotient "
      + "of two aggregates, a mean, or one aggregate. Of other definitions no row can be said to count.",
    zh: "`明细` 列出计入指标某个数的各行，指标须为 `share(…)`、两个聚合之比或商、平均，或单个聚合。其他定义无法判定某一行是否计入。")
  static let ambiguousMeasure = DiagnosticCode(
    "ambiguous-measure",
    "Measures of several tables have this name: write the table before it, `harvests.rate`.",
    zh: "多个表都有这个名称的指标：请在前面写明表名，如 `harvests.rate`。")
}

extension Diagnostic {
  static func noCohort(_ measure: String, table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noCohort,
      LocalizedText("`\(measure)` has no cohort date", zh: "`\(measure)` 没有归期"),
      label: LocalizedText("a period of which date?", zh: "按哪个日期？"),
      help: LocalizedText(
        "declare one with `dated`, or leave the period out and filter by a date of `\(table)`",
        zh: "在声明中用 `归期` 写明，或去掉时段并按 `\(table)` 的日期筛选"))
  }

  /// A measure of which no row can be said to count in a number.
  static func rowsNotTold(_ measure: String, _ part: String, isRatio: Bool) -> Diagnostic {
    let isDenominator = part == "denominator" && !isRatio
    let word = LocalizedText(part, zh: part == "numerator" ? "分子" : "分母")
    return Diagnostic(
      PlanDiagnostics.rowsNotTold,
      LocalizedText(
        "which rows count in the \(word.english) of `\(measure)` cannot be told",
        zh: "无法判定哪些行计入 `\(measure)` 的\(word.chinese)"),
      label: isDenominator
        ? LocalizedText("not a ratio of rows", zh: "不是行的比率")
        : LocalizedText("defined otherwise", zh: "另有定义"),
      help: isDenominator
        ? LocalizedText(
          "write `rows(\(measure), numerator)` for the rows that it is computed from",
          zh: "写 `明细(\(measure), 分子)` 列出参与计算的各行")
        : LocalizedText(
          "filter the table by the condition that you mean", zh: "请按所需条件筛选表"))
  }

  static func ambiguousMeasure(_ name: String, of tables: [String]) -> Diagnostic {
    let names = tables.spelledOut
    return Diagnostic(
      PlanDiagnostics.ambiguousMeasure,
      LocalizedText(
        "`\(name)` is a measure of \(names.english)", zh: "\(names.chinese) 都有指标 `\(name)`"),
      label: LocalizedText("of which table?", zh: "哪个表的？"),
      help: tables.first.map {
        LocalizedText("write `\($0).\(name)`", zh: "写 `\($0).\(name)`")
      })
  }

  /// The second argument of `rows`.
  static func notARatioPart(_ text: String) -> Diagnostic {
    Diagnostic(
      DiagnosticCode.unknownOption,
      LocalizedText("`\(text)` is not known here", zh: "这里不能用 `\(text)`"),
      label: LocalizedText("not one of those possible", zh: "不在可选范围内"),
      help: LocalizedText("one of numerator, denominator", zh: "可选：分子、分母"))
  }
}
