import PQDiagnostics
import PQSyntax

extension KeywordHelp {
  static let operators = [
    KeywordHelp(
      .and, .or, .not, form: LocalizedText("A and B · A or B · not A", zh: "甲 且 乙 · 甲 或 乙 · 非 甲"),
      LocalizedText(
        "A condition is true or false, never a third thing.", zh: "条件只有成立和不成立两种。"),
      examples: [
        LocalizedText(
          "fruit where ripe and not (grade = juice or weight < 5)",
          zh: "水果 其中 成熟 且 非 (等级 = 榨汁 或 重量 < 5)")
      ]),
    KeywordHelp(
      .in, .notIn,
      form: LocalizedText(
        "X in (A, B) · X in PERIOD · X in (QUERY)", zh: "甲 属于 (乙, 丙) · 甲 属于 时段 · 甲 属于 (查询)"),
      LocalizedText(
        "Whether a value is one of several, lies in a period, or is in the only column of a query.",
        zh: "取值是否为其中之一、是否在时段内，或是否在查询的唯一一列中。"),
      examples: [
        LocalizedText("fruit where grade in (prime, good)", zh: "水果 其中 等级 属于 (特级, 一级)"),
        LocalizedText("fruit where picked in 2020-08", zh: "水果 其中 采摘日 属于 2020-08"),
      ]),
    KeywordHelp(
      .contains, .startsWith, .endsWith,
      form: LocalizedText("TEXT contains|starts with|ends with TEXT", zh: "文本 包含|开头是|结尾是 文本"),
      LocalizedText("Compares texts letter by letter.", zh: "逐字比较文本。"),
      examples: [
        LocalizedText("fruit where variety starts with \"g\"", zh: "水果 其中 品种 开头是 \"g\"")
      ]),
    KeywordHelp(
      .isMissing, .isNotMissing, .missing,
      form: LocalizedText("X is [not] missing", zh: "甲 为空 · 甲 不为空"),
      LocalizedText(
        "Whether there is a value. A missing value equals only `missing`; any other comparison with it is "
          + "false, and arithmetic with it is missing.",
        zh: "是否有值。空值只等于 `空值`，与其他值比较都不成立，参与计算得空值。"),
      examples: [LocalizedText("fruit where price is missing", zh: "水果 其中 单价 为空")]),
    KeywordHelp(
      .if, .then, .else, form: LocalizedText("if CONDITION then A else B", zh: "如果 条件 则 甲 否则 乙"),
      LocalizedText("One of two values.", zh: "两个值中取一个。"),
      examples: [
        LocalizedText(
          "fruit | derive size = if weight > 10 then \"large\" else \"small\"",
          zh: "水果 | 派生 大小 = 如果 重量 > 10 则 \"大\" 否则 \"小\"")
      ]),
    KeywordHelp(
      .match,
      form: LocalizedText("match X { VALUE => A, else => B }", zh: "匹配 甲 { 取值 => 乙, 否则 => 丙 }"),
      LocalizedText("One of several values, by the value of an expression.", zh: "按表达式的取值选一个值。"),
      examples: [
        LocalizedText(
          "fruit | derive use = match grade { juice => \"press\", else => \"shop\" }",
          zh: "水果 | 派生 用途 = 匹配 等级 { 榨汁 => \"榨汁\", 否则 => \"鲜食\" }")
      ]),
  ]

