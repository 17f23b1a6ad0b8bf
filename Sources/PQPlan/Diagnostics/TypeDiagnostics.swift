import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let typeCodes = [
    typeMismatch, notACondition, wrongArgumentCount, notOneValue, notOneColumn, nestingTooDeep,
    loneWorkdays, numberTooLarge, filterOutsideAggregate, perOutsideWindow, directionOutsideSort,
  ]

  static let typeMismatch = DiagnosticCode(
    "type-mismatch",
    "Two values of different kinds cannot be compared or combined, or a function does not take this "
      + "kind of value. `text`, `number`, `int`, `date` and `datetime` change a value's kind.",
    zh: "不同类型的值不能比较或运算，或函数不接受这种类型的值。`text`、`number`、`int`、`date`、`datetime` 可转换类型。")
  static let notACondition = DiagnosticCode(
    "not-a-condition",
    "A condition is true or false: a comparison, or a yes/no column. A missing condition counts as "
      + "false.",
    zh: "条件要么成立要么不成立：写比较式，或用“是/否”字段。空值按不成立处理。")
  static let wrongArgumentCount = DiagnosticCode(
    "wrong-argument-count",
    "A function was given more or fewer arguments than it takes. `.help NAME` shows them; those in "
      + "brackets may be left out.",
    zh: "函数的参数个数不对。`.help 函数名` 显示参数；方括号内的可以省略。")
  static let notOneValue = DiagnosticCode.notOneValue
  static let notOneColumn = DiagnosticCode(
    "not-one-column",
    "`x in (QUERY)` looks a value up in the only column of a query. `select` chooses one.",
    zh: "`x 属于 (查询)` 在查询唯一的一列中查找。用 `选列` 选出一列。")
  static let nestingTooDeep = DiagnosticCode.nestingTooDeep
  static let loneWorkdays = DiagnosticCode(
    "lone-workdays",
    "How long 15 workdays are depends on the day they start: they can be added to a time or "
      + "subtracted from one. `workdays(a, b)` counts the workdays between two days.",
    zh: "15 个工作日有多长取决于从哪天算起：只能与时间相加减。`workdays(a, b)` 计算两天之间的工作日数。")
  static let numberTooLarge = DiagnosticCode.numberTooLarge
  static let filterOutsideAggregate = DiagnosticCode(
    "filter-outside-aggregate",
    "Only aggregates take `where` between their parentheses: `sum(x where C)`.",
    zh: "只有聚合可以在括号内写 `其中`：`sum(x 其中 条件)`。")
  static let perOutsideWindow = DiagnosticCode(
    "per-outside-window",
    "Only windows such as `rank` and `lag` take `per`; aggregates are grouped by `summarise … by`.",
    zh: "只有 `rank`、`lag` 等窗口函数可以带 `每`；聚合用 `统计 … 按` 分组。")
  static let directionOutsideSort = DiagnosticCode(
    "direction-outside-sort",
    "`asc` and `desc` belong to keys of `sort`, `top` and `rank`.",
    zh: "`升序` 和 `降序` 只用于 `排序`、`前` 和 `rank` 的键。")
}

extension Diagnostic {
  /// An operand as written, with its type and place.
  typealias Written = (text: String, type: DataType, range: SourceRange)

  /// An operator between types that do not meet.
  ///
  ///     harvests where weight > "heavy"
  ///                    ~~~~~~ ~~~~~~~~~
  static func operatorMismatch(
    _ symbol: String, isComparison: Bool, _ operands: [Written]
  ) -> Diagnostic {
    let names = operands.map(\.type.userName)
    let message: LocalizedText
    if names.count == 2, isComparison {
      message = LocalizedText(
        "\(names[0].english) cannot be compared with \(names[1].english)",
        zh: "\(names[0].chinese)不能与\(names[1].chinese)比较")
    } else if names.count == 2 {
      message = LocalizedText(
        "`\(symbol)` does not go with \(names[0].english) and \(names[1].english)",
        zh: "`\(symbol)` 不能用于\(names[0].chinese)和\(names[1].chinese)")
    } else {
      let name = names.first ?? LocalizedText("this", zh: "此处")
      message = LocalizedText(
        "`\(symbol)` does not go with \(name.english)", zh: "`\(symbol)` 不能用于\(name.chinese)")
    }
    let last = operands.last?.type.userName ?? LocalizedText("this", zh: "此处")
    return Diagnostic(
      PlanDiagnostics.typeMismatch, message,
      label: LocalizedText("this is \(last.english)", zh: "这是\(last.chinese)"),
      secondary: labels(operands.dropLast()), help: dateHelp(operands) ?? castHelp(operands))
  }

  private static func labels(_ operands: ArraySlice<Written>) -> [DiagnosticLabel] {
    operands.map { operand in
      let name = operand.type.userName
      return DiagnosticLabel(
        operand.range, LocalizedText("this is \(name.english)", zh: "这是\(name.chinese)"))
    }
  }

