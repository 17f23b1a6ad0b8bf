import FoundationEssentials
import PQDiagnostics
import PQSession

/// A session on the fruit of the help's examples, in a folder of its own.
struct FruitSession {
  let session: Session
  let folder: String

  init() throws {
    folder = "/tmp/pq-fruit-\(UUID().uuidString)"
    try FileManager.default.copyItem(
      atPath: ProjectFiles.root + "/Tests/Golden/data/fruit", toPath: folder)
    var options = SessionOptions()
    options.today = 18_531  // 2020-09-26
    options.folder = folder
    options.model = SourceText(
      ProjectFiles.text("Tests/Golden/data/fruit/model.pq"), name: "model.pq")
    session = Session(options: options)
    session.open(["\(folder)/fruit.csv", "\(folder)/orchards.csv"])
  }

  func removeFolder() {
    try? FileManager.default.removeItem(atPath: folder)
  }
}
