extension RegisterDraft {
  /// Some cases take up an earlier matter: most by the same petitioner, some by a co-signer or a
  /// proxy. A matter that came back comes back again more easily.
  mutating func chooseRepeats(_ plan: SampleYear, _ range: Range<Int>) {
    let later = range.dropFirst(plan.caseCount / 5)
    let chosen = choose(plan.repeatCount, later) { $0.secrecy == .none && $0.persons < 5 }
    var returned: [Int] = []
    for (number, position) in chosen.enumerated() {
      var candidates = (max(0, position - 160)..<position).filter {
        cases[$0].secrecy == .none && cases[$0].day < cases[position].day
      }
      let link = Self.links[number % Self.links.count]
      if link == .cosigner { candidates.removeAll { cases[$0].persons == 1 } }
      if link == .petitioner, number % 3 == 2 { candidates = returned }
      guard !candidates.isEmpty else { continue }
      cases[position].link = link
      cases[position].origin = generator.pick(candidates)
      returned.append(position)
    }
    precondition(returned.count == chosen.count, "a repeat of the sample has no earlier case")
    // The same matter, but other people: no repeats.
    for position in choose(4, later, where: { $0.secrecy == .none && !$0.isRepeat }) {
      cases[position].sharedMatter = range.lowerBound + generator.below(plan.caseCount / 5)
    }
    for position in choose(1, later, where: { $0.secrecy == .anonymous }) {
      cases[position].sharedMatter = range.lowerBound + generator.below(plan.caseCount / 5)
    }
  }

  private static let links: [DraftCase.Link] = [
    .petitioner, .petitioner, .petitioner, .cosigner, .petitioner, .petitioner, .petitioner,
    .petitioner, .proxy, .petitioner, .petitioner,
  ]

  mutating func chooseSpecialCases(_ plan: SampleYear, _ range: Range<Int>) {
    let epidemic = choose(plan.epidemicCount, range) {
      $0.isPlain && $0.persons < 3 && $0.channel != "visit"
        && (18_290..<18_370).contains($0.day)
    }
    for position in epidemic { cases[position].isEpidemic = true }
    let open = choose(plan.openCount, range) { $0.isPlain && (18_570..<18_590).contains($0.day) }
    for position in open { cases[position].isOpen = true }
    for position in choose(2, range.prefix(plan.caseCount / 2), where: { $0.isPlain }) {
      cases[position].isExtended = true
    }
    for position in choose(plan.lateCount, range.prefix(plan.caseCount / 2), where: { $0.isPlain })
    {
      cases[position].isLate = true
    }
    for position in choose(plan.reworkCount, range.prefix(220), where: { $0.isPlain }) {
      cases[position].rework = 1
    }
    for position in choose(10, range.prefix(180), where: { $0.isPlain }) {
      cases[position].isBacklog = true
    }
    for position in choose(plan.outsideStatistics, range, where: { $0.isPlain }) {
      cases[position].isInStatistics = false
    }
    for position in choose(plan.caseCount - plan.onceCount, range, where: { !$0.isRepeat }) {
      cases[position].isOnce = false
    }
    if plan.year == SampleYear.report.year { blockOne(range) }
    if plan.year == SampleYear.before.year { terminate(range) }
  }

  /// Cases of the year before that ended for good in the report's year.
  private mutating func terminate(_ range: Range<Int>) {
    let bases = ["judicial", "judicial", "judicial", "recheck", "agreement"]
    let chosen = choose(
      bases.count, range.prefix(150), where: { $0.isPlain && $0.sharedMatter == nil })
    for (position, basis) in zip(chosen, bases) { cases[position].termination = basis }
  }

  /// One terminated matter was brought up again, and not accepted.
  private mutating func blockOne(_ range: Range<Int>) {
    guard let terminated = cases.indices.first(where: { cases[$0].termination == "judicial" }),
      let position = range.last(where: { cases[$0].isRepeat && cases[$0].link == .petitioner })
    else { return }
    cases[position].origin = terminated
    cases[position].isBlocked = true
  }

