import Glibc
import PQDiagnostics

/// File names as scripts write them.
enum FilePath {
  /// Returns the path as the program opens it: relative to the script that names it, or to the
  /// session's folder for a typed line.
  static func resolve(_ path: String, from source: SourceText, options: SessionOptions) -> String {
    guard let name = source.name else { return resolve(path, in: options.folder) }
    return resolve(path, in: folder(of: name))
  }

  static func resolve(_ path: String, in folder: String) -> String {
    if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
    return shortened(folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)")
  }

  /// Returns a path without its detours: `reports/../data/f.csv` is `data/f.csv`.
  ///
  /// Behind a link `..` leads elsewhere, so the short path must name the same file; it is also kept
  /// where there is no file at all, since then it only stands in a message.
  private static func shortened(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".", !parts.isEmpty { continue }
      if part == "..", parts == [""] { continue }
      if part == "..", let last = parts.last, !["", ".", ".."].contains(last) {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let short = parts.joined(separator: "/")
    return real(short) == real(path) ? short : path
  }

  /// Returns the bytes of a file; `nil` if it is none, or cannot be asked.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns a file's name without folder.
  static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// Returns a file's name without folder and extension, of which `.csv.gz` is one.
  static func stem(_ path: String) -> String {
    var name = name(path)
    if name.lowercased().hasSuffix(".gz") { name.removeLast(3) }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Returns one path for every way to write it, when the file exists.
  static func identity(_ path: String) -> String { real(path) ?? path }

  /// Returns a path in which `~` at the beginning is the user's home.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// Returns the one path of a file or folder that exists, without links.
  static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}
