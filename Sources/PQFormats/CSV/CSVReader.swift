import PQColumnar
import PQDiagnostics
import PQDigest

/// Reads a CSV file into a table.
///
/// The types of columns are guessed from the first rows, and all rows are read by that guess while
/// the type of every cell is noted. Where the cells prove the guess wrong, the rows are read once
/// more. A row that does not fit is rejected and counted; what makes the whole file unreadable is
/// thrown.
package enum CSVReader {
  /// Reads a file by its path; `-` is standard input. One whose name ends in `.gz` is unpacked on the
  /// way.
  package static func read(
    path: String, name: String, options: CSVOptions = CSVOptions(), fields: [Field]? = nil
  ) throws(QueryError) -> LoadedTable {
    var options = options
    let extensions = [".tsv", ".tab", ".tsv.gz", ".tab.gz"]
    if options.delimiter == nil, extensions.contains(where: path.lowercased().hasSuffix) {
      options.delimiter = UInt8(ascii: "\t")
    }
    let file = path == "-" ? name : path
    let stream = try FileStream(path, computesDigest: options.computesDigest)
    guard let stream else {
      // A pipe gives its bytes once, and a type may need them twice.
      let bytes = try FileReader.bytes(path, isCancelled: options.isCancelled)
      var loaded = try read(bytes, file: file, name: name, options: options, fields: fields)
      if options.computesDigest { loaded.digest = SHA256.digest(of: bytes) }
      return loaded
    }
    let load = CSVLoad(file: file, name: name, options: options, fields: fields ?? [])
    if path.lowercased().hasSuffix(".gz") {
      return try load.run(ByteSource(try GzipStream(path, stream)))
    }
    return try load.run(ByteSource(stream))
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: The file's name in messages.
  ///   - name: The table's name.
  ///   - fields: Declared fields; the file's columns match them by either name.
  package static func read(
    _ bytes: [UInt8], file: String, name: String, options: CSVOptions = CSVOptions(),
    fields: [Field]? = nil
  ) throws(QueryError) -> LoadedTable {
    let load = CSVLoad(file: file, name: name, options: options, fields: fields ?? [])
    return try load.run(ByteSource(bytes))
  }
}
