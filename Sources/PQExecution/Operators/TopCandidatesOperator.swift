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
  fileprivate let bound = TopBound()

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
}

/// The least of what the blocks said of how far the first rows reach; shared by the workers.
private final class TopBound: Sendable {
  private let least = Mutex<UInt64>(.max)

  var value: UInt64 { least.withLock { $0 } }

  // Once for a block. `Atomic<UInt64>.min` compares as if numbers had a sign (Swift 6.3).
  func lower(to word: UInt64) { least.withLock { $0 = min($0, word) } }
}

/// Passes on the blocks of a table that can hold one of the first rows, as their statistics say.
private struct TopBlocksOperator: StreamingOperator {
  let position: Int
  let isDescending: Bool
  let bound: TopBound
  let counters: WorkCounters

  var canFail: Bool { false }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    let least = leastWord(of: input)
    if let least, least > bound.value {
      return counters.countSkippedBlock(rowCount: input.rowCount)
    }
    try emit(input)
  }

  func leastWord(of block: Batch) -> UInt64? {
    TopCandidates.leastWord(of: block.columns[position], isDescending: isDescending)
  }
}

extension PipelineDriver {
  /// Returns a pipeline that hands on the rows which can be among the first `count`.
  ///
  /// Where the first key is a column of a table, the block that promises most is looked at before
  /// all others, so that it says how far the first rows reach: most of the others then need no look.
  func narrowed(_ pipeline: Pipeline, toFirst count: Int, by keys: [KeyColumn]) -> Pipeline {
    let candidates = TopCandidatesOperator(count: count, keys: keys)
    let narrowed = pipeline.adding(candidates)
    // A block that is not looked at cannot fail.
    guard pipeline.isScan, !pipeline.operators.contains(where: { $0.canFail }),
      let key = keys.first,
      let position = pipeline.scannedColumn(behind: key.position)
    else { return narrowed }
    let choice = TopBlocksOperator(
      position: position, isDescending: key.isDescending, bound: candidates.bound,
      counters: context.counters)
    let words = pipeline.blocks.map { choice.leastWord(of: $0) ?? .max }
    if let first = words.indices.min(by: { words[$0] < words[$1] }), words.count > 1 {
      preview(pipeline.blocks[first], narrowed)
    }
    var result = narrowed
    result.operators.insert(choice, at: 0)
    return result
  }
}

extension Pipeline {
  /// Returns the column of the blocks that a column of the rows is, unchanged.
  fileprivate func scannedColumn(behind position: Int) -> Int? {
    let column = PreparedExpression(.column(position), type: .integer)
    return column.origin(before: operators[...])?.expression.columnPosition
  }
}
