import Glibc

/// Temporary files of runs that were killed while they saved.
enum AbandonedFiles {
  /// Removes those beside a target whose process is gone.
  ///
  ///     .fruit.csv.pq-4711-1.tmp     removed if no process 4711 runs and nobody holds its lock
  ///
  /// The lock tells apart a run on another machine that shares the folder. What cannot be removed
  /// stays: saving does not depend on it.
  static func sweep(beside target: String) {
    let (folder, name) = AtomicFile.split(target)
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    let prefix = AtomicFile.temporaryPrefix(name)
    while let file = FolderReader.nextName(in: listing) {
      if let process = process(of: file, prefix: prefix), isGone(process) {
        remove("\(folder)/\(file)")
      }
    }
  }

  /// Returns the number of the process that made a temporary file of the target.
  private static func process(of file: String, prefix: String) -> pid_t? {
    let suffix = AtomicFile.temporarySuffix
    guard file.hasPrefix(prefix), file.hasSuffix(suffix) else { return nil }
    let numbers = file.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "-")
    guard numbers.count == 2, Int(numbers[1]) != nil, let process = pid_t(numbers[0]), process > 0
    else { return nil }
    return process
  }

  private static func isGone(_ process: pid_t) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }

  private static func remove(_ path: String) {
    let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    close(descriptor)
  }
}
