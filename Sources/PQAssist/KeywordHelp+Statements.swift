import PQDiagnostics
import PQSyntax

extension KeywordHelp {
  static let statements = [
    KeywordHelp(
      .let, form: LocalizedText("let NAME = QUERY or EXPRESSION", zh: "设 名称 = 查询或表达式"),
      LocalizedText(
        "Names a query, a value, or with parameters in brackets a function. A query is asked when the "
          + "name is used.",
        zh: "给查询、值或（名称后有括号时）函数命名。查询在用到该名称时才运行。"),
      examples: [
        LocalizedText(
          "let heavy = fruit where weight > 10\nheavy | count",
          zh: "设 重的 = 水果 其中 重量 > 10\n重的 | 计数")
      ]),
    KeywordHelp(
      .param, form: LocalizedText("param NAME [: TYPE] = DEFAULT", zh: "参数 名称 [: 类型] = 默认值"),
      LocalizedText(
        "Names a value that the caller may set: `--param NAME=VALUE`, `.params NAME=VALUE`.",
        zh: "给调用者可以设置的值命名：`--param 名称=值`、`.参数 名称=值`。"),
      examples: [
        LocalizedText(
          "param lightest = 10\nfruit where weight >= lightest",
          zh: "参数 下限 = 10\n水果 其中 重量 >= 下限")
      ]),
    KeywordHelp(
      .import,
      form: LocalizedText(
        "import \"FILE\" [as NAME] [with SETTING, …]", zh: "导入 \"文件\" [作为 名称] [设定 设置, …]"),
      LocalizedText(
        "Reads a file into a table. Settings are types of columns (`picked as date`), `day first`, "
          + "`month first`, `no header`, `delimiter \";\"`, `quote \"'\"`, `encoding \"gbk\"`.",
        zh: "把文件读入一张表。设置有：字段类型（`采摘日 作为 日期`）、`日在前`、`月在前`、`无表头`、"
          + "`分隔符 \";\"`、`引号 \"'\"`、`编码 \"gbk\"`。"),
      examples: [
        LocalizedText(
          "import \"pears.csv\" as pears\npears | count", zh: "导入 \"pears.csv\" 作为 梨\n梨 | 计数")
      ]),
    KeywordHelp(
      .include, form: LocalizedText("include \"FILE.pq\"", zh: "引入 \"文件.pq\""),
      LocalizedText(
        "Runs another script's statements here, once.", zh: "在此运行另一脚本的语句，只运行一次。"),
      examples: [LocalizedText("include \"season.pq\"", zh: "引入 \"season.pq\"")]),
    KeywordHelp(
      .print, form: LocalizedText("print \"TEXT {EXPRESSION}\"", zh: "输出 \"文字 {表达式}\""),
      LocalizedText(
        "Writes text; what stands in braces is computed, a query included.",
        zh: "输出文字；花括号中的表达式或查询换成其结果。"),
      examples: [
        LocalizedText(
          "print \"{fruit | count} kinds of fruit\"", zh: "输出 \"共 {水果 | 计数} 行\"")
      ]),
    KeywordHelp(
      .assert, form: LocalizedText("assert CONDITION [\"WHY\"]", zh: "断言 条件 [\"理由\"]"),
      LocalizedText(
        "Ends the script with a readable message when the condition is not true.",
        zh: "条件不成立时给出说明并结束脚本。"),
      examples: [
        LocalizedText(
          "assert (fruit | count) > 0 \"there is fruit\"", zh: "断言 (水果 | 计数) > 0 \"有数据\"")
      ]),
    KeywordHelp(
      .it, form: LocalizedText("it", zh: "它"),
      LocalizedText(
        "The rows of the query before; a table like any other.", zh: "上一个查询的结果，可以当作表使用。"),
      examples: [
        LocalizedText(
          "fruit | count by variety\nit | top 1 by count",
          zh: "水果 | 计数 按 品种\n它 | 前 1 按 件数")
      ]),
  ]

