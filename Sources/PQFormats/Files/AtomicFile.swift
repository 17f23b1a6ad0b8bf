import Glibc
import PQDiagnostics

/// A file that is there whole or not at all.
///
/// What is written goes to a hidden file beside the target (`.fruit.csv.pq-4711-1.tmp`), which
/// `commit` renames. Without `commit` the hidden file is removed, and what was there before stays.
/// A device or a pipe cannot be renamed over; it is written to directly.
package final class AtomicFile: TextSink {
  private let path: String
  /// Where the target really is, behind symbolic links.
  private let target: String
  private var temporary: String?
  private var descriptor: Int32

  /// - Throws: A message for a folder that does not exist, a target that is a folder, and whatever
  ///   else the system refuses.
  package init(_ path: String) throws(QueryError) {
    self.path = path
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw QueryError(.unwritableFile(path, reason: ENOENT))
    }
    let resolved = AtomicFile.resolved(path)
    target = resolved
    var information = stat()
    let exists = stat(resolved, &information) == 0
    let kind = information.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw QueryError(.isDirectory(path)) }
    if exists, kind != S_IFREG {
      descriptor = open(resolved, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw QueryError(.unwritableFile(path, reason: errno)) }
      return
    }
    if exists, access(resolved, W_OK) != 0 {
      throw QueryError(.unwritableFile(path, reason: errno))
    }
    AbandonedFiles.sweep(beside: resolved)
    let opened = AtomicFile.openTemporary(beside: resolved)
    guard opened.descriptor >= 0 else {
      throw QueryError(.unwritableFile(path, reason: opened.failure))
    }
    descriptor = opened.descriptor
    temporary = opened.name
    // Held until the file is closed: a sweep by another run leaves what is being written alone.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    UnfinishedFiles.add(opened.name)
    if exists { _ = fchmod(descriptor, information.st_mode & 0o7777) }
  }

  deinit {
    discard()
  }

  package func write(_ bytes: [UInt8]) throws(QueryError) {
    let failure = DescriptorWriting.write(bytes, to: descriptor)
    guard failure != 0 else { return }
    // The reader of a named pipe that went away is no failure of the run.
    if failure == EPIPE, temporary == nil { return }
    discard()
    throw QueryError(.unwritableFile(path, reason: failure))
  }

  /// Puts the file in its place.
  package func commit() throws(QueryError) {
    guard descriptor >= 0 else { return }
    guard let temporary else {
      close(descriptor)
      descriptor = -1
      return
    }
    // A disk that fills up may say so only now.
    let isWhole = fsync(descriptor) == 0 && rename(temporary, target) == 0
    guard isWhole else {
      let failure = errno
      discard()
      throw QueryError(.unwritableFile(path, reason: failure))
    }
    UnfinishedFiles.remove(temporary)
    self.temporary = nil
    close(descriptor)
    descriptor = -1
    syncFolder()
  }

  /// Removes what was written; the target stays as it was.
  package func discard() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    if let temporary {
      unlink(temporary)
      UnfinishedFiles.remove(temporary)
    }
    temporary = nil
  }

  /// Makes the new name survive a power cut, where the file system can.
  private func syncFolder() {
    let folder = open(AtomicFile.split(target).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Returns the folder of a path, and the name in it.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.utf8.index(after: slash)...]))
  }

  /// How the names of a target's temporary files begin; process and number follow.
  static func temporaryPrefix(_ name: String) -> String {
    // File systems take names of 255 bytes.
    ".\(name.utf8.count > 200 ? "file" : name).pq-"
  }

  static let temporarySuffix = ".tmp"

  private static func openTemporary(
    beside path: String
  ) -> (descriptor: Int32, name: String, failure: Int32) {
    let (folder, name) = split(path)
    guard !name.isEmpty else { return (-1, "", EISDIR) }
    var failure: Int32 = 0
    for number in 1...100 {
      let temporary = "\(folder)/\(temporaryPrefix(name))\(getpid())-\(number)\(temporarySuffix)"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, temporary, 0) }
      failure = errno
      if failure != EEXIST { break }
    }
    return (-1, "", failure)
  }
}
