import Glibc

extension HistoryFile {
  /// Puts a file of the newest statements in the place of one that has grown too long; the caller
  /// holds its lock.
  ///
  /// The new file is written whole beside the old one and then takes its name: whoever is stopped
  /// in between leaves the history as it was.
  func compact(_ descriptor: Int32) {
    guard lseek(descriptor, 0, SEEK_SET) == 0, let target = realpath(path, nil) else { return }
    defer { free(target) }
    let kept = Self.newest(Self.statements(Self.bytes(of: descriptor)), within: sizeLimit / 2)
    var name = Array((String(cString: target) + ".XXXXXX").utf8CString)
    // Made with mode 0600.
    let smaller = mkstemp(&name)
    guard smaller >= 0 else { return }
    defer { close(smaller) }
    _ = fcntl(smaller, F_SETFD, FD_CLOEXEC)
    let isWhole = Self.writeAll(kept, to: smaller) && fsync(smaller) == 0
    if !isWhole || rename(name, target) != 0 { unlink(name) }
  }

  /// Returns the records of the newest statements that need no more than `limit` bytes.
  private static func newest(
    _ statements: [(entry: HistoryEntry, id: String?)], within limit: Int
  ) -> [UInt8] {
    var records: [String] = []
    var size = 0
    for (entry, id) in statements.reversed() {
      var text = HistoryRecord.statement(entry, id: id).line + "\n"
      if let id, entry.outcome != nil {
        let ending = HistoryEnding(
          duration: entry.duration, rowCount: entry.rowCount, outcome: entry.outcome)
        text += HistoryRecord.ending(id: id, ending).line + "\n"
      }
      size += text.utf8.count
      if size > limit, !records.isEmpty { break }
      records.append(text)
    }
    return Array(records.reversed().joined().utf8)
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(1 << 16))
      let count = Glibc.write(descriptor, piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
