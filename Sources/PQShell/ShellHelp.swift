import PQDiagnostics
import PQPlan

/// What the shell says of itself.
enum ShellHelp {
  /// Returns what `.profile` says.
  static func profile(_ name: String, others: [String]) -> LocalizedText {
    let list = others.joined(separator: ", ")
    let chineseList = others.joined(separator: "、")
    let name = name.isEmpty ? "–" : name
    return LocalizedText(
      "definitions of \(name)" + (others.isEmpty ? "" : "; there are also \(list)"),
      zh: "当前口径：\(name)" + (others.isEmpty ? "" : "；另有 \(chineseList)"))
  }

  static let noTables = LocalizedText(
    "There are no tables yet; `import \"FILE.csv\" as NAME` makes one.",
    zh: "还没有表；用 `导入 \"文件.csv\" 作为 名称` 读入一张。")

  /// Returns the two lines with which the shell begins.
  ///
  ///     pq 0.1 · fruit (12 rows)
  ///     .help for help, .quit or Ctrl-D to leave
  static func banner(
    version: String, tables: [TableSummary], hasTour: Bool
  ) -> LocalizedText {
    let name = version.isEmpty ? "pq" : "pq \(version)"
    let loaded = tables.filter { $0.rowCount != nil }
    let shown = loaded.prefix(mostTables)
    let rest = loaded.count - shown.count
    var english = [name]
    var chinese = [name]
    if !shown.isEmpty {
      let englishNames = shown.map { "\($0.name.name) (\(rows($0.rowCount ?? 0)))" }
      let chineseNames = shown.map {
        "\($0.name.chineseName ?? $0.name.name)（\($0.rowCount ?? 0) 行）"
      }
      english.append(englishNames.joined(separator: ", ") + (rest > 0 ? ", \(rest) more" : ""))
      chinese.append(
        chineseNames.joined(separator: "、") + (rest > 0 ? " 等 \(loaded.count) 张表" : ""))
    }
    return LocalizedText(
      english.joined(separator: " · ") + "\n.help for help, \(hasTour ? ".tour for a tour, " : "")"
        + ".quit or Ctrl-D to leave",
      zh: chinese.joined(separator: " · ") + "\n输入 .帮助 查看说明，\(hasTour ? ".导览 逐步演示，" : "")"
        + ".退出 或 Ctrl-D 离开")
  }

  /// The banner is two lines; `.tables` lists the rest.
  private static let mostTables = 3

  private static func rows(_ count: Int) -> String {
    count == 1 ? "1 row" : "\(count) rows"
  }

  /// Returns the line above a table's columns where several follow each other.
  static func tableName(_ name: CatalogName) -> LocalizedText {
    LocalizedText(name.name, zh: name.chineseName.map { "\($0) \(name.name)" } ?? name.name)
  }

  /// Returns what `.reveal` answers.
  static func revealed(_ columns: [String]) -> LocalizedText {
    if columns.isEmpty { return LocalizedText("Nothing is unmasked.", zh: "没有显示任何隐私字段的原值。") }
    return LocalizedText(
      "Unmasked until the shell ends: \(columns.joined(separator: ", "))",
      zh: "直到退出都显示原值：\(columns.joined(separator: "、"))")
  }

  static let noAuditLog = LocalizedText("There is no audit log.", zh: "没有审计记录。")

  /// Returns the first line of what `.audit` answers.
  static func auditLog(_ path: String, isKept: Bool) -> LocalizedText {
    isKept
      ? LocalizedText("Every statement is recorded in \(path)", zh: "每条语句都记录在 \(path)")
      : LocalizedText(
        "Statements are not recorded; a reveal would be, in \(path)",
        zh: "没有记录语句；显示原值时会记录在 \(path)")
  }

  static let waysToSeeAll = LocalizedText(".last shows all", zh: "用 .上次 可看全部")

  /// What the prompt calls the sample register.
  static let sample = LocalizedText("sample", zh: "示例")

  static let noMeasures = LocalizedText("There are no measures.", zh: "没有指标。")

  static let noParameters = LocalizedText(
    "There are no params; `param NAME = VALUE` declares one.",
    zh: "没有参数；用 `参数 名称 = 值` 声明一个。")

