/// What a case is about: its place among the contents, who handles it, what the petition says.
struct SampleTopic {
  var category: String
  var subcategory: String
  /// The responsible unit; `nil` stands for the government of the township.
  var unit: String?
  var words: String

  init(_ category: String, _ subcategory: String, _ unit: String?, _ words: String) {
    self.category = category
    self.subcategory = subcategory
    self.unit = unit
    self.words = words
  }
}

/// The invented county: its townships, villages, units and what people petition about.
enum SampleVocabulary {
  static let county = "柳溪县"
  static let office = "县信访局"
  static let government = "县政府"

  static let townships = WeightedChoice([
    ("青石镇", 9), ("柳河镇", 7), ("梅溪镇", 6), ("东岭镇", 5), ("云岭乡", 4), ("白塔乡", 4),
    ("枫林乡", 3), ("大坪乡", 2), ("石门乡", 2),
  ])

  static let townshipNames = [
    "青石镇", "柳河镇", "梅溪镇", "东岭镇", "云岭乡", "白塔乡", "枫林乡", "大坪乡", "石门乡",
  ]

  static let villageNames = ["上村", "下村", "河口村", "桥头村", "中心村", "新建社区"]

  static let topics = WeightedChoice([
    (SampleTopic("自然资源", "征地补偿", "自然资源局", "征地补偿款未到位"), 5),
    (SampleTopic("城乡建设", "物业管理", "住房和城乡建设局", "小区物业服务问题"), 6),
    (SampleTopic("城乡建设", "房屋产权", "住房和城乡建设局", "房屋产权证办理问题"), 4),
    (SampleTopic("劳动社保", "拖欠工资", "人力资源和社会保障局", "工程拖欠工资问题"), 5),
    (SampleTopic("劳动社保", "养老保险", "人力资源和社会保障局", "养老保险补缴问题"), 3),
    (SampleTopic("生态环境", "噪声扰民", "生态环境局", "夜间施工噪声扰民"), 4),
    (SampleTopic("交通运输", "农村道路", "交通运输局", "村道路面破损问题"), 3),
    (SampleTopic("农业农村", "土地承包", "农业农村局", "土地承包纠纷"), 3),
    (SampleTopic("教育", "入学", "教育局", "子女入学问题"), 2),
    (SampleTopic("农业农村", "宅基地", nil, "宅基地审批问题"), 4),
    (SampleTopic("城乡建设", "环境卫生", nil, "垃圾清运不及时"), 3),
    (SampleTopic("民政", "低保救助", nil, "低保资格认定问题"), 3),
  ])

  static let epidemicTopics = [
    SampleTopic("卫生健康", "防疫", "卫生健康局", "防疫物资供应问题"),
    SampleTopic("卫生健康", "复工复产", "卫生健康局", "复工复产防疫要求问题"),
    SampleTopic("卫生健康", "出行管控", nil, "村口封路出行不便"),
  ]

  static let disclosureTopic = SampleTopic("村务公开", "集体资产", nil, "村集体资产账目不清")
  static let litigationTopic = SampleTopic("政法", "民事判决", "司法局", "对生效判决不服")

  /// Departments of the county, as the topics name them, and those that only report or mediate.
  static let departments = [
    "县信访局", "自然资源局", "住房和城乡建设局", "人力资源和社会保障局", "生态环境局", "交通运输局",
    "农业农村局", "教育局", "卫生健康局", "司法局",
  ]

  static let results = WeightedChoice([
    ("support", 10), ("partial", 5), ("explain", 6), ("reject", 2), ("settle", 2),
  ])

  static let purposes = WeightedChoice([
    ("request", 14), ("suggestion", 3), ("enquiry", 2), ("appeal", 1), ("other", 1),
  ])

  /// Days from registration to closing: most within two weeks, with a long tail.
  static let durations = WeightedChoice([
    (2, 4), (3, 6), (4, 7), (5, 9), (6, 9), (7, 9), (8, 8), (9, 8), (10, 7), (12, 8), (14, 7),
    (15, 5), (18, 4), (21, 4), (26, 3), (32, 2), (40, 2), (52, 1),
  ])

  static func village(_ township: String, _ number: Int) -> String {
    township + villageNames[number % villageNames.count]
  }

  static func committee(_ village: String) -> String { village + "村委会" }
  static func government(of township: String) -> String { township + "政府" }
}
