import PQColumnar
import PQDiagnostics
import PQFormats
import Synchronization

/// Runs pipelines on several workers with the result of one.
///
/// Blocks are handed out in order and their results put together in order again. An error counts
/// only if its block is the earliest with one, and is then looked for row by row, so that the same
/// row is blamed whatever the blocks' size; rows before it still reach a sink that may have enough
/// with them.
struct PipelineDriver: Sendable {
  let context: ExecutionContext

  // MARK: - In order

  /// Runs every block through the operators and into the sink, in order.
  func run<Sink: OrderedSink>(_ pipeline: Pipeline, into sink: Sink) throws(QueryError) -> Relation
  {
    let blocks = sourceBlocks(of: pipeline)
    var sink = sink
    if min(context.workerCount, blocks.count) <= 1 {
      try runAlone(pipeline, blocks, &sink)
    } else {
      sink = try runShared(pipeline, blocks, sink)
    }
    let total = try pipeline.finishedTotal()
    var relation = try sink.finish()
    if relation.total == nil { relation.total = total }
    return relation
  }

  private func runAlone<Sink: OrderedSink>(
    _ pipeline: Pipeline, _ blocks: [Batch], _ sink: inout Sink
  ) throws(QueryError) {
    for block in blocks {
      let outputs: [Batch]
      do {
        outputs = try process(block, pipeline)
      } catch {
        if try !deliverRowByRow(block, pipeline, &sink, error) { return }
        continue
      }
      for output in outputs {
        if try !sink.consume(output) { return }
      }
    }
  }

  private func runShared<Sink: OrderedSink>(
    _ pipeline: Pipeline, _ blocks: [Batch], _ sink: Sink
  ) throws(QueryError) -> Sink {
    let queue = BlockQueue(count: blocks.count)
    let state = Mutex(ReorderingState(sink: sink))
    WorkerThreads.run(min(context.workerCount, blocks.count)) { _ in
      while let index = queue.next() {
        let outcome = Result { () throws(QueryError) -> [Batch] in
          try process(blocks[index], pipeline)
        }
        if case .failure = outcome { queue.stop(after: index) }
        let isDone = state.withLock { state in state.deliver(outcome, at: index) }
        if isDone { queue.stop(after: index) }
      }
    }
    var final = state.withLock { $0 }
    if let error = final.sinkError { throw error }
    if !final.isSatisfied, let (index, error) = final.failure {
      // The rows before the one to blame may be all that the sink wants.
      if try deliverRowByRow(blocks[index], pipeline, &final.sink, error) { throw error }
    }
    return final.sink
  }

  // MARK: - In parts

  /// Runs the blocks into one partial for each worker; which blocks a partial gets is left to
  /// chance, but each gets its own in ascending order.
  func runParts<Part: PartialSink>(
    _ pipeline: Pipeline, _ makePart: @Sendable () -> Part
  ) throws(QueryError) -> [Part] {
    let blocks = sourceBlocks(of: pipeline)
    let workers = max(1, min(context.workerCount, blocks.count))
    let queue = BlockQueue(count: blocks.count)
    let parts = (0..<workers).map { _ in makePart() }
    let state = Mutex(PartsState(parts: parts))
    WorkerThreads.run(workers) { worker in
      var part = parts[worker]
      while let index = queue.next() {
        do throws(QueryError) {
          // A row number only orders rows: no block hands on 2^32 of them.
          var firstRow = index << 32
          try pass(blocks[index], pipeline) { (batch) throws(QueryError) in
            try part.consume(batch, firstRow: firstRow)
            firstRow += batch.unselectedRowCount
          }
        } catch {
          queue.stop(after: index)
          state.withLock { $0.fail(error, at: index) }
        }
      }
      state.withLock { $0.parts[worker] = part }
    }
    let final = state.withLock { $0 }
    if let (index, error) = final.failure {
      var nowhere = DiscardingSink()
      _ = try deliverRowByRow(blocks[index], pipeline, &nowhere, error)
      throw error
    }
    return final.parts
  }

  // MARK: - One block

  /// Returns the blocks with at most as many rows as the context wants.
  private func sourceBlocks(of pipeline: Pipeline) -> [Batch] {
    let rowCount = pipeline.blocks.reduce(0) { $0 + $1.rowCount }
    context.counters.progress.begin(.computing, total: rowCount)
    let limit = context.blockRowCount
    if pipeline.blocks.allSatisfy({ (1...limit).contains($0.rowCount) }) { return pipeline.blocks }
    var result: [Batch] = []
    for block in pipeline.blocks {
      for start in stride(from: 0, to: block.rowCount, by: limit) {
        result.append(block.slice(start..<min(start + limit, block.rowCount)))
      }
    }
    return result
  }

  private func process(_ block: Batch, _ pipeline: Pipeline) throws(QueryError) -> [Batch] {
    var outputs: [Batch] = []
    try pass(block, pipeline) { (batch) throws(QueryError) in outputs.append(batch) }
    return outputs
  }

