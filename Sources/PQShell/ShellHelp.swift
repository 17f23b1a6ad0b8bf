import PQDiagnostics
import PQPlan

/// What the shell says of itself.
enum ShellHelp {
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
