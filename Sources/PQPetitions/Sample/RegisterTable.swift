/// The tables of a register, each a CSV file of its name.
package enum RegisterTable: Int, CaseIterable, Sendable {
  case petitioners
  case units
  case regions
  case cases
  case casePeople
  case receptions
  case leaderCases
  case upwardVisits
  case rooms
  case mediations
  case terminations
  case dailyReports
  case studies
  case publicity
  case workTasks

  package var fileName: String { "\(name).csv" }

  package var name: String {
    switch self {
    case .casePeople: "case_people"
    case .leaderCases: "leader_cases"
    case .upwardVisits: "upward_visits"
    case .dailyReports: "daily_reports"
    case .workTasks: "work_tasks"
    default: "\(self)"
    }
  }

  var columns: [String] {
    switch self {
    case .petitioners:
      ["id", "name", "id_number", "phone", "address", "region", "principal"]
    case .units: ["id", "name", "level", "parent"]
    case .regions: ["code", "name", "parent", "level"]
    case .cases: CaseRecord.columns
    case .casePeople: ["case", "petitioner", "role"]
    case .receptions:
      ["id", "date", "form", "leader", "leader_rank", "place", "case", "persons"]
    case .leaderCases:
      [
        "case", "leader", "leader_rank", "unit", "reception", "assigned", "measures", "resolved",
        "outcome",
      ]
    case .upwardVisits:
      ["id", "date", "level", "place", "persons", "case", "township", "conduct"]
    case .rooms: ["id", "level", "unit", "opened", "in_service", "members"]
    case .mediations:
      ["id", "room", "date", "mode", "online", "case", "outcome", "agreed", "performed"]
    case .terminations: ["case", "basis", "document", "decided", "by_level"]
    case .dailyReports:
      ["date", "unit", "slot", "duty_leader", "on_duty_24h", "items", "reported_at"]
    case .studies: ["id", "date", "form", "topic", "attendees", "exam_passed"]
    case .publicity: ["id", "date", "medium", "quantity", "place"]
    case .workTasks: ["id", "topic", "leader", "section", "due", "done"]
    }
  }
}

/// The lines of all tables, written so far.
package struct RegisterText {
  private var texts = RegisterTable.allCases.map { CSVText(header: $0.columns) }

  package subscript(_ table: RegisterTable) -> CSVText {
    get { texts[table.rawValue] }
    _modify { yield &texts[table.rawValue] }
  }
}
