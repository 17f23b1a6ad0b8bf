import FoundationEssentials

/// A folder with files, there as long as the test holds it.
final class TestFolder: Sendable {
  let path = "/tmp/pq-session-\(UUID().uuidString)"

  init(_ files: [String: String]) {
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files {
      try? Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The names and texts of all files but those with which the folder began.
  func files(besides known: Set<String>) -> [String: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var result: [String: String] = [:]
    for name in names where !known.contains(name) {
      let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()
      result[name] = String(decoding: bytes, as: UTF8.self)
    }
    return result
  }
}
