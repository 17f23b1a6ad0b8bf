import PQColumnar
import PQFunctions

/// What a large synthetic register is to be like.
package struct LargeRegisterSettings: Sendable {
  package var caseCount: Int
  package var years: ClosedRange<Int>
  package var seed: UInt64
  /// One matter in so many is written, with all its cases; 1 writes everything.
  package var matterStep: Int

  package init(
    caseCount: Int, years: ClosedRange<Int>, seed: UInt64 = SampleRegister.seed,
    matterStep: Int = 1
  ) {
    self.caseCount = caseCount
    self.years = years
    self.seed = seed
    self.matterStep = matterStep
  }
}

/// A synthetic register of any size, written as it is made: what it keeps does not grow with it.
///
/// Townships follow Zipf's law, days the seasons and the workdays; matters come back in chains with a
/// long tail, answers take days with a long tail. Everything about a case or a matter follows from
/// the seed and its number, so a register of every hundredth matter has those matters' very rows.
package struct LargeRegister {
  /// How many cases keys have room for; whatever the number, what is kept does not grow.
  package static let mostCases = 100_000_000

  let settings: LargeRegisterSettings
  let townships: [String]
  let townshipWeights: WeightedChoice<Int>
  let days: WeightedChoice<Int64>
  /// The last day of the register: what would close later is open.
  let lastDay: Int64
  var text = RegisterText()
  /// How many matters there are so far.
  var matterCount = 0
  /// Who has a line already, where not everybody gets one.
  var writtenPeople: Set<Int> = []

  package init(_ settings: LargeRegisterSettings) {
    self.settings = settings
    let firstDay = CivilDate(year: settings.years.lowerBound, month: 1, day: 1)?.days ?? 0
    lastDay = CivilDate(year: settings.years.upperBound, month: 12, day: 31)?.days ?? 0
    days = WeightedChoice((firstDay...lastDay).map { ($0, weight: Self.weight(ofDay: $0)) })
    let count = min(120, max(9, settings.caseCount / 1_000))
    townships = Self.names(count)
    townshipWeights = WeightedChoice((0..<count).map { ($0, weight: 100_000 / ($0 + 1)) })
  }

  /// Hands the lines of all files on, piece by piece.
  package mutating func write<Failure: Error>(
    to sink: (RegisterTable, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    writePlaces()
    for number in 0..<settings.caseCount {
      writeCase(number)
      if number % 1_000 == 0 { try flush(over: 1 << 18, to: sink) }
    }
    for day in days.elements {
      writeDailyReports(day)
      try flush(over: 1 << 18, to: sink)
    }
    writeOfficeWork()
    try flush(over: 0, to: sink)
  }

  private mutating func flush<Failure: Error>(
    over size: Int, to sink: (RegisterTable, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    for table in RegisterTable.allCases where text[table].bytes.count > size {
      try sink(table, text[table].bytes)
      text[table].removeAll()
    }
  }

  /// More on workdays, less around the new year, a little more every year.
  private static func weight(ofDay day: Int64) -> Int {
    let date = CivilDate(days: day)
    let isWeekday = CivilDate.weekday(ofDays: day) < 5
    let isWorkday = (try? HolidayCalendar.china.isWorkday(day)) ?? isWeekday
    let season = [8, 6, 12, 11, 11, 10, 11, 11, 11, 9, 11, 9][date.month - 1]
    return season * (isWorkday ? 10 : 1) * (20 + max(0, date.year - 2_000))
  }

  private static func names(_ count: Int) -> [String] {
    let first = Array("青柳梅云白枫大石东西南北")
    let second = Array("溪河岭塔林坪湖山坝桥")
    return (0..<count).map { number in
      "\(first[number % 12])\(second[number / 12 % 10])\(number % 3 == 2 ? "乡" : "镇")"
    }
  }

  // MARK: - What follows from numbers

  func generator(_ purpose: UInt64, _ number: Int) -> SeededGenerator {
    SeededGenerator(seed: settings.seed &+ purpose &* 0x1_0000_0001, number)
  }

  /// A case's day: the cases lie along the days as thickly as the days weigh.
  func day(_ number: Int) -> Int64 {
    let place = Double(number) / Double(max(1, settings.caseCount)) * Double(days.total)
    return days.elements[days.position(min(Int(place), days.total - 1))]
  }

  func place(_ matter: Int) -> (township: String, village: String) {
    var generator = generator(1, matter)
    let township = townships[townshipWeights.pick(&generator)]
    return (township, SampleVocabulary.village(township, generator.below(6)))
  }

  func topic(_ matter: Int) -> SampleTopic {
    var generator = generator(2, matter)
    return SampleVocabulary.topics.pick(&generator)
  }

  /// Whether a matter is among those that are written.
  func isWritten(_ matter: Int) -> Bool {
    if settings.matterStep <= 1 { return true }
    var generator = generator(3, matter)
    return generator.below(settings.matterStep) == 0
  }

  // MARK: - Places

  private mutating func writePlaces() {
    writeRow(.regions, [SampleVocabulary.county, SampleVocabulary.county, "", "county"])
    writeRow(.units, [SampleVocabulary.government, SampleVocabulary.government, "county", ""])
    for department in SampleVocabulary.departments {
      writeRow(
        .units, [department, department, "department", SampleVocabulary.government])
    }
    for (number, township) in townships.enumerated() {
      let government = SampleVocabulary.government(of: township)
      writeRow(.regions, [township, township, SampleVocabulary.county, "township"])
      writeRow(.units, [government, government, "township", SampleVocabulary.government])
      writeRoom(number * 7 + 1, "township", government)
      for village in SampleVocabulary.villageNames.indices {
        let name = SampleVocabulary.village(township, village)
        let committee = SampleVocabulary.committee(name)
        writeRow(.regions, [name, name, township, "village"])
        writeRow(.units, [committee, committee, "village", government])
        writeRoom(number * 7 + village + 2, "village", committee)
      }
    }
    writeRoom(townships.count * 7 + 1, "county", SampleVocabulary.government)
  }

  mutating func writeRow(_ table: RegisterTable, _ cells: [String]) {
    for cell in cells { text[table].text(cell) }
    text[table].endLine()
  }

  private mutating func writeRoom(_ number: Int, _ level: String, _ unit: String) {
    text[.rooms].key(SampleKey("PL", number, width: 4))
    text[.rooms].text(level)
    text[.rooms].text(unit)
    text[.rooms].date((days.elements.first ?? 0) - 200 + Int64(number % 150))
    text[.rooms].flag(true)
    text[.rooms].number(5 + number % 4)
    text[.rooms].endLine()
  }
}
