import Glibc

/// A file that is there as long as the test holds it.
final class TestFile: Sendable {
  let path: String

  /// Three fruits, in a file whose name makes the table `fruit`.
  static func fruit() -> TestFile {
    TestFile(
      "name,weight,ripe\napple,150,true\npear,120,false\nplum,40,true\n", name: "fruit.csv")
  }

  init(_ text: String, name: String = "data.csv") {
    var template = Array("/tmp/pq-session-XXXXXX".utf8CString)
    let folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    path = "\(folder)/\(name)"
    write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  var bytes: [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  deinit {
    unlink(path)
    if let slash = path.lastIndex(of: "/") { rmdir(String(path[..<slash])) }
  }
}
