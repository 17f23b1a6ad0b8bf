import Glibc
import PQDiagnostics
import PQDigest
import Synchronization

/// A regular file that is read piece by piece.
final class FileStream: ByteStream {
  private struct State {
    var position = 0
    /// Digest of the bytes before `digestedCount`; a second reading adds nothing to it.
    var hash: SHA256?
    var digestedCount = 0
    var digest: Digest?
  }

  private let path: String
  private let descriptor: Int32
  private let size: Int
  private let state: Mutex<State>

  /// Returns `nil` for a file that is not regular, such as a pipe, which gives its bytes once.
  init?(_ path: String, computesDigest: Bool) throws(QueryError) {
    if path == "-" || !FileReader.isRegular(path) { return nil }
    let descriptor = try FileReader.openForReading(path)
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
      information.st_size > 0
    else {
      close(descriptor)
      return nil
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(information.st_size)
    state = Mutex(State(hash: computesDigest ? SHA256() : nil))
  }

  deinit { close(descriptor) }

  var progress: (done: Int, total: Int) { (state.withLock { $0.position }, size) }

  var digest: Digest? { state.withLock { $0.digest } }

  func restart(at position: Int) { state.withLock { $0.position = position } }

  func read(appendingTo bytes: inout [UInt8], atMost limit: Int) throws(QueryError) -> Int {
    let start = state.withLock { $0.position }
    let before = bytes.count
    let failure = FileReader.append(to: &bytes, atMost: limit) { target, count in
      pread(descriptor, target, count, start)
    }
    if failure != 0 { throw QueryError(.unreadableFile(path, reason: failure)) }
    let count = bytes.count - before
    state.withLock { state in
      state.position = start + count
      guard state.hash != nil, start == state.digestedCount else { return }
      if count == 0 {
        state.digest = state.digest ?? state.hash?.finish()
      } else {
        state.hash?.update(bytes[before...])
        state.digestedCount += count
      }
    }
    return count
  }
}
