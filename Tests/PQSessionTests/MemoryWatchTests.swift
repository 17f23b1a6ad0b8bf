import PQDiagnostics
import PQExecution
import Synchronization
import Testing

@testable import PQSession

/// A program's runs end before the process takes more than it may.
struct MemoryWatchTests {
  /// What a process is said to take.
  private final class Gauge: Sendable {
    let bytes = Atomic<Int>(0)
    let looks = Atomic<Int>(0)
    /// What it takes from the second look on.
    let later: Int

    init(_ first: Int, later: Int) {
      bytes.store(first, ordering: .relaxed)
      self.later = later
    }

    func look() -> Int {
      looks.wrappingAdd(1, ordering: .relaxed).oldValue == 0
        ? bytes.load(ordering: .relaxed) : later
    }
  }

  private func session(_ gauge: Gauge, ownsProcess: Bool = true) -> Session {
    var options = SessionOptions()
    options.model = SourceText("", name: "none.pq")
    options.memoryLimit = 1_000_000
    options.ownsProcess = ownsProcess
    options.usedMemory = { gauge.look() }
    return Session(options: options)
  }

  @Test func aRunBeginsBelowTheLimitOnly() {
    #expect(session(Gauge(999_999, later: 999_999)).run("1").outcome == .done)
    let refused = session(Gauge(1_000_001, later: 1_000_001)).run("1")
    #expect(refused.diagnostics.map(\.code.name) == ["memory-limit"])
    #expect(refused.results.isEmpty)
    // A library's session knows nothing of what else the process does.
    let library = session(Gauge(1_000_001, later: 1_000_001), ownsProcess: false)
    #expect(library.run("1").outcome == .done)
  }

  @Test func whatIsGivenBackInTimeDoesNoHarm() {
    #expect(session(Gauge(1_000_001, later: 10)).run("1").outcome == .done)
  }

  @Test func aRunThatGrowsEnds() {
    let gauge = Gauge(10, later: 2_000_000)
    let session = session(gauge)
    // Far more statements than are run until somebody looks.
    let script = String(repeating: "assert 1 = 1\n", count: 200_000)
    let run = session.run(script)
    #expect(run.diagnostics.map(\.code.name) == ["memory-limit"])
  }

  @Test func theFlagTellsWhyARunEnds() throws {
    let flag = CancellationFlag()
    let interrupted = Diagnostic(DiagnosticCode.interrupted, LocalizedText("x", zh: "x"))
    #expect(flag.told(interrupted).code.name == "interrupted")
    flag.refuse(memoryLimit: 500)
    #expect(flag.isCancelled && flag.told(interrupted).code.name == "memory-limit")
    #expect(throws: QueryError.self) { try flag.check() }
    flag.resumeAfterRefusal()
    #expect(!flag.isCancelled)
    // Ctrl-C is not taken back, and outweighs the limit.
    flag.cancel()
    flag.refuse(memoryLimit: 500)
    flag.resumeAfterRefusal()
    #expect(flag.isCancelled && flag.told(interrupted).code.name == "interrupted")
  }

  @Test func theMachineHasALimit() {
    #expect(ProcessMemory.used() > 1 << 20)
    #expect(ProcessMemory.usualLimit() > 1 << 26)
  }
}