  static let isSafe = LocalizedText(
    "The shell is safe until it ends.", zh: "已进入安全模式，直到退出。")

  /// Returns what `.set NAME` says.
  static func setting(_ setting: ShellSetting, _ values: ShellValues) -> LocalizedText {
    let value = setting.value(values)
    return LocalizedText(
      "\(setting.name.english): \(value.english)", zh: "\(setting.name.chinese)：\(value.chinese)")
  }

  /// Returns what `.today` says.
  static func today(_ day: String, isPinned: Bool) -> LocalizedText {
    isPinned
      ? LocalizedText("today is pinned to \(day)", zh: "今天固定为 \(day)")
      : LocalizedText("today is \(day), the computer's date", zh: "今天是 \(day)（计算机的日期）")
  }

  /// Returns what stands below an answer that went to a file.
  static func written(_ path: String) -> LocalizedText {
    LocalizedText("written: \(path)", zh: "已写入：\(path)")
  }

  /// Returns what stands below an answer that did not get into its file.
  static func notWritten(_ path: String) -> LocalizedText {
    LocalizedText(
      "not written: \(path); results go to the screen again",
      zh: "没有写入：\(path)；结果重新显示在屏幕上")
  }

  /// Returns what `.save` answers.
  static func saved(_ count: Int, in path: String) -> LocalizedText {
    LocalizedText(
      "\(count == 1 ? "1 statement" : "\(count) statements") in \(path)",
      zh: "\(path) 中有 \(count) 条语句")
  }

  /// Returns the line above each answer of `.watch`.
  static func watched(_ statement: String, seconds: String) -> LocalizedText {
    LocalizedText(
      "every \(seconds) s, Ctrl-C ends it: \(statement)",
      zh: "每 \(seconds) 秒一次，Ctrl-C 结束：\(statement)")
  }

  /// What `.help` begins with.
  static let firstTaste = LocalizedText(
    """
    A query takes a table through stages:

      TABLE where COLUMN = VALUE | count by COLUMN | top 5 by count

    A line that ends in `|`, `,` or an operator goes on in the next one. Tab
    completes. Ctrl-C gives the line up, or stops the query that runs. Up and Down
    bring earlier lines back. `.tour` shows it all in ten steps.

    """,
    zh: """
      查询从一张表开始，经过若干步骤：

        表名 其中 字段 = 取值 | 计数 按 字段 | 前 5 按 件数

      行末是 `|`、`,` 或运算符时，下一行继续。Tab 补全。Ctrl-C 放弃当前行，或停止
      正在运行的查询。上下方向键调出以前的输入。`.导览` 用十步演示。

      """)

  /// What `.help` ends with.
  static let waysToMoreHelp = LocalizedText(
    """

    .help NAME explains a command (`.help .output`), a stage (`where`), a function
    (`mean`), a word (`with total`), an option (`--safe`), a measure, a table, or
    the code of a message. `.help commands`, `stages`, `functions`, `words`,
    `options`, `settings` and `codes` list them.

    """,
    zh: """

      .帮助 名称 说明命令（`.帮助 .输出`）、步骤（`其中`）、函数（`平均`）、词语
      （`含合计`）、选项（`--safe`）、指标、表或消息代码。`.帮助 命令`、`步骤`、
      `函数`、`词语`、`选项`、`设置`、`代码` 列出全部。

      """)

  /// Returns what `.tour` says above the example of a step.
  static func tourStep(
    _ number: Int, of count: Int, _ text: LocalizedText, statement: String
  ) -> LocalizedText {
    let lines = statement.replacing("\n", with: "\n    ")
    func page(_ text: String) -> String {
      "\(number)/\(count)  " + TextWrapping.lines(text).joined(separator: "\n      ")
        + "\n\n    \(lines)\n"
    }
    return LocalizedText(
      page(text.english), zh: page(text.chinese))
  }

  static let tourGoesOn = LocalizedText("`.tour` goes on.", zh: "`.导览` 进入下一步。")

  static let tourEnds = LocalizedText(
    "That was the tour. `.help` says more; now ask your own data: `pq FOLDER`.",
    zh: "导览到此结束。`.帮助` 有更多说明；现在可以查询自己的数据：`pq 文件夹`。")
}
