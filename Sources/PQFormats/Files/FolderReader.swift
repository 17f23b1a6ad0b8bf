import Glibc
import PQDiagnostics

/// Lists the files of a folder.
package enum FolderReader {
  /// Returns the names in a folder in byte order, hidden ones left out.
  package static func names(in path: String) throws(QueryError) -> [String] {
    guard let folder = opendir(path) else {
      throw QueryError(.unreadableFile(path, reason: errno))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
