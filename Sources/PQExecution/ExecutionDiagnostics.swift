import PQDiagnostics

/// Every code that running a plan can give.
package enum ExecutionDiagnostics {
  package static let codes: [DiagnosticCode] = [
    interrupted, memoryLimit, tooManyRows, tooManyGroups, notOneValue, duplicateKey, pivotConflict,
    pivotValueMissed, changeOverflow,
  ]

  static let interrupted = DiagnosticCode.interrupted
  static let memoryLimit = DiagnosticCode(
    "memory-limit",
    "The tables and the query would have needed more memory than the program may use. Keep fewer "
      + "rows or columns before stages that need all rows at once (`sort`, `join`, windows), or "
      + "raise `--memory`, which is 80 % of the machine's unless set.",
    zh: "数据表和查询所需内存超过了程序的上限。请在需要全部行的步骤（`排序`、`连接`、窗口函数）之前减少行或列，"
      + "或提高 `--memory`（不设置时为本机内存的 80%）。")
  static let tooManyRows = DiagnosticCode(
    "too-many-rows",
    "A stage that needs all rows at once takes at most 2,147,483,647 of them.",
    zh: "需要一次处理全部行的步骤最多接受 2,147,483,647 行。")
  static let tooManyGroups = DiagnosticCode(
    "too-many-groups",
    "`with empty` makes a group for every combination of the keys' values; there are too many. "
      + "Use fewer keys, or a shorter span of time.",
    zh: "`含空组` 会为各分组键取值的每种组合生成一组，组合数过多。请减少分组键，或缩短时间范围。")
  static let notOneValue = DiagnosticCode.notOneValue
  static let duplicateKey = DiagnosticCode(
    "duplicate-key",
    "A reference leads to one row by its key, but several rows have the same key. Remove the "
      + "duplicates, or use `join` if several matches are meant.",
    zh: "引用按主键指向唯一的一行，但有多行主键相同。请去除重复，或在确实需要多条匹配时使用 `连接`。")
  static let pivotConflict = DiagnosticCode(
    "pivot-conflict",
    "`pivot` puts one row into one cell, but two rows fall into the same cell. Summarise first, "
      + "so that each combination of keys has one row.",
    zh: "`透视` 把一行放入一个单元格，但有两行落入同一单元格。请先统计，使每种键组合只有一行。")
  static let pivotValueMissed = DiagnosticCode(
    "pivot-value-missed",
    "`pivot` fixes its columns before it runs; a row has a value for which there is no column.",
    zh: "`透视` 在运行前就确定了列，但有一行的取值没有对应的列。")
  static let changeOverflow = DiagnosticCode(
    "change-overflow",
    "The difference between the two periods does not fit into a whole number of 64 bits.",
    zh: "两个时期之差超出了 64 位整数的范围。")
}

extension Diagnostic {
  /// Somebody asked the run to end.
  static func interrupted() -> Diagnostic {
    Diagnostic(ExecutionDiagnostics.interrupted, LocalizedText("interrupted", zh: "已中断"))
  }

  static func memoryLimit(_ limit: Int) -> Diagnostic {
    let size = byteText(limit)
    return Diagnostic(
      ExecutionDiagnostics.memoryLimit,
      LocalizedText(
        "this needs more memory than the limit of \(size)", zh: "所需内存超过上限 \(size)"),
      notes: [LocalizedText("nothing was changed", zh: "没有改动任何数据")],
      help: LocalizedText(
        "keep fewer rows or columns, or raise `--memory`", zh: "减少行或列，或提高 `--memory`"))
  }

  /// More rows than a row number of 32 bits can count.
  static func tooManyRows(_ count: Int) -> Diagnostic {
    Diagnostic(
      ExecutionDiagnostics.tooManyRows,
      LocalizedText("\(count) rows are too many for one stage", zh: "单个步骤处理 \(count) 行过多"))
  }

  /// `with empty` would make more groups than a reader or the memory can take.
  static func tooManyGroups(limit: Int) -> Diagnostic {
    Diagnostic(
      ExecutionDiagnostics.tooManyGroups,
      LocalizedText(
        "`with empty` would make more than \(limit) groups", zh: "`含空组` 将产生超过 \(limit) 个组"),
      label: LocalizedText("too many values", zh: "取值过多"),
      help: LocalizedText("use fewer keys or a shorter period", zh: "减少分组键或缩短时间范围"))
  }

  /// A query in parentheses gave several rows.
  static func notOneValue(rows: Int) -> Diagnostic {
    Diagnostic(
      ExecutionDiagnostics.notOneValue,
      LocalizedText(
        "this query gives \(rows) rows where one value is needed",
        zh: "此处需要一个值，而查询得到 \(rows) 行"),
      label: LocalizedText("not one value", zh: "不是单个值"),
      help: LocalizedText("count, summarise or take one row", zh: "请计数、统计或只取一行"))
  }

  /// Two rows of a referenced table have the key that a row refers to.
  static func duplicateKey(_ key: String, in table: LocalizedText?) -> Diagnostic {
    Diagnostic(
      ExecutionDiagnostics.duplicateKey,
      table.map {
        LocalizedText(
          "several rows of `\($0.english)` have the key `\(key)`",
          zh: "`\($0.chinese)` 中有多行的主键都是 `\(key)`")
      } ?? LocalizedText("several rows have the key `\(key)`", zh: "有多行的主键都是 `\(key)`"),
      label: LocalizedText("refers to several rows", zh: "指向多行"),
      help: table.map {
        LocalizedText(
          "`lint(\($0.english))` counts such rows and gives the query that lists them",
          zh: "`体检(\($0.chinese))` 给出这样的行数和列出它们的查询")
      })
  }

  /// Two rows of a pivot fall into one cell.
  static func pivotConflict(row: String, column: String) -> Diagnostic {
    let place = row.isEmpty ? "`\(column)`" : "`\(row)`, `\(column)`"
    return Diagnostic(
      ExecutionDiagnostics.pivotConflict,
      LocalizedText("two rows fall into the cell \(place)", zh: "有两行落入单元格 \(place)"),
      label: LocalizedText("does not tell them apart", zh: "无法区分这两行"),
      help: LocalizedText(
        "summarise by the row keys and the pivot key first", zh: "请先按行键和透视键统计"))
  }

  /// A row of a pivot has a value without a column.
  static func pivotValueMissed(_ value: String) -> Diagnostic {
    Diagnostic(
      ExecutionDiagnostics.pivotValueMissed,
      LocalizedText("there is no column for the value `\(value)`", zh: "取值 `\(value)` 没有对应的列"),
      help: LocalizedText(
        "filter the value out before the pivot", zh: "请在透视之前筛除该取值"))
  }

  /// A difference of two periods does not fit into 64 bits.
  static func changeOverflow(of column: String) -> Diagnostic {
    Diagnostic(
      ExecutionDiagnostics.changeOverflow,
      LocalizedText(
        "the change of `\(column)` between the two periods is too large a number",
        zh: "`\(column)` 在两个时期之间的变化量超出数值范围"),
      label: LocalizedText("compares two numbers", zh: "对比两个数值"))
  }

  private static func byteText(_ bytes: Int) -> String {
    let units = ["B", "KB", "MB", "GB", "TB"]
    var size = bytes
    var unit = 0
    while size >= 10_240, size % 1024 == 0, unit < units.count - 1 {
      size /= 1024
      unit += 1
    }
    return "\(size) \(units[unit])"
  }
}
