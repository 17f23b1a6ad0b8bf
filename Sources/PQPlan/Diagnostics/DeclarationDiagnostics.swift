import PQColumnar
import PQDiagnostics

extension PlanDiagnostics {
  static let declarationCodes = [
    fieldCycle, duplicateParameter, duplicateCode, functionWithoutArguments, periodColumn,
    formatWithoutRatio, declaredAfterReading, cohortWithoutDate, apartFromItself,
  ]

  static let fieldCycle = DiagnosticCode(
    "field-cycle",
    "A derived field is computed from itself, directly or through others. Its own name means the "
      + "stored column only if the table has one.",
    zh: "派生字段直接或间接地由自身计算得出。只有表中存有同名字段时，自己的名称才指那个字段。")
  static let duplicateParameter = DiagnosticCode(
    "duplicate-parameter", "Each parameter of a function needs a name of its own.",
    zh: "函数的每个参数都要有不同的名称。")
  static let duplicateCode = DiagnosticCode(
    "duplicate-code", "Each code of an enum, and each label, can be declared once.",
    zh: "代码和标签都只能声明一次。")
  static let functionWithoutArguments = DiagnosticCode(
    "function-without-arguments", "A function is called with its arguments in parentheses.",
    zh: "调用函数要在括号内写参数。")
  static let periodColumn = DiagnosticCode(
    "period-column",
    "A period has no fixed length, so a column cannot be declared as one; `month(t)` makes periods "
      + "of a date.",
    zh: "时段没有固定长度，字段不能声明为时段；`month(t)` 可由日期得到时段。")
  static let declaredAfterReading = DiagnosticCode(
    "declared-after-reading",
    "Types are read from a file once. A `table` statement must stand before the `import` whose "
      + "columns it describes.",
    zh: "读文件时就确定了类型。`表` 语句要写在它所说明的 `导入` 之前。")
  static let cohortWithoutDate = DiagnosticCode(
    "cohort-without-date",
    "`dated` names the day by which a row belongs to a period of the measure: a date or a time of "
      + "the row, such as `picked` or `picked + 15d`.",
    zh: "`归期` 说明一行按哪一天归入指标的时段，应当是该行的日期或时间，例如 `picked` 或 `picked + 15天`。")
  static let apartFromItself = DiagnosticCode(
    "apart-from-itself",
    "`apart from` names another column of the table, which never stands in one result with this "
      + "one.",
    zh: "`不同列` 后面写表中的另一个字段，两者不会出现在同一个结果中。")
  static let formatWithoutRatio = DiagnosticCode(
    "format-without-ratio",
    "Only a ratio can be shown as a percentage: `share(…)` or `ratio(a, b)`.",
    zh: "只有比率才能以百分比显示：`share(…)` 或 `ratio(a, b)`。")
}

extension Diagnostic {
  static func fieldCycle(_ name: String, through names: [String]) -> Diagnostic {
    let path = names.map { "`\($0)`" }.joined(separator: " → ")
    return Diagnostic(
      PlanDiagnostics.fieldCycle,
      LocalizedText("the field `\(name)` is computed from itself", zh: "派生字段 `\(name)` 由自身计算得出"),
      label: LocalizedText("depends on itself", zh: "依赖自身"),
      notes: names.count > 2 ? [LocalizedText("through \(path)", zh: "经由 \(path)")] : [])
  }

