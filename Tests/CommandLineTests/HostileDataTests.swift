import Testing

/// Files that are no tables, runs that are killed, tables too long to look at.
struct HostileDataTests {
  private let folder = Folder(["fruit.csv": "name,weight\napple,150\n"])

  private func run(_ command: String) -> ProgramRun {
    ProgramRun.shell(command, in: folder.path)
  }

  @Test(arguments: [
    ("printf 'n\\n1\\0\\n' > nul.csv; pq -c 'nul' nul.csv", "not-text"),
    ("printf 'n\\n\\377\\376x\\n' > bad.csv; pq -c 'bad' bad.csv", "not-utf8"),
    ("printf '' > none.csv; pq -c 'none' none.csv", "empty-file"),
    ("mkdir d.csv; pq -c 'd' d=d.csv; s=$?; rmdir d.csv; exit $s", "is-a-directory"),
    ("pq -c 'import \".\" as d' -c 'd'", "is-a-directory"),
  ])
  func aFileThatIsNoTableIsAMessage(command: String, code: String) {
    let run = run(command)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("error[\(code)]"), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test func aLineOfAMegabyteIsAValue() {
    let run = run(
      """
      { printf 'n,text\\n1,'; head -c 1000000 /dev/zero | tr '\\0' 'x'; printf '\\n'; } > long.csv
      pq -c 'long | select length(text)' long.csv
      """)
    #expect(run.output == "length\n1000000\n" && run.status == 0, "\(run.errors)")
  }

  @Test func aKilledRunLeavesNoHalfFileAndTheNextOneSweeps() {
    let run = run(
      """
      '\(ProgramRun.program)' -c 'dates(0001-01..9999-12) | save "big.csv"' &
      for n in $(seq 200); do ls .big.csv.pq-* > /dev/null 2>&1 && break; sleep 0.05; done
      kill -9 $!; wait $!; echo "status $?"
      ls -A
      """)
    #expect(run.output.hasPrefix("status 137\n.big.csv.pq-"), "\(run.output)\(run.errors)")
    #expect(folder.text(of: "big.csv") == nil)
    let again = self.run("pq -c 'fruit | save \"big.csv\"' fruit.csv; ls -A")
    #expect(again.output == "big.csv\nfruit.csv\n" && again.status == 0, "\(again.errors)")
  }

  @Test func theThirdAssertFails() {
    folder.write(
      """
      import "fruit.csv" as fruit
      assert (fruit | count) = 1
      fruit | save "first.csv"
      assert (fruit | count) > 0 "some fruit"
      assert (fruit where weight > 200 | count) = 1 "a heavy apple"
      fruit | save "later.csv"
      """, to: "s.pq")
    let run = run("pq s.pq")
    #expect(run.status == 1 && run.output == "")
    #expect(run.errors.contains("a heavy apple") && run.errors.contains("s.pq:5"))
    #expect(folder.text(of: "first.csv") == "name,weight\napple,150\n")
    #expect(folder.text(of: "later.csv") == nil)
  }

  @Test func aTerminalShowsTheFirstRowsAndSaysHowManyMore() {
    folder.write("n\n" + (1...250).map { "\($0)\n" }.joined(), to: "n.csv")
    let shown = run("script -qec \"NO_COLOR=1 '\(ProgramRun.program)' -c 'n' n.csv\" /dev/null")
    #expect(shown.output.contains("│ 200 │") && !shown.output.contains("│ 201 │"))
    #expect(shown.output.contains("250 rows"), "\(shown.output)\(shown.errors)")
    #expect(shown.output.contains("… 50 more rows; -o csv shows all"))
    let piped = run("pq -o table -c 'n' n.csv")
    #expect(piped.output.contains("│ 250 │") && !piped.output.contains("more rows"))
  }
}
