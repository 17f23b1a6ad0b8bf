import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let nameCodes = [
    unknownColumn, unknownName, unknownTable, unknownFunction, unknownMeasure, unknownCode,
    noSuchValue, tableAsValue, columnNotInData, storedFieldUsed, unavailableName, notATable,
    noPreviousResult, noData, outerColumn,
  ]

  static let unknownColumn = DiagnosticCode(
    "unknown-column",
    "The table, as it stands at this stage, has no column of this name. Columns that an earlier "
      + "stage dropped or renamed are gone; `.schema TABLE` lists a table's columns.",
    zh: "当前阶段的表中没有这个字段。前面的步骤去掉或改名的字段不能再用；`.schema 表名` 列出表的字段。")
  static let outerColumn = DiagnosticCode(
    "outer-column",
    "A query in parentheses is answered once, not for each row around it, so it cannot see their "
      + "columns. `count(TABLE where …)` follows a reference for each row, and `join` finds "
      + "partners by equal values. A text of the same spelling stands between quotes.",
    zh: "括号内的查询只算一次，不会对外面的每一行各算一次，因此看不到外面的字段。`计数(表 其中 …)` 可沿引用逐行计算，"
      + "`连接` 可按相等的值配对。若是同样写法的文本，请加引号。")
  static let unknownName = DiagnosticCode(
    "unknown-name",
    "Outside the stages of a query there are no columns: a name must be a `let` or a `param` that "
      + "is defined above. Text stands between quotes.",
    zh: "查询步骤之外没有字段可用：名称必须是上文用 `设` 或 `参数` 定义过的。文本要放在引号内。")
  static let unknownTable = DiagnosticCode(
    "unknown-table",
    "No table, view or result has this name. Tables come from the data opened at the start, from "
      + "`import`, and from `let`; `.tables` lists them.",
    zh: "没有这个名称的表、视图或结果。表来自启动时打开的数据、`导入` 和 `设`；`.tables` 列出所有表。")
  static let unknownFunction = DiagnosticCode(
    "unknown-function",
    "There is no function of this name. `.help functions` lists them all.",
    zh: "没有这个函数。`.help functions` 列出全部函数。")
  static let unknownMeasure = DiagnosticCode(
    "unknown-measure",
    "`summarise` takes aggregates such as `count` or `sum(x)`, the measures of the table, and the "
      + "keys after `by`. This name is none of them.",
    zh: "`统计` 接受 `count`、`sum(x)` 之类的聚合、表的指标，以及 `按` 之后的分组键。这个名称都不是。")
  static let unknownCode = DiagnosticCode.unknownCode
  static let noSuchValue = DiagnosticCode(
    "no-such-value",
    "No row of the loaded table holds this text in this column, so the comparison cannot be true. "
      + "Most likely it is misspelled.",
    zh: "已载入的表中没有任何一行的该字段是这个文本，因此比较不会成立，多半是写错了。")
  static let noData = DiagnosticCode(
    "no-data",
    "The model declares this table, but no file was read for it, so it has no rows. Name a file or a "
      + "folder on the command line, or write `import \"FILE.csv\" as TABLE`.",
    zh: "模型声明了这个表，但没有为它读入文件，因此没有任何行。请在命令行给出文件或文件夹，"
      + "或写 `导入 \"文件.csv\" 作为 表名`。")
  static let tableAsValue = DiagnosticCode(
    "table-as-value",
    "A table is not a value of a row. `(TABLE | count)` in parentheses gives one value, "
      + "`x in (TABLE | select y)` looks a value up, `any(TABLE)` asks for referring rows.",
    zh: "表不是一行中的值。带括号的 `(表 | 计数)` 得到一个值，`x 属于 (表 | 选列 y)` 用于查找，"
      + "`any(表)` 判断有无引用它的行。")
  static let columnNotInData = DiagnosticCode(
    "column-not-in-data",
    "The model declares this column, but the file that was read for the table does not have it.",
    zh: "模型声明了这个字段，但读入的数据文件里没有。")
  static let storedFieldUsed = DiagnosticCode(
    "stored-field-used",
    "The model works this field out from other columns, but the file lacks one of them and has a "
      + "column of the field's own name. That column is used as it stands.",
    zh: "模型由其他字段算出该字段，但数据文件缺少其中的字段，却有同名的一列；因此直接采用文件中的这一列。")
  static let unavailableName = DiagnosticCode(
    "unavailable-definition",
    "A field or measure of the model cannot be computed here, mostly because a column that it "
      + "needs is not in the data or was dropped by an earlier stage.",
    zh: "模型中的派生字段或指标在这里无法计算，多半是因为它需要的字段不在数据中，或已被前面的步骤去掉。")
  static let notATable = DiagnosticCode(
    "not-a-table",
    "Here a table, a view, `it` or a query in parentheses is wanted.",
    zh: "这里需要表、视图、`它` 或括号内的查询。")
  static let noPreviousResult = DiagnosticCode(
    "no-previous-result",
    "`it` names the rows of the previous query; so far there was none.",
    zh: "`它` 指上一个查询的结果；目前还没有查询过。")
}

