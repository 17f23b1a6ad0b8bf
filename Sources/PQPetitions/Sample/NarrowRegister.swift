import PQColumnar

/// A register of any size with two tables and few columns, for measuring: cases, and mediations of
/// every twentieth case.
///
/// Three cases in ten bring up a new matter of a new petitioner; the others take up an earlier one.
/// Everything about a case follows from the seed and its number. One case in thirty is open, and so
/// is what would close after the last day.
package struct NarrowRegister {
  package static let tables: [RegisterTable] = [.cases, .mediations]

  static let caseColumns = [
    "id", "matter", "petitioner", "persons", "channel", "township", "unit", "registered", "due",
    "closed", "rework", "summary",
  ]
  static let mediationColumns = ["id", "room", "date", "mode", "online", "case", "outcome"]

  /// The office of a large register with the same settings: its places and days are those here.
  private let office: LargeRegister
  private let governments: [String]
  private let caseCount: Int

  package init(_ settings: LargeRegisterSettings) {
    office = LargeRegister(settings)
    governments = office.townships.map { SampleVocabulary.government(of: $0) }
    caseCount = settings.caseCount
  }

  /// Hands the lines of both files on, piece by piece.
  package func write<Failure: Error>(
    to sink: (RegisterTable, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var cases = CSVText(header: Self.caseColumns)
    var mediations = CSVText(header: Self.mediationColumns)
    for number in 0..<caseCount {
      appendCase(number, to: &cases)
      if number % 20 == 19 { appendMediation(number / 20, to: &mediations) }
      guard number % 1_000 == 999 || number == caseCount - 1 else { continue }
      try sink(.cases, cases.bytes)
      try sink(.mediations, mediations.bytes)
      cases.removeAll()
      mediations.removeAll()
    }
  }

  private func key(_ number: Int) -> SampleKey {
    SampleKey("XF", number + 1, width: 9)
  }

  // MARK: - A case

  private func appendCase(_ number: Int, to csv: inout CSVText) {
    var generator = office.generator(30, number)
    // How many matters there were before this case's ten, and in them.
    let matterCount = number / 10 * 3 + min(3, number % 10)
    let isNew = number % 10 < 3
    let matter =
      isNew ? matterCount : LargeRegister.earlierMatter(of: matterCount, &generator)
    let isSamePerson = isNew || generator.below(100) < 30
    let person = isSamePerson ? matter : generator.below(matterCount)
    var ofMatter = office.generator(31, matter)
    let township = office.townshipWeights.pick(&ofMatter)
    let subject = Self.subjects.pick(&ofMatter)

    csv.key(key(number))
    csv.key(SampleKey("M", matter + 1, width: 8))
    csv.key(SampleKey("P", person + 1, width: 8))
    csv.number(persons(&generator))
    csv.text(LargeRegister.channels.pick(&generator))
    csv.text(office.townships[township])
    csv.text(subject.unit ?? governments[township])
    appendTimes(number, to: &csv, &generator)
    csv.number(generator.isOne(in: 8) ? 1 + generator.next().leadingZeroBitCount : 0)
    csv.text(Self.verbs.pick(&generator))
    csv.more(office.townships[township])
    csv.more(subject.before)
    csv.more(1 + generator.below(900))
    csv.more(subject.after)
    csv.endLine()
  }

  /// Half of the petitions have one person, a quarter up to three, an eighth up to seven …
  private func persons(_ generator: inout SeededGenerator) -> Int {
    let most = 1 << min(10, generator.next().leadingZeroBitCount)
    return most + generator.below(most)
  }

  private func appendTimes(
    _ number: Int, to csv: inout CSVText, _ generator: inout SeededGenerator
  ) {
    let day = LargeRegister.minutesPerDay
    let registered = office.day(number) * day + 510 + Int64(generator.below(520))
    var days = Int64(SampleVocabulary.durations.pick(&generator))
    // One case in 16 takes longer, one in 32 twice that, and so on.
    if generator.isOne(in: 16) { days += 30 << Int64(generator.next().leadingZeroBitCount % 5) }
    let closed = (registered / day + days) * day + 480 + Int64(generator.below(540))
    let isOpen = generator.isOne(in: 30)
    csv.time(registered)
    csv.time((registered / day + 60) * day + day - 1)
    csv.time(isOpen ? nil : office.known(closed))
  }

  // MARK: - What it says

  private struct Subject {
    /// `nil` stands for the government of the township.
    var unit: String?
    var before: String
    var after: String

    init(_ unit: String?, _ before: String, _ after: String) {
      self.unit = unit
      self.before = before
      self.after = after
    }
  }

  private static let verbs = WeightedChoice([
    ("反映", 6), ("请求解决", 4), ("投诉", 3), ("咨询", 2), ("要求处理", 1),
  ])

  private static let subjects = WeightedChoice([
    (Subject("人力资源和社会保障局", "工地拖欠", "名工人工资"), 5),
    (Subject("人力资源和社会保障局", "企业拖欠", "个月工资未付"), 2),
    (Subject("人力资源和社会保障局", "拖欠", "万元货款不还"), 1),
    (Subject("人力资源和社会保障局", "企业", "名职工工资标准低"), 1),
    (Subject("自然资源局", "征地", "户补偿款未到位"), 5),
    (Subject("住房和城乡建设局", "小区", "号楼物业服务差"), 6),
    (Subject("住房和城乡建设局", "小区", "户产权证未办理"), 4),
    (Subject("生态环境局", "夜间施工影响", "户休息"), 4),
    (Subject("交通运输局", "村道", "米路面破损"), 3),
    (Subject("农业农村局", "土地承包", "亩界址不清"), 3),
    (Subject("教育局", "片区", "名子女入学难"), 2),
    (Subject(nil, "宅基地审批拖了", "天"), 4),
    (Subject(nil, "垃圾", "天没有清运"), 3),
    (Subject(nil, "低保", "口人资格认定问题"), 3),
  ])

  // MARK: - A mediation

  /// One of every twenty cases, now and then one of earlier ones again.
  private func appendMediation(_ number: Int, to csv: inout CSVText) {
    var generator = office.generator(32, number)
    let recent = number * 20 + generator.below(20)
    let ofCase = generator.isOne(in: 10) ? max(0, recent - generator.below(4_000)) : recent
    csv.key(SampleKey("PLJ", number + 1, width: 8))
    csv.key(SampleKey("PL", 1 + generator.below(office.townships.count * 7), width: 4))
    csv.date(office.day(ofCase) + 5 + Int64(generator.below(20)))
    csv.text(LargeRegister.modes.pick(&generator))
    csv.flag(generator.isOne(in: 12))
    csv.key(key(ofCase))
    csv.text(
      generator.below(20) > 0 ? "resolved" : generator.isOne(in: 3) ? "suspended" : "unresolved")
    csv.endLine()
  }
}
