import PQColumnar
import PQDiagnostics
import Synchronization

/// Passes on the rows of each block that can be among the first `count` of all, so that only they
/// are gathered and kept.
///
/// Each block tells the others how far its own first rows reach in the first key: a row behind that
/// is out, and ties stay in, so the answer does not depend on who came first. The other keys are
/// looked at where the first leaves more rows than are wanted.
struct TopCandidatesOperator: StreamingOperator {
  private let count: Int
  private let keys: [KeyColumn]
  private let bound = Bound()

  init(count: Int, keys: [KeyColumn]) {
    self.count = count
    self.keys = keys
  }

  var canFail: Bool { false }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    if count < 1 { return }
    if input.rowCount <= count { return try emit(input) }
    guard let key = keys.first,
      let candidates = TopCandidates.find(
        input.sortColumns([key])[0], count: count, bound: bound.value)
    else { return try emit(input) }
    bound.lower(to: candidates.bound)
    if candidates.rows.isEmpty { return }
    let output = input.selecting(candidates.rows)
    if output.rowCount <= count { return try emit(output) }
    let first = RowOrder.first(
      count, by: output.sortColumns(keys), rowCount: output.rowCount)
    try emit(output.selecting(first.sorted()))
  }

  /// The least of what the blocks said; shared by the workers.
  private final class Bound: Sendable {
    private let least = Atomic<UInt64>(.max)

    var value: UInt64 { least.load(ordering: .relaxed) }

    func lower(to word: UInt64) { _ = least.min(word, ordering: .relaxed) }
  }
}
