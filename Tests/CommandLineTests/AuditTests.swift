import Testing

/// `--audit` and `pq audit verify`.
struct AuditTests {
  private let folder = Folder([
    "fruit.csv": "name,weight\napple,150\npear,120\n", "empty.jsonl": "", "bad.jsonl": "{}\n",
  ])

  private func shell(_ command: String) -> ProgramRun {
    ProgramRun.shell(command, in: folder.path)
  }

  private func run(_ queries: String...) -> ProgramRun {
    let commands = queries.map { "-c '\($0)'" }.joined(separator: " ")
    return shell("pq --quiet --audit a.jsonl \(commands) fruit.csv")
  }

  private func lines() -> [String] {
    (folder.text(of: "a.jsonl") ?? "").split(separator: "\n").map(String.init)
  }

  @Test func everyStatementHasALine() {
    let result = run(
      "let heavy = fruit where weight > 130", "heavy", "heavy | save \"o.csv\" | count",
      "print \"{heavy | count}\"", "assert 1 = 1")
    #expect(result.status == 0)
    let statements = lines().map { line in
      String(line.split(separator: "\"statement\",\"statement\":").last ?? "").split(
        separator: ",\"profile\":\"report-2020\",\"digest\"")[0]
    }
    #expect(
      statements == [
        #""let heavy = fruit where weight > …""#, #""heavy","rows":1"#,
        #""heavy | save \"o.csv\" | count","rows":1,"output":"o.csv""#,
        #""heavy | save \"o.csv\" | count","rows":1"#, #""print \"{heavy | count}\"""#,
        #""assert … = …""#,
      ])
    #expect(shell("pq audit verify a.jsonl").output.hasPrefix("6 lines, "))
  }

  @Test func aStatementThatFailsIsRecordedToo() {
    #expect(run("fruit", "assert (fruit | count) = 0").status == 1)
    #expect(lines().last?.contains(#""failed":"assertion-failed""#) == true)
  }

  @Test func theLogIsNoOutput() {
    _ = run("fruit")
    let before = lines()
    for query in ["fruit | save \"a.jsonl\"", "fruit | save append \"./a.jsonl\""] {
      let result = run(query)
      #expect(
        result.errors.contains("`\(query.contains("./") ? "./" : "")a.jsonl` is the audit log"))
      #expect(result.status == 3)
    }
    #expect(lines().starts(with: before))
    #expect(shell("pq audit verify a.jsonl").status == 0)
  }

  @Test func verifyNamesTheLine() {
    _ = run("fruit", "fruit | count", "fruit")
    #expect(shell("pq audit verify a.jsonl").status == 0)
    let changed = shell("sed -i '2s/fruit/fruiT/' a.jsonl; pq audit verify a.jsonl")
    #expect(changed.status == 1)
    #expect(changed.errors.contains("error[audit-broken]: line 2 was changed"))
    #expect(changed.errors.contains("a.jsonl:2"))
    let chinese = shell("sed -i 2d a.jsonl; pq --lang zh audit verify a.jsonl")
    #expect(chinese.errors.contains("第 2 行与前一行不衔接"))
  }

  @Test func verifyTakesTheLastLine() {
    _ = run("fruit", "fruit")
    let last = shell("pq audit verify a.jsonl | sed -n 's/last line: //p'").output.dropLast()
    #expect(last.utf8.count == 64)
    #expect(shell("tail -n 1 a.jsonl | tr -d '\\n' | sha256sum").output.hasPrefix(last))
    #expect(shell("pq audit verify a.jsonl --last \(last)").status == 0)
    let cut = shell("sed -i '$d' a.jsonl; pq audit verify a.jsonl --last \(last)")
    #expect(cut.status == 1 && cut.errors.contains("not the last line that was named"))
  }

  @Test func verifyOfOtherFiles() {
    #expect(shell("pq audit verify empty.jsonl").output == "no lines\n")
    #expect(shell("pq audit verify bad.jsonl").status == 1)
    #expect(shell("pq audit verify lost.jsonl").status == 3)
    #expect(shell("pq audit check a.jsonl").status == 2)
    #expect(shell("pq help audit").output.hasPrefix("pq audit verify [FILE]"))
  }

  @Test func runsAtOnceDoNotBreakTheChain() {
    let query = "pq --quiet --audit a.jsonl -c fruit -c fruit -c fruit fruit.csv"
    let result = shell(
      "for i in 1 2 3 4 5; do \(query) & done | cat > all.csv; pq audit verify a.jsonl")
    #expect(result.output.hasPrefix("15 lines, "))
    #expect(result.status == 0)
  }

  @Test func aKilledRunLeavesALineThatTheNextOneNames() {
    _ = run("fruit", "fruit")
    let cut = shell("truncate -s -20 a.jsonl; pq audit verify a.jsonl")
    #expect(cut.status == 1 && cut.errors.contains("line 2, the last, is cut short"))
    _ = run("fruit")
    let verified = shell("pq audit verify a.jsonl")
    #expect(verified.output.contains("3 lines"))
    #expect(verified.output.contains("cut short when a run was killed: line 2\n"))
    #expect(verified.status == 0)
  }

  @Test func aLogThatWasChangedIsNotContinued() {
    _ = run("fruit")
    let result = shell(
      "sed -i 's/fruit/fruiT/' a.jsonl; pq --quiet --audit a.jsonl -c fruit fruit.csv")
    #expect(result.output == "")
    #expect(result.status == 3)
    #expect(result.errors.contains("error[not-an-audit-log]"))
    let unwritable = shell("pq --quiet --audit /nowhere/a.jsonl -c fruit fruit.csv")
    #expect(unwritable.errors.contains("error[audit-unwritable]"))
    #expect(unwritable.output == "" && unwritable.status == 3)
  }
}
