import PQColumnar

/// A synthetic register of one invented county's petition office: nobody in it is real.
///
/// Every figure of a county's yearly report for 2020 comes out of it at once; the year before is
/// there for comparison. The same seed gives the same bytes.
package struct SampleRegister {
  package static let seed: UInt64 = 20_200_807

  let seed: UInt64
  var draft: RegisterDraft
  var text = RegisterText()
  /// The positions of each year's cases in the draft.
  var before = 0..<0
  var report = 0..<0

  private init(seed: UInt64) {
    self.seed = seed
    draft = RegisterDraft(seed: seed)
    draft.add(.before)
    before = draft.cases.indices
    draft.add(.report)
    report = before.upperBound..<draft.cases.count
  }

  /// Returns every table's file.
  package static func files(seed: UInt64 = seed) -> [(table: RegisterTable, bytes: [UInt8])] {
    var register = SampleRegister(seed: seed)
    register.writePlaces()
    register.writePeople()
    for position in register.draft.cases.indices { register.writeCase(position) }
    register.writeReceptions()
    register.writeUpwardVisits()
    register.writeRooms()
    register.writeMediations()
    register.writeTerminations()
    register.writeDailyReports()
    register.writeOfficeWork()
    return RegisterTable.allCases.map { ($0, register.text[$0].bytes) }
  }

  // MARK: - Keys

  func caseKey(_ position: Int) -> SampleKey {
    let start = position < report.lowerBound ? before.lowerBound : report.lowerBound
    return SampleKey("XF\(draft.cases[position].year)", position - start + 1, width: 4)
  }

  func personKey(_ person: Int) -> SampleKey { SampleKey("P", person + 1, width: 4) }

  /// What comes back is the matter of the case that it takes up.
  func matterKey(_ position: Int) -> SampleKey {
    var root = position
    while let earlier = draft.cases[root].origin ?? draft.cases[root].sharedMatter {
      root = earlier
    }
    return SampleKey("M", root + 1, width: 4)
  }

  /// A day of the report's year.
  static func day(_ month: Int, _ day: Int) -> Int64 {
    CivilDate(year: SampleYear.report.year, month: month, day: day)?.days ?? 0
  }

  // MARK: - Places and people

  private mutating func writePlaces() {
    writeRegion(SampleVocabulary.county, SampleVocabulary.county, "", "county")
    writeUnit(SampleVocabulary.government, SampleVocabulary.county + "人民政府", "county", "")
    for department in SampleVocabulary.departments {
      let name = department.hasPrefix("县") ? String(department.dropFirst()) : department
      writeUnit(
        department, SampleVocabulary.county + name, "department", SampleVocabulary.government)
    }
    for township in SampleVocabulary.townshipNames {
      let government = SampleVocabulary.government(of: township)
      writeRegion(
        township, SampleVocabulary.county + township, SampleVocabulary.county, "township")
      writeUnit(
        government, SampleVocabulary.county + township + "人民政府", "township",
        SampleVocabulary.government)
      for number in SampleVocabulary.villageNames.indices {
        let village = SampleVocabulary.village(township, number)
        writeRegion(village, SampleVocabulary.county + village, township, "village")
        let committee = SampleVocabulary.committee(village)
        writeUnit(committee, SampleVocabulary.county + committee, "village", government)
      }
    }
  }

  private mutating func writeRegion(
    _ code: String, _ name: String, _ parent: String, _ level: String
  ) {
    for cell in [code, name, parent, level] { text[.regions].text(cell) }
    text[.regions].endLine()
  }

  private mutating func writeUnit(
    _ id: String, _ name: String, _ level: String, _ parent: String
  ) {
    for cell in [id, name, level, parent] { text[.units].text(cell) }
    text[.units].endLine()
  }

  private mutating func writePeople() {
    for (number, person) in draft.people.enumerated() {
      let record = PersonRecord(
        id: personKey(number), number: number + 1, township: person.township,
        village: person.village, principal: person.principal.map(personKey))
      record.append(to: &text[.petitioners], seed: seed, county: SampleVocabulary.county)
    }
    for (position, item) in draft.cases.enumerated() {
      for (place, person) in item.people.enumerated() {
        text[.casePeople].key(caseKey(position))
        text[.casePeople].key(personKey(person))
        text[.casePeople].text(role(place, person, item))
        text[.casePeople].endLine()
      }
    }
  }

  private func role(_ place: Int, _ person: Int, _ item: DraftCase) -> String {
    if draft.people[person].principal != nil { return "proxy" }
    if place == 0 { return "main" }
    return item.persons >= 5 ? "representative" : "joint"
  }
}
