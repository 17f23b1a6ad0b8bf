import Testing

/// A model of one's own may hide more than the program's; to show more needs a reason on record.
struct OpenedModelTests {
  private let folder = Folder([
    "cases.csv": "id,registered,purpose,confidential,channel\n"
      + "A1,2020-01-01 08:00,disclosure,no,visit\nA2,2020-01-02 08:00,request,no,visit\n",
    "petitioners.csv": "id,name,phone\nP1,王小明,13800001234\n",
    "open.pq": "secret cases where false\n",
    "wide.pq":
      "secret cases where purpose = disclosure or confidential or anonymous or channel = visit\n",
    "names.pq": "table petitioners key id {\n  id text\n  name text?\n  phone text? private\n}\n",
    "notes.pq":
      "table petitioners key id {\n  id text\n  name text? private as notes\n  phone text? private\n}\n",
    "fewer.pq": "table petitioners key id {\n  id text\n}\n",
  ])

  private func run(_ arguments: String) -> ProgramRun {
    ProgramRun.shell("pq --quiet \(arguments)", in: folder.path)
  }

  @Test func secretRowsStaySecretWithoutAReason() {
    let query = "-c 'cases | select id' cases.csv"
    #expect(run(query).output == "id\nA2\n")
    let refused = run("--model open.pq \(query)")
    #expect(refused.errors.contains("error[privacy-opened]") && refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(run("-c 'secret cases where false' \(query)").errors.contains("privacy-opened"))
  }

  @Test func aReasonAloneIsASlipWithoutAModel() {
    let result = run("--reason x -c cases cases.csv")
    #expect(result.status == 2 && result.errors.contains("`--reason` is without `--reveal`"))
  }

  @Test func aModelMayHideMore() {
    #expect(run("--model wide.pq -c 'cases | select id' cases.csv").output == "id\n")
  }

  @Test(arguments: ["names", "notes", "fewer"])
  func privateColumnsStayPrivateWithoutAReason(model: String) {
    let query = "-c 'petitioners' petitioners.csv"
    let refused = run("--model \(model).pq \(query)")
    #expect(refused.errors.contains("error[privacy-opened]"), "\(refused.errors)")
    #expect(!refused.output.contains("王小明"))
  }

  @Test func aReasonOpensAndIsOnRecordWithTheFile() {
    let result = run(
      "--model names.pq --reason 'a call back' --audit a.jsonl -c 'petitioners' petitioners.csv")
    #expect(result.output.contains("P1,王小明,"), "\(result.errors)")
    let log = folder.text(of: "a.jsonl") ?? ""
    #expect(log.contains(#""event":"reveal","reason":"a call back""#), "\(log)")
    #expect(log.contains(#""models":["names.pq sha256:"#))
  }
}
