import Glibc
import PQDiagnostics

/// The user's own editor on a statement: `$VISUAL`, else `$EDITOR`, else `vi`.
package enum ExternalEditor {
  package enum Result: Equatable, Sendable {
    case text(String)
    /// The editor said that it failed (vi's `:cq`): nothing is taken over.
    case unchanged
    /// No editor could be run, or there is no place for the file.
    case failed
    case terminated(signal: Int32)
  }

  /// What `sh` answers for a program that is not there.
  private static let notFound: Int32 = 126
  /// How often a waiting shell looks whether the editor is done.
  private static let glance: Int32 = 20

  /// Lets the editor change a text; the terminal must be in its usual modes.
  ///
  /// The text stands in a file that only its owner can read, in a folder of its own, for as long as
  /// the editor runs.
  package static func edit(_ text: String, signals: SignalPipe) -> Result {
    let parent = environmentVariable("TMPDIR") ?? ""
    var template = Array(((parent.isEmpty ? "/tmp" : parent) + "/pq-edit-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return .failed }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/statement.pq"
    defer {
      removeAll(in: folder)
      rmdir(folder)
    }
    guard write(text + "\n", to: path), let editor = start(on: path) else { return .failed }
    switch wait(for: editor, signals: signals) {
    case .failure(let ending): return .terminated(signal: ending.signal)
    case .success(0): break
    case .success(let status): return status >= notFound ? .failed : .unchanged
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failed }
    defer { close(descriptor) }
    let bytes = HistoryFile.bytes(of: descriptor)
    var edited = KeyReader.insertable(String(decoding: bytes, as: UTF8.self))
    while edited.last == "\n" { edited.removeLast() }
    return .text(edited)
  }

  private struct Termination: Error {
    var signal: Int32
  }

  private static func write(_ text: String, to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
  }

  private static func start(on path: String) -> pid_t? {
    let command = ["VISUAL", "EDITOR"].lazy.compactMap(environmentVariable).first { !$0.isEmpty }
    let words = ["sh", "-c", (command ?? "vi") + " \"$1\"", "sh", path]
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let status = posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ)
    return status == 0 ? process : nil
  }

  /// Waits for the editor's exit status, or for the signal that ends the shell itself.
  private static func wait(
    for editor: pid_t, signals: SignalPipe
  ) -> Swift.Result<Int32, Termination> {
    var status: Int32 = 0
    while true {
      let ended = waitpid(editor, &status, WNOHANG)
      if ended < 0, errno != EINTR { return .success(1) }
      if ended == editor {
        return .success(status & 0x7F == 0 ? (status >> 8) & 0xFF : 1)
      }
      _ = TerminalDevice.wait(for: [(signals.descriptor, POLLIN)], within: glance)
      while let signal = signals.take() {
        // A Ctrl-C is the editor's.
        guard signal == SIGTERM || signal == SIGHUP else { continue }
        kill(editor, SIGHUP)
        return .failure(Termination(signal: signal))
      }
    }
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
