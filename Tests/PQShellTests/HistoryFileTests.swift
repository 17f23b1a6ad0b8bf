import Glibc
import Testing

@testable import PQShell

/// The file of all shells' statements.
@Suite struct HistoryFileTests {
  @Test func statementsComeBackAsTheyWere() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/state/pq/history")
    let statements = ["one", "fruit\n  | count", "back\\slash \\n", "tab\there", "桃\r\n子", "\\"]
    for statement in statements { #expect(file.append(statement)) }
    #expect(file.load() == statements)
  }

  @Test func fileIsForItsOwnerOnly() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/state/history")
    file.append("one")
    var information = stat()
    #expect(stat(file.path, &information) == 0)
    #expect(information.st_mode & 0o777 == 0o600)
    #expect(stat(folder.path + "/state", &information) == 0)
    #expect(information.st_mode & 0o777 == 0o700)
  }

  @Test func recordHasTheTime() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    file.append("a\nb", time: 1_596_758_400)
    #expect(folder.read("history") == "1596758400\ta\\nb\n")
  }

  @Test func damagedRecordsAreLeftOut() throws {
    let folder = try TemporaryFolder()
    try folder.write("1\tone\nnonsense\nx\ttwo\n\n2\t\n3\tthree\n4\tha", to: "history")
    let file = HistoryFile(path: folder.path + "/history")
    #expect(file.load() == ["one", "three", "ha"])
    file.append("four")
    #expect(file.load() == ["one", "three", "ha", "four"])
  }

  @Test func newestAreLoaded() throws {
    let folder = try TemporaryFolder()
    let records = (0..<10_050).map { "\($0)\tnumber \($0)\n" }.joined()
    try folder.write(records, to: "history")
    let loaded = HistoryFile(path: folder.path + "/history").load()
    #expect(loaded.count == 10_000)
    #expect(loaded.first == "number 50")
    #expect(loaded.last == "number 10049")
  }

  @Test func whereThereIsNoFileNothingFails() {
    let file = HistoryFile(path: "/proc/nowhere/history")
    #expect(file.load().isEmpty)
    #expect(!file.append("one"))
  }

  @Test(
    arguments: [
      (["PQ_HISTORY": "/h"], "/h"), (["XDG_STATE_HOME": "/s", "HOME": "/u"], "/s/pq/history"),
      (["XDG_STATE_HOME": "s", "HOME": "/u"], "/u/.local/state/pq/history"),
      (["HOME": "/u"], "/u/.local/state/pq/history"), (["PQ_HISTORY": "", "HOME": "/u"], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func environmentSaysWhereItIs(environment: [String: String], path: String?) {
    #expect(HistoryFile.usual { environment[$0] }?.path == path)
  }

  @Test func shellsAtOnceLoseNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    let children = (0..<8).map { number in
      ChildProcess(
        builtProgram("line-editor-demo"), ["--append", "shell\(number)", "500"],
        environment: ["PQ_HISTORY": path])
    }
    for child in children { #expect(child.finish().status == 0) }
    let loaded = HistoryFile(path: path).load()
    #expect(loaded.count == 4000)
    for number in 0..<8 {
      let own = loaded.filter { $0.hasPrefix("shell\(number) ") }
      #expect(own == (0..<500).map { "shell\(number) \($0)\n\\ 第二行" })
    }
  }
}
