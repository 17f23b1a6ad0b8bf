import PQColumnar

extension LargeRegister {
  /// What else happens about a case: receptions, leaders, mediations, visits, terminations.
  mutating func writeAround(
    _ record: CaseRecord, _ number: Int, _ generator: inout SeededGenerator
  ) {
    let day = record.registered / 1_440
    let isReceived = generator.isOne(in: 8)
    if isReceived { writeReception(record, number, day + 3, &generator) }
    if isReceived ? generator.below(12) > 0 : record.isBacklog {
      writeLeaderCase(record, isReceived ? number : nil, day + 4, &generator)
    }
    if generator.below(3) == 0 { writeMediation(record, number, day + 5, &generator) }
    if generator.isOne(in: 90) { writeUpwardVisit(record, number, day + 20, &generator) }
    if generator.isOne(in: 120), let closed = record.closed {
      text[.terminations].key(record.id)
      text[.terminations].text(Self.bases.pick(&generator))
      text[.terminations].text("终字\(number + 1)号")
      text[.terminations].date(closed / 1_440 + 40)
      text[.terminations].text("county")
      text[.terminations].endLine()
    }
  }

  private static let bases = WeightedChoice([
    ("recheck", 5), ("lapsed", 4), ("agreement", 3), ("verified", 3), ("judicial", 4),
    ("party_gone", 1),
  ])
  private static let forms = ["scheduled", "random", "outgoing", "appointed"]
  private static let ranks = WeightedChoice([
    ("principal", 5), ("county", 6), ("department", 3), ("other", 1),
  ])
  static let modes = WeightedChoice([
    ("onsite", 9), ("mobile", 4), ("doorstep", 4), ("video", 2), ("elevated", 2),
    ("dispatched", 2),
  ])

  private mutating func writeReception(
    _ record: CaseRecord, _ number: Int, _ day: Int64, _ generator: inout SeededGenerator
  ) {
    text[.receptions].key(SampleKey("JF", number + 1, width: 8))
    text[.receptions].date(day)
    text[.receptions].text(generator.pick(Self.forms))
    text[.receptions].text("领导\(generator.below(30) + 1)")
    text[.receptions].text(Self.ranks.pick(&generator))
    text[.receptions].text(record.township)
    text[.receptions].key(record.id)
    text[.receptions].number(record.persons)
    text[.receptions].endLine()
  }

  private mutating func writeLeaderCase(
    _ record: CaseRecord, _ reception: Int?, _ day: Int64, _ generator: inout SeededGenerator
  ) {
    let outcome = record.closed == nil ? "open" : generator.isOne(in: 6) ? "stabilised" : "resolved"
    text[.leaderCases].key(record.id)
    text[.leaderCases].text("领导\(generator.below(30) + 1)")
    text[.leaderCases].text("county")
    text[.leaderCases].text(record.unit)
    text[.leaderCases].key(reception.map { SampleKey("JF", $0 + 1, width: 8) })
    text[.leaderCases].date(day)
    text[.leaderCases].text("现场协调")
    text[.leaderCases].date(outcome == "resolved" ? record.closed.map { $0 / 1_440 } : nil)
    text[.leaderCases].text(outcome)
    text[.leaderCases].endLine()
  }

  private mutating func writeMediation(
    _ record: CaseRecord, _ number: Int, _ day: Int64, _ generator: inout SeededGenerator
  ) {
    let isResolved = generator.below(20) > 0
    text[.mediations].key(SampleKey("PLJ", number + 1, width: 8))
    text[.mediations].key(SampleKey("PL", 1 + generator.below(townships.count * 7), width: 4))
    text[.mediations].date(day)
    text[.mediations].text(Self.modes.pick(&generator))
    text[.mediations].flag(generator.isOne(in: 12))
    text[.mediations].key(record.id)
    text[.mediations].text(
      isResolved ? "resolved" : generator.isOne(in: 3) ? "suspended" : "unresolved")
    text[.mediations].date(isResolved ? day : nil)
    text[.mediations].date(isResolved ? day + Int64(5 + generator.below(20)) : nil)
    text[.mediations].endLine()
  }

  private mutating func writeUpwardVisit(
    _ record: CaseRecord, _ number: Int, _ day: Int64, _ generator: inout SeededGenerator
  ) {
    let level = generator.below(10)
    text[.upwardVisits].key(SampleKey("SX", number + 1, width: 8))
    text[.upwardVisits].date(day)
    text[.upwardVisits].text(level < 6 ? "city" : level < 9 ? "province" : "national")
    text[.upwardVisits].text(generator.isOne(in: 15) ? "other" : "reception")
    text[.upwardVisits].number(record.persons)
    text[.upwardVisits].key(record.id)
    text[.upwardVisits].text(record.township)
    text[.upwardVisits].text("秩序正常")
    text[.upwardVisits].endLine()
  }

  /// One report a day of every township; one in five thousand is missing.
  mutating func writeDailyReports(_ day: Int64) {
    var generator = generator(20, Int(day))
    for township in townships {
      let items = generator.isOne(in: 9) ? 1 + generator.below(3) : 0
      let minute = Int64(17 * 60 - generator.below(40))
      if generator.isOne(in: 5_000) { continue }
      text[.dailyReports].date(day)
      text[.dailyReports].text(SampleVocabulary.government(of: township))
      text[.dailyReports].text("17时")
      text[.dailyReports].text("值班组")
      text[.dailyReports].flag(true)
      text[.dailyReports].number(items)
      text[.dailyReports].time(day * 1_440 + minute)
      text[.dailyReports].endLine()
    }
  }

  mutating func writeOfficeWork() {
    let media = ["board", "led", "billboard", "banner", "stand", "handbook", "leaflet"]
    for year in settings.years {
      guard let first = CivilDate(year: year, month: 1, day: 1)?.days else { continue }
      for number in 0..<12 {
        let day = first + Int64(number) * 30
        let name = "\(year)\(number + 10)"
        writeRow(
          .studies,
          ["XF\(name)", CivilDate(days: day + 6).text, "集体学习", "信访条例", "\(12 + number % 5)", ""])
        writeRow(
          .publicity,
          [
            "XC\(name)", CivilDate(days: day + 9).text, media[number % 7], "\(number * 3 + 2)",
            "县城",
          ])
        writeRow(
          .workTasks,
          ["RW\(name)", "年度任务\(number + 1)", "局长", "综合科", CivilDate(days: day + 29).text, "true"])
      }
    }
  }
}
