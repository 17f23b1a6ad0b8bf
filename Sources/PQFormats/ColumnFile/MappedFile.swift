import Glibc
import PQDiagnostics

/// A file whose bytes stand in memory as the system reads them, page by page.
final class MappedFile: Sendable {
  let path: String
  let length: Int
  private let descriptor: Int32
  /// Read only; nobody writes through it, and it lives as long as the object.
  private nonisolated(unsafe) let base: UnsafeMutableRawPointer?

  init(_ path: String) throws(QueryError) {
    self.path = path
    if path.utf8.contains(0) { throw QueryError(.fileNotFound(path)) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? QueryError(.fileNotFound(path)) : QueryError(.unreadableFile(path, reason: errno))
    }
    self.descriptor = descriptor
    var information = stat()
    let isKnown = fstat(descriptor, &information) == 0
    length = isKnown ? Int(information.st_size) : 0
    guard isKnown, information.st_mode & S_IFMT == S_IFREG, length > 0 else {
      base = nil
      return
    }
    let mapped = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard mapped != MAP_FAILED else {
      base = nil
      throw QueryError(.unreadableFile(path, reason: errno))
    }
    base = mapped
  }

  deinit {
    if let base { munmap(base, length) }
    close(descriptor)
  }

  /// Calls `body` with some of the bytes; returns `nil` if the file no longer has them.
  ///
  /// Reading a page behind the end of a file that was made shorter would end the program, so the
  /// length is asked for each time. pq itself replaces files and never shortens them.
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    var information = stat()
    guard let base, range.upperBound <= length, fstat(descriptor, &information) == 0,
      Int(information.st_size) >= range.upperBound
    else { return nil }
    return body(UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// Lets the system take back the pages of bytes that were copied, which are counted as pq's.
  func release(_ range: Range<Int>) {
    let page = 4096
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if let base, start < end { madvise(base + start, end - start, MADV_DONTNEED) }
  }
}
