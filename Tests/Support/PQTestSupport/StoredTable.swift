import Glibc
import PQColumnar
import PQDiagnostics
import PQFormats

extension Table {
  /// The same rows out of a column file, which is open and has no name any more.
  package var throughColumnFile: Table {
    var template = Array("/tmp/pq-stored-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkstemp($0) } ?? -1
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      close(descriptor)
      unlink(path)
    }
    do throws(QueryError) {
      try TableFile.saveColumns(self, path: path, appends: false, options: WriteOptions())
      return try ColumnFileReader.open(path, name: name, fields: []).table
    } catch {
      preconditionFailure("a column file cannot be written and read: \(error)")
    }
  }
}
