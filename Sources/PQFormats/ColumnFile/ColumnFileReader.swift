import Glibc
import PQColumnar
import PQDiagnostics

/// Opens column files.
package enum ColumnFileReader {
  /// Whether a file begins as column files do.
  package static func isColumnFile(_ path: String) -> Bool {
    guard FileReader.isRegular(path) else { return false }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let count = ColumnFileFormat.opening.count
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      initializedCount = max(0, read(descriptor, buffer.baseAddress, count))
    }
    return bytes == ColumnFileFormat.opening
  }

  /// Returns a table whose columns are read when a query needs them.
  ///
  /// - Parameter fields: Declared fields; the file's columns match them by either name. Columns that
  ///   are not declared follow.
  /// - Parameter filled: The declared fields that the model fills where the file lacks them.
  package static func open(
    _ path: String, name: String, fields: [Field], filled: Set<String> = []
  ) throws(QueryError) -> OpenedColumnFile {
    let file = try MappedFile(path)
    let directory = try directory(of: file)
    let layout = try ColumnFileLayout(directory, path: path, fields: fields, filled: filled)
    let source = StoredColumns(file, directory, layout.columns)
    return OpenedColumnFile(
      table: Table(name: name, schema: Schema(layout.columns.map(\.field)), source: source),
      diagnostics: layout.diagnostics,
      absentColumns: layout.columns.filter { $0.position == nil }.map(\.field.name))
  }

  private static func directory(of file: MappedFile) throws(QueryError) -> ColumnFileDirectory {
    let damaged = QueryError(.damagedFile(file.path))
    let least = ColumnFileFormat.headerLength + ColumnFileFormat.trailerLength
    guard file.length >= least, let header = bytes(0..<ColumnFileFormat.headerLength, of: file),
      header.starts(with: ColumnFileFormat.opening)
    else { throw damaged }
    var reader = ByteReader(Array(header.dropFirst(ColumnFileFormat.opening.count)))
    guard let version = try? reader.number(UInt32.self) else { throw damaged }
    guard version == ColumnFileFormat.version else {
      throw QueryError(.newerFile(file.path, version: Int(version)))
    }
    let end = file.length - ColumnFileFormat.trailerLength
    guard let trailer = bytes(end..<file.length, of: file),
      trailer.suffix(8).elementsEqual(ColumnFileFormat.closing)
    else { throw damaged }
    do throws(MalformedBytes) {
      var reader = ByteReader(trailer)
      let offset = try reader.count(limit: end)
      let length = try reader.count(limit: end - offset)
      let checksum = try reader.number(UInt64.self)
      guard offset + length == end, let body = bytes(offset..<end, of: file),
        Checksum.of(body.span.bytes) == checksum
      else { throw MalformedBytes() }
      return try ColumnFileDirectory(body, fileLength: offset)
    } catch {
      throw damaged
    }
  }

  private static func bytes(_ range: Range<Int>, of file: MappedFile) -> [UInt8]? {
    file.withBytes(range) { Array($0) }
  }
}

/// A column file that was opened, and what to say about it.
package struct OpenedColumnFile: Sendable {
  package let table: Table
  package let diagnostics: [Diagnostic]
  /// The declared columns that the file does not have.
  package let absentColumns: [String]
}
