import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let groupingCodes = [
    aggregateInWhere, nestedAggregate, aggregateOutsideSummarise, missingAggregate,
    measureOutsideSummarise, windowWithoutRows, windowNeedsAggregate, noCountToProtect,
    partsWithoutRatio,
  ]

  static let aggregateInWhere = DiagnosticCode(
    "aggregate-in-where",
    "`where` looks at one row at a time, an aggregate at a group of rows. Summarise first, then "
      + "choose among the groups; or compare with a query in parentheses.",
    zh: "`其中` 逐行判断，聚合针对一组行。先 `统计` 再筛选分组，或与括号内的查询比较。")
  static let nestedAggregate = DiagnosticCode(
    "nested-aggregate",
    "An aggregate looks at rows, and another aggregate is no value of a row. Summarise twice.",
    zh: "聚合针对行，另一个聚合不是某一行的值。请分两步 `统计`。")
  static let aggregateOutsideSummarise = DiagnosticCode(
    "aggregate-outside-summarise",
    "Aggregates belong to `summarise`. In other stages a query in parentheses gives one value for "
      + "all rows, and a window such as `cumulative(sum(x))` one for each row.",
    zh: "聚合用于 `统计`。其他步骤可用括号内的查询得到一个总值，或用 `cumulative(sum(x))` 等窗口函数得到每行的值。")
  static let missingAggregate = DiagnosticCode(
    "missing-aggregate",
    "After grouping a column has many values in each group. Say which one is meant with an "
      + "aggregate, or group by the column.",
    zh: "分组后每组中该字段有多个值。请用聚合说明取哪个，或按该字段分组。")
  static let measureOutsideSummarise = DiagnosticCode(
    "measure-outside-summarise",
    "A measure is an aggregate with a name: it needs a group, so it stands in `summarise`.",
    zh: "指标是命名的聚合，需要分组，因此写在 `统计` 中。")
  static let windowWithoutRows = DiagnosticCode(
    "window-without-rows",
    "A window looks at the other rows of its table. In `summarise`, in the condition of a join and "
      + "outside queries there are none; use `derive` before or after.",
    zh: "窗口函数要看表中的其他行。`统计`、连接条件以及查询之外没有这些行；请在之前或之后用 `派生`。")
  static let windowNeedsAggregate = DiagnosticCode(
    "window-needs-aggregate",
    "`cumulative` and `moving` apply an aggregate to the rows around each row: "
      + "`cumulative(sum(x))`, `moving(mean(x), 3)`.",
    zh: "`cumulative` 和 `moving` 对每一行附近的行做聚合：`cumulative(sum(x))`、`moving(mean(x), 3)`。")
  static let partsWithoutRatio = DiagnosticCode(
    "parts-without-ratio",
    "`with parts` puts the two numbers of each ratio behind it. Counts, sums and means have none; "
      + "`share(…)`, `ratio(a, b)` and measures made of them do.",
    zh: "`含分项` 在每个比率后面列出分子和分母。件数、合计和平均没有分项；`share(…)`、`ratio(a, b)` 和由它们定义的指标才有。")
  static let noCountToProtect = DiagnosticCode(
    "no-count-to-protect",
    "`protect` suppresses small groups, so it must know how large each is: the table needs a column "
      + "made by `count`.",
    zh: "`保护` 会隐去过小的分组，因此要知道每组的大小：表中须有 `计数` 得到的列。")
}

