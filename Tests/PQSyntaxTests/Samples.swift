import Glibc
import PQDiagnostics
import PQSyntax

/// Texts that every rule of the language occurs in.
enum Samples {
  /// The golden scripts and examples of the repository, by path.
  static let scripts: [String] = {
    var folder = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    folder.removeLast(3)
    let root = folder.joined(separator: "/")
    return ["Tests/Golden", "examples", "Sources/PQPetitions"].flatMap {
      paths(below: "\(root)/\($0)")
    }
  }()

  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func paths(below folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var result: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".pq") { result.append(path) }
      if !name.contains(".") { result += paths(below: path) }
    }
    return result.sorted()
  }
}

extension Diagnostic {
  /// The range that the message points at.
  var range: SourceRange? {
    if case .source(_, let range) = place { range } else { nil }
  }
}
