import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats
import Testing

/// A folder of its own that is removed with everything in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/pq-formats-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = try #require(made)
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names of the files in the folder, also the hidden ones.
  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func text(_ name: String) throws -> String {
    String(decoding: try FileReader.bytes("\(path)/\(name)"), as: UTF8.self)
  }

  func write(_ text: String, _ name: String) throws {
    let file = try AtomicFile("\(path)/\(name)")
    try file.write(Array(text.utf8))
    try file.commit()
  }
}

/// Returns the code of the message that `body` throws.
func code(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? QueryError)?.diagnostic.code.name
  }
}

struct TableFileTests {
  private func save(
    _ csv: String, _ path: String, appends: Bool = false, format: OutputFormat? = nil
  ) throws {
    try TableFile.save(
      load(csv).table, path: path, format: format, appends: appends, options: WriteOptions())
  }

  @Test func aFileIsThereOnlyWhenWhole() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile("\(folder.path)/big.csv")
    try file.write(Array("a,b\n".utf8))
    #expect(folder.names == [".big.csv.pq-\(getpid())-1.tmp"])
    try file.commit()
    #expect(folder.names == ["big.csv"])
    #expect(try folder.text("big.csv") == "a,b\n")
  }

  @Test func anAbandonedFileLeavesWhatWasThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", "f.csv")
    do {
      let file = try AtomicFile("\(folder.path)/f.csv")
      try file.write(Array("new".utf8))
    }
    #expect(folder.names == ["f.csv"])
    #expect(try folder.text("f.csv") == "old")
  }

  @Test func whatKilledRunsLeftIsRemoved() throws {
    let folder = try TemporaryFolder()
    // No process has so great a number; the first one always runs.
    let ours = [".f.csv.pq-2147483647-1.tmp", ".f.csv.pq-2147483647-2.tmp"]
    let others = [
      ".f.csv.pq-1-1.tmp", ".f.csv.pq-x-1.tmp", ".f.csv.pq-2147483646.tmp",
      ".g.csv.pq-2147483647-1.tmp", "f.csv.pq-2147483647-1.tmp",
    ]
    for name in ours + others { try folder.write("", name) }
    try folder.write("new", "f.csv")
    #expect(folder.names.sorted() == (others + ["f.csv"]).sorted())
  }

  @Test func whatAnotherMachineWritesStays() throws {
    let folder = try TemporaryFolder()
    let name = ".f.csv.pq-2147483647-1.tmp"
    try folder.write("", name)
    let descriptor = open("\(folder.path)/\(name)", O_RDONLY)
    #expect(flock(descriptor, LOCK_EX) == 0)
    try folder.write("new", "f.csv")
    #expect(folder.names.sorted() == [name, "f.csv"].sorted())
    close(descriptor)
    try folder.write("newer", "f.csv")
    #expect(folder.names == ["f.csv"])
  }

  @Test func twoWritersDoNotMeet() throws {
    let folder = try TemporaryFolder()
    let first = try AtomicFile("\(folder.path)/f.csv")
    let second = try AtomicFile("\(folder.path)/f.csv")
    try first.write(Array("first".utf8))
    try second.write(Array("second".utf8))
    try second.commit()
    try first.commit()
    #expect(try folder.text("f.csv") == "first")
    #expect(folder.names == ["f.csv"])
  }

  @Test func linksAndModesStay() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", "f.csv")
    chmod("\(folder.path)/f.csv", 0o600)
    symlink("f.csv", "\(folder.path)/link.csv")
    try folder.write("new", "link.csv")
    #expect(try folder.text("f.csv") == "new")
    var information = stat()
    #expect(stat("\(folder.path)/f.csv", &information) == 0)
    #expect(information.st_mode & 0o777 == 0o600)
    #expect(lstat("\(folder.path)/link.csv", &information) == 0)
    #expect(information.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func devicesAreWrittenToDirectly() throws {
    try save("a\n1\n", "/dev/null", format: .csv)
    var information = stat()
    #expect(stat("/dev/null", &information) == 0)
    #expect(information.st_mode & S_IFMT == S_IFCHR)
    #expect(code { try save("a\n1\n", "/dev/full", format: .csv) } == "unwritable-file")
  }

  @Test func placesThatCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    #expect(code { try save("a\n1\n", "\(folder.path)/none/f.csv") } == "unwritable-file")
    #expect(code { try save("a\n1\n", folder.path, format: .csv) } == "is-a-directory")
    #expect(code { try save("a\n1\n", "\(folder.path)/f.xyz") } == "unknown-format")
    #expect(code { try save("a\n1\n", "", format: .csv) } == "unwritable-file")
    #expect(code { _ = try OutputFormat(named: "cvs") } == "unknown-format")
    #expect(folder.names == [])
  }

  @Test func aFailureWhileWritingLeavesNothing() throws {
    let folder = try TemporaryFolder()
    var options = WriteOptions()
    options.isCancelled = { true }
    let rows = "n\n" + String(repeating: "1\n", count: 10_000)
    let table = try load(rows).table
    #expect(
      code {
        try TableFile.save(
          table, path: "\(folder.path)/f.csv", format: nil, appends: false, options: options)
      } == "interrupted")
    #expect(folder.names == [])
  }

  @Test(arguments: [
    ("f.csv", "variety,weight\napple,1\npear,2\n"),
    ("f.tsv", "variety\tweight\napple\t1\npear\t2\n"),
    ("f.list", "variety|weight\napple|1\npear|2\n"),
    (
      "f.jsonl",
      "{\"variety\":\"apple\",\"weight\":1}\n{\"variety\":\"pear\",\"weight\":2}\n"
    ),
  ])
  func rowsAreAppended(name: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/\(name)"
    try save("variety,weight\napple,1\n", path, appends: true)
    try save("variety,weight\npear,2\n", path, appends: true)
    #expect(try folder.text(name) == expected)
    #expect(code { try save("variety,price\nplum,2\n", path, appends: true) } == "append-mismatch")
    #expect(code { try save("weight,variety\n2,plum\n", path, appends: true) } == "append-mismatch")
    #expect(try folder.text(name) == expected)
    #expect(folder.names == [name])
  }

  @Test func appendingEndsAnOpenLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("\u{FEFF}\"variety\",weight\r\napple,1", "f.csv")
    try save("variety,weight\npear,2\n", "\(folder.path)/f.csv", appends: true)
    #expect(try folder.text("f.csv") == "\u{FEFF}\"variety\",weight\r\napple,1\npear,2\n")
  }

  @Test(arguments: ["f.json", "f.md", "f.html", "f.txt", "f.svg"])
  func someFormatsCannotGrow(name: String) throws {
    let folder = try TemporaryFolder()
    #expect(
      code { try save("a\n1\n", "\(folder.path)/\(name)", appends: true) } == "append-mismatch")
  }

  @Test func appendingToAnotherEncodingFails() throws {
    let folder = try TemporaryFolder()
    let file = try AtomicFile("\(folder.path)/f.csv")
    try file.write(Array("a\n".utf8) + [0xD0, 0xC5, 0x0A])
    try file.commit()
    #expect(code { try save("a\n1\n", "\(folder.path)/f.csv", appends: true) } == "not-utf8")
  }
}

struct FileReaderTests {
  @Test func readsFilesAndPipes() throws {
    let folder = try TemporaryFolder()
    try folder.write("text", "f")
    #expect(try folder.text("f") == "text")
    #expect(try FileReader.bytes("/dev/null") == [])
    #expect(!(try FileReader.bytes("/proc/self/status")).isEmpty)
  }

  @Test func whatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    #expect(code { _ = try FileReader.bytes("\(folder.path)/none") } == "file-not-found")
    #expect(code { _ = try FileReader.bytes(folder.path) } == "is-a-directory")
    #expect(code { _ = try FileReader.bytes("/proc/self/mem") } == "unreadable-file")
    #expect(code { _ = try FileReader.bytes("a\0b") } == "file-not-found")
  }
}
