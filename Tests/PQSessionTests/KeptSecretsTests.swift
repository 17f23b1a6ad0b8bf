import PQColumnar
import PQDiagnostics
import PQExecution
import PQSession
import Testing

/// Which rows of a table are secret for another table's sake is found out once, and not at all where
/// the files cannot say.
struct KeptSecretsTests {
  private let folder = TestFolder([
    "harvests.csv": "id,orchard\n1,west\n2,east\n3,east\n"
  ])

  private func session(orchards: String) -> Session {
    var options = SessionOptions()
    options.model = SourceText(
      """
      table orchards "果园" key id {
        id text "编号"
        closed bool? "停业"
        kind enum { old "老", young "新" }? "类别"
      }
      table harvests "采收" key id {
        id int "编号"
        orchard -> orchards "果园"
      }
      secret harvests where orchard.closed or orchard.kind = old
      """, name: "model.pq")
    let session = Session(options: options)
    #expect(session.modelDiagnostics.isEmpty)
    let file = TestFolder(["orchards.csv": orchards])
    let found = session.open(["\(folder.path)/harvests.csv", "\(file.path)/orchards.csv"])
    #expect(found.filter { $0.severity == .error }.isEmpty)
    return session
  }

  private func ids(_ session: Session) -> [Value] {
    let result = session.run("harvests | select id").results.last
    return (0..<(result?.rowCount ?? 0)).map { result?.value(row: $0, column: 0) ?? .missing }
  }

  @Test func secretsAreFoundOnce() {
    let session = session(orchards: "id,closed\nwest,true\neast,false\n")
    #expect(ids(session) == [.integer(2), .integer(3)])
    let (derived, scanned) = (session.counters.valuesDerived, session.counters.rowsScanned)
    #expect(derived == 3 && scanned == 8)
    #expect(ids(session) == [.integer(2), .integer(3)])
    #expect(session.counters.valuesDerived == derived)
    // Only the harvests themselves are read again.
    #expect(session.counters.rowsScanned == scanned + 3)
  }

  @Test func nothingIsLookedUpWhereTheFileCannotSay() {
    let session = session(orchards: "id\nwest\neast\n")
    #expect(ids(session) == [.integer(1), .integer(2), .integer(3)])
    #expect(session.counters.valuesDerived == 0 && session.counters.rowsScanned == 3)
  }

  @Test func oneColumnThatIsThereIsEnough() {
    let session = session(orchards: "id,kind\nwest,young\neast,old\n")
    #expect(ids(session) == [.integer(1)])
    let unknown = self.session(orchards: "id,closed\nwest,\neast,\n")
    #expect(ids(unknown) == [.integer(1), .integer(2), .integer(3)])
    #expect(unknown.counters.valuesDerived == 3)
  }

  @Test func newRowsOfTheOtherTableCount() {
    let session = session(orchards: "id,closed\nwest,true\neast,false\n")
    #expect(ids(session) == [.integer(2), .integer(3)])
    let other = TestFolder(["orchards.csv": "id,closed\nwest,false\neast,true\n"])
    session.open("\(other.path)/orchards.csv")
    #expect(ids(session) == [.integer(1)])
  }

  /// A missing value equals a missing one, so that such a condition is true without the column.
  @Test func aConditionThatMissingValuesMeetHolds() {
    let session = session(orchards: "id\nwest\neast\n")
    session.run("secret harvests where orchard.kind = missing")
    #expect(ids(session).isEmpty)
    session.run("secret harvests where orchard.kind != old")
    #expect(ids(session).isEmpty)
  }
}
