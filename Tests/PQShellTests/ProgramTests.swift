import Glibc
import Testing

/// The program itself at a pseudoterminal, with its engine.
@Suite struct ProgramTests {
  @Test func queryIsAnsweredAndMistakesAreShown() throws {
    let folder = try TemporaryFolder()
    try folder.write("variety,weight\napple,12\npear,7\n苹果,30\n", to: "fruit.csv")
    let child = TerminalChild(
      builtProgram("pq"), ["--color", "never", folder.path + "/fruit.csv"], rows: 30, columns: 60)
    #expect(child.wait { $0.lines.last == "pq>" && $0.column == 4 })
    #expect(child.screen.line(0).hasSuffix("· fruit (3 rows)"))
    child.type("fruit where weight > 10 |\rcount\r")
    #expect(child.wait { $0.lines.suffix(2) == ["1 row", "pq>"] })
    #expect(child.screen.lines.contains("│     2 │"))
    child.type("fruit where wieght > 10\r")
    #expect(
      child.wait {
        $0.lines.last == "pq>"
          && $0.lines.contains("  |             ^^^^^^ not a column of `fruit`")
      })
    child.type(".quit\r")
    #expect(child.exitStatus() == 0)
    #expect(child.isCooked)
  }
}
