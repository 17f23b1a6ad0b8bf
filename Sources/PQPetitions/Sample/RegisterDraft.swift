import PQColumnar
import PQFunctions

/// The cases of the sample register as they take shape: each step gives some of them a part, chosen
/// by the seed among those that can play it.
struct RegisterDraft {
  var cases: [DraftCase] = []
  /// Who petitions: where each lives, and for whom a proxy speaks.
  var people: [(township: String, village: String, principal: Int?)] = []
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// Adds a year's cases, all but their people.
  mutating func add(_ plan: SampleYear) {
    let range = cases.count..<cases.count + plan.caseCount
    let made = days(of: plan).map { newCase(plan.year, $0) }
    cases += made.sorted { ($0.day, $0.minute) < ($1.day, $1.minute) }
    chooseChannels(plan, range)
    chooseSecrecy(range)
    choosePersons(plan, range)
    chooseRepeats(plan, range)
    chooseSpecialCases(plan, range)
    chooseDurations(plan, range)
    chooseRatings(plan, range)
    describe(range)
  }

  /// Returns positions of cases that fit, chosen by the seed, ascending.
  mutating func choose(
    _ count: Int, _ range: Range<Int>, where fits: (DraftCase) -> Bool
  ) -> [Int] {
    let candidates = range.filter { fits(cases[$0]) }
    precondition(candidates.count >= count, "the sample has too few cases for this part")
    return generator.shuffled(candidates).prefix(count).sorted()
  }

  // MARK: - When and how

  /// Registration ends in the middle of December, so that everything is closed and rated by the
  /// end of the year.
  private mutating func days(of plan: SampleYear) -> [Int64] {
    guard let first = CivilDate(year: plan.year, month: 1, day: 1),
      let last = CivilDate(year: plan.year, month: 12, day: 16)
    else { return [] }
    let days = Array(first.days...last.days)
    let weights = WeightedChoice(
      days.map { day in
        let season = plan.seasons[CivilDate(days: day).month - 1]
        return (day, weight: season * (Self.isWorkday(day) ? 9 : 1))
      })
    return (0..<plan.caseCount).map { number in
      let slot = weights.total / plan.caseCount
      return days[weights.position(number * slot + generator.below(slot))]
    }
  }

  private mutating func newCase(_ year: Int, _ day: Int64) -> DraftCase {
    let minute =
      Self.isWorkday(day) ? 8 * 60 + 20 + generator.below(510) : 8 * 60 + generator.below(780)
    return DraftCase(year: year, day: day, minute: minute)
  }

  static func isWorkday(_ day: Int64) -> Bool {
    (try? HolidayCalendar.china.isWorkday(day)) ?? true
  }

  /// Visits were suspended for the epidemic, and came back step by step.
  private static func receivesVisits(_ day: Int64) -> Bool {
    guard let suspended = CivilDate(year: 2020, month: 1, day: 24)?.days,
      let resumed = CivilDate(year: 2020, month: 4, day: 1)?.days
    else { return true }
    if (suspended..<resumed).contains(day) { return false }
    return !(resumed..<resumed + 45).contains(day) || day % 3 == 0
  }

  private mutating func chooseChannels(_ plan: SampleYear, _ range: Range<Int>) {
    for (channel, count) in plan.channels {
      let chosen = choose(count, range) {
        $0.channel.isEmpty && Self.isWorkday($0.day)
          && (channel != "visit" || Self.receivesVisits($0.day))
      }
      for position in chosen { cases[position].channel = channel }
    }
    for position in range where cases[position].channel.isEmpty {
      cases[position].channel = "online"
    }
  }

  private mutating func chooseSecrecy(_ range: Range<Int>) {
    for position in choose(2, range, where: { $0.channel == "letter" }) {
      cases[position].secrecy = .anonymous
    }
    for position in choose(2, range, where: { $0.channel == "online" }) {
      cases[position].secrecy = .anonymous
    }
    for (secrecy, count) in [(DraftCase.Secrecy.disclosure, 4), (.confidential, 3)] {
      for position in choose(count, range, where: { $0.secrecy == .none }) {
        cases[position].secrecy = secrecy
      }
    }
  }

  private mutating func choosePersons(_ plan: SampleYear, _ range: Range<Int>) {
    for (persons, count) in plan.persons {
      let chosen = choose(count, range) {
        $0.persons == 1 && $0.secrecy == .none && (persons < 5 || $0.channel != "phone")
      }
      for position in chosen { cases[position].persons = persons }
    }
  }
}
