import PQColumnar

extension LargeRegister {
  static let minutesPerDay: Int64 = 1_440

  /// Which matter a case is about, and whose case it is.
  private struct Petition {
    var matter: Int
    var isNew: Bool
    /// `nil` for an anonymous case.
    var person: Int?
    var isProxy = false
  }

  mutating func writeCase(_ number: Int) {
    var generator = generator(10, number)
    let petition = petition(&generator)
    guard isWritten(petition.matter) else { return }
    var record = record(number, petition, &generator)
    schedule(&record, &generator)
    rate(&record, &generator)
    record.append(to: &text[.cases])
    writePeople(record, petition, &generator)
    writeAround(record, number, &generator)
  }

  // MARK: - Matters

  /// Three cases in ten bring up a new matter. The others take up an earlier one, soon rather than
  /// late, every third by the same petitioner.
  private mutating func petition(_ generator: inout SeededGenerator) -> Petition {
    let isNew = generator.below(10) < 3 || matterCount == 0
    let matter = isNew ? matterCount : Self.earlierMatter(of: matterCount, &generator)
    if isNew { matterCount += 1 }
    let kind = generator.below(100)
    if kind == 0 { return Petition(matter: matter, isNew: isNew, person: nil) }
    if isNew || kind < 30 { return Petition(matter: matter, isNew: isNew, person: matter) }
    // Who speaks for others does so in one matter of fifty.
    if matter % 50 == 7, kind < 60 {
      return Petition(matter: matter, isNew: isNew, person: matter, isProxy: true)
    }
    return Petition(matter: matter, isNew: isNew, person: generator.below(matterCount))
  }

  /// How long ago is as likely to be thousands of matters as tens. Some matters draw the petitions of
  /// those around them, a few those of thousands.
  static func earlierMatter(of matterCount: Int, _ generator: inout SeededGenerator) -> Int {
    let lag = 1 << generator.below(23)
    let back = lag + generator.below(lag)
    let matter = back <= matterCount ? matterCount - back : generator.below(matterCount)
    switch generator.below(400) {
    case 0: return matter & ~4_095
    case 1..<40: return matter & ~31
    default: return matter
    }
  }

  private func personKey(_ petition: Petition) -> SampleKey? {
    petition.person.map { SampleKey(petition.isProxy ? "Q" : "P", $0 + 1, width: 7) }
  }

  // MARK: - The case

  private func record(
    _ number: Int, _ petition: Petition, _ generator: inout SeededGenerator
  ) -> CaseRecord {
    let day = day(number)
    let place = place(petition.matter)
    let topic = topic(petition.matter)
    let year = CivilDate(days: day).year
    let key = SampleKey("XF\(year)", number + 1, width: 8)
    var record = CaseRecord(
      id: key, batch: SampleKey("B", number + 1, width: 8),
      matter: SampleKey("M", petition.matter + 1, width: 7))
    record.petitioner = personKey(petition)
    record.channel = Self.channels.pick(&generator)
    record.persons = Self.persons.pick(&generator)
    record.involved = record.persons + generator.below(4)
    record.purpose = Self.purposes.pick(&generator)
    record.category = topic.category
    record.subcategory = topic.subcategory
    record.township = place.township
    record.village = place.village
    record.unit = topic.unit ?? SampleVocabulary.government(of: place.township)
    record.isAnonymous = petition.person == nil
    record.isConfidential = generator.isOne(in: 200)
    record.isLitigation = generator.isOne(in: 40)
    record.isUrgent = generator.isOne(in: 30)
    record.isBacklog = generator.isOne(in: 60)
    record.isEpidemic = Self.epidemic.contains(day) && generator.isOne(in: 8)
    record.isInStatistics = !generator.isOne(in: 90)
    record.isOnce = !generator.isOne(in: 7)
    record.reportedParty =
      record.purpose == "disclosure" ? PersonRecord.name(number, seed: settings.seed) : ""
    record.registered = day * Self.minutesPerDay + 510 + Int64(generator.below(520))
    record.summary = "反映\(place.township)\(topic.words)"
    return record
  }

  private static let epidemic: ClosedRange<Int64> = 18_286...18_380

  static let channels = WeightedChoice([
    ("online", 60), ("visit", 20), ("letter", 10), ("phone", 8), ("fax", 1), ("other", 1),
  ])
  private static let persons = WeightedChoice([
    (1, 700), (2, 180), (3, 60), (4, 30), (5, 15), (8, 10), (15, 4), (40, 1),
  ])
  private static let purposes = WeightedChoice([
    ("request", 140), ("suggestion", 30), ("enquiry", 20), ("appeal", 10), ("other", 9),
    ("disclosure", 3),
  ])

