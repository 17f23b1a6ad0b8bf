import Glibc

/// The statements typed in every shell, in one file that all running shells append to.
///
/// One record a statement: its time, a tab, the text with `\n`, `\r` and `\\` escaped. A record is
/// one write under a lock at the moment of Enter, so that shells running at once lose nothing of
/// each other and a crash loses nothing at all.
///
///     1596758400	harvests | count by variety
///     1596758460	harvests\n  | top 5 by weight
package struct HistoryFile: Sendable {
  package let path: String

  /// Older statements stay in the file and are not loaded.
  static let loadLimit = 10_000

  package init(path: String) {
    self.path = path
  }

  /// Finds the file: `PQ_HISTORY`, else in the user's state folder; `nil` if `PQ_HISTORY` is set
  /// and empty, or there is no home.
  package static func usual(environment: (String) -> String? = environmentVariable) -> HistoryFile?
  {
    if let path = environment("PQ_HISTORY") {
      return path.isEmpty ? nil : HistoryFile(path: path)
    }
    // The convention asks that a relative XDG_STATE_HOME count as none.
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return HistoryFile(path: state + "/pq/history")
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return HistoryFile(path: home + "/.local/state/pq/history")
  }

  /// Returns the newest statements, oldest first. Damaged records are left out.
  package func load() -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &block, block.count)
      if count <= 0 { break }
      bytes += block.prefix(count)
    }
    // The last record has no line break if it is still being written.
    return bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.loadLimit).compactMap(Self.text)
  }

  /// Adds a statement, making the file and its folder if need be. Tells whether all of it is there.
  @discardableResult
  package func append(_ statement: String, time now: Int = time(nil)) -> Bool {
    makeFolder()
    // A statement may name people: the file is for its owner only.
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { return false }
    let size = lseek(descriptor, 0, SEEK_END)
    var last = UInt8(ascii: "\n")
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    // A record that a full disk cut short must not spoil the next one.
    let start = last == UInt8(ascii: "\n") ? "" : "\n"
    let record = Array("\(start)\(now)\t\(Self.escape(statement))\n".utf8)
    if write(descriptor, record, record.count) == record.count { return true }
    _ = ftruncate(descriptor, size)
    return false
  }

  private func makeFolder() {
    guard access(path, F_OK) != 0 else { return }
    for (index, character) in path.enumerated() where character == "/" && index > 0 {
      mkdir(String(path.prefix(index)), 0o700)
    }
  }

  private static func text(of record: ArraySlice<UInt8>) -> String? {
    guard let tab = record.firstIndex(of: UInt8(ascii: "\t")),
      Int(String(decoding: record[..<tab], as: UTF8.self)) != nil
    else { return nil }
    let text = record[record.index(after: tab)...]
    if text.isEmpty { return nil }
    return String(
      decoding: text.contains(UInt8(ascii: "\\")) ? unescape(text) : text, as: UTF8.self)
  }

  static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func unescape(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if isEscaped {
        result.append(byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "r") ? 0x0D : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return result[...]
  }
}

/// Returns a variable of the program's environment.
package func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
