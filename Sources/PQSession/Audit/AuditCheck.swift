import PQDigest

/// What a look at all bytes of an audit log finds.
package struct AuditCheck: Sendable {
  /// How the first line that is wrong is wrong.
  package enum Fault: Sendable, Equatable {
    /// It is not what was written.
    case changed
    /// It is whole, but does not follow the line before it.
    case misplaced
    /// It is the last one, and its end is missing.
    case cutShort
    /// The log ends here, and its last line is not the one that was to be.
    case notLast
  }

  package private(set) var lineCount = 0
  package private(set) var firstTime: String?
  package private(set) var lastTime: String?
  /// The SHA-256 of the last line: whoever keeps it elsewhere can tell that none was cut off.
  package private(set) var lastDigest: String?
  /// Lines that a run that was killed has left unfinished, as the line after them says.
  package private(set) var tornLines: [Int] = []
  package private(set) var fault: (line: Int, kind: Fault)?

  private var lastWhole: ArraySlice<UInt8>?
  /// The lines since then that are not whole, with their numbers.
  private var pending: [(number: Int, line: ArraySlice<UInt8>)] = []

  package init(_ bytes: [UInt8], expectedLast: String? = nil) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isEnded = lines.last?.isEmpty == true
    if isEnded { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      lineCount += 1
      read(line, number: index + 1, in: bytes)
      if fault != nil { return }
    }
    if let culprit {
      fault = (culprit, culprit == lineCount && !isEnded ? .cutShort : .changed)
    } else if !isEnded, lineCount > 0 {
      fault = (lineCount, .cutShort)
    } else if let expectedLast, expectedLast != lastDigest {
      fault = (lineCount, .notLast)
    }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, number: Int, in log: [UInt8]) {
    guard let line = AuditLine(bytes) else {
      pending.append((number, bytes))
      return
    }
    let start = lastWhole?.startIndex ?? 0
    let before = log[start..<max(start, bytes.startIndex - 1)]
    let previous =
      number == 1 ? AuditLine.noPrevious : SHA256.digest(of: before).hexadecimal
    let tornCount = pending.first.map { bytes.startIndex - 1 - $0.line.startIndex }
    guard line.previous.elementsEqual(previous.utf8), line.tornCount == tornCount else {
      let culprit = culprit(before: bytes.startIndex - 1, tornCount: line.tornCount)
      fault = culprit.map { ($0, .changed) } ?? (number, .misplaced)
      return
    }
    tornLines += pending.map(\.number)
    pending = []
    lastWhole = bytes
    lastDigest = SHA256.digest(of: bytes).hexadecimal
    firstTime = firstTime ?? line.time
    lastTime = line.time
  }

  /// Returns the line to name when a whole line follows lines that are not. It tells how many bytes
  /// before it were cut short when they were written; what is before those was whole.
  private func culprit(before end: Int, tornCount: Int?) -> Int? {
    guard let tornCount else { return culprit }
    return (pending.first { $0.line.startIndex < end - tornCount } ?? pending.first)?.number
  }

  /// The line to name of those that are not whole: the first, but the second if the first was cut
  /// short when it was written and the second is the one that said so.
  private var culprit: Int? {
    guard let first = pending.first, pending.count > 1, AuditLine.isCutShort(first.line) else {
      return pending.first?.number
    }
    let second = pending[1]
    let isBroken = pending.count > 2 && AuditLine.isBeginning(second.line)
    return isBroken || AuditLine.nearlyBegins(second.line) ? second.number : first.number
  }
}
