import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import PQSession
import Testing

/// Whose definitions count, and what an office adds to the model.
struct ProfileTests {
  private let register = TestFile(
    """
    id,matter,petitioner,channel,registered,unit_accepted,closed,due,rework,unit
    1,M1,P1,online,2020-01-05T09:00,2020-01-06T09:00,2020-02-05T09:00,2020-03-06T23:59,0,U1
    2,M1,P1,phone,2020-05-05T09:00,2020-05-06T09:00,2020-08-05T09:00,2020-07-05T23:59,0,U1
    3,M2,P2,letter,2020-12-05T09:00,2020-12-06T09:00,,2021-02-04T23:59,0,U2
    4,M3,P3,visit,2020-06-05T09:00,2020-06-06T09:00,2020-07-05T09:00,2020-08-05T23:59,0,U2
    """, name: "cases.csv")

  private func session(_ change: (inout SessionOptions) -> Void = { _ in }) -> Session {
    var options = SessionOptions()
    options.today = 18_627
    change(&options)
    let session = Session(options: options)
    session.open(register.path)
    return session
  }

  private func lines(_ query: String, _ session: Session) throws -> [String] {
    let result = try #require(session.run(query).results.last)
    return try result.text(as: .list).split(separator: "\n").map(String.init)
  }

  private static let byUnit =
    "cases where registered in 2020 | summarise on_time_rate by unit with total"
  private static let reported = ["unit|on_time_rate", "U1|50%", "U2|100%", "(total)|66.7%"]
  private static let provincial = ["unit|on_time_rate", "U1|50%", "U2|50%", "(total)|50%"]

  /// The rows with their rates rounded, as two exact thirds would fill a line.
  private func rates(_ session: Session) throws -> [String] {
    try lines(Self.byUnit, session).map { line in
      line.hasPrefix("(total)|66.6") ? "(total)|66.7%" : line
    }
  }

  @Test func aRateIsCountedByTheProfile() throws {
    let standard = session()
    #expect(standard.modelDiagnostics.isEmpty && standard.profileName == "report-2020")
    #expect(try rates(standard) == Self.reported)
    let other = session { $0.profile = "provincial-2020" }
    #expect(other.modelDiagnostics.isEmpty && other.profileName == "provincial-2020")
    #expect(try rates(other) == Self.provincial)
    let explained = try #require(other.definition(of: "on_time_rate"))
    #expect(explained.contains("practice: closed by the limit, among all cases of the period"))
  }

  @Test func everyProfileIsSoundAndCountsSomething() throws {
    for name in Session.profileNames {
      let session = session { $0.profile = name }
      #expect(session.modelDiagnostics.isEmpty, "\(name)")
      let found = session.run(
        "cases | summarise on_time_rate, repeat_rate, one_time_rate, mean_days, dept_timely_rate")
      #expect(found.outcome == .done && found.diagnostics.isEmpty, "\(name)")
    }
    let law = session { $0.profile = "law-2022" }
    #expect(try lines("cases | summarise on_time_rate", law)[1] == "(missing)")
  }

  @Test func switchingChangesWhatCountsAndNothingElse() throws {
    let session = session()
    session.run("let early = cases where registered < 2020-06-01")
    session.run("field cases.mine = id = \"1\"")
    #expect(session.useProfile("provincial-2020").isEmpty)
    #expect(try rates(session) == Self.provincial)
    #expect(try lines("cases | summarise count(where petitioned_again)", session)[1] == "1")
    #expect(try lines("early where mine | count", session)[1] == "1")
    #expect(session.useProfile("report-2020").isEmpty)
    #expect(try rates(session) == Self.reported)
    #expect(session.run("cases where petitioned_again").outcome == .wrong)
    #expect(try lines("early where mine | count", session)[1] == "1")
  }

  @Test func aProfileMayBeAFile() throws {
    let file = TestFile(
      "measure cases.on_time_rate \"按期办结率\" = share(overdue) as percent\n", name: "ours.pq")
    let session = session { $0.profile = file.path }
    #expect(session.modelDiagnostics.isEmpty && session.profileName == file.path)
    #expect(try lines("cases | summarise on_time_rate", session)[1] == "25%")
    #expect(session.useProfile("report-2020").isEmpty)
    #expect(try rates(session) == Self.reported)
  }

  @Test func aProfileThatCannotBeUsedChangesNothing() throws {
    let session = session()
    let unknown = session.useProfile("provincial-2021")
    #expect(unknown.map(\.code.name) == ["unknown-profile"])
    #expect(unknown.first?.help?.text(in: .english) == "did you mean `provincial-2020`?")
    let broken = TestFile("measure cases.on_time_rate = share(overdu)\n", name: "broken.pq")
    #expect(session.useProfile(broken.path).map(\.code.name) == ["unknown-column"])
    #expect(session.useProfile("/no/such/profile.pq").map(\.code.name) == ["file-not-found"])
    #expect(session.profileName == "report-2020")
    #expect(try rates(session) == Self.reported)
    let safe = self.session { $0.isSafe = true }
    #expect(safe.useProfile(broken.path).map(\.code.name) == ["safe-mode"])
    #expect(safe.useProfile("law-2005").isEmpty)
  }

  @Test func anOfficeAddsToTheModel() throws {
    let session = session {
      $0.models = [
        SourceText(
          """
          param collective_size: int = 3
          field cases.online "网上" = channel = online
          measure cases.on_time_rate "按期办结率" = share(not overdue) as percent
          """, name: "office.pq")
      ]
    }
    #expect(session.modelDiagnostics.isEmpty)
    #expect(try lines("cases | summarise on_time_rate", session)[1] == "75%")
    #expect(try lines("cases where online | count", session)[1] == "1")
    #expect(
      session.modelTexts.map(\.name) == [
        "deadlines.pq", "tables.pq", "fields.pq", "measures.pq", "checks.pq", "office.pq",
        "report-2020.pq",
      ])
  }
}
