import Testing

/// `pq lint`: what it finds, in which form, and how it ends.
struct LintTests {
  private static let model = """
    table crops key id {
      id     text
      weight int?
      sold   date?
    }
    check crops.weightless "重量不足一" = weight < 1 because "what is picked weighs something"
    """

  private let folder = Folder([
    "model.pq": LintTests.model, "crops.csv": "id,weight\na,0\nb,5\n",
  ])

  private func run(_ options: String = "", data: String = "crops.csv") -> ProgramRun {
    ProgramRun.shell("pq lint --model model.pq \(options) \(data)", in: folder.path)
  }

  @Test func findingsAreDataInAPipeAndTheExitIsOne() {
    let run = run("--quiet")
    #expect(
      run.output
        == "table,check,label,count,query,note\n"
        + "crops,weightless,weightless,1,crops where weight < 1,what is picked weighs something\n")
    #expect(run.status == 1)
  }

  @Test func nothingFoundIsQuietAndDone() {
    folder.write("id,weight\na,1\n", to: "crops.csv")
    let run = run("--quiet")
    #expect(run.output == "table,check,label,count,query,note\n")
    #expect(run.errors.isEmpty && run.status == 0)
  }

  @Test func aCheckThatTheFileCannotAnswerSaysSo() {
    folder.write("id\na\n", to: "crops.csv")
    let run = run("--lang zh -o list --quiet")
    #expect(run.output.contains("weightless"))
    #expect(run.output.contains("未核对：文件中没有 `weight`"))
    #expect(run.status == 0)
  }

  @Test func theQueryListsTheRowsThatWereCounted() {
    let listed = ProgramRun.shell(
      "pq --quiet --model model.pq -c 'crops where weight < 1' crops.csv", in: folder.path)
    #expect(listed.output == "id,weight,sold\na,0,\n")
  }

  @Test func dataThatIsNotThereIsAnError() {
    let run = run(data: "nothing.csv")
    #expect(run.status == 3 && run.errors.contains("file-not-found"))
  }
}
