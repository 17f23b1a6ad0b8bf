import Glibc
import PQDiagnostics

/// The user's own editor on a statement: `$VISUAL`, else `$EDITOR`, else `vi`.
package enum ExternalEditor {
  package enum Result: Equatable, Sendable {
    case text(String)
    /// The editor said by its exit status that it failed (vi's `:cq`): nothing is taken over.
    case failed(command: String, status: Int32)
  }

  /// What `sh` answers for a program that is not there, or not to be run; also says that there is no
  /// place for the file.
  static let notFound: ClosedRange<Int32> = 126...127

  /// Lets the editor change a text; the terminal must be in its usual modes.
  ///
  /// The text stands in a file that only its owner can read, in a folder of its own, for as long as
  /// the editor runs.
  package static func edit(_ text: String, signals: SignalPipe) -> Result {
    let parent = environmentVariable("TMPDIR") ?? ""
    var template = Array(((parent.isEmpty ? "/tmp" : parent) + "/pq-edit-XXXXXX").utf8CString)
    let missing = Result.failed(command: command, status: notFound.upperBound)
    guard mkdtemp(&template) != nil else { return missing }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/statement.pq"
    defer {
      removeAll(in: folder)
      rmdir(folder)
    }
    guard write(text + "\n", to: path) else { return missing }
    let quoted = "'" + path.replacing("'", with: "'\\''") + "'"
    // A signal that ends the editor and the shell is left for the shell, which takes it next.
    let status = ExternalProgram.run("\(command) \(quoted)", in: ".", input: nil, signals: signals)
    guard status == 0 else { return .failed(command: command, status: status) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return missing }
    defer { close(descriptor) }
    let bytes = HistoryFile.bytes(of: descriptor)
    var edited = KeyReader.insertable(String(decoding: bytes, as: UTF8.self))
    while edited.last == "\n" { edited.removeLast() }
    return .text(edited)
  }

  private static func write(_ text: String, to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
  }

  /// The command of the user's editor.
  private static var command: String {
    ["VISUAL", "EDITOR"].lazy.compactMap(environmentVariable).first { !$0.isEmpty } ?? "vi"
  }

  /// Editors leave backups and recovery files beside the text.
  private static func removeAll(in path: String) {
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink(path + "/" + name)
    }
  }
}
