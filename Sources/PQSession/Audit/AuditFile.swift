import Glibc
import PQDiagnostics
import PQDigest

/// A file of lines that each prove the one before, which any number of programs append to.
///
/// A line is one write under a lock on the file, on the disk before anything goes on. What a killed
/// program or a full disk has left unfinished stays, and the next line begins below it and says so.
struct AuditFile {
  let path: String
  /// Whether a folder that is not there is made: a path that was typed may be a slip.
  var makesFolder = false

  /// Long enough for the last line, mostly.
  private static let windowSize = 1 << 16

  /// Adds a line.
  ///
  /// - Throws: A message if that is not possible; the file then is as it was.
  func append(_ event: AuditEvent) throws(QueryError) {
    makeFolder()
    // It says who asked about whom: the file is for its owner only.
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw QueryError(.auditUnwritable(path, reason: errno)) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      if errno != EINTR { throw QueryError(.auditUnwritable(path, reason: errno)) }
    }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw QueryError(.notAnAuditLog(path))
    }
    let size = Int(information.st_size)
    let end = try end(of: descriptor, size: size)
    let line = AuditLine.bytes(
      previous: end.previous, tornCount: end.tornCount, fields: event.fields)
    let record = (end.startsNewLine ? [UInt8(ascii: "\n")] : []) + line + [UInt8(ascii: "\n")]
    let count = record.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == record.count, fsync(descriptor) == 0 else {
      let reason = count < 0 ? errno : ENOSPC
      _ = ftruncate(descriptor, off_t(size))
      throw QueryError(.auditUnwritable(path, reason: reason))
    }
  }

  /// What a new line has to prove.
  private struct End {
    var previous: String
    var tornCount: Int?
    var startsNewLine: Bool
  }

  private func end(of descriptor: Int32, size: Int) throws(QueryError) -> End {
    if size == 0 { return End(previous: AuditLine.noPrevious, startsNewLine: false) }
    var window = AuditFile.windowSize
    while true {
      let start = max(0, size - window)
      let bytes = read(descriptor, start..<size)
      guard bytes.count == size - start else {
        throw QueryError(.auditUnwritable(path, reason: EIO))
      }
      if let end = try end(of: bytes[...], isWholeFile: start == 0) { return end }
      window *= 4
    }
  }

  /// Looks for the last whole line; `nil` if more of the file is needed.
  private func end(of bytes: ArraySlice<UInt8>, isWholeFile: Bool) throws(QueryError) -> End? {
    let lineBreak = UInt8(ascii: "\n")
    let isEnded = bytes.last == lineBreak
    let text = isEnded ? bytes.dropLast() : bytes
    var lineEnd = text.endIndex
    while true {
      let before = text[..<lineEnd].lastIndex(of: lineBreak)
      guard before != nil || isWholeFile else { return nil }
      let start = before.map { $0 + 1 } ?? text.startIndex
      let isLast = lineEnd == text.endIndex
      if AuditLine(text[start..<lineEnd]) != nil {
        return End(
          previous: SHA256.digest(of: text[start...]).hexadecimal,
          tornCount: isLast ? nil : text.endIndex - lineEnd - 1, startsNewLine: !isEnded)
      }
      // Only a line without its end can have been cut short by accident.
      if isLast, isEnded { throw QueryError(.notAnAuditLog(path)) }
      guard before != nil else {
        guard AuditLine.isBeginning(text[start..<lineEnd]) else {
          throw QueryError(.notAnAuditLog(path))
        }
        return End(
          previous: SHA256.digest(of: text).hexadecimal, tornCount: text.count,
          startsNewLine: true)
      }
      lineEnd = start - 1
    }
  }

  private func read(_ descriptor: Int32, _ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let read = pread(
          descriptor, buffer.baseAddress.map { $0 + count }, range.count - count,
          off_t(range.lowerBound + count))
        if read < 0, errno == EINTR { continue }
        if read <= 0 { return }
        count += read
      }
    }
  }

  private func makeFolder() {
    guard makesFolder, access(path, F_OK) != 0 else { return }
    for (index, character) in path.enumerated() where character == "/" && index > 0 {
      mkdir(String(path.prefix(index)), 0o700)
    }
  }

  /// The file for a run that names none; `nil` if there is no home.
  static func usualPath() -> String? {
    // The convention asks that a relative XDG_STATE_HOME count as none.
    if let folder = getenv("XDG_STATE_HOME").map({ String(cString: $0) }), folder.hasPrefix("/") {
      return folder + "/pq/audit.jsonl"
    }
    guard let home = getenv("HOME").map({ String(cString: $0) }), !home.isEmpty else { return nil }
    return home + "/.local/state/pq/audit.jsonl"
  }
}
