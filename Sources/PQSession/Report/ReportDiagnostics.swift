import PQColumnar
import PQDiagnostics
import PQPlan

/// The messages about reports; `SessionDiagnostics` lists their codes.
enum ReportDiagnostics {
  static let tableInSentence = DiagnosticCode(
    "table-in-sentence",
    "In a sentence of a report `{QUERY}` gives one value, or one column of values. Tables and "
      + "charts stand in a block between ```pq and ```.",
    zh: "报告句子中的 `{查询}` 只能给出一个值或一列值。表格和图放在 ```pq 与 ``` 之间的代码块里。")
  static let saveInReport = DiagnosticCode(
    "save-in-report",
    "A report writes nothing but itself, so that it can be answered again to verify it. Put `save` "
      + "into a script.",
    zh: "报告除自身外不写任何文件，这样才能重新运行加以核对。`保存` 请写在脚本里。")
  static let reportSetting = DiagnosticCode(
    "report-setting",
    "The lines between `---` at the beginning of a report may pin `lang: zh`, `today: 2020-12-31` "
      + "and `profile: NAME`; options of the command line go before them.",
    zh: "报告开头两行 `---` 之间可以写 `lang: zh`、`today: 2020-12-31`、`profile: 名称`；命令行选项优先。")
  static let notAReport = DiagnosticCode(
    "not-a-report",
    "`pq render --verify` reads the comment that `pq render` writes at the top: which report, which "
      + "data, which settings. This file has none that can be read.",
    zh: "`pq render --verify` 依据 `pq render` 写在开头的注释（报告、数据和设置）；这个文件中没有可读的注释。")
}

extension Diagnostic {
  /// The answer in a sentence is a table or a chart; `nil` if it is words.
  ///
  ///     Most of it was {fruit | count by variety}.
  ///                    ^^^^^^^^^^^^^^^^^^^^^^^^^^
  static func notWords(_ plan: LogicalPlan) -> Diagnostic? {
    let columns = plan.schema.fields.map { "`\($0.name)`" }
    let message: LocalizedText
    if plan.chart != nil {
      message = LocalizedText("a chart cannot stand in a sentence", zh: "句子中不能放图")
    } else if columns.count == 1 {
      return nil
    } else {
      message = LocalizedText(
        "this gives a table of \(columns.count) columns, a sentence takes one value",
        zh: "这里得到 \(columns.count) 列的表，句子中只能放一个值")
    }
    let names = columns.prefix(6).joined(separator: ", ") + (columns.count > 6 ? ", …" : "")
    return Diagnostic(
      ReportDiagnostics.tableInSentence, message,
      label: LocalizedText("not one value", zh: "不是一个值"),
      notes: columns.count > 1 ? [LocalizedText("its columns: \(names)", zh: "各列：\(names)")] : [],
      help: LocalizedText(
        "put it into a block between ```pq and ```, or take one column with `select`",
        zh: "请放进 ```pq 与 ``` 之间的代码块，或用 `选列` 取其中一列"))
  }

  /// A query of a report saves a file.
  static func saveInReport() -> Diagnostic {
    Diagnostic(
      ReportDiagnostics.saveInReport,
      LocalizedText("a report saves no other files", zh: "报告不另外保存文件"),
      label: LocalizedText("would be written", zh: "会写文件"),
      help: LocalizedText(
        "leave `save` out, or put the query into a script", zh: "请去掉 `保存`，或把查询写在脚本里"))
  }
}

extension Diagnostic {
  /// A value in the front matter that its key does not take.
  ///
  ///     today: tomorrow
  ///            ^^^^^^^^
  static func reportSetting(_ key: String, _ value: String, expected: String) -> Diagnostic {
    Diagnostic(
      ReportDiagnostics.reportSetting,
      LocalizedText("`\(key)` does not take `\(value)`", zh: "`\(key)` 不能取 `\(value)`"),
      label: LocalizedText("not a value of `\(key)`", zh: "不是 `\(key)` 的值"),
      help: LocalizedText("it takes \(expected)", zh: "可取：\(expected)"))
  }

  /// A file to verify that `pq render` has not written.
  package static func notAReport(_ path: String) -> Diagnostic {
    Diagnostic(
      ReportDiagnostics.notAReport,
      LocalizedText(
        "`\(path)` does not say how it was made", zh: "`\(path)` 没有说明它是怎样生成的"),
      help: LocalizedText(
        "verify a file that `pq render REPORT.md.pq -o FILE` has written",
        zh: "请核对由 `pq render 报告.md.pq -o 文件` 生成的文件"))
  }
}

extension LogicalPlan {
  /// The first stage that writes a file.
  var firstSave: SavePlan? {
    if case .save(_, let save) = node { return save }
    for child in children {
      if let save = child.firstSave { return save }
    }
    return nil
  }
}