  static let declarations = [
    KeywordHelp(
      .table, .key, .private, .apartFrom, .default, .enumeration,
      form: LocalizedText(
        "table NAME \"中文\" key COLUMN { COLUMN TYPE[?] \"中文\" [private], … }",
        zh: "表 名称 \"中文\" 主键 字段 { 字段 类型[?] \"中文\" [隐私], … }"),
      LocalizedText(
        "Declares a table: its key, its columns with types and Chinese names. `?` marks a column that "
          + "may be missing, `enum { CODE \"中文\" }` one of few codes, `private` one that is masked, "
          + "`-> TABLE` a reference, `default` what stands where the file has nothing, `apart from` "
          + "columns that never stand beside it.",
        zh: "声明一张表：主键、各字段的类型和中文名。`?` 表示可以为空，`代码 { 代码 \"中文\" }` 表示取值为几个代码，"
          + "`隐私` 表示遮盖，`-> 表` 表示引用，`默认` 是文件中没有时的值，`不同列` 是不得同列显示的字段。"),
      examples: [
        LocalizedText(
          "table baskets \"篮子\" key id {\n  id text \"编号\"\n  size enum { small \"小\", large \"大\" }? \"大小\"\n}",
          zh:
            "表 baskets \"篮子\" 主键 id {\n  id 文本 \"编号\"\n  size 代码 { small \"小\", large \"大\" }? \"大小\"\n}"
        )
      ]),
    KeywordHelp(
      .field,
      form: LocalizedText("field TABLE.NAME \"中文\" = EXPRESSION", zh: "字段 表.名称 \"中文\" = 表达式"),
      LocalizedText(
        "Declares a column that is computed from the others of its row, or of its table.",
        zh: "声明由其他字段算出的字段。"),
      examples: [
        LocalizedText(
          "field fruit.value \"金额\" = weight * price\nfruit | top 3 by value",
          zh: "字段 水果.value \"金额\" = 重量 * 单价\n水果 | 前 3 按 金额")
      ]),
    KeywordHelp(
      .measure, .because, .dated,
      form: LocalizedText(
        "measure TABLE.NAME \"中文\" = AGGREGATE [as percent] [dated DATE] [because \"WHY\"]",
        zh: "指标 表.名称 \"中文\" = 聚合 [作为 百分比] [归期 日期] [依据 \"理由\"]"),
      LocalizedText(
        "Declares a figure of a table that `summarise` computes for any group; `dated` says by which date "
          + "a row belongs to a period, `because` why it counts so.",
        zh: "声明一个指标，`统计` 可按任意分组计算；`归期` 是一行归入时段所依据的日期，`依据` 是这样统计的理由。"),
      examples: [
        LocalizedText(
          "measure fruit.ripe_share \"成熟占比\" = share(ripe) as percent because \"handbook\"\n"
            + "fruit | summarise ripe_share",
          zh: "指标 水果.ripe_share \"成熟占比\" = 占比(成熟) 作为 百分比 依据 \"手册\"\n水果 | 统计 成熟占比")
      ]),
    KeywordHelp(
      .secret, form: LocalizedText("secret TABLE where CONDITION", zh: "不列出 表 其中 条件"),
      LocalizedText(
        "Declares rows that count in every figure and that no list shows.",
        zh: "声明计入统计但从不列出的行。"),
      examples: [LocalizedText("secret fruit where weight < 5", zh: "不列出 水果 其中 重量 < 5")]),
    KeywordHelp(
      .check,
      form: LocalizedText(
        "check TABLE.NAME \"中文\" = CONDITION because \"WHY\"", zh: "核对 表.名称 \"中文\" = 条件 依据 \"理由\""),
      LocalizedText(
        "Declares what no record should be; `.lint` counts the rows for which it is true.",
        zh: "声明记录中不应出现的情形；`.体检` 统计符合该条件的行。"),
      examples: [
        LocalizedText(
          "check fruit.weightless \"重量不足一\" = weight < 1 because \"what is picked weighs something\"",
          zh: "核对 水果.weightless \"重量不足一\" = 重量 < 1 依据 \"采摘的果实应有重量\"")
      ]),
    KeywordHelp(
      .holidays, form: LocalizedText("holidays \"FILE.csv\"", zh: "节假日 \"文件.csv\""),
      LocalizedText(
        "Reads a workday calendar instead of the built-in one: the columns date, name, kind, where kind "
          + "is `off` or `work`.",
        zh: "用文件中的工作日历代替内置的日历：列为 date、name、kind，其中 kind 为 `off` 或 `work`。"),
      examples: [LocalizedText("holidays \"days.csv\"", zh: "节假日 \"days.csv\"")]),
  ]

