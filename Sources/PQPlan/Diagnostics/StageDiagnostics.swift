import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let stageCodes = [
    duplicateColumn, nothingLeft, notACount, joinNeedsEquality, appendMismatch, nothingToPivot,
    tooManyColumns, unpivotMismatch, nothingToDraw, unknownFormat, drawingWithoutChart,
    tooManyLabels, totalLeftOut, constantForColumn, notAdditive,
  ]

  static let duplicateColumn = DiagnosticCode.duplicateColumn
  static let nothingLeft = DiagnosticCode(
    "nothing-left", "A table needs at least one column.", zh: "一张表至少要有一个字段。")
  static let notACount = DiagnosticCode(
    "not-a-count",
    "How many rows are meant must be a whole number that is known before anything runs: a number, "
      + "or a `let` or `param` that holds one.",
    zh: "行数必须是事先确定的整数：写数字，或写含有整数的 `设`、`参数`。")
  static let joinNeedsEquality = DiagnosticCode(
    "join-needs-equality",
    "A join finds partners by equal values: its condition needs at least one `a = b` with a column "
      + "of the left side and one of the right. Other conditions may be added with `and`.",
    zh: "连接按相等的值配对：条件中至少要有一个 `a = b`，两边各取一个字段。其他条件可用 `且` 追加。")
  static let appendMismatch = DiagnosticCode.appendMismatch
  static let nothingToPivot = DiagnosticCode(
    "nothing-to-pivot",
    "`pivot` spreads a number over the values of a key: besides the key the table needs a column of "
      + "numbers.",
    zh: "`透视` 把数值按键的取值展开成列：除键以外还需要数值列。")
  static let tooManyColumns = DiagnosticCode.tooManyColumns
  static let unpivotMismatch = DiagnosticCode(
    "unpivot-mismatch",
    "`unpivot` puts the columns into one, so they must have the same type.",
    zh: "`逆透视` 把几列并成一列，因此类型必须相同。")
  static let nothingToDraw = DiagnosticCode(
    "nothing-to-draw",
    "A chart needs a column of labels and at least one of numbers; `heat` needs two of labels, or a "
      + "pivoted table.",
    zh: "图需要一列标签和至少一列数值；`热力` 需要两列标签，或透视后的表。")
  static let unknownFormat = DiagnosticCode.unknownFormat
  static let tooManyLabels = DiagnosticCode(
    "too-many-labels",
    "A line runs along one column of labels. Rows of several keys would stand on one line though "
      + "they do not belong together: `pivot` the other key, and each of its values gets a line.",
    zh: "折线沿着一列标签画出。多个分组键的行不应连成一条线：先 `透视` 另一个键，每个取值各画一条线。")
  static let notAdditive = DiagnosticCode(
    "not-additive",
    "`pivot … with total` adds up the columns and rows of the table. Counts and sums can be added; a "
      + "mean of means, a sum of distinct values or of rates is another number than that of all rows.",
    zh: "`透视 … 含合计` 把表的各行各列相加。件数与合计可以相加；平均数的平均、去重数或占比之和都不等于全部行的结果。")
  static let totalLeftOut = DiagnosticCode(
    "total-left-out",
    "The total row was computed from the rows below `count` or `summarise`. `pivot`, `unpivot` and "
      + "`append` make another table, for which it would be no total, so it ends there.",
    zh: "合计行是由 `计数` 或 `统计` 的明细算出的。`透视`、`逆透视`、`追加` 得到的是另一张表，原来的合计不再适用，因此不再保留。")
  static let constantForColumn = DiagnosticCode(
    "constant-for-column",
    "A number, a date, `true` or `missing` is the same for every row. A column of such a name, as "
      + "`pivot` makes them, is written between back quotes.",
    zh: "数字、日期、`是`、`空` 对每一行都相同。`透视` 会产生这样命名的列，引用时用反引号括起。")
  static let drawingWithoutChart = DiagnosticCode(
    "drawing-without-chart",
    "An SVG file holds a drawing: put `chart` right before `save`.",
    zh: "SVG 文件存放图形：在 `保存` 之前写 `图`。")
}

