import FoundationEssentials
import PQSession

/// A session on the sample register whose files go to a folder of its own.
struct SampleSession {
  let session: Session
  let folder: String

  init() throws {
    folder = "/tmp/pq-examples-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    var options = SessionOptions()
    options.today = 18_627
    options.folder = folder
    session = Session(options: options)
    session.open(ProjectFiles.root + "/examples/register")
  }

  func removeFolder() {
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// Files of the project, wherever it is checked out.
enum ProjectFiles {
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static func text(_ name: String) -> String {
    let data = FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
