import PQDiagnostics
import PQSyntax

/// What `.help` says about a stage: how it is written, what it does, and an example.
package struct StageHelp: Sendable {
  package let stage: Keyword
  package let form: LocalizedText
  package let summary: LocalizedText
  /// A query about the fruit of the help's examples.
  package let example: LocalizedText

  /// Returns the help of a stage by its word in either language, or `nil` if there is none.
  package static func named(_ name: String) -> StageHelp? {
    all.first {
      let entry = KeywordTable.entry(for: $0.stage)
      let first = entry.english.split(separator: " ").first.map(String.init)
      return name == entry.english || name == entry.chinese || name == first
    }
  }

  /// The words of all stages, in both languages.
  package static var names: [String] {
    all.flatMap { stage -> [String] in
      let entry = KeywordTable.entry(for: stage.stage)
      return [entry.english, entry.chinese]
    }
  }

  /// Returns the help as lines to print.
  ///
  ///     take N [per KEY, …]
  ///
  ///       The first N rows, or the first N of each group.
  ///
  ///         fruit | take 1 per grade
  package func text(in language: Language) -> String {
    PageLayout.page(form, summary, [example], in: language)
  }

  private init(
    _ stage: Keyword, _ form: LocalizedText, _ summary: LocalizedText, example: LocalizedText
  ) {
    self.stage = stage
    self.form = form
    self.summary = summary
    self.example = example
  }

  /// Every stage, in the order of the language's reference.
  package static let all: [StageHelp] = choosing + counting + ordering + combining + showing

  private static let choosing = [
    StageHelp(
      .where, LocalizedText("where CONDITION", zh: "其中 条件"),
      LocalizedText("Keeps the rows for which the condition is true.", zh: "保留满足条件的行。"),
      example: LocalizedText("fruit where weight > 10 and ripe", zh: "水果 其中 重量 > 10 且 成熟")),
    StageHelp(
      .derive, LocalizedText("derive NAME = EXPRESSION, …", zh: "派生 名称 = 表达式, …"),
      LocalizedText("Adds columns, or replaces those of the same name.", zh: "增加字段，或替换同名字段。"),
      example: LocalizedText("fruit | derive value = weight * price", zh: "水果 | 派生 金额 = 重量 * 单价")),
    StageHelp(
      .select, LocalizedText("select ITEM, …", zh: "选列 项, …"),
      LocalizedText(
        "Keeps only these columns, in this order; an item may be `NAME = EXPRESSION`.",
        zh: "只保留列出的字段并按此排列；可以写成 `名称 = 表达式`。"),
      example: LocalizedText(
        "fruit | select variety, grams = weight * 1000", zh: "水果 | 选列 品种, 克 = 重量 * 1000")),
    StageHelp(
      .drop, LocalizedText("drop COLUMN, …", zh: "去列 字段, …"),
      LocalizedText("Leaves columns out.", zh: "去掉列出的字段。"),
      example: LocalizedText("fruit | drop price, orchard", zh: "水果 | 去列 单价, 所属果园")),
    StageHelp(
      .rename, LocalizedText("rename NEW = OLD, …", zh: "改名 新名 = 旧名, …"),
      LocalizedText("Gives columns other names.", zh: "给字段改名。"),
      example: LocalizedText("fruit | rename kind = variety", zh: "水果 | 改名 种类 = 品种")),
    StageHelp(
      .distinct, LocalizedText("distinct [COLUMN, …]", zh: "去重 [字段, …]"),
      LocalizedText(
        "Keeps one row of those that are equal, or of those equal in these columns.",
        zh: "相同的行只保留一行，或按列出的字段判断是否相同。"),
      example: LocalizedText("fruit | distinct variety", zh: "水果 | 去重 品种")),
  ]

  private static let counting = [
    StageHelp(
      .count,
      LocalizedText(
        "count [by KEY, …] [with total] [with empty]", zh: "计数 [按 键, …] [含合计] [含空组]"),
      LocalizedText(
        "Counts the rows, of each group if keys are given.", zh: "统计行数；写明键时分组统计。"),
      example: LocalizedText("fruit | count by grade with total", zh: "水果 | 计数 按 等级 含合计")),
    StageHelp(
      .summarise,
      LocalizedText(
        "summarise AGGREGATE, … [by KEY, …] [with total] [with empty] [with parts]",
        zh: "统计 聚合, … [按 键, …] [含合计] [含空组] [含分项]"),
      LocalizedText(
        "Computes aggregates and measures, of each group if keys are given. `with total` adds a "
          + "row computed from all rows; `with empty` keeps codes and periods without rows; `with "
          + "parts` puts the numerator and the denominator behind each ratio.",
        zh: "计算聚合和指标；写明键时分组计算。`含合计` 增加一行由全部行算出的合计；`含空组` 保留没有数据的代码和时段；"
          + "`含分项` 在每个比率后面列出分子和分母。"),
      example: LocalizedText(
        "fruit | summarise count, mean(weight) by grade", zh: "水果 | 统计 计数, 平均(重量) 按 等级")),
    StageHelp(
      .pivot, LocalizedText("pivot KEY [with total]", zh: "透视 键 [含合计]"),
      LocalizedText("Makes a column of each value of the key.", zh: "把键的每个取值变成一个字段。"),
      example: LocalizedText(
        "fruit | count by variety, grade | pivot grade", zh: "水果 | 计数 按 品种, 等级 | 透视 等级")),
    StageHelp(
      .unpivot, LocalizedText("unpivot COLUMN, …", zh: "逆透视 字段, …"),
      LocalizedText(
        "Makes a row of each of these columns, with its name and value.",
        zh: "把列出的每个字段变成一行，含名称和取值。"),
      example: LocalizedText(
        "fruit | select variety, weight, price | unpivot weight, price",
        zh: "水果 | 选列 品种, 重量, 单价 | 逆透视 重量, 单价")),
    StageHelp(
      .compareTo, LocalizedText("compare to PERIOD", zh: "对比 时段"),
      LocalizedText(
        "Runs the stages before it for the other period, too, and puts the previous value, the "
          + "change and the change in percent beside each number.",
        zh: "对另一时段再算一遍前面的步骤，在每个数字旁列出上期值、增减和增减百分比。"),
      example: LocalizedText(
        "fruit where picked in 2020-08 | count by grade | compare to 2020-07",
        zh: "水果 其中 采摘日 属于 2020-08 | 计数 按 等级 | 对比 2020-07")),
    StageHelp(
      .describe, LocalizedText("describe", zh: "概览"),
      LocalizedText(
        "Shows a row for each column: type, missing and distinct values, extremes, quartiles.",
        zh: "每个字段一行：类型、空值数、不同值数、最值和四分位数等。"),
      example: LocalizedText("fruit | describe", zh: "水果 | 概览")),
    StageHelp(
      .protect, LocalizedText("protect K", zh: "保护 K"),
      LocalizedText(
        "Hides groups of fewer than K rows, and enough others that they cannot be worked out.",
        zh: "隐藏不足 K 行的组，并同时隐藏足够多的其他组，使其无法推算。"),
      example: LocalizedText("fruit | count by grade | protect 2", zh: "水果 | 计数 按 等级 | 保护 2")),
  ]

  private static let ordering = [
    StageHelp(
      .sort, LocalizedText("sort KEY [asc|desc], …", zh: "排序 键 [升序|降序], …"),
      LocalizedText(
        "Orders the rows; ties keep their order, missing values come last.",
        zh: "给行排序；并列的保持原有次序，空值排在最后。"),
      example: LocalizedText("fruit | sort grade, weight desc", zh: "水果 | 排序 等级, 重量 降序")),
    StageHelp(
      .take, LocalizedText("take N [per KEY, …]", zh: "取 N [每 键, …]"),
      LocalizedText("The first N rows, or the first N of each group.", zh: "取前 N 行，或每组前 N 行。"),
      example: LocalizedText("fruit | take 1 per grade", zh: "水果 | 取 1 每 等级")),
    StageHelp(
      .skip, LocalizedText("skip N", zh: "跳过 N"),
      LocalizedText("Leaves the first N rows out.", zh: "去掉前 N 行。"),
      example: LocalizedText("fruit | sort weight | skip 2", zh: "水果 | 排序 重量 | 跳过 2")),
    StageHelp(
      .top, LocalizedText("top N by EXPRESSION [asc] [per KEY, …]", zh: "前 N 按 表达式 [升序] [每 键, …]"),
      LocalizedText(
        "The N rows with the largest values, or the smallest with `asc`.",
        zh: "取值最大的 N 行；写 `升序` 则取最小的 N 行。"),
      example: LocalizedText("fruit | top 3 by weight", zh: "水果 | 前 3 按 重量")),
    StageHelp(
      .sample, LocalizedText("sample N [seed K]", zh: "抽样 N [种子 K]"),
      LocalizedText("N rows at random; the same seed, the same rows.", zh: "随机抽取 N 行；种子相同，结果相同。"),
      example: LocalizedText("fruit | sample 2 seed 1", zh: "水果 | 抽样 2 种子 1")),
  ]

  private static let combining = [
    StageHelp(
      .join,
      LocalizedText(
        "join [left|inner|semi|anti] TABLE on CONDITION", zh: "连接 [左|内|半|反] 表 于 条件"),
      LocalizedText(
        "Puts the rows of another table beside those for which the condition is true.",
        zh: "把另一张表中满足条件的行并到旁边。"),
      example: LocalizedText(
        "fruit | join left orchards on orchard = name", zh: "水果 | 连接 左 果园 于 所属果园 = 园名")),
    StageHelp(
      .append, LocalizedText("append QUERY", zh: "追加 查询"),
      LocalizedText("Adds the rows of another query below.", zh: "在下面加上另一个查询的行。"),
      example: LocalizedText(
        "fruit where ripe | append (fruit where grade = juice)", zh: "水果 其中 成熟 | 追加 (水果 其中 等级 = 榨汁)"
      )),
  ]

  private static let showing = [
    StageHelp(
      .chart, LocalizedText("chart bar|line|heat [COLUMN, …]", zh: "图 柱状|折线|热力 [字段, …]"),
      LocalizedText(
        "Draws the rows instead of listing them; saved as SVG.", zh: "画成图而不是列成表；可保存为 SVG。"),
      example: LocalizedText("fruit | count by grade | chart bar", zh: "水果 | 计数 按 等级 | 图 柱状")),
    StageHelp(
      .save, LocalizedText("save [append] \"FILE\" [as FORMAT]", zh: "保存 [追加] \"文件\" [作为 格式]"),
      LocalizedText(
        "Writes the rows to a file, whole or not at all; the extension chooses the format.",
        zh: "把结果写入文件，要么完整写入，要么不写；格式由扩展名决定。"),
      example: LocalizedText(
        "fruit | count by grade | save \"counts.csv\"", zh: "水果 | 计数 按 等级 | 保存 \"counts.csv\"")),
  ]
}
