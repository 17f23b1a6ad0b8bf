import Glibc
import PQDiagnostics
import PQFunctions
import Synchronization

/// The key under which `pseudonym` names values: read once, when the first query asks for it.
///
/// It is all bytes of a file that `--key` names, or else of `pq/pseudonym.key` in the user's
/// configuration folder. There is no key that stands in when there is none.
final class PseudonymKey: Sendable {
  /// As many as HMAC-SHA-256 can make use of.
  static let leastByteCount = 32
  /// More than any key has: whoever names a data file by mistake is told.
  static let mostByteCount = 4096

  private let options: SessionOptions
  private let known: Mutex<[UInt8]?>

  init(options: SessionOptions) {
    self.options = options
    known = Mutex(options.pseudonymKey)
  }

  func bytes() throws(QueryError) -> [UInt8] {
    let result = known.withLock { known -> Result<[UInt8], QueryError> in
      if let known { return .success(known) }
      do throws(QueryError) {
        let bytes = try read()
        known = bytes
        return .success(bytes)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func read() throws(QueryError) -> [UInt8] {
    // A safe run may not try out guesses with a key that nobody gave it.
    let usual = options.isSafe ? nil : Self.usualPath()
    guard let path = options.pseudonymKeyFile ?? usual else {
      throw QueryError(.noPseudonymKey(path: nil))
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw QueryError(.noPseudonymKey(path: path)) }
      throw QueryError(.unusableKey(path, .unreadable))
    }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT != S_IFDIR else {
      throw QueryError(.unusableKey(path, .unreadable))
    }
    // Its group may read it, so that an office can share it; nobody else may, and nobody but its
    // owner may change it.
    guard information.st_mode & 0o027 == 0 else { throw QueryError(.unusableKey(path, .open)) }
    let bytes = Self.read(descriptor)
    guard bytes.count >= Self.leastByteCount else {
      throw QueryError(.unusableKey(path, .short(bytes.count)))
    }
    guard bytes.count <= Self.mostByteCount else { throw QueryError(.unusableKey(path, .long)) }
    return bytes
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: mostByteCount + 1)
    while bytes.count <= mostByteCount {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += block.prefix(count)
    }
    return bytes
  }

  private static func usualPath() -> String? {
    // The convention asks that a relative XDG_CONFIG_HOME count as none.
    if let folder = getenv("XDG_CONFIG_HOME").map({ String(cString: $0) }), folder.hasPrefix("/") {
      return folder + "/pq/pseudonym.key"
    }
    guard let home = getenv("HOME").map({ String(cString: $0) }), !home.isEmpty else { return nil }
    return home + "/.config/pq/pseudonym.key"
  }
}
