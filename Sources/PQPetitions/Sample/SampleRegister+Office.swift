import PQColumnar

extension SampleRegister {
  private static let roomLevels = ["county", "township", "village"]

  /// One room for the county, each township and each village.
  mutating func writeRooms() {
    var number = 0
    writeRoom(&number, "county", SampleVocabulary.government)
    for township in SampleVocabulary.townshipNames {
      writeRoom(&number, "township", SampleVocabulary.government(of: township))
    }
    for township in SampleVocabulary.townshipNames {
      for village in SampleVocabulary.villageNames.indices {
        let name = SampleVocabulary.village(township, village)
        writeRoom(&number, "village", SampleVocabulary.committee(name))
      }
    }
  }

  private mutating func writeRoom(_ number: inout Int, _ level: String, _ unit: String) {
    number += 1
    text[.rooms].key(SampleKey("PL", number, width: 3))
    text[.rooms].text(level)
    text[.rooms].text(unit)
    text[.rooms].date((CivilDate(year: 2019, month: 3, day: 1)?.days ?? 0) + Int64(number) * 7)
    text[.rooms].flag(true)
    text[.rooms].number(level == "county" ? 11 : level == "township" ? 7 : 5)
    text[.rooms].endLine()
  }

  /// 151 mediations in six modes, 144 of them resolved, one of those on line.
  mutating func writeMediations() {
    var generator = SeededGenerator(seed: seed &+ 5)
    let modes = WeightedChoice([
      ("onsite", 9), ("mobile", 4), ("doorstep", 4), ("video", 2), ("elevated", 2),
      ("dispatched", 2),
    ])
    let unresolved: Set = [17, 44, 90, 131]
    let suspended: Set = [28, 73, 112]
    let onLine = propertyCase()
    for number in 0..<151 {
      var day = Self.day(1, 3) + Int64(number * 355 / 151)
      if number == 24 { day = max(day, draft.cases[onLine].day + 9) }
      let outcome =
        unresolved.contains(number)
        ? "unresolved" : suspended.contains(number) ? "suspended" : "resolved"
      text[.mediations].key(SampleKey("PLJ", number + 1, width: 4))
      text[.mediations].key(SampleKey("PL", room(number, &generator), width: 3))
      text[.mediations].date(day)
      let mode = modes.pick(&generator)
      text[.mediations].text(number == 24 ? "video" : mode)
      text[.mediations].flag(number == 24)
      text[.mediations].key(caseKey(number == 24 ? onLine : mediated(day, &generator)))
      text[.mediations].text(outcome)
      let performed = day + 5 + Int64(generator.below(20))
      text[.mediations].date(outcome == "resolved" ? day : nil)
      text[.mediations].date(
        outcome == "resolved" && performed <= Self.day(12, 31) ? performed : nil)
      text[.mediations].endLine()
    }
  }

  /// The first dispute about property of the months without visits.
  private func propertyCase() -> Int {
    report.first { position in
      let item = draft.cases[position]
      return item.topic.subcategory == "房屋产权" && item.secrecy == .none && item.day > Self.day(2, 1)
    } ?? report.lowerBound
  }

  private func room(_ number: Int, _ generator: inout SeededGenerator) -> Int {
    switch generator.below(20) {
    case 0..<3: 1
    case 3..<10: 2 + generator.below(9)
    default: 11 + generator.below(54)
    }
  }

  private func mediated(_ day: Int64, _ generator: inout SeededGenerator) -> Int {
    let fitting = draft.cases.indices.filter { position in
      let item = draft.cases[position]
      return item.day < day && item.day > day - 60 && item.secrecy == .none
    }
    return fitting.isEmpty ? before.upperBound - 1 : generator.pick(fitting)
  }

  /// Every day of the year: the county twice, each township once, with somebody on duty.
  mutating func writeDailyReports() {
    var generator = SeededGenerator(seed: seed &+ 6)
    let townships = SampleVocabulary.townshipNames.map { SampleVocabulary.government(of: $0) }
    let slots =
      [(SampleVocabulary.office, "08时"), (SampleVocabulary.office, "17时")]
      + townships.map { ($0, "17时") }
    let duty = ["值班甲组", "值班乙组", "值班丙组", "值班丁组"]
    for day in Self.day(1, 1)...Self.day(12, 31) {
      for (unit, slot) in slots {
        text[.dailyReports].date(day)
        text[.dailyReports].text(unit)
        text[.dailyReports].text(slot)
        text[.dailyReports].text(duty[Int(day) % duty.count])
        text[.dailyReports].flag(true)
        text[.dailyReports].number(generator.isOne(in: 9) ? 1 + generator.below(3) : 0)
        let minute = slot == "08时" ? 8 * 60 : 17 * 60
        text[.dailyReports].time(day * 1_440 + Int64(minute - generator.below(40)))
        text[.dailyReports].endLine()
      }
    }
  }

  mutating func writeOfficeWork() {
    writeStudies()
    writePublicity()
    let tasks = [
      ("信访事项及时受理和按期办理", "办信科"), ("领导干部定期接待群众来访", "接访科"), ("重复信访专项治理", "督查科"),
      ("积案化解攻坚", "督查科"), ("信访评理室建设", "综合科"), ("最多投一次工作机制", "办信科"), ("零报告和值班制度", "综合科"),
      ("涉疫信访快速办理", "办信科"), ("法治宣传教育", "综合科"), ("学法考核", "综合科"), ("信访终结制度", "督查科"),
      ("网上信访平台应用", "办信科"),
    ]
    for (number, task) in tasks.enumerated() {
      text[.workTasks].key(SampleKey("RW", number + 1, width: 2))
      text[.workTasks].text(task.0)
      text[.workTasks].text(number % 3 == 0 ? "局长" : "分管领导")
      text[.workTasks].text(task.1)
      text[.workTasks].date(Self.day(3 + number % 10, 28))
      text[.workTasks].flag(true)
      text[.workTasks].endLine()
    }
  }

  private mutating func writeStudies() {
    let topics = [
      "信访条例", "行政法基础", "纪律处分条例", "支部工作条例", "民法典", "政务处分法", "全会精神", "宪法",
    ]
    for (number, topic) in topics.enumerated() {
      let isCode = topic == "民法典"
      text[.studies].key(SampleKey("XF", number + 1, width: 2))
      text[.studies].date(isCode ? Self.day(8, 7) : Self.day(1 + number + number / 2, 15))
      text[.studies].text(number % 2 == 0 ? "集体学习" : "中心组学习")
      text[.studies].text(topic)
      // The office has 16 members; all of them studied the civil code.
      text[.studies].number(isCode ? 16 : 12 + number % 4)
      text[.studies].number(number == 5 ? 12 : nil)
      text[.studies].endLine()
    }
  }

  private mutating func writePublicity() {
    let media = [
      ("board", 4), ("led", 6), ("billboard", 2), ("banner", 12), ("stand", 8), ("handbook", 600),
      ("leaflet", 1_500),
    ]
    for number in 0..<21 {
      let (medium, quantity) = media[number % media.count]
      text[.publicity].key(SampleKey("XC", number + 1, width: 2))
      text[.publicity].date(Self.day(2, 10) + Int64(number) * 15)
      text[.publicity].text(medium)
      text[.publicity].number(quantity + number / media.count)
      text[.publicity].text(
        number % 2 == 0
          ? "县群众来访接待中心" : SampleVocabulary.townshipNames[number % 9])
      text[.publicity].endLine()
    }
  }
}
