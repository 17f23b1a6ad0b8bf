import Glibc
import PQDiagnostics
import Testing

@testable import PQSession

/// The chain of an audit log: every change of a byte, every line removed, added or moved is found.
struct AuditLogTests {
  private let file = TestFile("", name: "audit.jsonl")

  private var log: AuditFile { AuditFile(path: file.path) }

  private func event(_ number: Int) -> AuditEvent {
    var event = AuditEvent(
      kind: .statement, time: 1_596_810_600 + Int64(number), user: "ann", version: "0.1",
      statement: "fruit | take \(number)")
    event.rowCount = number
    event.revealed = ["people.name"]
    event.reason = "a \"call\" back\n"
    return event
  }

  private func bytes() -> [UInt8] { file.bytes }

  /// A log with a line that was cut short: the third of four.
  private func tornLog() throws -> [UInt8] {
    for number in 1...3 { try log.append(event(number)) }
    file.write(Array(bytes().dropLast(40)))
    try log.append(event(4))
    return bytes()
  }

  private func wholeLog() throws -> [UInt8] {
    for number in 1...4 { try log.append(event(number)) }
    return bytes()
  }

  @Test func aLineSaysWhatHappened() throws {
    try log.append(event(2))
    let text = String(decoding: bytes(), as: UTF8.self)
    let zeros = String(repeating: "0", count: 64)
    #expect(
      text.hasPrefix(
        #"{"previous":"\#(zeros)","time":"2020-08-07T14:30:02Z","user":"ann","version":"0.1","#
          + #""event":"statement","statement":"fruit | take 2","rows":2,"#
          + #""revealed":["people.name"],"reason":"a \"call\" back\n","digest":""#))
    #expect(text.hasSuffix("\"}\n"))
    var information = stat()
    #expect(stat(file.path, &information) == 0)
  }

  @Test func aWholeLogIsWhole() throws {
    let check = AuditCheck(try wholeLog())
    #expect(check.fault == nil)
    #expect(check.lineCount == 4)
    #expect(check.firstTime == "2020-08-07T14:30:01Z")
    #expect(check.lastTime == "2020-08-07T14:30:04Z")
    #expect(AuditCheck([]).fault == nil)
    #expect(AuditCheck([]).lastDigest == nil)
  }

  /// Each byte of a log, changed in two ways, is found, and its line is named.
  @Test(arguments: [false, true])
  func everyByteCounts(isTorn: Bool) throws {
    let bytes = isTorn ? try tornLog() : try wholeLog()
    var line = 1
    for position in bytes.indices {
      // One bit, and a line break where there was none.
      for change in [1 << UInt8(position % 8), bytes[position] ^ 0x0A] where change != 0 {
        var changed = bytes
        changed[position] ^= change
        let fault = AuditCheck(changed).fault
        #expect(fault?.line == line, "byte \(position) ^ \(change)")
      }
      if bytes[position] == 0x0A { line += 1 }
    }
  }

  @Test func everyCutIsFoundButBetweenLines() throws {
    let bytes = try wholeLog()
    for count in 1..<bytes.count {
      let check = AuditCheck(Array(bytes.prefix(count)))
      #expect((check.fault == nil) == (bytes[count - 1] == 0x0A))
      if let fault = check.fault { #expect(fault.line == check.lineCount) }
    }
    let last = try #require(AuditCheck(bytes).lastDigest)
    let lines = bytes.split(separator: 0x0A)
    let shortened = Array(lines.dropLast().joined(separator: [0x0A])) + [0x0A]
    #expect(AuditCheck(shortened).fault == nil)
    #expect(AuditCheck(shortened, expectedLast: last).fault?.kind == .notLast)
    #expect(AuditCheck(bytes, expectedLast: last).fault == nil)
  }

  @Test func removedMovedAndAddedLinesAreFound() throws {
    let lines = try wholeLog().split(separator: 0x0A).map(Array.init)
    func fault(_ order: [Int]) -> (line: Int, kind: AuditCheck.Fault)? {
      AuditCheck(order.flatMap { lines[$0] + [0x0A] }).fault
    }
    for removed in 0..<3 {
      let order = (0..<4).filter { $0 != removed }
      #expect(fault(order)?.line == removed + 1)
      #expect(fault(order)?.kind == .misplaced)
    }
    for (first, second) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
      var order = Array(0..<4)
      order.swapAt(first, second)
      #expect(fault(order)?.line == first + 1)
    }
    for added in 0..<4 {
      var order = Array(0..<4)
      order.insert(0, at: added + 1)
      #expect(fault(order)?.line == added + 2)
    }
    #expect(AuditCheck(lines[0] + [0x0A, 0x0A] + lines[1] + [0x0A]).fault?.line == 2)
  }

  @Test func aLineCutShortIsSaidByTheNext() throws {
    let check = AuditCheck(try tornLog())
    #expect(check.fault == nil)
    #expect(check.lineCount == 4)
    #expect(check.tornLines == [3])
    let fourth = bytes().split(separator: 0x0A)[3]
    #expect(AuditLine(fourth)?.tornCount == bytes().split(separator: 0x0A)[2].count)
    // Wherever a write stops, the log goes on, and a second stop is said too.
    let lines = bytes()
    let whole = try wholeCount()
    for count in whole + 1..<lines.count where lines[count - 1] != 0x0A {
      file.write(Array(lines.prefix(count)))
      try log.append(event(5))
      file.write(Array(bytes().dropLast(7)))
      try log.append(event(6))
      #expect(AuditCheck(bytes()).fault == nil, "\(count) bytes")
    }
  }

  /// Where the first line of the log ends.
  private func wholeCount() throws -> Int {
    try #require(bytes().firstIndex(of: 0x0A)) + 1
  }

  @Test func theFirstLineMayBeCutShort() throws {
    try log.append(event(1))
    let line = bytes()
    for count in 1..<line.count {
      file.write(Array(line.prefix(count)))
      try log.append(event(2))
      let check = AuditCheck(bytes())
      #expect(check.fault == nil)
      // Nothing but its line break was missing.
      #expect(check.tornLines == (count == line.count - 1 ? [] : [1]))
    }
  }

  @Test func aLineLongerThanTheWindowIsFollowed() throws {
    var long = event(1)
    long.statement = String(repeating: "plum ", count: 40_000)
    try log.append(long)
    try log.append(event(2))
    #expect(AuditCheck(bytes()).fault == nil)
    file.write(Array(bytes().dropLast(30)))
    try log.append(event(3))
    #expect(AuditCheck(bytes()).tornLines == [2])
  }

  @Test func whatIsNoLogIsLeftAlone() throws {
    for text in ["a,b\n1,2\n", "a,b", "{\"previous\":\"0\"}\n", "\n", "{}"] {
      file.write(Array(text.utf8))
      #expect(throws: QueryError.self) { try log.append(event(1)) }
      #expect(bytes() == Array(text.utf8))
    }
    // Nor is a log whose last line was changed.
    file.write([])
    try log.append(event(1))
    var changed = bytes()
    changed[100] ^= 1
    file.write(changed)
    #expect(throws: QueryError.self) { try log.append(event(2)) }
  }
}
