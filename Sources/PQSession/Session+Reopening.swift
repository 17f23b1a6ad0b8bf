import Glibc
import PQDiagnostics
import PQFormats

/// What was opened, and what its files looked like then.
struct OpenedData {
  let data: String
  /// Of each file: its path, size and time of change.
  let files: [String]

  init(_ data: String) {
    self.data = data
    let path = DataOpening.path(of: data)
    guard data != "-" else {
      files = []
      return
    }
    let names = FilePath.isFolder(path) ? (try? FolderReader.names(in: path)) ?? [] : nil
    files = (names.map { $0.map { FilePath.resolve($0, in: path) } } ?? [path]).map(Self.mark)
  }

  private static func mark(_ path: String) -> String {
    var information = stat()
    guard stat(path, &information) == 0 else { return "\(path) -" }
    let time = information.st_mtim
    return "\(path) \(information.st_size) \(time.tv_sec).\(time.tv_nsec) \(information.st_ino)"
  }
}

extension Session {
  /// Keeps in mind what was opened.
  func remember(_ data: [String]) {
    openedData.removeAll { data.contains($0.data) }
    openedData += data.map(OpenedData.init)
  }

  /// Reads data again whose files have changed since they were opened; standard input is read once.
  package func reopenChanged() -> [Diagnostic] {
    let changed = openedData.filter { OpenedData($0.data).files != $0.files }.map(\.data)
    if changed.isEmpty { return [] }
    forgetOpenedTables()
    return open(changed)
  }

  /// What was opened, as a command line would name it.
  package var openedNames: [String] { openedData.map(\.data) }
}
