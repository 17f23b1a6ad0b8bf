import Testing

struct LayersTests {
  /// The package's folder: two above this file's.
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()

  @Test func importsKeepTheLayers() {
    let run = ProgramRun.shell("scripts/layers", in: Self.root)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(arguments: [
    ("PQSyntax/Parser/Parser.swift", "import PQSession", "PQSyntax (layer 2) imports PQSession"),
    ("PQPlan/PlanDump.swift", "@_exported import PQPetitions", "PQPlan (layer 3) imports PQPet"),
  ])
  func anImportTurnedRoundFails(file: String, line: String, message: String) {
    let folder = Folder()
    let run = ProgramRun.shell(
      """
      mkdir copy && cp -R '\(Self.root)/Package.swift' '\(Self.root)/Sources' copy/
      printf '%s\\n' '\(line)' >> 'copy/Sources/\(file)'
      '\(Self.root)/scripts/layers' copy; status=$?
      rm -r copy; exit $status
      """, in: folder.path)
    #expect(run.status == 1)
    #expect(run.output.contains(message), "\(run.output)\(run.errors)")
  }
}
