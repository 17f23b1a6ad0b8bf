import Testing

/// `--memory` counts everything that the program takes.
@Suite struct MemoryTests {
  @Test func nothingFitsIntoOneMegabyte() {
    let refused = ProgramRun.pq(["--memory", "1M", "-c", "1 + 1"])
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(
      refused.errors.contains("error[memory-limit]: this needs more memory than the limit of"))
    let answered = ProgramRun.pq(["--memory", "2G", "-c", "1 + 1"])
    #expect(answered.status == 0 && answered.output.hasSuffix("2\n"))
  }
}
