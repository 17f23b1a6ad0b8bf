import Testing

struct ExitStatusTests {
  private let folder = Folder([
    "fruit.csv": "name,weight,ripe\napple,150,true\npear,120,false\nplum,40,true\n"
  ])

  private func run(_ command: String) -> ProgramRun {
    ProgramRun.shell(command, in: folder.path)
  }

  @Test func printsCSVIntoAPipe() {
    let run = run("pq -c 'fruit where ripe and weight > 100' fruit.csv")
    #expect(run.output == "name,weight,ripe\napple,150,true\n")
    #expect(run.errors == "" && run.status == 0)
  }

  @Test func separatesResultsByAnEmptyLine() {
    let run = run("pq -c 'fruit | count' -c 'fruit where ripe | count' fruit.csv")
    #expect(run.output == "count\n3\n\ncount\n2\n")
  }

  @Test func namesATableAndReadsStandardInput() {
    let run = run("pq -c 'a | count' -c 'input | count' a=fruit.csv - < fruit.csv")
    #expect(run.output == "count\n3\n\ncount\n3\n")
  }

  @Test func readsNamedPipesWhole() {
    let run = run(
      """
      mkfifo fifo; cat fruit.csv > fifo &
      pq check fifo; echo "status $?"
      cat fruit.csv > fifo &
      pq -c 't | count' t=fifo; rm fifo
      """)
    #expect(run.output == "status 0\ncount\n3\n", "\(run.errors)")
  }

  @Test func opensEveryFileOfAFolder() {
    folder.write("id\tsize\n1\t2\n", to: "crates.tsv")
    #expect(run("pq -c 'fruit | count' -c 'crates | count' .").output == "count\n3\n\ncount\n1\n")
  }

  @Test(arguments: [
    ("pq -c 'fruit where wieght > 1' fruit.csv", 1, "unknown-column"),
    ("pq -c 'assert (fruit | count) = 4 \"four\"' fruit.csv", 1, "assertion-failed"),
    ("pq --reveal name", 2, "missing-reason"),
    ("pq -c", 2, "usage"),
    ("pq 'fruit | count' fruit.csv", 2, "usage"),
    ("pq 'fruit where ripe'", 2, "usage"),
    ("pq -c 'fruit where name=aple' --model absent.pq fruit.csv", 3, "file-not-found"),
    ("pq --profile provincial-2021 -c 'fruit' fruit.csv", 2, "unknown-profile"),
    ("pq --profile absent.pq -c 'fruit' fruit.csv", 3, "file-not-found"),
    ("pq -o pdf -c 'fruit' fruit.csv", 2, "option-value"),
    ("pq --today tomorrow -c 'fruit' fruit.csv", 2, "option-value"),
    ("pq --workers 0 -c 'fruit' fruit.csv", 2, "option-value"),
    ("pq --memory lots -c 'fruit' fruit.csv", 2, "option-value"),
    ("pq --param novalue -c 'fruit' fruit.csv", 2, "option-value"),
    ("pq --param size=1 -c 'fruit' fruit.csv", 2, "unknown-parameter"),
    ("pq -c 'fruit' missing.csv", 3, "file-not-found"),
    ("pq missing.pq", 3, "file-not-found"),
    ("mkdir bare; pq -c 'fruit' bare; s=$?; rmdir bare; exit $s", 3, "no-tables"),
    ("mkdir d.pq; pq d.pq; s=$?; rmdir d.pq; exit $s", 3, "is-a-directory"),
    ("printf 'fruit\\0' > nul.pq; pq nul.pq fruit.csv", 3, "not-text"),
    ("printf 'fruit \\377' > bad.pq; pq bad.pq fruit.csv", 3, "not-utf8"),
    (
      "for n in $(seq 70); do echo \"include \\\"$((n + 1)).pq\\\"\" > $n.pq; done; pq 1.pq", 1,
      "include-depth"
    ),
    ("pq help nothing-at-all", 2, "unknown-topic"),
  ])
  func failsWithAMessageAndAStatus(command: String, status: Int32, code: String) {
    let run = run(command)
    #expect(run.status == status)
    #expect(run.errors.contains("error[\(code)]"), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test func aClosedPipeIsAQuietEnd() {
    let run = run(
      """
      { echo n; seq 1 300000; } > n.csv
      { pq -c 'n' n.csv; echo "status $?" >&2; } | head -n 1
      """)
    #expect(run.output == "n\n")
    #expect(run.errors == "status 0\n")
  }

  @Test func aFullDiskIsNoQuietEnd() {
    let run = run("pq -c 'fruit' fruit.csv > /dev/full")
    #expect(run.status == 3 && run.errors.contains("error["))
  }

  @Test func helpThatCannotBeWrittenIsAMessage() {
    let run = run("pq help > /dev/full")
    #expect(run.status == 3 && run.errors.hasPrefix("error[output-failed]"))
  }

  @Test func aQuoteThatNeverEndsIsAMessage() {
    let run = run("yes '\"' | head -c 100000000 | pq -c 'input | count' -")
    #expect(run.status == 3 || run.status == 0)
    #expect(run.errors.contains("error[") || run.errors.contains("warning["))
  }

  @Test(arguments: [
    "head -c 100000 /dev/zero | tr '\\0' '(' > deep.pq; pq deep.pq fruit.csv",
    "{ printf 'fruit where name = \"'; head -c 1000000 /dev/zero | tr '\\0' 'x'; } > long.pq; "
      + "pq long.pq fruit.csv",
  ])
  func hostileTextIsAMessage(command: String) {
    let run = run(command)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("error[") && run.errors.utf8.count < 20_000)
  }

  @Test func interruptionLeavesNoHalfFile() {
    let run = run(
      """
      { echo n; seq 1 3000000; } > n.csv
      '\(ProgramRun.program)' -c 'print "ready"' -c 'n | sort n desc | save "big.csv"' n.csv > said &
      until [ -s said ] || ! kill -0 $!; do sleep 0.02; done
      kill -INT $!; wait $!
      """)
    #expect(run.status == 130 || run.status == 0)
    let isWhole = folder.text(of: "big.csv").map { $0.hasSuffix("\n1\n") } ?? true
    #expect(isWhole)
    #expect(!folder.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func waitingForStandardInputCanBeInterrupted() {
    let run = run(
      """
      sleep 20 2> /dev/null | '\(ProgramRun.program)' -c 'input | count' - &
      # Until the program has a second thread, which is the one that takes signals.
      until grep -q '^Threads:.*[2-9]' /proc/$!/status || ! kill -0 $!; do sleep 0.02; done
      kill -INT $!; wait $!
      """)
    #expect(run.status == 130)
  }
}
