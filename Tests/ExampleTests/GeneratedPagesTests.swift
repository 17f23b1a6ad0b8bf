import FoundationEssentials
import PQShell
import Testing

/// The pages of `docs` that are made from the program are those that it makes now.
@Suite struct GeneratedPagesTests {
  /// With `PQ_GOLDEN_UPDATE` set it is written anew: read the diff like code.
  @Test func metaCommandsAreThoseOfTheHelp() throws {
    let page = MetaCommandPage.markdown
    let path = ProjectFiles.root + "/docs/meta-commands.md"
    if ProcessInfo.processInfo.environment["PQ_GOLDEN_UPDATE"] != nil {
      try Data(page.utf8).write(to: URL(filePath: path))
    }
    #expect(
      ProjectFiles.text("docs/meta-commands.md") == page,
      "docs/meta-commands.md is old: PQ_GOLDEN_UPDATE=1 swift test --filter GeneratedPagesTests")
  }
}
