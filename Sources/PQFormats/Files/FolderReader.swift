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
    while let name = nextName(in: folder) {
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Returns the next name that the system lists, hidden ones and the folder itself included.
  static func nextName(in folder: OpaquePointer) -> String? {
    guard let entry = readdir(folder) else { return nil }
    // An entry ends with its name: the 256 bytes that its type has room for are not all there, so
    // the name is read where it stands and never copied as a whole.
    return withUnsafePointer(to: &entry.pointee.d_name) { name in
      String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
    }
  }
}
