import Glibc
import Synchronization

/// The statements typed in every shell, in one file that all running shells append to.
///
/// A statement is one record (`HistoryRecord`), written with one write under a lock at the moment
/// of Enter, so that shells running at once lose nothing of each other and a crash loses nothing
/// at all. What came of it is a second record. The file is for its owner only: statements may name
/// people.
package final class HistoryFile: Sendable {
  package let path: String
  private let isOnNow = Atomic<Bool>(true)
  /// The file is made smaller when it has grown beyond so many bytes.
  let sizeLimit: Int

  /// Older statements are not brought back, and go when the file is made smaller.
  static let loadLimit = 10_000
  package static let usualSizeLimit = 4 << 20

  package init(path: String, sizeLimit: Int = usualSizeLimit) {
    self.path = path
    self.sizeLimit = sizeLimit
  }

  /// Whether statements are written; reading does not ask.
  package var isOn: Bool {
    get { isOnNow.load(ordering: .relaxed) }
    set { isOnNow.store(newValue, ordering: .relaxed) }
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

  /// Returns the newest statements with what is known of them, oldest first. Damaged records are
  /// left out.
  package func entries() -> [HistoryEntry] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return Self.statements(Self.bytes(of: descriptor)).map(\.entry)
  }

  /// Returns the newest statements, oldest first.
  package func load() -> [String] { entries().map(\.text) }

  /// Adds a statement, making the file and its folder if need be.
  ///
  /// Returns what `complete` knows it by; `nil` if it is not written, because the history is off
  /// or there is no room.
  @discardableResult
  package func append(
    _ statement: String, time now: Int = time(nil), register: String? = nil
  ) -> String? {
    guard isOn else { return nil }
    let id = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let entry = HistoryEntry(
      time: now, text: statement, shell: Int(getpid()), register: register)
    return write(.statement(entry, id: id)) ? id : nil
  }

  /// Adds what came of a statement.
  @discardableResult
  package func complete(_ id: String, _ ending: HistoryEnding) -> Bool {
    isOn && write(.ending(id: id, ending))
  }

  private func write(_ record: HistoryRecord) -> Bool {
    makeFolder()
    guard let descriptor = openLocked() else { return false }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    var last = UInt8(ascii: "\n")
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    // A record that a full disk cut short must not spoil the next one.
    let start = last == UInt8(ascii: "\n") ? "" : "\n"
    let bytes = Array("\(start)\(record.line)\n".utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      _ = ftruncate(descriptor, size)
      return false
    }
    if Int(size) + bytes.count > sizeLimit { compact(descriptor) }
    return true
  }

  /// Opens the file and waits for its lock.
  ///
  /// While this one waited, another shell may have put a smaller file in its place: then that one
  /// is opened.
  private func openLocked() -> Int32? {
    while true {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      var locked = stat()
      var named = stat()
      guard flock(descriptor, LOCK_EX) == 0, fstat(descriptor, &locked) == 0 else {
        close(descriptor)
        return nil
      }
      if stat(path, &named) == 0, named.st_ino == locked.st_ino, named.st_dev == locked.st_dev {
        return descriptor
      }
      close(descriptor)
    }
  }

  private func makeFolder() {
    guard access(path, F_OK) != 0 else { return }
    for (index, character) in path.enumerated() where character == "/" && index > 0 {
      mkdir(String(path.prefix(index)), 0o700)
    }
  }

  static func bytes(of descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += block.prefix(count)
    }
  }

  /// Reads records and joins the two of each statement; the newest statements, oldest first.
  static func statements(_ bytes: [UInt8]) -> [(entry: HistoryEntry, id: String?)] {
    var statements: [(entry: HistoryEntry, id: String?)] = []
    var places: [String: Int] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      switch HistoryRecord(line) {
      case .statement(let entry, let id):
        if let id { places[id] = statements.count }
        statements.append((entry, id))
      case .ending(let id, let ending):
        guard let place = places[id] else { continue }
        statements[place].entry.duration = ending.duration
        statements[place].entry.rowCount = ending.rowCount
        statements[place].entry.outcome = ending.outcome
      case nil: continue
      }
    }
    return statements.suffix(loadLimit)
  }
}

/// Returns a variable of the program's environment.
package func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
