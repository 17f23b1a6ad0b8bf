import PQDiagnostics
import PQPlan

/// What `.help` says about a call that gives rows: `dates(2020)`.
package struct TableFunctionHelp: Sendable {
  package let function: TableFunction
  package let form: LocalizedText
  package let summary: LocalizedText
  package let example: LocalizedText

  /// Every table function.
  package static let all = [
    TableFunctionHelp(
      function: .dates, form: LocalizedText("dates(PERIOD)", zh: "日历(时段)"),
      summary: LocalizedText("A row for each day of a period.", zh: "时段内每天一行。"),
      example: LocalizedText("dates(2020-08) | count", zh: "日历(2020-08) | 计数")),
    TableFunctionHelp(
      function: .rejects, form: LocalizedText("rejects(TABLE)", zh: "拒收(表)"),
      summary: LocalizedText(
        "The rows of a table's file that did not fit, with file, line, column and reason.",
        zh: "表的文件中没有读入的行，含文件、行、列和原因。"),
      example: LocalizedText("rejects(fruit) | count", zh: "拒收(水果) | 计数")),
    TableFunctionHelp(
      function: .lint, form: LocalizedText("lint(TABLE)", zh: "体检(表)"),
      summary: LocalizedText(
        "A row for each check of a table, with the number of rows that it finds.",
        zh: "表的每项核对一行，含查出的行数。"),
      example: LocalizedText("lint(fruit)", zh: "体检(水果)")),
    TableFunctionHelp(
      function: .rows,
      form: LocalizedText(
        "rows(MEASURE, numerator|denominator [, PERIOD])", zh: "明细(指标, 分子|分母 [, 时段])"),
      summary: LocalizedText("The rows behind a figure.", zh: "一个指标的分子或分母所含的各行。"),
      example: LocalizedText("rows(mean_weight, numerator)", zh: "明细(平均重量, 分子)")),
  ]

  /// Returns the help of a table function by its name in either language.
  package static func named(_ name: String) -> TableFunctionHelp? {
    guard let function = TableFunction(spelled: name) else { return nil }
    return all.first { $0.function == function }
  }

  package func text(in language: Language) -> String {
    PageLayout.page(form, summary, [example], in: language)
  }
}