  static let clauses = [
    KeywordHelp(
      .by,
      form: LocalizedText("count by KEY, … · top N by EXPRESSION", zh: "计数 按 键, … · 前 N 按 表达式"),
      LocalizedText(
        "Says of which groups something is computed, or by what it is chosen.", zh: "指明分组或依据。"),
      examples: [LocalizedText("fruit | count by grade, ripe", zh: "水果 | 计数 按 等级, 成熟")]),
    KeywordHelp(
      .per, form: LocalizedText("take N per KEY, …", zh: "取 N 每 键, …"),
      LocalizedText("Does so in each group by itself.", zh: "在每一组内分别进行。"),
      examples: [
        LocalizedText("fruit | top 1 by weight per grade", zh: "水果 | 前 1 按 重量 每 等级")
      ]),
    KeywordHelp(
      .asc, .desc, form: LocalizedText("sort KEY asc|desc", zh: "排序 键 升序|降序"),
      LocalizedText("Smallest first, or largest first.", zh: "从小到大，或从大到小。"),
      examples: [LocalizedText("fruit | sort weight desc", zh: "水果 | 排序 重量 降序")]),
    KeywordHelp(
      .on, .left, .inner, .semi, .anti,
      form: LocalizedText(
        "join [left|inner|semi|anti] TABLE on CONDITION", zh: "连接 [左|内|半|反] 表 于 条件"),
      LocalizedText(
        "Says which rows belong together. `left` keeps rows without a partner, `inner` does not; `semi` "
          + "keeps rows that have one, `anti` those that have none, and neither adds columns.",
        zh: "指明哪些行相配。`左` 保留没有相配的行，`内` 不保留；`半` 只留有相配的行，`反` 只留没有相配的行，两者都不加字段。"),
      examples: [
        LocalizedText(
          "orchards | join anti fruit on name = orchard", zh: "果园 | 连接 反 水果 于 园名 = 所属果园")
      ]),
    KeywordHelp(
      .seed, form: LocalizedText("sample N seed K", zh: "抽样 N 种子 K"),
      LocalizedText("The same seed chooses the same rows.", zh: "种子相同，抽到的行相同。"),
      examples: [LocalizedText("fruit | sample 2 seed 7", zh: "水果 | 抽样 2 种子 7")]),
    KeywordHelp(
      .as, .with,
      form: LocalizedText("import \"FILE\" as NAME with SETTING", zh: "导入 \"文件\" 作为 名称 设定 设置"),
      LocalizedText(
        "`as` gives a name, a type or a format; `with` the settings of a file.",
        zh: "`作为` 后面是名称、类型或格式；`设定` 后面是读文件的设置。"),
      examples: [
        LocalizedText(
          "import \"pears.csv\" as late with delimiter \",\"",
          zh: "导入 \"pears.csv\" 作为 晚熟 设定 分隔符 \",\"")
      ]),
    KeywordHelp(
      .withTotal, .withEmpty, .withParts,
      form: LocalizedText(
        "count by KEY with total with empty", zh: "计数 按 键 含合计 含空组"),
      LocalizedText(
        "`with total` adds a row computed from all rows; `with empty` keeps codes and periods without "
          + "rows; `with parts` puts numerator and denominator behind each ratio.",
        zh: "`含合计` 增加由全部行算出的合计行；`含空组` 保留没有数据的代码和时段；`含分项` 在比率后面列出分子和分母。"),
      examples: [
        LocalizedText(
          "fruit | count by grade with total with empty", zh: "水果 | 计数 按 等级 含合计 含空组"),
        LocalizedText(
          "fruit | summarise ripe = share(ripe) by grade with parts",
          zh: "水果 | 统计 熟 = 占比(成熟) 按 等级 含分项"),
      ]),
  ]
}
