import Glibc
import PQDiagnostics

/// Reads whole files: regular ones, pipes, and standard input.
package enum FileReader {
  /// 1 MiB: enough that the number of system calls does not matter.
  private static let chunkSize = 1 << 20

  /// Whether a path leads to a regular file. A pipe must not even be opened to find out: closing it
  /// again would end whoever writes to it.
  static func isRegular(_ path: String) -> Bool {
    var information = stat()
    return !path.utf8.contains(0) && stat(path, &information) == 0
      && information.st_mode & S_IFMT == S_IFREG
  }

  /// Returns the bytes of a file; `-` is standard input.
  ///
  /// - Parameter isCancelled: Asked after each chunk; a run that is cancelled throws.
  package static func bytes(
    _ path: String, isCancelled: () -> Bool = { false }
  ) throws(QueryError) -> [UInt8] {
    if path == "-" { return try read(STDIN_FILENO, path: path, isCancelled: isCancelled) }
    let descriptor = try openForReading(path)
    defer { close(descriptor) }
    return try read(descriptor, path: path, isCancelled: isCancelled)
  }

  /// Opens a file; the caller closes it.
  static func openForReading(_ path: String) throws(QueryError) -> Int32 {
    if path.utf8.contains(0) { throw QueryError(.fileNotFound(path)) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw openError(path, errno) }
    return descriptor
  }

  private static func read(
    _ descriptor: Int32, path: String, isCancelled: () -> Bool
  ) throws(QueryError) -> [UInt8] {
    var information = stat()
    var expected = 0
    if fstat(descriptor, &information) == 0 {
      if information.st_mode & S_IFMT == S_IFDIR { throw QueryError(.isDirectory(path)) }
      if information.st_mode & S_IFMT == S_IFREG { expected = max(0, Int(information.st_size)) }
    }
    var bytes: [UInt8] = []
    // One byte more, so that the end of the file is seen without growing.
    bytes.reserveCapacity(expected + 1)
    while true {
      if isCancelled() { throw QueryError(.interrupted()) }
      if bytes.capacity == bytes.count { bytes.reserveCapacity(max(chunkSize, bytes.count * 2)) }
      let room = min(bytes.capacity - bytes.count, 64 * chunkSize)
      let before = bytes.count
      let failure = append(to: &bytes, atMost: room) { target, count in
        Glibc.read(descriptor, target, count)
      }
      if failure == EISDIR { throw QueryError(.isDirectory(path)) }
      if failure != 0 { throw QueryError(.unreadableFile(path, reason: failure)) }
      if bytes.count == before { return bytes }
    }
  }

  /// Appends what one call of the system reads; returns its error, or 0.
  static func append(
    to bytes: inout [UInt8], atMost limit: Int,
    _ read: (UnsafeMutablePointer<UInt8>, Int) -> Int
  ) -> Int32 {
    var failure: Int32 = 0
    bytes.append(addingCapacity: limit) { span in
      span.withUnsafeMutableBufferPointer { buffer, initialized in
        guard let base = buffer.baseAddress else { return }
        var count = 0
        repeat {
          count = read(base + initialized, min(limit, buffer.count - initialized))
        } while count < 0 && errno == EINTR
        if count < 0 { failure = errno } else { initialized += count }
      }
    }
    return failure
  }

  private static func openError(_ path: String, _ number: Int32) -> QueryError {
    switch number {
    case ENOENT, ENOTDIR: QueryError(.fileNotFound(path))
    default: QueryError(.unreadableFile(path, reason: number))
    }
  }
}
