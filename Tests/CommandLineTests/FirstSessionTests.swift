import Testing

/// `docs/first-session.md` is what the shell answers now.
struct FirstSessionTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()

  @Test func pageIsUpToDate() {
    let run = ProgramRun.shell(
      "scripts/make-first-session --check '\(ProgramRun.program)'", in: Self.root)
    #expect(
      run.status == 0, "scripts/make-first-session writes it anew\n\(run.output)\(run.errors)")
  }
}
