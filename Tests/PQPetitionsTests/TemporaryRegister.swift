import FoundationEssentials
import PQPetitions
import PQSession

/// A register in a folder of its own, gone with its last user.
final class TemporaryRegister {
  let folder = "/tmp/pq-register-\(UUID().uuidString)"
  private var files: [RegisterTable: [UInt8]]

  init(_ files: [RegisterTable: [UInt8]]) throws {
    self.files = files
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for (table, bytes) in files { try write(table, bytes) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func write(_ table: RegisterTable, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: "\(folder)/\(table.fileName)"))
  }

  /// Replaces a table's rows; each is its cells, the first row the header. No cell has quotes.
  func change(_ table: RegisterTable, _ change: (inout [[String]]) -> Void) throws {
    let text = String(decoding: files[table] ?? [], as: UTF8.self)
    var rows = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    change(&rows)
    let changed = rows.map { $0.joined(separator: ",") + "\n" }.joined()
    files[table] = Array(changed.utf8)
    try write(table, Array(changed.utf8))
  }

  /// A session on the register, on the last day of its year.
  func session() -> Session {
    var options = SessionOptions()
    options.today = 18_627
    let session = Session(options: options)
    session.open(folder)
    return session
  }
}
