import PQColumnar
import PQDiagnostics
import PQFormats
import Synchronization

/// A file that takes results and printed texts instead of the screen: there whole or not at all.
///
/// What is written stands in a hidden file until `commit`. Private columns stay masked.
package final class ResultFile: Sendable {
  /// As it was named.
  package let path: String
  package let format: OutputFormat
  private let isForExcel: Bool
  // The shell's threads take turns: only the one that shows an answer writes.
  private nonisolated(unsafe) let file: AtomicFile
  private let wroteResult = Atomic<Bool>(false)

  init(_ file: AtomicFile, path: String, format: OutputFormat, isForExcel: Bool) {
    self.path = path
    self.format = format
    self.isForExcel = isForExcel
    self.file = file
  }

  /// Adds a result; an empty line tells it from the one before.
  package func write(_ result: QueryResult, options: WriteOptions) throws(QueryError) {
    var writing = options
    writing.width = nil
    writing.maxRowCount = .max
    writing.usesColor = false
    writing.isForTerminal = false
    writing.isForExcel = isForExcel
    let isFirst = !wroteResult.exchange(true, ordering: .relaxed)
    if !isFirst, format != .jsonl { try file.write(Array((isForExcel ? "\r\n" : "\n").utf8)) }
    try result.write(to: file, as: format, options: writing)
  }

  package func write(_ text: String) throws(QueryError) {
    try file.write(Array(text.utf8))
  }

  /// Puts the file in its place.
  package func commit() throws(QueryError) {
    try file.commit()
  }

  /// Removes what was written; what was there before stays.
  package func discard() {
    file.discard()
  }
}
