import Glibc
import PQDiagnostics

/// Where a writer's bytes go: a file descriptor, an array, a temporary file.
package protocol TextSink: AnyObject {
  func write(_ bytes: [UInt8]) throws(QueryError)
}

/// Keeps what is written, for tests and for text in the middle of other text.
package final class MemorySink: TextSink {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package func write(_ bytes: [UInt8]) throws(QueryError) {
    self.bytes += bytes
  }

  package var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// Writes to a file descriptor that somebody else opened, such as standard output.
package final class DescriptorSink: TextSink {
  private let descriptor: Int32
  private let name: String
  /// Whether the reader has gone: a closed pipe is a quiet end, and nothing more is written.
  package private(set) var isClosed = false

  package init(_ descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  package func write(_ bytes: [UInt8]) throws(QueryError) {
    if isClosed { return }
    switch DescriptorWriting.write(bytes, to: descriptor) {
    case 0: return
    case EPIPE: isClosed = true
    case let number: throw QueryError(.unwritableFile(name, reason: number))
    }
  }
}

enum DescriptorWriting {
  /// Writes all bytes; returns 0 or the system's error number.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(descriptor, base + written, buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EAGAIN {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&waiting, 1, -1)
            continue
          }
          return errno
        }
        written += count
      }
      return 0
    }
  }
}