  /// A day with slashes is a division: `2020/8/1`.
  private static func dateHelp(_ operands: [Written]) -> LocalizedText? {
    for operand in operands where operand.type.isNumeric {
      let parts = operand.text.split(separator: "/", omittingEmptySubsequences: false).map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ Int($0) != nil }) else {
        continue
      }
      let day = ([parts[0]] + parts.dropFirst().map { $0.count == 1 ? "0\($0)" : $0 })
        .joined(separator: "-")
      guard CivilDate(day) != nil else { continue }
      return LocalizedText("write the day as `\(day)`", zh: "日期请写作 `\(day)`")
    }
    return nil
  }

  private static func castHelp(_ operands: [Written]) -> LocalizedText? {
    guard operands.count == 2, let code = operands.first(where: { $0.type.isEnumeration }),
      operands.contains(where: { $0.type == .text })
    else { return nil }
    return LocalizedText(
      "write `text(\(code.text))` to take the code as text",
      zh: "把代码当作文本，写 `text(\(code.text))`")
  }

  static func argumentMismatch(
    _ name: String, parameters: [String], _ types: [DataType]
  ) -> Diagnostic {
    let english = types.map(\.userName.english).joined(separator: ", ")
    let chinese = types.map(\.userName.chinese).joined(separator: "、")
    return Diagnostic(
      PlanDiagnostics.typeMismatch,
      LocalizedText("`\(name)` does not take \(english)", zh: "`\(name)` 不接受\(chinese)"),
      label: LocalizedText("takes \(signature(parameters))", zh: "参数为 \(signature(parameters))"))
  }

  private static func signature(_ parameters: [String]) -> String {
    "(" + parameters.joined(separator: ", ") + ")"
  }

  static func wrongArgumentCount(
    _ name: String, parameters: [String], given: Int
  ) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.wrongArgumentCount,
      LocalizedText(
        "`\(name)` cannot be called with \(given) \(given == 1 ? "argument" : "arguments")",
        zh: "`\(name)` 不能带 \(given) 个参数"),
      label: LocalizedText("takes \(signature(parameters))", zh: "参数为 \(signature(parameters))"))
  }

  static func branchMismatch(_ first: DataType, _ other: DataType, _ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.typeMismatch,
      LocalizedText(
        "the values of one expression cannot be \(first.userName.english) here and "
          + "\(other.userName.english) there",
        zh: "同一个表达式的值不能一处是\(first.userName.chinese)、另一处是\(other.userName.chinese)"),
      label: LocalizedText(
        "this is \(other.userName.english)", zh: "这是\(other.userName.chinese)"))
  }

  static func notACondition(_ type: DataType, _ text: String) -> Diagnostic {
    let help: LocalizedText? =
      type.isNumeric ? LocalizedText("write `\(text) > 0`", zh: "可写 `\(text) > 0`") : nil
    return Diagnostic(
      PlanDiagnostics.notACondition,
      LocalizedText("`\(text)` is not true or false", zh: "`\(text)` 不是条件"),
      label: LocalizedText("this is \(type.userName.english)", zh: "这是\(type.userName.chinese)"),
      help: help)
  }

  /// A word alone beside a comparison.
  ///
  ///     harvests where grade = prime or good
  ///                                     ~~~~
  static func wordAfterOr(_ word: String, subject: String, first: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notACondition,
      LocalizedText("`\(word)` alone is not true or false", zh: "单独的 `\(word)` 不是条件"),
      label: LocalizedText("compared with nothing", zh: "没有与任何字段比较"),
      help: LocalizedText(
        "write `\(subject) in (\(first), \(word))`", zh: "写 `\(subject) 属于 (\(first), \(word))`"))
  }

  static func notOneValue(columns: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notOneValue,
      LocalizedText(
        "a query with \(columns.count) columns is not one value", zh: "有 \(columns.count) 列的查询不是一个值"
      ),
      label: LocalizedText(
        "has \(columns.spelledOut.english)", zh: "列：\(columns.spelledOut.chinese)"),
      help: LocalizedText(
        "end it with `| count` or `| summarise sum(x)`", zh: "以 `| 计数` 或 `| 统计 合计(x)` 结束"))
  }

  static func notOneColumn(columns: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.notOneColumn,
      LocalizedText(
        "a value is looked up in one column, not in \(columns.count)",
        zh: "只能在一列中查找，不能在 \(columns.count) 列中查找"),
      label: LocalizedText(
        "has \(columns.spelledOut.english)", zh: "列：\(columns.spelledOut.chinese)"),
      help: columns.first.map {
        LocalizedText("end the query with `| select \($0)`", zh: "查询以 `| 选列 \($0)` 结束")
      })
  }

  static func tooDeep() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.nestingTooDeep,
      LocalizedText("this is nested too deep", zh: "这里嵌套过深"),
      label: LocalizedText("too many levels", zh: "层数太多"),
      help: LocalizedText(
        "use fewer stages, views and functions in it, or `save` a part and `import` the file",
        zh: "请减少其中的步骤、视图和函数，或先 `保存` 一部分，再 `导入` 该文件"))
  }

  static func loneWorkdays(_ count: Int64) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.loneWorkdays,
      LocalizedText("\(count) workdays have no fixed length", zh: "\(count) 个工作日没有固定的长度"),
      label: LocalizedText("add it to a time", zh: "应与时间相加"),
      help: LocalizedText(
        "write `TIME + \(count) workdays` or compare `workdays(a, b)`",
        zh: "写 `时间 + \(count) 个工作日`，或比较 `workdays(a, b)`"))
  }

  static func numberTooLarge(_ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.numberTooLarge,
      LocalizedText("`\(text)` is too large", zh: "`\(text)` 太大"),
      label: LocalizedText("more than pq can hold", zh: "超出可表示的范围"))
  }

  static func filterOutsideAggregate(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.filterOutsideAggregate,
      LocalizedText("`\(name)` takes no `where`", zh: "`\(name)` 不能带 `其中`"),
      label: LocalizedText("only aggregates take this", zh: "只有聚合可以带"))
  }

  static func perOutsideWindow(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.perOutsideWindow,
      LocalizedText("`\(name)` takes no `per`", zh: "`\(name)` 不能带 `每`"),
      label: LocalizedText("only windows take this", zh: "只有窗口函数可以带"))
  }

  static func directionOutsideSort() -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.directionOutsideSort,
      LocalizedText("an argument has no direction", zh: "参数没有升降序"),
      label: LocalizedText("only sort keys have one", zh: "只有排序键才有"))
  }
}