extension Diagnostic {
  static func partsWithoutRatio() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.partsWithoutRatio,
      LocalizedText("there is no ratio here to show the parts of", zh: "这里没有可以列出分项的比率"),
      label: LocalizedText("makes no ratio", zh: "没有算出比率"),
      help: LocalizedText("leave `with parts` out", zh: "请去掉 `含分项`"))
  }

  /// An aggregate in a condition on rows.
  ///
  ///     harvests where sum(weight) > 3
  ///                    ~~~~~~~~~~~
  static func aggregateInWhere(_ call: String, column: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.aggregateInWhere,
      LocalizedText(
        "`where` looks at one row at a time, `\(call)` needs a group",
        zh: "`其中` 逐行判断，而 `\(call)` 需要一组行"),
      label: LocalizedText("an aggregate", zh: "这是聚合"),
      help: LocalizedText(
        "write `| summarise \(call) by KEY | where \(column) …`",
        zh: "写 `| 统计 \(call) 按 分组键 | 其中 \(column) …`"))
  }

  static func nestedAggregate(_ call: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.nestedAggregate,
      LocalizedText(
        "`\(call)` stands inside another aggregate", zh: "`\(call)` 位于另一个聚合之内"),
      label: LocalizedText("an aggregate of an aggregate", zh: "聚合套聚合"),
      help: LocalizedText("summarise twice", zh: "分两步 `统计`"))
  }

  static func aggregateWithoutRows(_ call: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.aggregateOutsideSummarise,
      LocalizedText("`\(call)` has no rows to look at", zh: "`\(call)` 没有可统计的行"),
      label: LocalizedText("an aggregate", zh: "这是聚合"),
      help: LocalizedText(
        "write `(TABLE | summarise \(call))`", zh: "写 `(表 | 统计 \(call))`"))
  }

  static func aggregateOutsideSummarise(_ call: String, column: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.aggregateOutsideSummarise,
      LocalizedText(
        "`\(call)` needs a group, but this stage looks at one row at a time",
        zh: "`\(call)` 需要一组行，而这一步逐行处理"),
      label: LocalizedText("an aggregate", zh: "这是聚合"),
      help: LocalizedText(
        "write `| summarise \(call) by KEY`", zh: "写 `| 统计 \(call) 按 分组键`"))
  }

  /// A plain column among the aggregates of `summarise`.
  ///
  ///     harvests | summarise weight by variety
  ///                          ~~~~~~
  static func missingAggregate(_ text: String, type: DataType?) -> Diagnostic {
    let function = type.map { $0.isNumeric || $0 == .duration ? "sum" : "first" } ?? "first"
    return Diagnostic(
      PlanDiagnostics.missingAggregate,
      LocalizedText(
        "`\(text)` has many values in each group", zh: "`\(text)` 在每组中有多个值"),
      label: LocalizedText("neither a key nor an aggregate", zh: "既不是分组键也不是聚合"),
      help: LocalizedText(
        "write `\(function)(\(text))`, or put it behind `by`",
        zh: "写 `\(function)(\(text))`，或放在 `按` 之后"))
  }

  static func measureOutsideSummarise(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.measureOutsideSummarise,
      LocalizedText("the measure `\(name)` needs a group", zh: "指标 `\(name)` 需要分组"),
      label: LocalizedText("a measure", zh: "这是指标"),
      help: LocalizedText("write `| summarise \(name)`", zh: "写 `| 统计 \(name)`"))
  }

  static func windowWithoutRows(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.windowWithoutRows,
      LocalizedText("`\(name)` has no other rows to look at here", zh: "`\(name)` 在这里没有其他行可看"),
      label: LocalizedText("a window", zh: "这是窗口函数"),
      help: LocalizedText(
        "compute it with `derive` first", zh: "先用 `派生` 计算"))
  }

  static func windowNeedsAggregate(_ name: String, argument: String?) -> Diagnostic {
    let call = "\(name)(mean(\(argument ?? "x"))\(name == "moving" ? ", 3" : ""))"
    return Diagnostic(
      PlanDiagnostics.windowNeedsAggregate,
      LocalizedText(
        "`\(name)` needs an aggregate of the rows around", zh: "`\(name)` 需要对附近的行做聚合"),
      label: LocalizedText("not an aggregate", zh: "不是聚合"),
      help: LocalizedText("write `\(call)`", zh: "写 `\(call)`"))
  }

  static func noCountToProtect() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noCountToProtect,
      LocalizedText("there is no count to protect", zh: "没有可供保护的件数"),
      label: LocalizedText("needs a column made by `count`", zh: "需要 `计数` 得到的列"),
      help: LocalizedText(
        "write `| count by KEY | protect 5`", zh: "写 `| 计数 按 分组键 | 保护 5`"))
  }
}