  /// Lets the operators see a block before its turn comes; nothing of it is handed on or counted.
  func preview(_ block: Batch, _ pipeline: Pipeline) {
    // What fails here fails again in its turn.
    try? pass(block, pipeline, at: 0) { _ in }
  }

  private func pass(
    _ block: Batch, _ pipeline: Pipeline, _ emit: StreamingOperator.Emit
  ) throws(QueryError) {
    try context.cancellation.check()
    context.counters.progress.advance(by: block.rowCount)
    if pipeline.isScan { context.counters.countScanned(block.rowCount) }
    try pass(block, pipeline, at: 0) { (batch) throws(QueryError) in
      context.counters.countBatch()
      try emit(batch)
    }
  }

  private func pass(
    _ batch: Batch, _ pipeline: Pipeline, at position: Int, _ emit: StreamingOperator.Emit
  ) throws(QueryError) {
    guard position < pipeline.operators.count else { return try emit(batch) }
    try pipeline.operators[position].process(batch) { (output) throws(QueryError) in
      if output.rowCount > 0 { try pass(output, pipeline, at: position + 1, emit) }
    }
  }

  /// Cuts a block with an error in it ever smaller, hands on the rows before the one to blame,
  /// and throws that row's error; returns false if the sink had enough before.
  private func deliverRowByRow<Sink: OrderedSink>(
    _ block: Batch, _ pipeline: Pipeline, _ sink: inout Sink, _ error: QueryError
  ) throws(QueryError) -> Bool {
    if block.rowCount <= 1 || error.isAboutRun { throw error }
    let middle = block.rowCount / 2
    for part in [block.slice(0..<middle), block.slice(middle..<block.rowCount)] {
      let outputs: [Batch]
      do {
        outputs = try process(part, pipeline)
      } catch {
        if try !deliverRowByRow(part, pipeline, &sink, error) { return false }
        continue
      }
      for output in outputs {
        if try !sink.consume(output) { return false }
      }
    }
    return true
  }
}

/// Hands out block numbers in order until somebody stops it.
private final class BlockQueue: Sendable {
  private let position = Atomic<Int>(0)
  private let limit: Atomic<Int>

  init(count: Int) {
    limit = Atomic(count)
  }

  func next() -> Int? {
    let index = position.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < limit.load(ordering: .relaxed) ? index : nil
  }

  /// Hands out no block behind `index` any more.
  func stop(after index: Int) {
    _ = limit.min(index + 1, ordering: .relaxed)
  }
}

/// Blocks' results on their way into a sink in order.
private struct ReorderingState<Sink: OrderedSink>: Sendable {
  var sink: Sink
  var isSatisfied = false
  var sinkError: QueryError?
  /// The earliest block with an error, once everything before it has reached the sink.
  var failure: (index: Int, error: QueryError)?
  private var waiting: [Int: Result<[Batch], QueryError>] = [:]
  private var nextIndex = 0

  init(sink: Sink) {
    self.sink = sink
  }

  /// Takes a block's result and returns whether no later one is needed.
  mutating func deliver(_ outcome: Result<[Batch], QueryError>, at index: Int) -> Bool {
    waiting[index] = outcome
    while !isDone, let outcome = waiting.removeValue(forKey: nextIndex) {
      switch outcome {
      case .failure(let error): failure = (nextIndex, error)
      case .success(let batches): consume(batches)
      }
      nextIndex += 1
    }
    return isDone
  }

  private var isDone: Bool { isSatisfied || sinkError != nil || failure != nil }

  private mutating func consume(_ batches: [Batch]) {
    for batch in batches {
      do throws(QueryError) {
        if try !sink.consume(batch) { isSatisfied = true }
      } catch {
        sinkError = error
      }
      if isDone { return }
    }
  }
}

private struct PartsState<Part: PartialSink>: Sendable {
  var parts: [Part]
  var failure: (index: Int, error: QueryError)?

  init(parts: [Part]) {
    self.parts = parts
  }

  mutating func fail(_ error: QueryError, at index: Int) {
    if failure.map({ index < $0.index }) ?? true { failure = (index, error) }
  }
}

/// Takes everything and keeps nothing: for finding out which row an error belongs to.
private struct DiscardingSink: OrderedSink {
  mutating func consume(_ batch: Batch) throws(QueryError) -> Bool { true }
  mutating func finish() throws(QueryError) -> Relation { Relation(blocks: []) }
}

extension QueryError {
  /// Whether the run as a whole failed rather than a row of it.
  var isAboutRun: Bool {
    let code = diagnostic.code
    return code == ExecutionDiagnostics.interrupted || isAboutMemory
  }

  /// Whether the run was ended since it would have held too much.
  package var isAboutMemory: Bool { diagnostic.code == ExecutionDiagnostics.memoryLimit }
}