extension Diagnostic {
  static func duplicateColumn(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.duplicateColumn,
      LocalizedText("there are two columns `\(name)`", zh: "有两个字段 `\(name)`"),
      label: LocalizedText("this name is taken", zh: "名称重复"),
      help: LocalizedText(
        "give it another name: `\(name)_2 = …`", zh: "另起名称：`\(name)_2 = …`"))
  }

  static func nothingLeft() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.nothingLeft,
      LocalizedText("no column is left", zh: "没有剩下任何字段"),
      label: LocalizedText("the last column", zh: "最后一个字段"))
  }

  static func notACount(_ text: String, word: String, minimum: Int64) -> Diagnostic {
    let bound =
      minimum > 0
      ? LocalizedText(" of at least \(minimum)", zh: "（不小于 \(minimum)）")
      : LocalizedText("", zh: "")
    return Diagnostic(
      PlanDiagnostics.notACount,
      LocalizedText(
        "`\(word)` wants a whole number\(bound.english), not `\(text)`",
        zh: "`\(word)` 需要整数\(bound.chinese)，而不是 `\(text)`"),
      label: LocalizedText("not a number of rows", zh: "不是行数"))
  }

  /// `partner` is a column of the left, and what the column of its name on the right is called.
  static func joinNeedsEquality(_ partner: (left: String, right: String)? = nil) -> Diagnostic {
    let equality = partner.map { "\($0.left) = \($0.right)" }
    return Diagnostic(
      PlanDiagnostics.joinNeedsEquality,
      LocalizedText(
        "nothing says which rows belong together", zh: "没有说明哪些行相配"),
      label: LocalizedText("no equality of both sides", zh: "没有两边相等的条件"),
      help: LocalizedText(
        "write `on \(equality ?? "LEFT_COLUMN = RIGHT_COLUMN")`",
        zh: "写 `于 \(equality ?? "左字段 = 右字段")`"))
  }

  static func appendMismatch(_ name: String, _ left: DataType, _ right: DataType) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.appendMismatch,
      LocalizedText(
        "`\(name)` is \(left.userName.english) above and \(right.userName.english) below",
        zh: "`\(name)` 上面是\(left.userName.chinese)，下面是\(right.userName.chinese)"),
      label: LocalizedText("types differ", zh: "类型不同"))
  }

  static func nothingToPivot() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.nothingToPivot,
      LocalizedText("there is no number to pivot", zh: "没有可透视的数值"),
      label: LocalizedText("needs a column of numbers", zh: "需要数值列"),
      help: LocalizedText(
        "write `| count by ROW, COLUMN | pivot COLUMN`", zh: "写 `| 计数 按 行, 列 | 透视 列`"))
  }

  static func tooManyColumns(_ count: Int, key: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.tooManyColumns,
      LocalizedText(
        "`\(key)` has \(count) values, which are too many for columns",
        zh: "`\(key)` 有 \(count) 个取值，作为列太多"),
      label: LocalizedText("too many columns", zh: "列太多"),
      help: LocalizedText("pivot by a coarser key", zh: "请换一个取值较少的键"))
  }

  static func tooManyCompared(_ count: Int) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.tooManyColumns,
      LocalizedText(
        "comparing \(count) numbers gives too many columns", zh: "对比 \(count) 个数值，列太多"),
      label: LocalizedText("four columns for each", zh: "每个数值有四列"),
      help: LocalizedText("`select` fewer before it", zh: "先用 `选列` 减少数值列"))
  }

  static func unpivotMismatch(
    _ first: String, _ type: DataType, _ other: String, _ otherType: DataType
  ) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unpivotMismatch,
      LocalizedText(
        "`\(first)` is \(type.userName.english), `\(other)` is \(otherType.userName.english)",
        zh: "`\(first)` 是\(type.userName.chinese)，`\(other)` 是\(otherType.userName.chinese)"),
      label: LocalizedText("types differ", zh: "类型不同"))
  }

  static func nothingToDraw(_ kind: ChartPlan.Kind, hasLabels: Bool) -> Diagnostic {
    let what =
      hasLabels
      ? LocalizedText("no numbers to draw", zh: "没有可画的数值")
      : LocalizedText("no labels to draw by", zh: "没有可作标签的列")
    return Diagnostic(
      PlanDiagnostics.nothingToDraw,
      LocalizedText("there are \(what.english)", zh: what.chinese),
      label: LocalizedText("needs labels and numbers", zh: "需要标签和数值"),
      help: LocalizedText(
        "write `| count by KEY | chart \(kind.rawValue)`", zh: "先写 `| 计数 按 分组键`"))
  }

  static func tooManyLabels(_ other: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.tooManyLabels,
      LocalizedText("a line cannot run along two keys", zh: "一条折线不能沿两个分组键"),
      label: LocalizedText("`\(other)` is a second key", zh: "`\(other)` 是第二个分组键"),
      help: LocalizedText(
        "put `| pivot \(other)` before it: one line for each", zh: "先写 `| 透视 \(other)`，每个取值一条线"))
  }

  /// The sum of a pivoted column would mean nothing.
  static func notAdditive(_ column: String, isGrouped: Bool) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notAdditive,
      LocalizedText("`\(column)` does not add up to a total", zh: "`\(column)` 相加得不到合计"),
      label: LocalizedText("only counts and sums add up", zh: "只有件数与合计可以相加"),
      help: isGrouped
        ? LocalizedText(
          "leave out `with total`, or `\(column)`", zh: "去掉 `含合计`，或去掉 `\(column)`")
        : LocalizedText(
          "write `| summarise sum(\(column)) by ROW, COLUMN` before it",
          zh: "之前写 `| 统计 合计(\(column)) 按 行, 列`"))
  }

  static func totalLeftOut(_ stage: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.totalLeftOut,
      LocalizedText("`\(stage)` leaves the total row out", zh: "`\(stage)` 之后不再有合计行"),
      severity: .warning, label: LocalizedText("the total ends here", zh: "合计行到此为止"))
  }

  /// A constant where a column is wanted; `column` is the column of that name.
  static func constantForColumn(_ text: String, column: String?) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.constantForColumn,
      LocalizedText(
        "`\(text)` is the same for every row", zh: "`\(text)` 对每一行都相同"),
      label: LocalizedText("a constant", zh: "这是常量"),
      help: column.map {
        LocalizedText(
          "the column of this name is written `` `\($0)` ``", zh: "同名字段写作 `` `\($0)` ``")
      } ?? LocalizedText("write the name of a column", zh: "写字段名"))
  }

  static func notDrawable(_ name: String, _ type: DataType) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.nothingToDraw,
      LocalizedText(
        "`\(name)` is \(type.userName.english), a chart draws numbers",
        zh: "`\(name)` 是\(type.userName.chinese)，图只能画数值"),
      label: LocalizedText("not a number", zh: "不是数值"))
  }

  static func unknownFormat(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownFormat,
      LocalizedText("there is no format `\(name)`", zh: "没有格式 `\(name)`"),
      label: LocalizedText("not a format", zh: "不是格式"),
      help: .didYouMean(nearest) ?? formatsToWrite(SaveFormats.names, mark: ""))
  }

  static func noExtension() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownFormat,
      LocalizedText(
        "the file name does not say which format is meant", zh: "文件名没有说明格式"),
      label: LocalizedText("no extension", zh: "没有扩展名"),
      help: LocalizedText("end it in `.csv`, or add `as csv`", zh: "以 `.csv` 结尾，或加 `作为 csv`"))
  }

  private static func formatsToWrite(_ names: [String], mark: String) -> LocalizedText {
    let list = names.map { "`\(mark)\($0)`" }
    return LocalizedText(
      "there are \(list.joined(separator: ", "))", zh: "可用：\(list.joined(separator: "、"))")
  }

  static func unknownExtension(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownFormat,
      LocalizedText("no format has the extension `.\(name)`", zh: "没有扩展名为 `.\(name)` 的格式"),
      label: LocalizedText("not a format", zh: "不是已知格式"),
      help: .didYouMean(nearest)
        ?? formatsToWrite(SaveFormats.byExtension.keys.sorted(), mark: "."))
  }

  static func drawingWithoutChart() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.drawingWithoutChart,
      LocalizedText("only a chart can be saved as a drawing", zh: "只有图才能保存为图形文件"),
      label: LocalizedText("no `chart` right before", zh: "前面没有 `图`"),
      help: LocalizedText("put `| chart bar` before it", zh: "之前写 `| 图 柱状`"))
  }
}
