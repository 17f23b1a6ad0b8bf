import Testing

/// `--reveal`, `--reason` and the shell's `.reveal`: nothing is unmasked without a line on record.
struct RevealTests {
  private let folder = Folder([
    "people.csv": "id,name,phone\n1,Ann,13900000000\n2,Bob,13911111111\n",
    "staff.csv": "id,name\n7,Eve\n",
    "model.pq": """
    table people "人" key id {
      id    int  "编号"
      name  text "姓名" private
      phone text "电话" private
    }
    table staff key id {
      id   int
      name text private
    }
    field people.label = upper(name)

    """,
  ])

  private func run(_ arguments: String, environment: [String: String] = [:]) -> ProgramRun {
    ProgramRun.shell(
      "pq --model model.pq --quiet \(arguments)", in: folder.path, environment: environment)
  }

  private func log() -> String { folder.text(of: "a.jsonl") ?? "" }

  @Test func aReasonUnmasks() {
    let query = "-c 'people | select name, phone' people.csv"
    #expect(run(query).output == "name,phone\nA**,***\nB**,***\n")
    let result = run("--reveal name --reason 'a call back' --audit a.jsonl \(query)")
    #expect(result.output == "name,phone\nAnn,***\nBob,***\n")
    #expect(result.status == 0)
    let lines = log().split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains(#""event":"reveal","revealed":["people.name"]"#) == true)
    #expect(lines.last?.contains(#""statement":"people | select name, phone","rows":2,"#) == true)
    #expect(lines.last?.contains(#""reason":"a call back""#) == true)
  }

  @Test func namesOfBothLanguagesAndTablesWork() {
    for name in ["姓名", "people.name", "人.姓名", "人.name"] {
      let result = run(
        "--reveal \(name),phone --reason x --audit a.jsonl -c 'people | take 1' people.csv staff.csv"
      )
      #expect(result.output.contains("1,Ann,13900000000"), "\(name): \(result.errors)")
    }
    let derived = run(
      "--reveal label --reason x --audit a.jsonl -c 'people | take 1' people.csv")
    #expect(derived.output.hasSuffix("1,A**,***,ANN\n"))
  }

  @Test func anotherTablesColumnStaysMasked() {
    let result = run(
      "--reveal people.name --reason x --audit a.jsonl -c staff people.csv staff.csv")
    #expect(result.output == "id,name\n7,E**\n")
  }

  @Test(arguments: [
    ("--reveal name", "error[missing-reason]"), ("--reveal name --reason ' '", "missing-reason"),
    ("--reveal , --reason x", "option-value"),
    ("--reveal nam --reason x", "did you mean `name`?"),
    ("--reveal people.nam --reason x", "error[unknown-reveal]"),
    ("--reveal name --reason x staff.csv", "write `people.name` or `staff.name`"),
    ("--reveal id --reason x", "`id` is not masked"),
    ("--reveal name --reason x --safe", "a safe run writes only what is named"),
  ])
  func aSlipUnmasksNothing(options: String, message: String) {
    let state = ["XDG_STATE_HOME": folder.path + "/state"]
    let result = run("-c people \(options) people.csv", environment: state)
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output == "")
    #expect(!folder.names.contains("state"))
  }

  @Test func aRecordThatCannotBeWrittenShowsNothing() {
    for path in ["/nowhere/a.jsonl", "/dev/null", "people.csv", "."] {
      let result = run("--reveal name --reason x --audit \(path) -c people people.csv")
      #expect(result.status == 3, "\(path)")
      #expect(result.output == "")
      #expect(result.errors.contains("nothing was shown"))
    }
    #expect(folder.text(of: "people.csv")?.hasPrefix("id,name") == true)
    let lost = run("--reveal name --reason x -c people people.csv")
    #expect(lost.status == 3 && lost.errors.contains("there is no place for an audit log"))
  }

  @Test func theUsualLogIsForItsOwnerOnly() {
    let result = ProgramRun.shell(
      "pq --quiet --model model.pq --reveal name --reason x -c people people.csv > /dev/null; "
        + "stat -c '%a %n' state/pq state/pq/audit.jsonl; pq audit verify; rm -r state",
      in: folder.path, environment: ["XDG_STATE_HOME": folder.path + "/state"])
    #expect(result.output.hasPrefix("700 state/pq\n600 state/pq/audit.jsonl\n2 lines, "))
    #expect(result.status == 0)
  }

  @Test func aSafeRunRevealsIntoTheLogThatIsNamed() {
    let options = "--safe --reveal name --reason x --audit a.jsonl people.csv"
    #expect(run("-c people \(options)").output.contains("Ann"))
    // Whoever sits before a safe shell cannot unmask more.
    let shell = ProgramRun.shell(
      "printf '.reveal phone because \"x\"\\npeople\\n' | pq --quiet --model model.pq \(options)",
      in: folder.path)
    #expect(shell.errors.contains("error[safe-mode]: nothing is unmasked: this run is safe"))
    #expect(shell.output.contains("1,Ann,***"))
  }

  @Test func theShellReveals() {
    let result = ProgramRun.shell(
      "pq --quiet --model model.pq --audit a.jsonl people.csv << 'END'\n"
        + ".reveal\npeople | take 1\n.reveal people.name, 电话 because \"a call back\"\npeople | take 1\n"
        + "it\n.audit\nEND\n", in: folder.path)
    #expect(
      result.output.hasPrefix(
        "Nothing is unmasked.\nid,name,phone,label\n1,A**,***,***\n"
          + "Unmasked until the shell ends: people.name, people.phone\n"))
    #expect(result.output.contains("1,Ann,13900000000,ANN"))
    #expect(result.output.contains("Every statement is recorded in a.jsonl\n4 lines, "))
    #expect(result.status == 0)
    let slips = ProgramRun.shell(
      "printf '.reveal name\\n.reveal because\\n.揭示 姓名 依据 \"回访\"\\n' | "
        + "pq --quiet --model model.pq --audit a.jsonl people.csv", in: folder.path)
    #expect(slips.errors.contains("error[missing-reason]"))
    #expect(slips.errors.contains("error[reveal-form]"))
    #expect(slips.output.contains("people.name"))
  }
}
