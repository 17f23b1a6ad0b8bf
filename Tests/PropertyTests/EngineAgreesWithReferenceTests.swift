import Glibc
import PQColumnar
import PQDiagnostics
import PQExecution
import PQPlan
import PQReference
import PQTestSupport
import Testing

/// A seed makes tables and a query; the engine under every setting gives the rows that the reference
/// engine gives.
@Suite struct EngineAgreesWithReferenceTests {
  /// `PQ_SEEDS=2000 scripts/test EngineAgrees` looks longer.
  static let seeds: [UInt64] = {
    let count = getenv("PQ_SEEDS").flatMap { UInt64(String(cString: $0)) } ?? 200
    return Array(0..<count)
  }()

  @Test(arguments: seeds)
  func engineGivesTheRowsOfTheReference(seed: UInt64) throws {
    let trial = try #require(Trial(seed: seed))
    let expected = Result { try trial.reference() }
    for setting in EngineSetting.all {
      switch (expected, Result { try trial.run(setting) }) {
      case (.success(let rows), .success(let table)):
        if let difference = trial.difference(between: rows, and: table) {
          Issue.record("\(setting.name): \(difference)\n\(trial.reproduction)")
          return
        }
      case (.failure, .failure): continue
      case (.failure(let error), .success):
        Issue.record("\(setting.name) gave no error but \(error)\n\(trial.reproduction)")
        return
      case (.success, .failure(let error)):
        Issue.record("\(setting.name) failed: \(error)\n\(trial.reproduction)")
        return
      }
    }
  }

  /// The generator is of no use if what it makes is mostly refused or mostly empty.
  @Test func mostQueriesGiveRows() throws {
    var withRows = 0
    for seed in Self.seeds.prefix(200) {
      let trial = try #require(Trial(seed: seed), "seed \(seed)")
      if let rows = try? trial.reference(), !rows.rows.isEmpty { withRows += 1 }
    }
    #expect(withRows > 100)
  }
}