  static let values = [
    KeywordHelp(
      .true, .false, form: LocalizedText("true · false", zh: "是 · 否"),
      LocalizedText(
        "What a column of yes and no holds; alone it is a condition already.",
        zh: "是否字段的取值；这样的字段本身就是条件。"),
      examples: [LocalizedText("fruit where ripe = false", zh: "水果 其中 成熟 = 否")]),
    KeywordHelp(
      .today, .yesterday, .tomorrow, .thisWeek, .lastWeek, .nextWeek, .thisMonth, .lastMonth,
      .nextMonth, .thisQuarter, .lastQuarter, .nextQuarter, .thisYear, .lastYear, .nextYear,
      .weekToDate, .monthToDate, .quarterToDate, .yearToDate, .last, .next, .days, .weeks, .months,
      .quarters, .years,
      form: LocalizedText(
        "today · last month · this year · last 7 days · year to date",
        zh: "今天 · 上月 · 今年 · 最近 7 天 · 今年以来"),
      LocalizedText(
        "Days and periods that are told from today: yesterday, tomorrow; this, last, next week, month, "
          + "quarter, year; last or next N days, weeks, months, quarters, years; week, month, quarter, "
          + "year to date. `--today` and `.today` say what today means.",
        zh: "相对今天的日期和时段：昨天、明天；本周、上周、下周，本月、上月、下月，本季度、上季度、下季度，今年、去年、明年；"
          + "最近或未来 N 天、周、个月、个季度、年；本周、本月、本季度、今年以来。`--today` 和 `.今天` 规定今天是哪一天。"),
      examples: [
        LocalizedText("fruit where picked in last 3 months", zh: "水果 其中 采摘日 属于 最近 3 个月"),
        LocalizedText("fruit where picked in this year", zh: "水果 其中 采摘日 属于 今年"),
      ]),
    KeywordHelp(
      .text, .int, .number, .bool, .date, .datetime, .duration, .period,
      form: LocalizedText(
        "text · int · number · bool · date · datetime · duration · period",
        zh: "文本 · 整数 · 数值 · 是否 · 日期 · 时间 · 时长 · 时段"),
      LocalizedText(
        "The types that a column, a param or a parameter of a function may be declared with.",
        zh: "字段、参数和函数参数可以声明的类型。"),
      examples: [
        LocalizedText(
          "param season : period = 2020-08\nfruit where picked in season",
          zh: "参数 季节 : 时段 = 2020-08\n水果 其中 采摘日 属于 季节")
      ]),
    KeywordHelp(
      .sum, .mean, .median, .share,
      form: LocalizedText(
        "sum(X) · mean(X) · median(X) · share(CONDITION)", zh: "合计(甲) · 平均(甲) · 中位数(甲) · 占比(条件)"),
      LocalizedText(
        "Figures of the rows of a group; each also takes `where`.", zh: "一组行的统计量，都可以带 `其中`。"),
      examples: [
        LocalizedText(
          "fruit | summarise sum(weight), mean(price), share(ripe) by grade",
          zh: "水果 | 统计 合计(重量), 平均(单价), 占比(成熟) 按 等级")
      ]),
  ]

  static let options = [
    KeywordHelp(
      .barChart, .line, .heat, form: LocalizedText("chart bar|line|heat", zh: "图 柱状|折线|热力"),
      LocalizedText(
        "Bars for groups, a line along the calendar, colored cells for two keys.",
        zh: "柱状图用于分组，折线图沿时间，热力图用于两个键。"),
      examples: [
        LocalizedText("fruit | count by grade | chart bar", zh: "水果 | 计数 按 等级 | 图 柱状"),
        LocalizedText(
          "fruit | count by month(picked) | chart line", zh: "水果 | 计数 按 月(采摘日) | 图 折线"),
      ]),
    KeywordHelp(
      .percent, form: LocalizedText("EXPRESSION as percent", zh: "表达式 作为 百分比"),
      LocalizedText("Shows a ratio in percent.", zh: "以百分比显示比率。"),
      examples: [
        LocalizedText(
          "measure fruit.ripe_rate = share(ripe) as percent\nfruit | summarise ripe_rate",
          zh: "指标 水果.ripe_rate = 占比(成熟) 作为 百分比\n水果 | 统计 ripe_rate")
      ]),
    KeywordHelp(
      .dayFirst, .monthFirst, .noHeader, .delimiter, .quote, .encoding, .sheet,
      form: LocalizedText(
        "import … with day first, delimiter \";\", encoding \"gbk\"",
        zh: "导入 … 设定 日在前, 分隔符 \";\", 编码 \"gbk\""),
      LocalizedText(
        "How a file is written, where that cannot be told from its bytes: `day first` or `month first` for "
          + "dates such as 03/04/2020, `no header` without a line of names, `delimiter`, `quote`, "
          + "`encoding`. `sheet` is for workbooks.",
        zh: "文件的写法，不能从内容看出时指明：`日在前` 或 `月在前` 用于 03/04/2020 这样的日期，`无表头` 表示没有标题行，"
          + "`分隔符`、`引号`、`编码`；`工作表` 用于电子表格。"),
      examples: [
        LocalizedText(
          "import \"pears.csv\" as pears with encoding \"utf-8\", delimiter \",\"",
          zh: "导入 \"pears.csv\" 作为 梨 设定 编码 \"utf-8\", 分隔符 \",\"")
      ]),
    KeywordHelp(
      .numerator, .denominator,
      form: LocalizedText(
        "rows(MEASURE, numerator|denominator [, PERIOD])", zh: "明细(指标, 分子|分母 [, 时段])"),
      LocalizedText("The rows behind a figure.", zh: "一个数字背后的各行。"),
      examples: [LocalizedText("rows(mean_weight, numerator)", zh: "明细(平均重量, 分子)")]),
  ]
}
