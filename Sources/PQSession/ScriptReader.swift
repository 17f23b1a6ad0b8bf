import Glibc
import PQDiagnostics
import PQFormats

/// Reads texts of the language from files.
package enum ScriptReader {
  /// Returns a script's text; bytes that are not UTF-8 are an error, never guessed at.
  package static func read(_ path: String) throws(QueryError) -> SourceText {
    let bytes = try FileReader.bytes(path)
    let text = try TextDecoding.decode(bytes, file: path, encoding: "utf-8")
    return SourceText(String(decoding: text.bytes, as: UTF8.self), name: path)
  }

  /// Tells whether a file is a report: Markdown with queries.
  package static func isReport(_ path: String) -> Bool {
    path.hasSuffix(".md.pq")
  }

  /// Tells whether a file is a script: by its extension, or by a first line that starts pq.
  package static func isScript(_ path: String) -> Bool {
    if path.hasSuffix(".pq") { return true }
    // A pipe that is opened to look at it is gone for whoever reads it.
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      return false
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    let line = String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
    return line.hasPrefix("#!") && (line.hasSuffix("/pq") || line.hasSuffix(" pq"))
  }
}