  private func schedule(_ record: inout CaseRecord, _ generator: inout SeededGenerator) {
    let day = Self.minutesPerDay
    var days = Int64(SampleVocabulary.durations.pick(&generator))
    // One case in 32 takes longer, one in 64 twice that, and so on.
    if generator.isOne(in: 32) { days += 30 << Int64(generator.next().leadingZeroBitCount % 5) }
    let slow: Int64 = generator.isOne(in: 120) ? 16 * day : 0
    let hours = record.isEpidemic ? 100 : 1_400
    let forwarded = record.registered + 10 + Int64(generator.below(hours)) + slow
    let received = forwarded + Int64(generator.below(900))
    let accepted = received + Int64(generator.below(generator.isOne(in: 90) ? 30_000 : 9_000))
    let closed = max(accepted, (record.registered / day + days) * day + 980)
    record.extendedDays = days > 60 && generator.isOne(in: 3) ? 30 : 0
    record.procedure = days <= 5 ? "simple" : "ordinary"
    record.forwarded = known(forwarded)
    record.deptAccepted = known(forwarded)
    record.unitReceived = known(received)
    record.unitAccepted = known(accepted)
    if generator.isOne(in: 150) { record.objected = known(received + day) }
    if record.unitAccepted != nil {
      record.due = (accepted / day + 60 + Int64(record.extendedDays)) * day + day - 1
    }
    record.closed = known(closed)
    record.rework = generator.isOne(in: 40) ? 1 + generator.below(2) : 0
    if record.closed != nil { record.result = SampleVocabulary.results.pick(&generator) }
  }

  /// What has not happened by the register's last day is not in it.
  func known(_ minute: Int64) -> Int64? {
    minute / Self.minutesPerDay <= lastDay ? minute : nil
  }

  private func rate(_ record: inout CaseRecord, _ generator: inout SeededGenerator) {
    guard let closed = record.closed else { return }
    let day = Self.minutesPerDay
    record.ratingDue = (closed / day + 10) * day + day - 1
    let number = generator.below(100)
    if number < 80 {
      record.deptRating = Self.ratings.pick(&generator)
      record.deptRatingAt = closed + Int64(1 + generator.below(9)) * day
    }
    if number > 8 {
      record.unitRating = Self.ratings.pick(&generator)
      record.unitRatingAt = closed + Int64(1 + generator.below(9)) * day
    }
  }

  private static let ratings = WeightedChoice([
    ("satisfied", 80), ("basically", 14), ("dissatisfied", 6),
  ])

  // MARK: - Its people

  private mutating func writePeople(
    _ record: CaseRecord, _ petition: Petition, _ generator: inout SeededGenerator
  ) {
    let isSample = settings.matterStep > 1
    if petition.isNew, !isSample { writePerson(petition.matter) }
    guard let person = petition.person, let key = record.petitioner else { return }
    if isSample { writePerson(person) }
    writeRole(record.id, key, petition.isProxy ? "proxy" : "main")
    for _ in 1..<min(5, max(1, record.persons)) {
      let other = generator.below(matterCount)
      if isSample { writePerson(other) }
      let role = record.persons >= 5 ? "representative" : "joint"
      writeRole(record.id, SampleKey("P", other + 1, width: 7), role)
    }
  }

  private mutating func writeRole(_ id: SampleKey, _ person: SampleKey, _ role: String) {
    text[.casePeople].key(id)
    text[.casePeople].key(person)
    text[.casePeople].text(role)
    text[.casePeople].endLine()
  }

  /// A person lives where the matter of the same number is, and may have a proxy.
  private mutating func writePerson(_ number: Int) {
    if settings.matterStep > 1, !writtenPeople.insert(number).inserted { return }
    let place = place(number)
    var record = PersonRecord(
      id: SampleKey("P", number + 1, width: 7), number: number + 1, township: place.township,
      village: place.village)
    record.append(to: &text[.petitioners], seed: settings.seed, county: SampleVocabulary.county)
    guard number % 50 == 7 else { return }
    record.principal = record.id
    record.id = SampleKey("Q", number + 1, width: 7)
    record.number = 50_000_000 + number
    record.append(to: &text[.petitioners], seed: settings.seed, county: SampleVocabulary.county)
  }
}