extension Diagnostic {
  /// No column in scope has this name.
  ///
  ///     harvests where wieght > 3
  ///                    ~~~~~~
  static func unknownColumn(_ name: String, in table: String?, nearest: [String]) -> Diagnostic {
    let message: LocalizedText =
      table.map {
        LocalizedText("there is no column `\(name)` in `\($0)`", zh: "`\($0)` 中没有字段 `\(name)`")
      } ?? LocalizedText("there is no column `\(name)` here", zh: "这里没有字段 `\(name)`")
    let label: LocalizedText =
      table.map { LocalizedText("not a column of `\($0)`", zh: "不是 `\($0)` 的字段") }
      ?? LocalizedText("not a column at this stage", zh: "此处没有该字段")
    return Diagnostic(
      PlanDiagnostics.unknownColumn, message, label: label,
      help: .didYouMean(nearest) ?? .recentPeriod(name))
  }

  /// A column that the table has, but the rows at this stage have not.
  ///
  ///     harvests | select id | sort weight
  ///                                 ~~~~~~
  static func columnIsGone(_ name: String, of table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownColumn,
      LocalizedText("the column `\(name)` is not here any more", zh: "字段 `\(name)` 已不在这里"),
      label: LocalizedText("left out by a stage before", zh: "前面的步骤没有保留它"),
      notes: [LocalizedText("`\(table)` has it", zh: "`\(table)` 中有这个字段")])
  }

  /// A name outside any query that nothing defines.
  static func unknownName(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownName,
      LocalizedText("nothing is called `\(name)` here", zh: "这里没有名为 `\(name)` 的内容"),
      label: LocalizedText("not a `let` or `param`", zh: "未用 `设` 或 `参数` 定义"),
      help: .didYouMean(nearest)
        ?? LocalizedText("write `\"\(name)\"` if it is text", zh: "如果是文本，写 `\"\(name)\"`"))
  }

  /// No table or view has this name.
  static func unknownTable(_ name: String, nearest: [String], known: [String]) -> Diagnostic {
    var notes: [LocalizedText] = []
    if nearest.isEmpty, !known.isEmpty {
      notes.append(
        LocalizedText(
          "there are \(known.spelledOut.english)", zh: "现有的表：\(known.spelledOut.chinese)"))
    }
    return Diagnostic(
      PlanDiagnostics.unknownTable,
      LocalizedText("there is no table `\(name)`", zh: "没有表 `\(name)`"),
      label: LocalizedText("not a table or view", zh: "不是表或视图"), notes: notes,
      help: .didYouMean(nearest))
  }

  /// No function has this name.
  static func unknownFunction(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownFunction,
      LocalizedText("there is no function `\(name)`", zh: "没有函数 `\(name)`"),
      label: LocalizedText("not a function", zh: "不是函数"),
      help: otherFunctions[name.lowercased()].map {
        LocalizedText("write `\($0)`", zh: "请写 `\($0)`")
      } ?? .didYouMean(nearest))
  }

  /// What people who know SQL, pandas or spreadsheets write.
  private static let otherFunctions = [
    "avg": "mean(x)", "average": "mean(x)", "countif": "count(where C)",
    "sumif": "sum(x where C)", "averageif": "mean(x where C)", "nunique": "distinct(x)",
    "count_distinct": "distinct(x)", "std": "stddev(x)", "stdev": "stddev(x)",
    "isnull": "x is missing", "is_null": "x is missing", "isna": "x is missing",
    "isblank": "x is missing", "ifnull": "x ?? y", "nvl": "x ?? y", "len": "length(x)",
    "now": "today", "datediff": "days(b - a)", "between": "x in a..b",
  ]

  /// No function that gives rows has this name.
  static func unknownTableFunction(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unknownFunction,
      LocalizedText("`\(name)` is no function that gives rows", zh: "`\(name)` 不是产生行的函数"),
      label: LocalizedText("not a source of rows", zh: "不是数据来源"),
      notes: [
        LocalizedText(
          "`dates(PERIOD)`, `rejects(TABLE)` and `lint(TABLE)` do",
          zh: "`日历(时段)`、`拒收(表)` 和 `体检(表)` 可以")
      ],
      help: .didYouMean(nearest))
  }

  /// A name in `summarise` that is neither aggregate nor measure nor key.
  static func unknownMeasure(_ name: String, in table: String?, nearest: [String]) -> Diagnostic {
    let place = table.map { " for `\($0)`" } ?? ""
    let owner = table.map { "`\($0)` 中" } ?? "这里"
    return Diagnostic(
      PlanDiagnostics.unknownMeasure,
      LocalizedText(
        "there is no aggregate or measure `\(name)`\(place)", zh: "\(owner)没有聚合或指标 `\(name)`"),
      label: LocalizedText("not a measure", zh: "不是指标"), help: .didYouMean(nearest))
  }

  /// A word beside an enum column that is none of its codes.
  ///
  ///     harvests where grade = primal
  ///                            ~~~~~~
  static func outerColumn(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.outerColumn,
      LocalizedText(
        "a query in parentheses cannot see `\(name)` of the rows around it",
        zh: "括号内的查询看不到外面各行的 `\(name)`"),
      label: LocalizedText("a column outside", zh: "这是外面的字段"),
      help: LocalizedText(
        "use `count(TABLE where …)` along a reference, `join`, or `\"\(name)\"` for the text",
        zh: "沿引用写 `计数(表 其中 …)`，或用 `连接`；若是文本写 `\"\(name)\"`"))
  }

  static func unknownCode(_ word: String, of owner: String, _ type: EnumType) -> Diagnostic {
    let codes = type.codes.map(\.code)
    let labels = type.codes.map { $0.chineseLabel ?? $0.code }
    let isLabel = word.unicodeScalars.contains { $0.value > 0x2E7F }
    var nearest = SpellingSuggestion.nearest(
      to: word, among: isLabel ? labels + codes : codes + labels)
    if nearest.isEmpty && isLabel {
      nearest = Array(labels.filter { $0.hasPrefix(word) || word.hasPrefix($0) }.prefix(3))
    }
    return Diagnostic(
      PlanDiagnostics.unknownCode,
      LocalizedText("`\(owner)` has no code `\(word)`", zh: "`\(owner)` 没有代码 `\(word)`"),
      label: LocalizedText(
        "not among \(codes.spelledOut.english)", zh: "不在 \(labels.spelledOut.chinese) 之中"),
      help: .didYouMean(nearest))
  }

  /// Text that no row of a loaded column holds.
  static func noSuchValue(
    _ text: String, of owner: String, valueCount: Int, nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noSuchValue,
      LocalizedText("no row of `\(owner)` is `\(text)`", zh: "`\(owner)` 没有一行是 `\(text)`"),
      severity: .warning,
      label: LocalizedText(
        "not among the \(valueCount) values of `\(owner)`",
        zh: "不在 `\(owner)` 的 \(valueCount) 个取值之中"),
      help: .didYouMean(nearest.map { [$0] } ?? []))
  }

  /// A declared table for which no file was read.
  static func noData(_ table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noData,
      LocalizedText("no file was read for `\(table)`", zh: "没有为 `\(table)` 读入文件"),
      severity: .warning, label: LocalizedText("has no rows", zh: "没有任何行"),
      help: LocalizedText(
        "name a file on the command line, or write `import \"FILE.csv\" as \(table)`",
        zh: "请在命令行给出文件，或写 `导入 \"文件.csv\" 作为 \(table)`"))
  }

  /// The name of a table where a value is wanted.
  static func tableAsValue(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.tableAsValue,
      LocalizedText("`\(name)` is a table, not a value", zh: "`\(name)` 是表，不是值"),
      label: LocalizedText("a table", zh: "这是表"),
      help: LocalizedText(
        "write `(\(name) | count)` for the number of its rows", zh: "要得到行数，写 `(\(name) | 计数)`"))
  }

  /// A derived field's stored namesake is used, since the file lacks what the field needs.
  static func storedFieldUsed(_ name: String, lacking columns: [String]) -> Diagnostic {
    let list = columns.map { "`\($0)`" }.joined(separator: ", ")
    let chinese = columns.map { "`\($0)`" }.joined(separator: "、")
    return Diagnostic(
      PlanDiagnostics.storedFieldUsed,
      LocalizedText(
        "`\(name)` is taken from the file as it stands",
        zh: "`\(name)` 直接取自数据文件"),
      severity: .warning,
      notes: [
        LocalizedText(
          "the model works it out from \(list), which the file lacks",
          zh: "模型要由 \(chinese) 算出它，而文件中没有")
      ])
  }

  /// A declared column that the table's file lacks.
  static func columnNotInData(_ name: String, table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.columnNotInData,
      LocalizedText(
        "the data of `\(table)` has no column `\(name)`", zh: "`\(table)` 的数据中没有字段 `\(name)`"),
      label: LocalizedText("declared, but not in the file", zh: "模型有声明，文件中没有"))
  }

  /// A derived field whose definition does not work here.
  static func unavailableField(_ name: String, because reason: Diagnostic) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unavailableName,
      LocalizedText("the field `\(name)` cannot be computed here", zh: "派生字段 `\(name)` 在这里无法计算"),
      label: LocalizedText("a field of the model", zh: "模型中的派生字段"),
      notes: [.because(reason)])
  }

  /// A measure whose definition does not work here.
  static func unavailableMeasure(_ name: String, because reason: Diagnostic) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.unavailableName,
      LocalizedText("the measure `\(name)` cannot be computed here", zh: "指标 `\(name)` 在这里无法计算"),
      label: LocalizedText("a measure of the model", zh: "模型中的指标"),
      notes: [.because(reason)])
  }

  /// A value where rows are wanted.
  static func notATable(_ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notATable,
      LocalizedText("`\(text)` is not a table", zh: "`\(text)` 不是表"),
      label: LocalizedText("this has no rows", zh: "这里没有行"))
  }

  /// `it` before the first query.
  static func noPreviousResult() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.noPreviousResult,
      LocalizedText("there is no previous result yet", zh: "还没有上一个结果"),
      label: LocalizedText("nothing was queried before", zh: "此前没有查询"))
  }
}
