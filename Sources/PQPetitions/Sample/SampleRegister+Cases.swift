extension SampleRegister {
  private static let minutesPerDay: Int64 = 1_440

  mutating func writeCase(_ position: Int) {
    let item = draft.cases[position]
    var generator = SeededGenerator(seed: seed &+ 1, position)
    var record = CaseRecord(
      id: caseKey(position), batch: batchKey(position), matter: matterKey(position))
    describe(&record, item, position, &generator)
    schedule(&record, item, position, &generator)
    rate(&record, item, &generator)
    review(&record, item)
    record.append(to: &text[.cases])
  }

  /// In the year before, some petitions of one day came as one batch.
  private func batchKey(_ position: Int) -> SampleKey {
    let isJoined = before.dropFirst().contains(position) && position % 60 == 59
    var key = caseKey(isJoined ? position - 1 : position)
    key.prefix = "B\(draft.cases[position].year)"
    return key
  }

  private func describe(
    _ record: inout CaseRecord, _ item: DraftCase, _ position: Int,
    _ generator: inout SeededGenerator
  ) {
    record.petitioner = item.people.first.map(personKey)
    record.persons = item.persons
    record.involved = item.persons + generator.below(4)
    record.channel = item.channel
    record.purpose = SampleVocabulary.purposes.pick(&generator)
    record.category = item.topic.category
    record.subcategory = item.topic.subcategory
    record.township = item.township
    record.village = item.village
    record.unit = item.topic.unit ?? SampleVocabulary.government(of: item.township)
    record.isAnonymous = item.secrecy == .anonymous
    record.isConfidential = item.secrecy == .confidential
    record.isLitigation = item.topic.category == SampleVocabulary.litigationTopic.category
    record.isUrgent = item.isEpidemic || generator.isOne(in: 30)
    record.isBacklog = item.isBacklog
    record.isEpidemic = item.isEpidemic
    record.isInStatistics = item.isInStatistics
    record.isOnce = item.isOnce
    record.rework = item.rework
    record.summary = "反映\(item.township)\(item.topic.words)"
    if item.secrecy == .disclosure {
      record.purpose = "disclosure"
      record.reportedParty = PersonRecord.name(position, seed: seed &+ 2)
    } else if position % 40 == 9, let person = item.people.first {
      record.summary += "；联系电话\(PersonRecord.phone(person + 1))"
    } else if position % 90 == 33, let person = item.people.first {
      record.summary += "；身份证\(PersonRecord.idNumber(person + 1, seed: seed))"
    }
  }

  private func schedule(
    _ record: inout CaseRecord, _ item: DraftCase, _ position: Int,
    _ generator: inout SeededGenerator
  ) {
    let day = Self.minutesPerDay
    let registered = item.day * day + Int64(item.minute)
    let closed = closingMinute(item, registered, &generator)
    let latest = closed ?? registered + 20 * day
    let span = latest - registered
    record.registered = registered
    record.closed = closed
    record.extendedDays = item.isExtended ? 30 : 0
    record.procedure = item.days <= 5 ? "simple" : "ordinary"
    if closed != nil { record.result = SampleVocabulary.results.pick(&generator) }
    let hurry: Int64 = item.isEpidemic ? 90 : 1_200
    var forwarded = registered + min(span / 8, 10 + Int64(generator.below(Int(hurry))))
    // Only first cases are held to the 15 days: this one is a repeat.
    if isLateRepeat(position) { forwarded = registered + 17 * day }
    if !item.isEpidemic { forwarded = Self.officeTime(forwarded, registered, latest) }
    record.deptAccepted = forwarded
    if item.isBlocked {
      record.handling = "no_longer"
      record.result = "other"
      return
    }
    record.handling = ["accept", "accept", "accept", "transfer", "assign"][generator.below(5)]
    record.forwarded = forwarded
    var received = forwarded + min(span / 8, Int64(generator.below(900)))
    if position % 137 == 60, span > 15 * day {
      record.objected = received + day
      received += 3 * day
    }
    if !item.isEpidemic { received = Self.officeTime(received, forwarded, latest) }
    let wait = min(span / 4, Int64(generator.below(9 * 1_440)))
    let accepted = Self.officeTime(received + wait, received, latest)
    record.unitReceived = received
    record.unitAccepted = accepted
    record.due = (accepted / day + 60 + Int64(record.extendedDays)) * day + day - 1
  }

  /// Moves what would happen at night to the next morning, but not before what comes first nor after
  /// the end.
  private static func officeTime(_ minute: Int64, _ first: Int64, _ last: Int64) -> Int64 {
    let ofDay = minute % minutesPerDay
    let morning = minute - ofDay + 510 + minute % 25
    let moved = ofDay < 510 ? morning : ofDay > 1_050 ? morning + minutesPerDay : minute
    return max(first, min(moved, last))
  }

  /// Whether it is the report's first repeat that took long enough to be accepted late.
  private func isLateRepeat(_ position: Int) -> Bool {
    position
      == report.first {
        draft.cases[$0].isRepeat && !draft.cases[$0].isBlocked && draft.cases[$0].days > 24
      }
  }

  private func closingMinute(
    _ item: DraftCase, _ registered: Int64, _ generator: inout SeededGenerator
  ) -> Int64? {
    if item.isOpen { return nil }
    if item.days == 0 { return registered + 60 + Int64(generator.below(90)) }
    // Urgent ones are answered before the same hour of the next day.
    if item.isEpidemic { return registered + Self.minutesPerDay - 30 - Int64(generator.below(240)) }
    return (item.day + Int64(item.days)) * Self.minutesPerDay + 540 + Int64(generator.below(480))
  }

  /// Ten days to rate: from the answer, or from acceptance for who has none yet.
  private func rate(
    _ record: inout CaseRecord, _ item: DraftCase, _ generator: inout SeededGenerator
  ) {
    let day = Self.minutesPerDay
    guard let start = record.closed ?? record.deptAccepted else { return }
    record.ratingDue = (start / day + 10) * day + day - 1
    if item.rating == .both || item.rating == .departmentOnly {
      record.deptRating = rating(item.isContentWithDepartment, &generator)
      record.deptRatingAt = start + Int64(1 + generator.below(8)) * day
    }
    if item.rating == .both || item.rating == .unitOnly {
      record.unitRating = rating(item.isContentWithUnit, &generator)
      record.unitRatingAt = start + Int64(1 + generator.below(8)) * day
    }
  }

  private func rating(_ isContent: Bool, _ generator: inout SeededGenerator) -> String {
    if !isContent { return "dissatisfied" }
    return generator.isOne(in: 10) ? "basically" : "satisfied"
  }

  /// Who was told no in spring asked for a review; one of them for a second.
  private func review(_ record: inout CaseRecord, _ item: DraftCase) {
    let day = Self.minutesPerDay
    if item.termination != nil { record.stage = "terminated" }
    guard let closed = record.closed, record.result == "reject", item.secrecy == .none,
      item.termination == nil, item.day % 365 < 170, item.day % 3 != 0
    else { return }
    record.stage = "review"
    record.reviewRequested = closed + 12 * day
    record.reviewReplied = closed + 33 * day
    guard item.day % 3 == 2 else { return }
    record.stage = "recheck"
    record.recheckRequested = closed + 50 * day
    record.recheckReplied = closed + 83 * day
    record.hearingDays = 6
  }
}
