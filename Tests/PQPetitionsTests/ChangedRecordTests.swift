import PQPetitions
import PQSession
import Testing

/// A changed record changes just the figures that it should.
@Suite struct ChangedRecordTests {
  struct Change: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var table: RegisterTable
    /// Which row: the first of which these columns begin with these cells.
    var row: [String: String]
    /// The new cells; a change without any removes the row.
    var cells: [String: String] = [:]
    var figures: Set<String>
  }

  private static let sample = Dictionary(
    uniqueKeysWithValues: SampleRegister.files().map { ($0.table, $0.bytes) })

  private static let before = Result {
    try ReportFigures.all(of: TemporaryRegister(sample).session())
  }

  /// A repeat, and a first case registered on 4 May.
  private static let repeated = "XF20200056"
  private static let first = "XF20200082"

  private static let changes: [Change] = [
    Change(
      testDescription: "a letter instead of an online case", table: .cases,
      row: year(["channel": "online"]), cells: ["channel": "letter"], figures: ["online"]),
    Change(
      testDescription: "one more person", table: .cases, row: year(["persons": "1"]),
      cells: ["persons": "2"], figures: ["persons"]),
    Change(
      testDescription: "a case without the promise", table: .cases,
      row: year(["once": "true"]), cells: ["once": "false"], figures: ["once", "repeat"]),
    Change(
      testDescription: "one of two cases in a batch", table: .cases, row: year([:]),
      cells: ["batch": "B20200002"], figures: ["batches"]),
    Change(
      testDescription: "outside the statistics", table: .cases, row: year(["persons": "1"]),
      cells: ["in_statistics": "false"], figures: ["batches", "cases", "persons"]),
    Change(
      testDescription: "not on line", table: .mediations, row: ["online": "true"],
      cells: ["online": "false"], figures: ["on line"]),
    Change(
      testDescription: "closed a month later", table: .cases,
      row: year(["closed": "2020-05", "due": "2020-07", "epidemic": "false"]),
      cells: ["closed": "2020-06-30T09:00"], figures: ["mean days"]),
    Change(
      testDescription: "due before it was closed", table: .cases,
      row: year(["closed": "2020-05", "epidemic": "false"]), cells: ["due": "2020-04-30T23:59"],
      figures: ["closed in time"]),
    Change(
      testDescription: "sent back once", table: .cases, row: year(["rework": "0"]),
      cells: ["rework": "1"], figures: ["one time"]),
    Change(
      testDescription: "a matter of its own", table: .cases, row: year(["id": repeated]),
      cells: ["matter": "M9999"], figures: ["repeat"]),
    Change(
      testDescription: "accepted by the department after 16 days", table: .cases,
      row: year(["id": first]), cells: ["dept_accepted": "2020-05-30T09:00"],
      figures: ["department in time"]),
    Change(
      testDescription: "accepted by the unit after 16 days", table: .cases,
      row: year(["id": first]), cells: ["unit_accepted": "2020-05-30T09:00"],
      figures: ["unit in time"]),
    Change(
      testDescription: "content no more with the department", table: .cases,
      row: year(["dept_rating": "satisfied"]), cells: ["dept_rating": "dissatisfied"],
      figures: ["department rated"]),
    Change(
      testDescription: "content enough with the unit", table: .cases,
      row: year(["unit_rating": "satisfied"]), cells: ["unit_rating": "basically"], figures: []),
    Change(
      testDescription: "the unit not rated, nor the department", table: .cases,
      row: year(["dept_rating": ",", "unit_rating": "satisfied"]), cells: ["unit_rating": ""],
      figures: ["unit rated", "participation"]),
    Change(
      testDescription: "an epidemic case forwarded late", table: .cases,
      row: year(["epidemic": "true"]), cells: ["forwarded": "2020-06-01T09:00"],
      figures: ["in two hours"]),
    Change(
      testDescription: "an epidemic case answered late", table: .cases,
      row: year(["epidemic": "true"]), cells: ["replied": "2020-06-01T09:00"],
      figures: ["in a day"]),
    Change(
      testDescription: "one more person received", table: .receptions,
      row: ["leader_rank": "principal", "persons": "1"], cells: ["persons": "2"],
      figures: ["persons received"]),
    Change(
      testDescription: "a reception by somebody else", table: .receptions,
      row: ["leader_rank": "principal", "persons": "1"], cells: ["leader_rank": "county"],
      figures: ["received", "persons received", "led"]),
    Change(
      testDescription: "led by nobody", table: .leaderCases, row: ["reception": "JF"],
      figures: ["led"]),
    Change(
      testDescription: "a visit to the capital", table: .upwardVisits, row: ["level": "city"],
      cells: ["level": "national", "place": "other"], figures: ["to the capital"]),
    Change(
      testDescription: "a crowd", table: .upwardVisits, row: ["level": "city"],
      cells: ["persons": "5"], figures: ["crowds"]),
    Change(
      testDescription: "another basis", table: .terminations, row: ["basis": "judicial"],
      cells: ["basis": "lapsed"], figures: ["judgments"]),
    Change(
      testDescription: "the county's room out of service", table: .rooms,
      row: ["level": "county"], cells: ["in_service": "false"], figures: ["rooms"]),
    Change(
      testDescription: "a mediation that failed", table: .mediations,
      row: ["outcome": "resolved"], cells: ["outcome": "unresolved"], figures: ["mediated"]),
    Change(
      testDescription: "a mediation less", table: .mediations,
      row: ["outcome": "resolved", "online": "false"], figures: ["mediations", "mediated"]),
    Change(
      testDescription: "a report less", table: .dailyReports, row: ["date": "2020-05-05"],
      figures: ["gaps"]),
    Change(
      testDescription: "nothing to report", table: .dailyReports, row: ["items": "1"],
      cells: ["items": "0"], figures: []),
    Change(
      testDescription: "somebody missed the study", table: .studies, row: ["attendees": "16"],
      cells: ["attendees": "15"], figures: ["studies"]),
    Change(
      testDescription: "one banner more", table: .publicity, row: ["medium": "banner"],
      cells: ["quantity": "13"], figures: ["publicity"]),
    Change(
      testDescription: "a task left", table: .workTasks, row: [:], cells: ["done": "false"],
      figures: ["tasks"]),
  ]

  private static func year(_ cells: [String: String]) -> [String: String] {
    cells.merging(["registered": "2020"]) { own, _ in own }
  }

  @Test(arguments: changes)
  func onlyTheseFiguresChange(change: Change) throws {
    let register = try TemporaryRegister(Self.sample)
    var found = false
    try register.change(change.table) { rows in
      let header = rows[0]
      let position = rows.indices.dropFirst().first { row in
        change.row.allSatisfy { name, start in
          guard let column = header.firstIndex(of: name) else { return false }
          return start == "," ? rows[row][column].isEmpty : rows[row][column].hasPrefix(start)
        }
      }
      guard let position else { return }
      found = true
      if change.cells.isEmpty { rows.remove(at: position) }
      for (name, cell) in change.cells {
        if let column = header.firstIndex(of: name) { rows[position][column] = cell }
      }
    }
    #expect(found)
    let before = try Self.before.get()
    let after = try ReportFigures.all(of: register.session())
    let changed = before.keys.filter { before[$0] != after[$0] }
    #expect(Set(changed) == change.figures)
  }
}
