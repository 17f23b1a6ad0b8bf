import PQColumnar
import PQDiagnostics
import PQFormats
import Synchronization
import Testing

/// Everything that reading a file gives, as text.
private func outcome(
  _ bytes: [UInt8], fields: [Field]?, change: (inout CSVOptions) -> Void
) -> String {
  var options = CSVOptions()
  options.blockRowCount = 4
  options.expectsExports = fields != nil
  change(&options)
  do {
    let loaded = try CSVReader.read(
      bytes, file: "f.csv", name: "f", options: options, fields: fields)
    let rejects = Reject.table(loaded.rejects, name: "rejects", language: .english)
    var lines = [try TableWriter.text(loaded.table, format: .list, options: WriteOptions())]
    lines.append(try TableWriter.text(rejects, format: .list, options: WriteOptions()))
    lines.append("\(loaded.table.schema.fields.map(\.type))")
    lines.append("\(loaded.table.blocks.map(\.rowCount)) \(loaded.rejectCount)")
    lines.append("\(loaded.table.blocks.map(\.columns))")
    lines.append("\(loaded.diagnostics)")
    return lines.joined(separator: "\n")
  } catch {
    return "\(error)"
  }
}

struct ChunkTests {
  static let oddFiles: [(name: String, text: String)] = [
    ("plain", "a,b,c\n1,x,2020-01-02\n2,y,2020-01-03\n3,z,\n"),
    ("no line break at the end", "a,b\n1,x\n2,y"),
    ("CR LF", "a,b\r\n1,x\r\n2,y\r\n\r\n3,z"),
    ("CR only", "a,b\r1,x\r2,y\r\r3,z\r"),
    ("all line breaks", "a,b\n1,x\r\n2,y\r3,z\n\r4,u\r\r\n5,v"),
    ("byte order mark", "\u{FEFF}a,b\n1,x\n2,y\n"),
    ("blank lines", "\n\na,b\n\n1,x\n \t\n2,y\n\n\n"),
    ("blank lines, one column", "a\n\n1\n \n2\n\n"),
    ("quoted line breaks", "a,b\n1,\"x\ny\r\nz\rw\"\n2,\"u\n\n\nv\"\n3,plain\n4,\"\n\"\n"),
    ("doubled quotes", "a,b\n\"1\",\"x\"\"y\"\n\"2\",\"\"\"\"\n3,\"\"\n\"4\",\"\"\"\n\"\"\"\n"),
    ("blanks behind quotes", "a,b\n\"1\" ,\"x\"  \n\"2\",\"y\" \r\n"),
    ("stray quotes", "a,b\n\"1\"x,y\n2,z\n3,\"q\"\"\"r\n4,u\n"),
    ("quotes inside cells", "a,b\n1,5\" pipe\n2,7\" pipe\n3,it\"s\n4,\"q\nr\"\n5,9\"\n6,x\n"),
    ("quote never closed", "a,b\n1,x\n2,\"y\n3,z\n4,u\n5,v\n"),
    ("quote closed far below", "a,b\n1,x\n2,\"y\n3,z\n4,\"u\"\n5,v\n6,\"w\"\n"),
    ("many quotes never closed", "a,b\n\"1,x\n\"2,y\n\"3,z\n\"4,u\n5,v\n"),
    ("ragged rows", "a,b,c\n1,2\n1,2,3\n1,2,3,4\n,\n1,2,3,,\n1,2,3, ,\n\"1\",2,\"3\",\n"),
    ("nameless columns", "a,b,,\n1,2,,\n3,4,,\n5,6,,\n"),
    ("a nameless column with a value", "a,b,,\n1,2,,\n3,4,,\n5,6,x,\n"),
    (
      "types change below", (0..<40).reduce("a,b\n") { $0 + "\($1),\($1 < 35 ? "7" : "7.\($1)")\n" }
    ),
    ("text at the end", (0..<40).reduce("a,b\n") { $0 + "\($1),\($1 < 39 ? "7" : "n/a")\n" }),
    ("day first at the end", "a,b\n05/06/2020,1\n07/08/2020,2\n31/12/2020,3\n"),
    ("both orders", "a,b\n05/06/2020,1\n31/12/2020,3\n12/31/2020,4\n"),
    ("no order", "a,b\n05/06/2020,1\n07/08/2020,2\n"),
    ("times", "a\n2020-08-07\n2020-08-07 14:30\n2020-08-07T14:30:15\n2020年8月7日\n"),
    ("odd days", "a\n2020-02-29\n1899-12-31\n2100-01-01\n0001-01-01\n9999-12-31\n"),
    ("no days", "a\n2021-02-29\n2020-13-01\n2020-00-10\n2020-01-00\n2020-1a-01\n2020-01-32\n"),
    ("numbers", "a,b\n1,-1\n12345678,123456789\n0,00\n7,-0\n99999999,1e3\n,\n"),
    ("blanks around numbers", "a,b\n 1 ,\t2\n3, 4\n５,6\n"),
    ("yes and no", "a,b\ntrue,是\nFALSE,否\n"),
    ("nothing", ""), ("only blank lines", "\n \n\r\n"), ("header only", "a,b"),
    (
      "long cells",
      "a,b\n\(String(repeating: "信", count: 300)),1\nx,\(String(repeating: "9", count: 30))\n"
    ),
    ("tab", "a\tb\n1\tx,y\n2\t\"z\tw\"\n"), ("semicolon", "a;b\n1;\"x;y\"\n2;z\n"),
    ("control characters", "a,b\n\u{1}x,\u{B}y\u{C}\n\u{1F},\u{7F}\n"),
  ]

  private static let fields = [
    Field("a", type: .text), Field("b", zh: "数", type: .integer, isOptional: true),
    Field("c", type: .date, isOptional: true),
  ]

  @Test(arguments: oddFiles.indices)
  func chunksAndWorkersChangeNothing(number: Int) {
    let bytes = Array(ChunkTests.oddFiles[number].text.utf8)
    for fields in [nil, ChunkTests.fields] {
      let whole = outcome(bytes, fields: fields) { _ in }
      for chunkSize in [1, 2, 3, 5, 7, 16, 64] {
        for workerCount in [1, 3] {
          let cut = outcome(bytes, fields: fields) {
            $0.chunkSize = chunkSize
            $0.workerCount = workerCount
          }
          #expect(cut == whole, "\(ChunkTests.oddFiles[number].name), \(chunkSize) bytes")
        }
      }
    }
  }
}

struct LongLineTests {
  @Test func aLineBeyondTheLimitIsAnError() throws {
    let text = "a,b\n1,2\n" + String(repeating: "3", count: 300) + ",4\n5,6\n"
    func read(limit: Int) throws -> LoadedTable {
      try load(text) {
        $0.chunkSize = 16
        $0.lineByteLimit = limit
      }
    }
    #expect(code { _ = try read(limit: 256) } == "line-too-long")
    #expect(try read(limit: 512).table.rowCount == 3)
  }

  @Test func progressReachesTheEnd() throws {
    let most = Mutex(0)
    let text = "a\n" + String(repeating: "apple\n", count: 1_000)
    _ = try load(text) {
      $0.chunkSize = 100
      $0.progress = { done, total in
        #expect(total == 6_002)
        most.withLock { $0 = max($0, done) }
      }
    }
    #expect(most.withLock { $0 } == 6_002)
  }

  @Test func aCancelledRunThrows() {
    #expect(code { _ = try load("a\n1\n") { $0.isCancelled = { true } } } == "interrupted")
  }
}
