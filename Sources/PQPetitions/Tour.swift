import PQDiagnostics

/// The tour of the sample register: ten things that an office asks, in the order in which one learns
/// to ask them.
package enum Tour {
  package struct Step: Sendable {
    package let text: LocalizedText
    package let statement: LocalizedText

    fileprivate init(
      _ english: String, zh chinese: String, _ statement: String, zh chineseStatement: String
    ) {
      self.text = LocalizedText(english, zh: chinese)
      self.statement = LocalizedText(statement, zh: chineseStatement)
    }
  }

  /// The tables that the tour asks.
  package static let tables: Set<String> = ["cases", "regions", "mediations"]

  package static let steps = [
    Step(
      "The register is a folder of tables, and everything in it is invented. `.tables` lists them, "
        + "`.schema cases` the columns of one.",
      zh: "登记数据是一个文件夹，其中每个文件是一张表，内容均为虚构。`.表` 列出各表，`.结构 信访件` 列出一张表的字段。",
      ".tables", zh: ".表"),
    Step(
      "A query begins with a table and goes through stages. Here `where` keeps rows, `count by` counts "
        + "them in groups.",
      zh: "查询从一张表开始，经过若干步骤。这里 `其中` 保留满足条件的行，`计数 按` 分组计数。",
      "cases where registered in 2020 | count by channel",
      zh: "信访件 其中 登记时间 属于 2020 | 计数 按 信访形式"),
    Step(
      "`it` is the result before: it can be asked again, here for the channels that matter most.",
      zh: "`它` 指上一个结果，可以接着查询，这里取件数最多的渠道。",
      "cases where registered in 2020 | count by channel\nit | top 3 by count",
      zh: "信访件 其中 登记时间 属于 2020 | 计数 按 信访形式\n它 | 前 3 按 件数"),
    Step(
      "Codes, periods and conditions read as one says them. `repeat` is a derived field: the same "
        + "matter was raised before.",
      zh: "代码、时段和条件照说话的样子写。`重复` 是派生字段：同一事项以前反映过。",
      "cases where channel = online and repeat and registered in 2020-Q3 | count by township "
        + "| top 5 by count",
      zh: "信访件 其中 信访形式 = 网上信访 且 重复 且 登记时间 属于 2020-Q3 | 计数 按 问题属地 | 前 5 按 件数"),
    Step(
      "Measures are figures with an agreed definition. `summarise` computes them for any group, `with "
        + "total` for all rows as well, from the rows and not from the groups.",
      zh: "指标是有统一定义的统计量。`统计` 可按任意分组计算，`含合计` 由全部行重新算出合计。",
      "cases where registered in 2020 | summarise pieces, on_time_rate, mean_days by channel "
        + "with total",
      zh: "信访件 其中 登记时间 属于 2020 | 统计 件, 按期办结率, 平均办理天数 按 信访形式 含合计"),
    Step(
      "Nobody has to take a figure on trust: `.explain` says what it divides by what, why, and which "
        + "rows are behind it.",
      zh: "数字都有出处：`.解释` 说明分子、分母、依据，以及背后是哪些行。",
      ".explain on_time_rate", zh: ".解释 按期办结率"),
    Step(
      "`compare to` runs the stages before it for another period, too, and shows the change.",
      zh: "`对比` 对另一时段再算一遍，列出增减。",
      "cases where registered in 2020-08 | count by channel | compare to 2020-07",
      zh: "信访件 其中 登记时间 属于 2020-08 | 计数 按 信访形式 | 对比 2020-07"),
    Step(
      "References lead to other tables by a dot, and back by the table's name: how mediations of "
        + "cases that came by each channel ended.",
      zh: "用点可以顺着引用到另一张表：按信访件的渠道看评理结果。",
      "mediations | count by case.channel, outcome | pivot outcome",
      zh: "评理 | 计数 按 评理信访件.信访形式, 评理结果 | 透视 评理结果"),
    Step(
      "A chart instead of a table; as SVG when it is saved.",
      zh: "画成图而不是列成表；保存时为 SVG。",
      "cases where registered in 2020 | count by month(registered) | chart line",
      zh: "信访件 其中 登记时间 属于 2020 | 计数 按 月(登记时间) | 图 折线"),
    Step(
      "Names, numbers and texts of people are masked wherever they appear; `.help .reveal` says how that "
        + "is changed, on the record. `.export FILE` writes a result, `.save FILE.pq` the session.",
      zh: "人名、证件、电话和叙述一律遮盖；`.帮助 .揭示` 说明怎样在留下记录的情况下查看原值。`.导出 文件` 写出结果，"
        + "`.保存 文件.pq` 保存本次会话。",
      "petitioners | take 3", zh: "信访人 | 取 3"),
  ]
}
