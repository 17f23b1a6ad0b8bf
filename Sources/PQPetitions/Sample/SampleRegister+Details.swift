import PQColumnar

extension SampleRegister {
  /// Fills in what the yearly figures do not fix, with a plausible spread.
  static func complete(_ item: inout SampleCase, _ generator: inout SeededGenerator) {
    describe(&item, &generator)
    schedule(&item, &generator)
    rate(&item)
  }

  private static func describe(_ item: inout SampleCase, _ generator: inout SeededGenerator) {
    // A repeated matter keeps its place and its category, so these follow from its origin.
    var fixed = SeededGenerator(seed: seed &+ UInt64(item.origin) &* 7_919)
    let (category, subcategory, unit, topic) = fixed.pick(categories)
    let township = fixed.pick(townships)
    item.details["category"] = category
    item.details["subcategory"] = subcategory
    item.details["unit"] = unit
    item.details["township"] = township
    item.details["village"] = township + villages[fixed.below(villages.count)]
    item.details["purpose"] = fixed.pick(purposes)
    item.details["summary"] = "反映\(township)\(topic)"
    item.details["involved"] = String(item.persons + generator.below(4))
    item.details["reached"] = item.channel == "visit" ? "county" : ""
    item.details["place"] = item.channel == "visit" ? "reception" : ""
    for flag in ["anonymous", "confidential", "backlog"] { item.details[flag] = "false" }
    item.details["litigation"] = generator.below(40) == 0 ? "true" : "false"
    item.details["urgent"] = generator.below(25) == 0 ? "true" : "false"
    let month = CivilDate(days: item.registered / 86_400).month
    item.details["epidemic"] = month <= 4 && generator.below(5) == 0 ? "true" : "false"
    item.details["in_statistics"] = "true"
  }

  private static func schedule(_ item: inout SampleCase, _ generator: inout SeededGenerator) {
    let hour: Int64 = 3_600
    let day: Int64 = 86_400
    let forwarded = item.registered + 600 + Int64(generator.below(100)) * 60
    let received = forwarded + Int64(generator.below(2)) * hour
    let accepted = received + Int64(generator.below(4)) * day
    let closedDay = item.registered / day + Int64(item.closedAfter)
    let closed = closedDay * day + 16 * hour + Int64(generator.below(50)) * 60
    item.details["petitioned"] = CivilDate(days: item.registered / day).text
    item.details["forwarded"] = CivilDateTime(seconds: forwarded).text
    item.details["dept_accepted"] = CivilDateTime(seconds: forwarded).text
    item.details["unit_received"] = CivilDateTime(seconds: received).text
    item.details["unit_accepted"] = CivilDateTime(seconds: min(accepted, closed)).text
    item.details["handling"] = "accept"
    item.details["procedure"] = item.closedAfter <= 7 ? "simple" : "ordinary"
    item.details["due"] = CivilDateTime(seconds: (accepted / day + 60) * day + 24 * hour - 60).text
    item.details["extended_days"] = "0"
    item.details["replied"] = CivilDateTime(seconds: closed).text
    item.details["closed"] = CivilDateTime(seconds: closed).text
    item.details["result"] = generator.pick(results)
    item.details["stage"] = "handling"
    item.details["rating_due"] = CivilDateTime(seconds: closed + 10 * day).text
    item.details["rated"] = CivilDateTime(seconds: closed + 2 * day).text
  }

  /// 268 of 275 rate at least one side: 217 of 223 are content with the department, 253 of 255
  /// with the unit.
  private static func rate(_ item: inout SampleCase) {
    let at = item.details.removeValue(forKey: "rated")
    if (45..<268).contains(item.number) {
      let isContent = ![60, 80, 110, 140, 170, 200].contains(item.number)
      item.details["dept_rating"] = rating(item.number, isContent, every: 9)
      item.details["dept_rating_at"] = at
    }
    if item.number < 255 {
      item.details["unit_rating"] = rating(
        item.number, ![30, 210].contains(item.number), every: 11)
      item.details["unit_rating_at"] = at
    }
  }

  private static func rating(_ number: Int, _ isContent: Bool, every step: Int) -> String {
    if !isContent { return "dissatisfied" }
    return number % step == 0 ? "basically" : "satisfied"
  }

  private static let townships: [(String, weight: Int)] = [
    ("青石镇", 9), ("柳河镇", 7), ("梅溪镇", 6), ("云岭乡", 4), ("白塔乡", 4), ("枫林乡", 3),
    ("大坪乡", 2), ("石门乡", 2), ("东岭镇", 5),
  ]

  private static let villages = ["上村", "下村", "河口村", "新建社区", "桥头村"]

  private static let purposes: [(String, weight: Int)] = [
    ("request", 12), ("suggestion", 3), ("enquiry", 3), ("appeal", 1), ("other", 1),
  ]

  private static let results: [(String, weight: Int)] = [
    ("support", 10), ("partial", 5), ("explain", 6), ("reject", 2), ("settle", 2),
  ]

  /// Category, subcategory, responsible unit and what the summary says.
  private static let categories: [((String, String, String, String), weight: Int)] = [
    (("自然资源", "征地补偿", "自然资源局", "征地补偿款未到位"), 5),
    (("城乡建设", "物业管理", "住房和城乡建设局", "小区物业服务问题"), 6),
    (("城乡建设", "房屋产权", "住房和城乡建设局", "房屋产权证办理问题"), 4),
    (("劳动社保", "拖欠工资", "人力资源和社会保障局", "工程拖欠工资问题"), 5),
    (("劳动社保", "养老保险", "人力资源和社会保障局", "养老保险补缴问题"), 3),
    (("生态环境", "噪声扰民", "生态环境局", "夜间施工噪声扰民"), 4),
    (("交通运输", "农村道路", "交通运输局", "村道路面破损问题"), 4),
    (("农业农村", "土地承包", "农业农村局", "土地承包纠纷"), 4),
    (("教育", "入学", "教育局", "子女入学问题"), 2),
    (("卫生健康", "防疫", "卫生健康局", "防疫物资供应问题"), 2),
  ]
}
