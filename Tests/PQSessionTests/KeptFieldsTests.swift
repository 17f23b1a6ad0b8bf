import PQColumnar
import PQDiagnostics
import PQExecution
import PQSession
import Testing

/// A derived field is computed once for its whole table, and again when anything in it changes.
struct KeptFieldsTests {
  private let fruit = TestFile.fruit()

  private func session(_ change: (inout SessionOptions) -> Void = { _ in }) -> Session {
    var options = SessionOptions()
    options.model = SourceText("", name: "none.pq")
    change(&options)
    let session = Session(options: options)
    #expect(session.open(fruit.path).isEmpty)
    let made = session.run(
      """
      field fruit.heavy = weight > 100
      field fruit.place = row_number(weight) per heavy
      """)
    #expect(made.outcome == .done)
    return session
  }

  private func values(_ text: String, _ session: Session) -> [Value] {
    let result = session.run(text).results.last
    return (0..<(result?.rowCount ?? 0)).map { result?.value(row: $0, column: 0) ?? .missing }
  }

  private let places: [Value] = [.integer(2), .integer(1), .integer(1)]

  @Test func computesOnceWhateverTheQuery() {
    let session = session()
    #expect(values("fruit | select place", session) == places)
    // Three rows of `heavy`, three of `place`.
    #expect(session.counters.valuesDerived == 6)
    #expect(values("fruit where heavy and place = 1 | count", session) == [.integer(1)])
    #expect(values("fruit | select place | sort place desc | take 1", session) == [.integer(2)])
    session.run("let light = fruit where not heavy\nmeasure fruit.most = max(place)")
    #expect(values("light | summarise most", session) == [.integer(1)])
    #expect(session.counters.valuesDerived == 6)
  }

  @Test func computesNothingThatNoStageUses() {
    let session = session()
    #expect(values("fruit where ripe | count", session) == [.integer(2)])
    session.run("print \"{fruit | count}\"\nassert (fruit | count) = 3")
    #expect(session.counters.valuesDerived == 0)
    #expect(values("fruit where heavy | count", session) == [.integer(2)])
    #expect(session.counters.valuesDerived == 3)
  }

  @Test func computesAgainWhenTheDefinitionChanges() {
    let session = session()
    #expect(values("fruit | select place", session) == places)
    session.run("field fruit.heavy = weight > 10")
    let changed: [Value] = [.integer(3), .integer(2), .integer(1)]
    #expect(values("fruit | select place", session) == changed)
    #expect(session.counters.valuesDerived == 12)
    session.run("field fruit.heavy = weight > 10")
    #expect(values("fruit | select place", session) == changed)
    #expect(session.counters.valuesDerived == 12)
  }

  @Test func computesAgainWhenTheTableChanges() {
    let session = session()
    #expect(values("fruit | select place", session) == places)
    session.run("import \"\(fruit.path)\" as fruit")
    #expect(values("fruit | select place", session) == places)
    #expect(session.counters.valuesDerived == 12)
  }

  @Test func computesAgainWhenAnotherTableItMentionsChanges() {
    let session = session()
    let other = TestFile("name\npear\n", name: "picked.csv")
    let third = TestFile("name\napple\nplum\n", name: "picked.csv")
    session.open(other.path)
    session.run("field fruit.taken = name in (picked | select name)")
    #expect(values("fruit where taken | select name", session) == [.text("pear")])
    #expect(values("fruit | select place", session) == places)
    let before = session.counters.valuesDerived
    session.run("import \"\(third.path)\" as picked")
    #expect(
      values("fruit where taken | select name", session) == [.text("apple"), .text("plum")])
    #expect(values("fruit | select place", session) == places)
    #expect(session.counters.valuesDerived == before + 3)
  }

  @Test func aParameterThatChangesMakesAnotherField() {
    for (limit, count) in [("100", 2), ("130", 1)] {
      let session = session { $0.parameters = ["limit": limit] }
      session.run("param limit = 0\nfield fruit.large = weight > limit")
      #expect(values("fruit where large | count", session) == [.integer(Int64(count))])
    }
  }

  @Test func parametersOfTheModelCanBeSet() {
    let limits: [([String: String], Int64)] = [([:], 18_286), (["roll_over": "true"], 18_295)]
    for (parameters, first) in limits {
      var options = SessionOptions()
      options.parameters = parameters
      options.checksParameters = true
      let session = Session(options: options)
      #expect(session.modelDiagnostics.isEmpty)
      let limit = session.run("due_at(register, 2020-01-10, 0, 2020-01-10)").results.first
      #expect(limit?.value(row: 0, column: 0) == .date(first))
    }
    var options = SessionOptions()
    options.parameters = ["roll_ovr": "true"]
    options.checksParameters = true
    let found = Session(options: options).run("1").diagnostics
    #expect(found.map(\.code.name) == ["unknown-parameter"])
  }

  @Test func aSafeSessionReadsNoCalendar() {
    let session = session { $0.isSafe = true }
    let found = session.run("holidays \"calendar.csv\"").diagnostics
    #expect(found.map(\.code.name) == ["safe-mode"])
  }

  @Test func keepsNothingThatWouldNotFit() {
    // A copy of the three rows fits, a copy beside kept columns does not.
    let session = session { $0.memoryLimit = 420 }
    let query = "fruit | select name, weight, place | sort weight"
    let first = values(query, session)
    #expect(first == [.text("plum"), .text("pear"), .text("apple")])
    #expect(values(query, session) == first)
    #expect(values("fruit | select weight, ripe, heavy | sort weight desc", session).count == 3)
    #expect(values(query, session) == first)
  }
}
