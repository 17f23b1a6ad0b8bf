import PQColumnar

/// A synthetic register of one county's petition cases in 2020: nobody in it is real.
///
/// It is made so that the figures of a county's yearly report come out of it: 275 cases of 387
/// persons, 218 of them online, 247 under the one-visit promise and 33 of those repeats, 11.4 days
/// on average, five cases sent back for rework. The same seed gives the same bytes.
package enum SampleRegister {
  package static let seed: UInt64 = 20_200_807

  /// Returns `cases.csv`, a header and 275 rows.
  package static func casesCSV(seed: UInt64 = seed) -> String {
    var generator = SeededGenerator(seed: seed)
    var cases = skeletons(&generator)
    for position in cases.indices { complete(&cases[position], &generator) }
    let ordered = cases.sorted { ($0.registered, $0.number) < ($1.registered, $1.number) }
    let lines = ordered.enumerated().map { $0.element.csvLine(id: caseID($0.offset + 1)) }
    return ([SampleCase.header] + lines).joined(separator: "\n") + "\n"
  }

  private static let caseCount = 275
  private static let visitCount = 42
  private static let letterCount = 15
  private static let repeatCount = 33
  private static let totalDays = 3_135

  /// Registration day, channel, persons, matter, petitioner and days: all that the figures need.
  private static func skeletons(_ generator: inout SeededGenerator) -> [SampleCase] {
    let firstDay = CivilDate(year: 2020, month: 1, day: 2)?.days ?? 0
    let durations = daysToClose(&generator)
    return (0..<caseCount).map { number in
      var item = SampleCase(number: number)
      // The last day leaves 30 days for closing and rating within the year.
      item.registered =
        (firstDay + Int64(number * 322 / caseCount)) * 86_400
        + Int64(8 * 3_600 + generator.below(9 * 3_600) / 60 * 60)
      item.channel = channel(of: number)
      item.persons = persons(of: number)
      item.isOnce = number >= 28
      item.closedAfter = durations[number]
      // Each repeat takes up the matter and the petitioner of a case some hundred before it.
      let origin = number >= caseCount - repeatCount ? number - 142 : number
      item.matter = "M\(padded(origin + 1))"
      item.petitioner = "P\(padded(origin + 1))"
      item.origin = origin
      item.rework = [50, 60, 70, 80, 90].contains(number) ? 1 : 0
      return item
    }
  }

  private static func channel(of number: Int) -> String {
    if number < visitCount { return "visit" }
    return number < visitCount + letterCount ? "letter" : "online"
  }

  /// 387 persons in all: 5 cases of three and 102 of two.
  private static func persons(of number: Int) -> Int {
    number < 5 ? 3 : number < 107 ? 2 : 1
  }

  /// Days that sum to `totalDays`, so that the mean is 11.4, from 3 to 20.
  private static func daysToClose(_ generator: inout SeededGenerator) -> [Int] {
    var days = Array(repeating: totalDays / caseCount, count: caseCount)
    for position in 0..<(totalDays % caseCount) { days[position] += 1 }
    for position in stride(from: 0, to: caseCount - 1, by: 2) {
      let shift = generator.below(9)
      days[position] -= shift
      days[position + 1] += shift
    }
    return days
  }

  private static func caseID(_ number: Int) -> String { "XF2020\(padded(number))" }

  static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