  /// Days to close, with a long tail, that sum to what the year's mean asks for.
  mutating func chooseDurations(_ plan: SampleYear, _ range: Range<Int>) {
    for position in range {
      let days = SampleVocabulary.durations.pick(&generator)
      cases[position].days = min(days, longest(position))
      if cases[position].isEpidemic { cases[position].days = generator.below(2) }
      if cases[position].isExtended { cases[position].days = 66 + generator.below(15) }
      if cases[position].isLate { cases[position].days = 76 + generator.below(20) }
      if cases[position].isOpen { cases[position].days = 0 }
      if cases[position].isBlocked { cases[position].days = 3 }
    }
    let movable = range.filter { cases[$0].isPlain || cases[$0].isRepeat && !cases[$0].isBlocked }
    var missing = plan.totalDays - range.reduce(0) { $0 + cases[$1].days }
    while missing != 0 {
      let position = generator.pick(movable)
      let days = cases[position].days + (missing > 0 ? 1 : -1)
      guard days >= 1, days <= longest(position) else { continue }
      missing -= days - cases[position].days
      cases[position].days = days
    }
  }

  /// Everything is closed by 20 December, and nothing but what was extended or is late takes more
  /// than 55 days.
  private func longest(_ position: Int) -> Int {
    let item = cases[position]
    let yearEnd: Int64 = item.year == SampleYear.report.year ? 18_616 : 18_250
    return min(55, Int(yearEnd - item.day))
  }

  /// Anonymous petitioners rate nothing; who waits for an answer can rate the department only.
  mutating func chooseRatings(_ plan: SampleYear, _ range: Range<Int>) {
    for position in range where cases[position].secrecy == .anonymous {
      cases[position].rating = .none
    }
    for position in range where cases[position].isOpen || cases[position].isBlocked {
      cases[position].rating = .departmentOnly
    }
    for (rating, count) in plan.ratings {
      let present = range.count { cases[$0].rating == rating }
      for position in choose(count - present, range, where: { $0.rating == .both }) {
        cases[position].rating = rating
      }
    }
    let department = choose(plan.dissatisfiedWithDepartment, range) {
      $0.rating == .both || $0.rating == .departmentOnly
    }
    for position in department { cases[position].isContentWithDepartment = false }
    let unit = choose(plan.dissatisfiedWithUnit, range) {
      $0.rating == .both || $0.rating == .unitOnly
    }
    for position in unit { cases[position].isContentWithUnit = false }
  }

  /// What it is about and where; a matter that comes back stays what it is.
  mutating func describe(_ range: Range<Int>) {
    for position in range {
      if let known = cases[position].origin ?? cases[position].sharedMatter {
        cases[position].topic = cases[known].topic
        cases[position].township = cases[known].township
        cases[position].village = cases[known].village
      } else {
        let township = SampleVocabulary.townships.pick(&generator)
        cases[position].topic = topic(of: cases[position])
        cases[position].township = township
        cases[position].village = SampleVocabulary.village(township, generator.below(6))
      }
      choosePeople(position)
    }
  }

  private mutating func topic(of item: DraftCase) -> SampleTopic {
    if item.isEpidemic { return generator.pick(SampleVocabulary.epidemicTopics) }
    if item.secrecy == .disclosure { return SampleVocabulary.disclosureTopic }
    if item.termination == "judicial" { return SampleVocabulary.litigationTopic }
    return SampleVocabulary.topics.pick(&generator)
  }

  private mutating func choosePeople(_ position: Int) {
    let item = cases[position]
    if item.secrecy == .anonymous { return }
    var people: [Int] = []
    if let origin = item.origin {
      let known = cases[origin].people
      switch item.link {
      case .petitioner: people = [known[0]]
      case .cosigner: people = [known[1]]
      case .proxy: people = [newPerson(item, principal: known[0])]
      }
    }
    while people.count < min(item.persons, 5) { people.append(newPerson(item, principal: nil)) }
    cases[position].people = people
  }

  private mutating func newPerson(_ item: DraftCase, principal: Int?) -> Int {
    people.append((item.township, item.village, principal))
    return people.count - 1
  }
}
