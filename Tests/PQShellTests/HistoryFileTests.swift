import Glibc
import Testing

@testable import PQShell

/// The file of all shells' statements.
@Suite struct HistoryFileTests {
  private func texts(of file: HistoryFile) -> [String] { file.entries().map(\.text) }

  @Test func statementsComeBackAsTheyWere() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/state/pq/history")
    let statements = ["one", "fruit\n  | count", "back\\slash \\n", "tab\there", "桃\r\n子", "\\"]
    for statement in statements { #expect(file.append(statement) != nil) }
    #expect(texts(of: file) == statements)
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

  @Test func recordsSayWhenAndWhatCameOfIt() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let id = try #require(file.append("a\nb\tc", time: 1_596_758_400, register: "果园 1"))
    #expect(
      folder.read("history") == "1596758400 \(id)\ta\\nb\\tc\t\(getpid())\t果园 1\n")
    var entry = HistoryEntry(
      time: 1_596_758_400, text: "a\nb\tc", shell: Int(getpid()), register: "果园 1")
    #expect(file.entries() == [entry])
    file.append("other", time: 1_596_758_401)
    #expect(file.complete(id, HistoryEnding(duration: 0.25, rowCount: 7, outcome: .failed)))
    #expect(folder.read("history")?.hasSuffix("\n= \(id)\t0.25\t7\tfailed\n") == true)
    (entry.duration, entry.rowCount, entry.outcome) = (0.25, 7, .failed)
    #expect(file.entries().first == entry)
    #expect(file.entries().last?.outcome == nil)
  }

  @Test func endingMayLackWhatIsNotKnown() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let id = try #require(file.append("one"))
    file.complete(id, HistoryEnding(duration: nil, rowCount: nil, outcome: .stopped))
    file.complete("nobody", HistoryEnding(duration: 1, rowCount: 1, outcome: .ok))
    #expect(file.entries().count == 1)
    #expect(file.entries()[0].duration == nil)
    #expect(file.entries()[0].outcome == .stopped)
  }

  @Test func whatOlderVersionsWroteIsRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("1596758400\tone\\ntwo\tthree\\\\\n", to: "history")
    let file = HistoryFile(path: folder.path + "/history")
    #expect(file.entries() == [HistoryEntry(time: 1_596_758_400, text: "one\ntwo\tthree\\")])
  }

  @Test func whileItIsOffNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history")
    let id = try #require(file.append("one"))
    file.isOn = false
    #expect(file.append("two") == nil)
    #expect(!file.complete(id, HistoryEnding(duration: 1, rowCount: 1, outcome: .ok)))
    file.isOn = true
    file.append("three")
    #expect(texts(of: file) == ["one", "three"])
  }

  @Test func longFileIsMadeSmallerAndKeepsTheNewest() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/history", sizeLimit: 4000)
    for number in 0..<500 {
      let id = file.append("statement \(number) 桃\n", time: number)
      if let id { file.complete(id, HistoryEnding(duration: 1, rowCount: number, outcome: .ok)) }
      let entries = file.entries()
      #expect(entries.last?.rowCount == number)
      // Whatever is kept is the end of what was written, without a gap.
      #expect(entries.map(\.time) == Array((number + 1 - entries.count)...number))
    }
    var information = stat()
    #expect(stat(file.path, &information) == 0)
    #expect(information.st_size < 4200)
    #expect(information.st_mode & 0o777 == 0o600)
    #expect(folder.names() == ["history"])
  }

  @Test func fileBehindALinkStaysThere() throws {
    let folder = try TemporaryFolder()
    mkdir(folder.path + "/real", 0o700)
    try folder.write("", to: "real/history")
    symlink(folder.path + "/real/history", folder.path + "/history")
    let file = HistoryFile(path: folder.path + "/history", sizeLimit: 1000)
    for number in 0..<50 { file.append("statement \(number)") }
    var information = stat()
    #expect(lstat(file.path, &information) == 0)
    #expect(information.st_mode & S_IFMT == S_IFLNK)
    #expect(texts(of: HistoryFile(path: folder.path + "/real/history")).last == "statement 49")
  }

  @Test func fullDiskTakesNothing() {
    let file = HistoryFile(path: "/dev/full", sizeLimit: 10)
    #expect(file.append("one") == nil)
  }

  @Test func damagedRecordsAreLeftOut() throws {
    let folder = try TemporaryFolder()
    try folder.write("1\tone\nnonsense\nx\ttwo\n\n2\t\n3\tthree\n4\tha", to: "history")
    let file = HistoryFile(path: folder.path + "/history")
    #expect(texts(of: file) == ["one", "three", "ha"])
    file.append("four")
    #expect(texts(of: file) == ["one", "three", "ha", "four"])
  }

  @Test func newestAreLoaded() throws {
    let folder = try TemporaryFolder()
    let records = (0..<10_050).map { "\($0)\tnumber \($0)\n" }.joined()
    try folder.write(records, to: "history")
    let loaded = texts(of: HistoryFile(path: folder.path + "/history"))
    #expect(loaded.count == 10_000)
    #expect(loaded.first == "number 50")
    #expect(loaded.last == "number 10049")
  }

  @Test func whereThereIsNoFileNothingFails() {
    let file = HistoryFile(path: "/proc/nowhere/history")
    #expect(texts(of: file).isEmpty)
    #expect(file.append("one") == nil)
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
    let loaded = texts(of: HistoryFile(path: path))
    #expect(loaded.count == 4000)
    #expect(HistoryFile(path: path).entries().allSatisfy { $0.outcome == .ok })
    for number in 0..<8 {
      let own = loaded.filter { $0.hasPrefix("shell\(number) ") }
      #expect(own == (0..<500).map { "shell\(number) \($0)\n\\ 第二行" })
    }
  }

  @Test func shellsAtOnceAgreeWhileTheFileIsMadeSmaller() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    let children = (0..<4).map { number in
      ChildProcess(
        builtProgram("line-editor-demo"), ["--append", "shell\(number)", "200", "20000"],
        environment: ["PQ_HISTORY": path])
    }
    for child in children { #expect(child.finish().status == 0) }
    let loaded = texts(of: HistoryFile(path: path))
    #expect(!loaded.isEmpty && loaded.count < 800)
    for number in 0..<4 {
      // What is left of each shell is its newest, without a gap.
      let own = loaded.filter { $0.hasPrefix("shell\(number) ") }
      #expect(own == (200 - own.count..<200).map { "shell\(number) \($0)\n\\ 第二行" })
    }
    #expect(folder.names() == ["history"])
  }
}
