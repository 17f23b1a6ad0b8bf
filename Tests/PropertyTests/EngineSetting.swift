import PQColumnar
import PQPlan

/// How the engine is set for one run of a trial.
struct EngineSetting: Sendable {
  var name: String
  var workerCount = 2
  var blockRowCount = Table.blockRowCount
  var rewrites = RewriteConfiguration.all
  var encodesText = false
  /// Whether the tables come out of column files.
  var readsColumnFiles = false

  static let all = [
    EngineSetting(name: "standard"),
    EngineSetting(name: "blocks of one", workerCount: 1, blockRowCount: 1),
    EngineSetting(name: "blocks of three", workerCount: 2, blockRowCount: 3),
    EngineSetting(name: "five workers", workerCount: 5, blockRowCount: 3),
    EngineSetting(name: "rewrites off", blockRowCount: 3, rewrites: .none),
    EngineSetting(name: "dictionaries", blockRowCount: 3, encodesText: true),
    EngineSetting(name: "column files", blockRowCount: 3, readsColumnFiles: true),
  ]
}
