import Glibc
import Synchronization

/// The temporary files that are being written, for a program that has to end at once.
package enum UnfinishedFiles {
  private static let paths = Mutex<Set<String>>([])

  static func add(_ path: String) {
    paths.withLock { _ = $0.insert(path) }
  }

  static func remove(_ path: String) {
    paths.withLock { _ = $0.remove(path) }
  }

  /// Removes them all. For the last moment before the program ends: whoever still writes to one
  /// of them finds it gone when it is to get its name.
  package static func discardAll() {
    paths.withLock { paths in
      for path in paths { unlink(path) }
      paths.removeAll()
    }
  }
}
