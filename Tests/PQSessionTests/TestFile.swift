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
    if let file = fopen(path, "w") {
      let bytes = Array(text.utf8)
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
  }

  deinit {
    unlink(path)
    if let slash = path.lastIndex(of: "/") { rmdir(String(path[..<slash])) }
  }
}