  static func declaredAfterReading(_ table: String, _ columns: [String]) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.declaredAfterReading,
      LocalizedText(
        "`\(table)` was read before it is declared here", zh: "`\(table)` 在这里声明之前已经读入"),
      severity: .warning, label: LocalizedText("its types stay", zh: "类型不变"),
      notes: [
        LocalizedText(
          "as read: \(columns.spelledOut.english)", zh: "仍按读入时的类型：\(columns.spelledOut.chinese)")
      ],
      help: LocalizedText("put `table` before `import`", zh: "把 `表` 写在 `导入` 之前"))
  }

  static func duplicateParameter(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.duplicateParameter,
      LocalizedText("there are two parameters `\(name)`", zh: "有两个参数 `\(name)`"),
      label: LocalizedText("this name is taken", zh: "名称重复"))
  }

  static func duplicateCode(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.duplicateCode,
      LocalizedText("the code `\(name)` is declared twice", zh: "代码 `\(name)` 声明了两次"),
      label: LocalizedText("declared above", zh: "前面已声明"))
  }

  static func cohortWithoutDate(_ type: DataType, _ text: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.cohortWithoutDate,
      LocalizedText("`\(text)` is no date", zh: "`\(text)` 不是日期"),
      label: LocalizedText(
        "this is \(type.userName.english)", zh: "这是\(type.userName.chinese)"),
      help: LocalizedText(
        "write the column whose day decides, such as `dated picked`",
        zh: "写决定归期的日期字段，例如 `归期 picked`"))
  }

  static func apartFromItself(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.apartFromItself,
      LocalizedText("`\(name)` cannot be kept apart from itself", zh: "`\(name)` 不能与自身分开"),
      label: LocalizedText("the same column", zh: "同一个字段"))
  }

  /// A column's default of another type.
  ///
  ///     weight int default "heavy"
  ///                        ^^^^^^^
  static func defaultMismatch(
    _ column: String, _ wanted: DataType, _ given: DataType, _ text: String
  ) -> Diagnostic {
    let name = wanted == .integer ? LocalizedText("a whole number", zh: "整数") : wanted.userName
    return Diagnostic(
      PlanDiagnostics.typeMismatch,
      LocalizedText(
        "the column `\(column)` holds \(name.english), not `\(text)`",
        zh: "字段 `\(column)` 存放\(name.chinese)，而不是 `\(text)`"),
      label: LocalizedText(
        "this is \(given.userName.english)", zh: "这是\(given.userName.chinese)"))
  }

  /// An argument of another type than the function declares.
  ///
  ///     due_on(picked, "soon")
  ///                    ^^^^^^
  static func argumentMismatch(
    _ parameter: String, _ wanted: DataType, _ given: DataType, _ text: String
  ) -> Diagnostic {
    let name = wanted == .integer ? LocalizedText("a whole number", zh: "整数") : wanted.userName
    return Diagnostic(
      PlanDiagnostics.typeMismatch,
      LocalizedText(
        "the parameter `\(parameter)` wants \(name.english), not `\(text)`",
        zh: "参数 `\(parameter)` 需要\(name.chinese)，而不是 `\(text)`"),
      label: LocalizedText(
        "this is \(given.userName.english)", zh: "这是\(given.userName.chinese)"),
      help: wanted == .date && given == .datetime
        ? LocalizedText("write `date(\(text))`", zh: "写 `date(\(text))`") : nil)
  }

  static func functionWithoutArguments(
    _ name: String, _ parameters: [FunctionParameter]
  ) -> Diagnostic {
    let call = "\(name)(\(parameters.map(\.name).joined(separator: ", ")))"
    return Diagnostic(
      PlanDiagnostics.functionWithoutArguments,
      LocalizedText("`\(name)` is a function", zh: "`\(name)` 是函数"),
      label: LocalizedText("needs its arguments", zh: "缺少参数"),
      help: LocalizedText("write `\(call)`", zh: "写 `\(call)`"))
  }

  static func periodColumn(_ name: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.periodColumn,
      LocalizedText("`\(name)` cannot hold periods", zh: "`\(name)` 不能存放时段"),
      label: LocalizedText("only a param can", zh: "只有参数可以"),
      help: LocalizedText("write `date`", zh: "写 `日期`"))
  }

  static func parameterMismatch(
    _ wanted: DataType, _ given: DataType, _ text: String
  ) -> Diagnostic {
    let name =
      wanted == .integer ? LocalizedText("a whole number", zh: "整数") : wanted.userName
    return Diagnostic(
      PlanDiagnostics.typeMismatch,
      LocalizedText(
        "the param wants \(name.english), not `\(text)`", zh: "参数需要\(name.chinese)，而不是 `\(text)`"),
      label: LocalizedText("this is \(given.userName.english)", zh: "这是\(given.userName.chinese)"),
      help: wanted == .boolean
        ? LocalizedText("write `true` or `false`", zh: "写 `是` 或 `否`") : nil)
  }

  static func formatWithoutRatio(_ format: String, _ type: DataType) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.formatWithoutRatio,
      LocalizedText(
        "only a ratio can be shown as \(format)", zh: "只有比率才能这样显示"),
      label: LocalizedText("this is \(type.userName.english)", zh: "这是\(type.userName.chinese)"),
      help: LocalizedText("write `ratio(a, b)` for `a / b`", zh: "把 `a / b` 写成 `ratio(a, b)`"))
  }
}
