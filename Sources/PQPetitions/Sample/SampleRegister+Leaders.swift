import PQColumnar

extension SampleRegister {
  private static let leaders = ["县委书记", "县长", "县委副书记", "常务副县长", "分管副县长", "政法委书记"]

  /// 36 scheduled receptions of 77 persons by the principal leaders; 33 of their cases are led.
  mutating func writeReceptions() {
    var generator = SeededGenerator(seed: seed &+ 3)
    let persons = generator.shuffled(
      [5, 4, 4] + Array(repeating: 3, count: 7) + Array(repeating: 2, count: 17)
        + Array(repeating: 1, count: 9))
    let notLed: Set = [8, 19, 30]
    var used: Set<Int> = []
    for (number, day) in Self.receptionDays().enumerated() {
      guard let position = candidate(before: day, used, &generator) else { continue }
      used.insert(position)
      let key = SampleKey("JF", number + 1, width: 3)
      let leader = Self.leaders[number % 2]
      writeReception(
        key, day, "scheduled", (leader, "principal"), "县群众来访接待中心", position,
        persons[number])
      if notLed.contains(number) { continue }
      lead(position, Self.leaders[number % 6], number % 6 < 2, key, day, &generator)
    }
    writeOtherReceptions(&used, &generator)
    writeBacklog(used, &generator)
  }

  /// The 10th and the 25th of a month or the next workday, while visits are received.
  private static func receptionDays() -> [Int64] {
    let sessions = [1, 4, 5, 6, 7, 8, 9, 10, 11].flatMap { [day($0, 10), day($0, 25)] }
    let days = sessions.map { session in
      (session..<session + 20).first { RegisterDraft.isWorkday($0) } ?? session
    }
    // Two petitions a session.
    return days.flatMap { [$0, $0] }.sorted()
  }

  private func candidate(
    before day: Int64, _ used: Set<Int>, _ generator: inout SeededGenerator
  ) -> Int? {
    let fitting = draft.cases.indices.filter { position in
      let item = draft.cases[position]
      return item.day < day && item.day > day - 120 && item.secrecy == .none
        && item.termination == nil && !used.contains(position)
    }
    let visits = fitting.filter { draft.cases[$0].channel == "visit" }
    if fitting.isEmpty { return nil }
    return generator.pick(visits.count > 2 ? visits : fitting)
  }

  private mutating func writeReception(
    _ key: SampleKey, _ day: Int64, _ form: String, _ leader: (name: String, rank: String),
    _ place: String, _ position: Int?, _ persons: Int
  ) {
    text[.receptions].key(key)
    text[.receptions].date(day)
    text[.receptions].text(form)
    text[.receptions].text(leader.name)
    text[.receptions].text(leader.rank)
    text[.receptions].text(place)
    text[.receptions].key(position.map(caseKey))
    text[.receptions].number(persons)
    text[.receptions].endLine()
  }

  private mutating func lead(
    _ position: Int, _ leader: String, _ isPrincipal: Bool, _ reception: SampleKey?, _ day: Int64,
    _ generator: inout SeededGenerator, outcome: String? = nil
  ) {
    let item = draft.cases[position]
    let outcome =
      outcome ?? (item.isOpen ? "open" : generator.isOne(in: 9) ? "stabilised" : "resolved")
    let township = SampleVocabulary.government(of: item.township)
    text[.leaderCases].key(caseKey(position))
    text[.leaderCases].text(leader)
    text[.leaderCases].text(isPrincipal ? "principal" : "county")
    text[.leaderCases].text(item.topic.unit ?? township)
    text[.leaderCases].key(reception)
    text[.leaderCases].date(day + 1)
    text[.leaderCases].text("召集\(item.topic.unit ?? township)现场协调")
    let resolved = max(day + 6, item.day + Int64(item.days)) + Int64(generator.below(9))
    text[.leaderCases].date(outcome == "resolved" ? min(resolved, Self.day(12, 28)) : nil)
    text[.leaderCases].text(outcome)
    text[.leaderCases].endLine()
  }

  /// Other leaders receive in other ways.
  private mutating func writeOtherReceptions(
    _ used: inout Set<Int>, _ generator: inout SeededGenerator
  ) {
    let forms = ["random", "outgoing", "appointed", "scheduled"]
    let first = Self.day(4, 8)
    for number in 0..<38 {
      let start = first + Int64(number) * 6
      let day = (start..<start + 20).first { RegisterDraft.isWorkday($0) } ?? start
      let isCounty = number % 5 < 3
      let position = number % 4 == 3 ? nil : candidate(before: day, used, &generator)
      if let position { used.insert(position) }
      let leader = isCounty ? Self.leaders[2 + number % 4] : "县直部门负责人"
      let form = forms[number % 4]
      writeReception(
        SampleKey("JF", 37 + number, width: 3), day, form,
        (leader, isCounty ? "county" : number % 5 == 3 ? "department" : "other"),
        form == "outgoing" ? generator.pick(SampleVocabulary.townshipNames) : "县群众来访接待中心",
        position, 1 + generator.below(3))
    }
  }

  /// The backlog list of each year: three in four resolved.
  private mutating func writeBacklog(_ used: Set<Int>, _ generator: inout SeededGenerator) {
    let outcomes = ["resolved", "resolved", "stabilised", "resolved", "open", "resolved"]
    let backlog = draft.cases.indices.filter { draft.cases[$0].isBacklog && !used.contains($0) }
    for (number, position) in backlog.enumerated() {
      let day = draft.cases[position].day + 14
      lead(
        position, Self.leaders[2 + number % 4], false, nil, day, &generator,
        outcome: outcomes[number % outcomes.count])
    }
  }

  /// A few went up, alone or in twos, to reception places; nobody to the capital, no crowd.
  mutating func writeUpwardVisits() {
    var generator = SeededGenerator(seed: seed &+ 4)
    let levels = ["city", "city", "province", "city", "city", "province"]
    for (number, level) in levels.enumerated() {
      let day = Self.day(5, 12) + Int64(number) * 31
      guard let position = candidate(before: day, [], &generator) else { continue }
      text[.upwardVisits].key(SampleKey("SX", number + 1, width: 3))
      text[.upwardVisits].date(day)
      text[.upwardVisits].text(level)
      text[.upwardVisits].text("reception")
      text[.upwardVisits].number(1 + number % 3)
      text[.upwardVisits].key(caseKey(position))
      text[.upwardVisits].text(draft.cases[position].township)
      text[.upwardVisits].text("现场秩序正常")
      text[.upwardVisits].endLine()
    }
  }

  mutating func writeTerminations() {
    let terminated = draft.cases.indices.filter { draft.cases[$0].termination != nil }
    for (number, position) in terminated.enumerated() {
      let basis = draft.cases[position].termination ?? "other"
      text[.terminations].key(caseKey(position))
      text[.terminations].text(basis)
      text[.terminations].text("柳信终字〔2020〕\(number + 1)号")
      text[.terminations].date(Self.day(4, 10) + Int64(number) * 31)
      text[.terminations].text(basis == "recheck" ? "city" : "county")
      text[.terminations].endLine()
    }
  }
}
