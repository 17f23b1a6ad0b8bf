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
  static func banner(version: String, tables: [TableSummary]) -> LocalizedText {
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
      english.joined(separator: " · ") + "\n.help for help, .quit or Ctrl-D to leave",
      zh: chinese.joined(separator: " · ") + "\n输入 .帮助 查看说明，.退出 或 Ctrl-D 离开")
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

  /// What `.help` says beside its list of commands.
  static let language = LocalizedText(
    """
    A query takes a table through stages:

      TABLE where COLUMN = VALUE | count by COLUMN | top 5 by count

    A line that ends in `|`, `,` or an operator goes on in the next one. Ctrl-C gives the line
    up, or stops the query that runs. Up and Down bring earlier lines back.

    .help TOPIC explains a stage (`where`), a function (`mean`), a measure, or the code of a
    message.
    """,
    zh: """
      查询从一张表开始，经过若干步骤：

        表名 其中 字段 = 取值 | 计数 按 字段 | 前 5 按 件数

      行末是 `|`、`,` 或运算符时，下一行继续。Ctrl-C 放弃当前行，或停止正在运行的查询。
      上下方向键调出以前的输入。

      .帮助 主题 可查看步骤（如 `其中`）、函数（如 `平均`）、指标或消息代码的说明。
      """)
}
