import PQColumnar
import PQDiagnostics
import PQFormats
import PQSession
import Testing

struct SessionTests {
  private let fruit = TestFile.fruit()

  /// A session on three fruits, without a model.
  private func session(_ change: (inout SessionOptions) -> Void = { _ in }) -> Session {
    var options = SessionOptions()
    options.model = SourceText("", name: "none.pq")
    options.today = 18_627
    change(&options)
    let session = Session(options: options)
    let made = session.run(
      """
      table fruit "水果" {
        name text "名称"
        weight int "重量"
        ripe bool?
      }
      """)
    #expect(made.outcome == .done)
    #expect(session.open(fruit.path).isEmpty)
    return session
  }

  @Test func givesTypedResults() throws {
    let run = session().run("fruit where weight > 100 | select name, weight")
    #expect(run.outcome == .done && run.results.count == 1)
    let result = try #require(run.results.first)
    #expect(result.fields.map(\.name) == ["name", "weight"])
    #expect(result.rowCount == 2)
    #expect(result.value(row: 1, column: "重量") == .integer(120))
    #expect(result.value(row: 1, column: 0) == .text("pear"))
    #expect(result.value(row: 2, column: 0) == .missing)
    #expect(result.value(row: 0, column: "price") == .missing)
  }

  @Test func handsOutputsOnAsTheyCome() {
    var shown: [String] = []
    let run = session().run("print \"a\"\nprint \"b\"\nprint \"c\"") { output in
      if case .text(let text) = output { shown.append(text) }
      return shown.count < 2
    }
    #expect(shown == ["a", "b"] && run.outcome == .done)
  }

  @Test func keepsDefinitionsAndThePreviousResult() {
    let session = session()
    session.run("let heavy = fruit where weight > 100")
    session.run("heavy")
    let run = session.run("it | count")
    #expect(run.results.first?.value(row: 0, column: 0) == .integer(2))
  }

  @Test func checksEverythingBeforeAnythingRuns() {
    let session = session()
    let run = session.run("print \"a\"\nlet x = fruit | count\nfruit where nme = 1")
    #expect(run.outcome == .wrong)
    #expect(run.outputs.count == 1 && run.diagnostics.count == 1)
    #expect(session.run("x").outcome == .wrong)
  }

  @Test func knowsTheColumnsOfAResultThatIsNotThereYet() {
    let run = session().run("fruit | count by ripe\nit where count > 1 | select count\nit | count")
    #expect(run.outcome == .done)
    #expect(run.results.map(\.rowCount) == [2, 1, 1])
  }

  @Test func pivotsAResultThatIsNotThereYet() {
    let run = session().run(
      """
      fruit | summarise sum(weight) by name
      it | pivot name
      it | select plum, apple
      """)
    #expect(run.diagnostics.isEmpty)
    #expect(run.results.last?.fields.map(\.name) == ["plum", "apple"])
  }

  @Test func saysOneMistakeOnce() {
    let found = session().check(
      """
      let heavy = fruit where wieght > 100
      heavy | count
      heavy where name = "pear"
      fruit | count by nmae
      """)
    #expect(found.map(\.code.name) == ["unknown-column", "unknown-column"])
  }

  @Test func stopsCountingAtTenErrors() {
    let text = (1...13).map { "fruit where column\($0) = 1" }.joined(separator: "\n")
    let found = session().check(text)
    #expect(found.count == 11)
    #expect(found.last?.code.name == "more-errors" && found.last?.severity == .note)
  }

  @Test(arguments: [
    ("assert (fruit | count) = 4", ["`fruit | count` is 3"]),
    ("assert 1 = 1 and (fruit | count) > 3 and false", ["`fruit | count` is 3"]),
    (
      "assert (fruit where name = pear | count) in (4, 5)",
      ["`fruit where name = pear | count` is 1"]
    ),
    ("assert false", []),
  ])
  func saysWhatAFailedAssertFound(text: String, notes: [String]) {
    let run = session().run(text)
    #expect(run.outcome == .wrong)
    #expect(run.diagnostics.map(\.code.name) == ["assertion-failed"])
    #expect(run.diagnostics.first?.notes.map(\.english) == notes)
  }

  @Test func endsWhenCancelled() {
    let session = session()
    let run = session.run("print \"a\"\nprint \"b\"") { _ in
      session.cancel()
      return true
    }
    #expect(run.outcome == .interrupted && run.outputs.count == 2)
    #expect(session.run("print \"c\"").outcome == .done)
  }

  @Test func tellsFailuresOfFilesFromWrongText() {
    #expect(session().run("import \"/nowhere/f.csv\" as f").outcome == .failed)
    #expect(session().run("include \"/nowhere/f.pq\"").outcome == .failed)
    #expect(session().run("fruit | save \"/nowhere/f.csv\"").outcome == .failed)
    #expect(session().run("fruit |").outcome == .wrong)
  }

  @Test func readsImportSettings() {
    let file = TestFile("n;d\n1;05/06/2020\n")
    let session = session()
    let wrong = session.run("import \"\(file.path)\" as t")
    #expect(wrong.outcome == .failed)
    let run = session.run(
      "import \"\(file.path)\" as t with day first, delimiter \";\", n as text\nt")
    #expect(run.outcome == .done)
    #expect(run.results.first?.fields.map(\.type) == [.text, .date])
  }

  @Test(arguments: [1, 3, nil], [1, 5])
  func resultsDoNotDependOnHowTheyAreComputed(rows: Int?, workers: Int) throws {
    let session = session { options in
      options.blockRowCount = rows
      options.workerCount = workers
      options.appliesRewrites = workers == 1
      options.usesDictionaries = workers == 5
    }
    let run = session.run("fruit | sort weight | summarise sum(weight), list(name) by ripe")
    #expect(try run.results.first?.text(as: .csv).hasPrefix("ripe,") == true)
    #expect(run.results.first?.value(row: 1, column: 1) == .integer(190))
  }

  @Test func explainsInSteps() {
    let (plan, diagnostics) = session().explain("fruit where weight > 100 | count")
    #expect(plan?.contains("scan fruit") == true && diagnostics.isEmpty)
    #expect(session().explain("fruit where wieght > 100").plan == nil)
  }

  @Test func everyCodeHasHelp() {
    for code in HelpTopics.codes {
      #expect(!code.explanation.english.isEmpty && !code.explanation.chinese.isEmpty)
      #expect(code.name.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber })
      #expect(HelpTopics.text(code.name, language: .chinese) != nil)
    }
    #expect(Set(HelpTopics.codes).count == HelpTopics.codes.count)
  }
}
