import PQDiagnostics
import Testing

@testable import PQShell

/// How scripts with commands are cut, and what stands behind a command.
@Suite struct CommandScriptTests {
  private func pieces(_ text: String, each: Bool = false) -> [String] {
    CommandScript.pieces(SourceText(text), eachStatement: each).map { piece in
      let text = piece.text.drop { $0 == "\n" }.replacing("\n", with: "⏎")
      return "\(piece.line)\(piece.isCommand ? "!" : ":") \(text)"
    }
  }

  @Test func commandsDivideStatements() {
    #expect(pieces("") == [])
    #expect(pieces("# nothing\n\n") == [])
    #expect(pieces("a\nb") == ["1: a⏎b"])
    #expect(
      pieces("a\n.rows 3\nb |\n count\n。表\n") == ["1: a", "2! .rows 3", "3: b |⏎ count", "5! 。表"])
    #expect(pieces("a where (\n.5 > b)\n.tables") == ["1: a where (⏎.5 > b)", "3! .tables"])
  }

  @Test func eachStatementCanBeAPiece() {
    #expect(
      pieces("a\n  | count\n# so\nb\n.x\n\nc", each: true)
        == ["1: a⏎  | count⏎# so", "4: b", "5! .x", "6: ⏎c".replacing("⏎", with: "")])
  }

  @Test func piecesKeepTheirLines() {
    let piece = CommandScript.pieces(SourceText("a\n.x\n\nb"))[2]
    #expect(piece.text == "\n\n\nb")
  }

  @Test(arguments: [
    ("a b", ["a", "b"]), ("", []), ("  \"a b\"  c ", ["a b", "c"]), ("n=\"a b\"", ["n=a b"]),
    ("“a b” as 梨", ["a b", "as", "梨"]), ("it's", ["it's"]), ("\"\"", [""]),
  ])
  func wordsMayStandInQuotes(text: String, words: [String]) {
    #expect(CommandWords.split(text) == words)
  }

  @Test func quoteThatStaysOpenIsNoWord() {
    #expect(CommandWords.split("\"a b") == nil)
    #expect(CommandWords.path("a b.csv") == "a b.csv")
  }

  @Test func startFileIsInTheConfigurationFolder() {
    func path(_ variables: [String: String]) -> String? {
      StartFile.usualPath { variables[$0] }
    }
    #expect(path(["XDG_CONFIG_HOME": "/c", "HOME": "/h"]) == "/c/pq/init.pq")
    #expect(path(["XDG_CONFIG_HOME": "c", "HOME": "/h"]) == "/h/.config/pq/init.pq")
    #expect(path([:]) == nil)
  }

  @Test func pagerIsTheUsersOrLess() {
    func pager(_ variables: [String: String], _ files: Set<String>) -> String? {
      Pager.command(environment: { variables[$0] }, isThere: { files.contains($0) })
    }
    #expect(pager(["PAGER": "more"], []) == "more")
    #expect(pager(["PAGER": "", "PATH": "/bin"], ["/bin/less"]) == nil)
    #expect(pager(["PATH": "/a:/b"], ["/b/less"]) == "less -S -R")
    #expect(pager(["PATH": "/a:/b"], []) == nil)
  }
}
