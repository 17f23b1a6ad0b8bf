import Testing

struct ScriptTests {
  private let folder = Folder([
    "fruit.csv": "name,weight\napple,150\npear,120\nplum,40\n"
  ])

  private func run(_ script: String, _ arguments: String = "") -> ProgramRun {
    folder.write(script, to: "s.pq")
    return ProgramRun.shell("pq s.pq \(arguments)", in: folder.path)
  }

  @Test func aWrongSecondStatementRunsNothing() {
    let run = run(
      """
      import "fruit.csv" as fruit
      fruit | save "first.csv"
      fruit where wieght > 1
      """)
    #expect(run.status == 1 && run.output == "")
    #expect(run.errors.contains("--> s.pq:3:13"))
    #expect(folder.text(of: "first.csv") == nil)
  }

  @Test func aFailedAssertStopsAndLeavesFinishedFilesWhole() {
    let run = run(
      """
      import "fruit.csv" as fruit
      fruit where weight > 100 | save "heavy.csv"
      assert (fruit | count) = 4   "four kinds"
      fruit | save "later.csv"
      """)
    #expect(run.status == 1)
    #expect(run.errors.contains("error[assertion-failed]: assertion failed: four kinds"))
    #expect(run.errors.contains("note: `fruit | count` is 3"))
    #expect(folder.text(of: "heavy.csv") == "name,weight\napple,150\npear,120\n")
    #expect(folder.text(of: "later.csv") == nil)
  }

  @Test func includesOnceAndRelativeToTheScript() {
    folder.write("include \"s.pq\"\nlet heavy = fruit where weight > 100\n", to: "lib.pq")
    let run = run(
      """
      import "fruit.csv" as fruit
      include "lib.pq"
      include "lib.pq"
      heavy | count
      """)
    #expect(run.output == "count\n2\n" && run.status == 0, "\(run.errors)")
    let elsewhere = ProgramRun.shell("pq \(folder.path)/s.pq", in: "/")
    #expect(elsewhere.output == "count\n2\n", "\(elsewhere.errors)")
  }

  @Test func parametersAreSetByTheCaller() {
    let script = """
      param least = 100
      import "fruit.csv" as fruit
      fruit where weight > least | count
      """
    #expect(run(script).output == "count\n2\n")
    #expect(run(script, "--param least=130").output == "count\n1\n")
    let wrong = run(script, "--param laest=130")
    #expect(wrong.status == 2 && wrong.errors.contains("did you mean `least`?"))
  }

  @Test func printsAndRemembersThePreviousResult() {
    let run = run(
      """
      import "fruit.csv" as fruit
      print "{fruit | count} kinds"
      fruit where weight > 100
      it | count
      """)
    #expect(run.output == "3 kinds\nname,weight\napple,150\npear,120\n\ncount\n2\n")
  }

  @Test func aFirstLineThatNamesPqMakesAScript() {
    folder.write("#!/usr/bin/env pq\nprint \"hello\"\n", to: "tool")
    let run = ProgramRun.shell("pq tool", in: folder.path)
    #expect(run.output == "hello\n" && run.status == 0)
  }

  @Test func safeRunsWriteNothingAndReadOnlyWhatIsNamed() {
    let saving = ProgramRun.shell(
      "pq --safe -c 'fruit | save \"out.csv\"' fruit.csv", in: folder.path)
    #expect(saving.status == 1 && saving.errors.contains("error[safe-mode]"))
    #expect(folder.text(of: "out.csv") == nil)
    let reading = run("import \"fruit.csv\" as fruit\nfruit | count", "--safe")
    #expect(reading.status == 1 && reading.errors.contains("error[safe-mode]"))
  }

  @Test func rejectedRowsAreCountedAndListed() {
    folder.write("name,weight\napple,1\npear\nplum,2\n", to: "odd.csv")
    let run = ProgramRun.shell("pq -c 'rejects(odd) | select line, text' odd.csv", in: folder.path)
    #expect(run.output == "line,text\n3,pear\n" && run.status == 0)
    #expect(run.errors.contains("warning[rows-rejected]"))
  }

  @Test func checkRunsNothing() {
    folder.write("import \"fruit.csv\" as fruit\nfruit | save \"out.csv\"\n", to: "good.pq")
    let good = ProgramRun.shell("pq check good.pq", in: folder.path)
    #expect(good.status == 0 && good.output == "" && folder.text(of: "out.csv") == nil)
    folder.write("fruit where a = = 1\nfruit whree b", to: "bad.pq")
    #expect(ProgramRun.shell("pq check bad.pq fruit.csv", in: folder.path).status == 1)
  }

  @Test func formatsInPlaceAndBetweenLanguages() {
    folder.write("fruit   where weight>100|count   # heavy\n", to: "f.pq")
    #expect(ProgramRun.shell("pq fmt --check f.pq", in: folder.path).status == 1)
    #expect(ProgramRun.shell("pq fmt f.pq", in: folder.path).status == 0)
    let english = folder.text(of: "f.pq")
    #expect(english == "fruit where weight > 100 | count  # heavy\n")
    #expect(ProgramRun.shell("pq fmt --check f.pq", in: folder.path).status == 0)
    #expect(ProgramRun.shell("pq fmt --lang zh f.pq", in: folder.path).status == 0)
    #expect(folder.text(of: "f.pq")?.contains("其中") == true)
    #expect(ProgramRun.shell("pq fmt --lang en f.pq", in: folder.path).status == 0)
    #expect(folder.text(of: "f.pq") == english)
    #expect(ProgramRun.shell("pq fmt - < f.pq", in: folder.path).output == english)
  }

  @Test func explainsPlansAndMeasures() {
    let plan = ProgramRun.shell("pq explain 'fruit where weight > 1' fruit.csv", in: folder.path)
    #expect(plan.output.contains("scan fruit") && plan.status == 0, "\(plan.errors)")
    folder.write(
      "table fruit { name text, weight int }\nmeasure fruit.heavy = share(weight > 100) because \"scale\"\n",
      to: "m.pq")
    let measure = ProgramRun.shell("pq explain heavy --model m.pq fruit.csv", in: folder.path)
    #expect(measure.output.contains("share(weight > 100)"), "\(measure.errors)")
    #expect(measure.output.contains("because      \"scale\""))
  }
}
