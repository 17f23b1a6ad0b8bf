import Glibc
import PQDiagnostics
import PQFormats

/// A text in a file of its own while another program edits it; only its owner can read it.
package final class EditedText {
  package let path: String

  /// Makes the file; `nil` where the system has no place for it.
  package init?(_ text: String) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/pq-XXXXXX.pq".utf8CString)
    let descriptor = mkstemps(&template, 3)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let sink = DescriptorSink(descriptor, name: path)
    let isWhole = (try? sink.write(Array(text.utf8))) != nil
    close(descriptor)
    if !isWhole {
      unlink(path)
      return nil
    }
  }

  deinit {
    unlink(path)
  }

  /// Returns the text as it is now.
  package func text() throws(QueryError) -> String {
    try ScriptReader.read(path).string
  }
}
