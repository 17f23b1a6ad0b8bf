import FoundationEssentials
import PQDiagnostics
import PQSession
import Testing

/// The blocks of `docs/language.md` run on the sample register, so that the page never lies.
@Suite struct LanguageGuideTests {
  static let blocks: [String] = {
    let page = ProjectFiles.text("docs/language.md")
    return page.components(separatedBy: "```pq\n").dropFirst().map { rest in
      rest.components(separatedBy: "\n```")[0]
    }
  }()

  @Test(arguments: blocks)
  func blockRuns(block: String) throws {
    let session = try SampleSession()
    defer { session.removeFolder() }
    let run = session.session.run(block)
    let problems = run.diagnostics.filter {
      // A table that a block itself declares has no rows.
      $0.severity != .note && $0.code.name != "no-data"
    }
    let drawn = problems.flatMap { CompactDiagnostic.lines($0, language: .english) }
    #expect(problems.isEmpty, "\(block)\n\(drawn.joined(separator: "\n"))")
    for case .result(let result) in run.outputs {
      #expect(result.rowCount > 0 || block.contains("rejects"), "\(block)\ngave no rows")
    }
  }

  @Test func pageHasBlocks() {
    #expect(Self.blocks.count > 20)
  }
}
