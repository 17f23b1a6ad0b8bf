import PQColumnar
import PQDiagnostics
import PQFormats
import Synchronization

extension PhysicalPlanner {
  /// Returns some columns of a table's blocks; those of a stored table are read now, by all workers.
  func blocks(of table: Table, columns: [Int]) throws(QueryError) -> [Batch] {
    guard table.source != nil else { return table.blocks.map { $0.choosing(columns) } }
    let count = table.blockRowCounts.count
    let state = Mutex(StoredBlocks(count: count))
    let workers = max(1, min(context.workerCount, count))
    WorkerThreads.run(workers) { worker in
      for block in stride(from: worker, to: count, by: workers) {
        if context.cancellation.isCancelled || state.withLock({ $0.failure != nil }) { return }
        let outcome = Result { () throws(ColumnSourceError) -> Batch in
          try table.block(block, columns: columns)
        }
        state.withLock { $0.take(outcome, at: block) }
      }
    }
    try context.cancellation.check()
    let final = state.withLock { $0 }
    if let failure = final.failure { throw QueryError(Diagnostic.unreadableColumn(failure.error)) }
    return final.blocks.compactMap { $0 }
  }
}

/// Blocks as they come in, and the earliest that could not be read.
private struct StoredBlocks {
  private(set) var blocks: [Batch?]
  private(set) var failure: (block: Int, error: ColumnSourceError)?

  init(count: Int) {
    blocks = Array(repeating: nil, count: count)
  }

  mutating func take(_ outcome: Result<Batch, ColumnSourceError>, at block: Int) {
    switch outcome {
    case .success(let batch): blocks[block] = batch
    case .failure(let error):
      if failure.map({ block < $0.block }) ?? true { failure = (block, error) }
    }
  }
}
