import FoundationEssentials
import PQDiagnostics
import PQSession
import Testing

/// The scripts under `examples` run on the sample register without a warning.
@Suite struct ExampleScriptTests {
  static let scripts: [String] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(
        atPath: ProjectFiles.root + "/examples")) ?? []
    return names.filter { $0.hasSuffix(".pq") && !$0.hasSuffix(".md.pq") }.sorted()
  }()

  @Test(arguments: scripts)
  func scriptRuns(name: String) throws {
    let sample = try SampleSession()
    defer { sample.removeFolder() }
    let run = sample.session.run(
      ProjectFiles.text("examples/\(name)"), name: "\(sample.folder)/\(name)")
    let problems = run.diagnostics.filter { $0.severity != .note }
    let drawn = problems.flatMap { CompactDiagnostic.lines($0, language: .english) }
    #expect(problems.isEmpty, "\(drawn.joined(separator: "\n"))")
    #expect(!run.results.isEmpty)
  }

  @Test func thereAreFiveScripts() {
    #expect(Self.scripts.count >= 5)
  }
}
