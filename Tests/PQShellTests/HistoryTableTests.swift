import PQColumnar
import PQSession
import Testing

@testable import PQShell

/// The history as a table, and what the real shell writes to it.
@Suite struct HistoryTableTests {
  private func start(_ folder: TemporaryFolder, _ arguments: [String] = []) -> TerminalChild {
    let child = TerminalChild(
      builtProgram("pq"), [folder.path + "/fruit.csv"] + arguments, rows: 30, columns: 100,
      environment: ["PQ_HISTORY": folder.path + "/history", "HOME": folder.path, "TZ": "UTC"])
    #expect(child.wait { $0.line($0.row).hasSuffix("pq>") })
    return child
  }

  /// Types a statement and waits for the next prompt.
  private func run(_ statement: String, _ child: TerminalChild, until text: String) {
    child.type(statement + "\r")
    #expect(
      child.wait { screen in
        screen.line(screen.row).hasSuffix("pq>") && screen.lines.contains { $0.contains(text) }
      }, "\(statement): \(child.screen.lines)")
  }

  @Test func historyCanBeAsked() throws {
    let folder = try TemporaryFolder()
    try folder.write("variety,weight\napple,12\npear,13\n", to: "fruit.csv")
    try folder.write("1596792600\tolder | count\n", to: "history")
    let child = start(folder)
    run("fruit where weight > 12", child, until: "1 row")
    run("fruit | select nothing_such", child, until: "nothing_such")
    run("history where failed | select statement, rows", child, until: "│ fruit | select nothing")
    run("历史 where not failed | select 语句, 行数 | top 1 by 语句", child, until: "where failed")
    run(
      "history where time < 2020-08-08 | select statement, duration", child, until: "│ older | cou")
    child.type("\u{4}")
    #expect(child.exitStatus() == 0)
    let entries = HistoryFile(path: folder.path + "/history").entries()
    #expect(entries.map(\.outcome) == [nil, .ok, .failed, .ok, .ok, .ok])
    #expect(entries.map(\.rowCount) == [nil, 1, nil, 1, 1, 1])
    #expect(entries[1].register == "fruit")
    #expect(entries[1].duration.map { $0 >= 0 && $0 < 20 } == true)
  }

  @Test func tableOfTheUsersKeepsItsName() throws {
    let folder = try TemporaryFolder()
    try folder.write("variety\napple\n", to: "fruit.csv")
    let child = start(folder, ["history=" + folder.path + "/fruit.csv"])
    run("history", child, until: "apple")
  }

  @Test func whatIsNotKnownIsMissing() {
    let entries = [
      HistoryEntry(time: 0, text: "one"),
      HistoryEntry(
        time: 1_596_792_600, text: "two", duration: 1.2345, rowCount: 3, outcome: .failed, shell: 7,
        register: "fruit"),
    ]
    let table = HistoryTable.table(of: entries)
    #expect(table.rowCount == 2)
    #expect(table.schema.fields.map(\.chineseName).allSatisfy { $0 != nil })
    #expect(HistoryTable.table(of: []).rowCount == 0)
    #expect(HistoryTable.table(of: []).schema == table.schema)
  }

  @Test(
    arguments: [
      ("history | count", true), ("历史", true), ("it | select history", true),
      ("\"history\"", false),
      ("historyless", false), ("fruit", false), ("", false),
    ]) func statementThatSpeaksOfItIsKnown(statement: String, isNamed: Bool)
  {
    #expect(HistoryTable.isNamed(in: statement) == isNamed)
  }
}
