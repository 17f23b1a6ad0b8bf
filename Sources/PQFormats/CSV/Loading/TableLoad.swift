import Glibc
import PQColumnar
import PQDiagnostics
import PQDigest
import Synchronization

/// Everything that one pass over a file's rows has found.
struct PassOutcome: Sendable {
  /// For each plan whose column is encoded, its pieces in the order of the rows: their codes mean
  /// something only when all rows are read.
  var pieces: [[ColumnPiece]]
  /// For each other plan, its column by block.
  var columns: [[Int: Column]]
  var evidence: [ColumnEvidence]
  var rejects: RejectList
  var lostDigitCounts: [Int]
  var rowCount = 0
  /// For each worker, its dictionaries: one for each plan.
  var dictionaries: [Int: [DictionaryBuilder]] = [:]
  /// Whether the bytes are text as far as they were read.
  var isText = true
  /// Whether cells without a column hold something.
  var hasSurplus = false
  /// A plan whose dictionary has become too large for one.
  var overflow: Int?
  var digest: Digest?
}

/// Reads the rows of a file with several workers.
struct TableLoad: Sendable {
  let file: String
  let options: CSVOptions
  let settings: ChunkSettings
  /// The line of the first record behind the header.
  let firstLine: Int
  let rejects: RejectList
  /// Whether cells without a column end the pass when they hold something.
  let stopsAtSurplus: Bool

  /// A worker that is so many chunks ahead of the one that is waited for waits too.
  private static let leadLimit = 32

  /// The state that workers share while they put results in order.
  private struct Shared: Sendable {
    var sequence: ChunkSequence
    var outcome: PassOutcome
    var failure: QueryError?
    var isStopped = false
    var buffers: [[UInt8]] = []
    var queue: PieceQueue
    var tasks: [PieceQueue.Block] = []

    mutating func fail(_ error: QueryError) {
      isStopped = true
      if failure == nil { failure = error }
    }
  }

  /// Chunks on their way to the workers.
  private struct Feed: Sendable {
    var cutter: ChunkCutter
    var nextIndex = 0
  }

  /// Reads everything that `source` gives from where it stands.
  func run(_ source: ByteSource) throws(QueryError) -> PassOutcome {
    let plans = settings.plans
    let feed = Mutex(
      Feed(
        cutter: ChunkCutter(source, file: file, options: options))
    )
    let shared = Mutex(
      Shared(
        sequence: ChunkSequence(firstLine: firstLine),
        outcome: PassOutcome(
          pieces: plans.map { _ in [] }, columns: plans.map { _ in [:] },
          evidence: Array(repeating: ColumnEvidence(), count: plans.count), rejects: rejects,
          lostDigitCounts: plans.map { _ in 0 }),
        queue: PieceQueue(blockRowCount: options.blockRowCount)))
    WorkerThreads.run(max(1, options.workerCount)) { worker in
      let parser = ChunkParser(settings, worker: worker)
      while let (chunk, index) = next(feed, shared) {
        let result = parser.parse(chunk, rereadBudget: CSVScanner.patience)
        shared.withLock { shared in
          shared.sequence.add(result, at: index)
          deliver(&shared, parser)
        }
        assemble(shared)
      }
      let dictionaries = parser.dictionaries
      shared.withLock { $0.outcome.dictionaries[worker] = dictionaries }
    }
    return try finish(feed, shared)
  }
  /// Hands out the next chunk; `nil` when there is none, or when the pass is over anyway.
  private func next(
    _ feed: borrowing Mutex<Feed>, _ shared: borrowing Mutex<Shared>
  ) -> (chunk: TextChunk, index: Int)? {
    let lead = feed.withLock { $0.nextIndex } - TableLoad.leadLimit
    while shared.withLock({ !$0.isStopped && $0.sequence.nextIndex < lead }) { usleep(100) }
    guard var buffer = shared.withLock({ $0.isStopped ? nil : $0.buffers.popLast() ?? [] }) else {
      return nil
    }
    do throws(QueryError) {
      if options.isCancelled() { throw QueryError(.interrupted()) }
      return try feed.withLock { (feed) throws(QueryError) in
        guard let chunk = try feed.cutter.next(reusing: &buffer) else { return nil }
        defer { feed.nextIndex += 1 }
        let (done, total) = feed.cutter.progress
        options.progress(done, total)
        return (chunk, feed.nextIndex)
      }
    } catch {
      shared.withLock { $0.fail(error) }
      return nil
    }
  }

  /// Takes in all results whose turn it is.
  private func deliver(_ shared: inout Shared, _ parser: ChunkParser) {
    while !shared.isStopped {
      let verified = shared.sequence.next { parser.parse($0, rereadBudget: $1) }
      guard let verified else { return }
      take(verified, &shared)
    }
  }

  private func take(_ verified: ChunkSequence.Verified, _ shared: inout Shared) {
    let result = verified.result
    shared.outcome.isText = result.isText
    shared.outcome.hasSurplus = stopsAtSurplus && result.outcome.hasSurplus
    shared.outcome.overflow = result.overflow
    if !result.isText || shared.outcome.hasSurplus || result.overflow != nil {
      shared.isStopped = true
      return
    }
    for plan in settings.plans.indices {
      shared.outcome.evidence[plan].add(
        result.evidence[plan], behind: verified.firstLine - 1)
      shared.outcome.lostDigitCounts[plan] += result.lostDigitCounts[plan]
      if settings.plans[plan].isEncoded { shared.outcome.pieces[plan].append(result.pieces[plan]) }
    }
    shared.outcome.rowCount += result.rowCount
    shared.tasks += shared.queue.add(result.pieces, rowCount: result.rowCount)
    addRejects(result, firstLine: verified.firstLine, to: &shared.outcome.rejects)
    shared.buffers.append(result.chunk.bytes)
  }

  /// Makes the blocks whose rows have all been read.
  private func assemble(_ shared: borrowing Mutex<Shared>) {
    while let task = shared.withLock({ $0.tasks.popLast() }) {
      var made: [(plan: Int, column: Column)] = []
      do throws(QueryError) {
        for plan in settings.plans.indices where !settings.plans[plan].isEncoded {
          let pieces = ColumnAssembly(task.chunks.map { $0[plan] }, file: file)
          made.append((plan, try pieces.block(task.rows)))
        }
      } catch {
        shared.withLock { $0.fail(error) }
      }
      shared.withLock { shared in
        for (plan, column) in made { shared.outcome.columns[plan][task.number] = column }
      }
    }
  }

  private func addRejects(_ result: ChunkResult, firstLine: Int, to rejects: inout RejectList) {
    let bytes = result.chunk.bytes.span
    for reject in result.rejects {
      var record = reject.record
      record.line += firstLine
      switch reject.reason {
      case .misshapen:
        rejects.add(record, bytes, expected: settings.filter.columnCount, file: file)
      case .total: rejects.addTotal(record, bytes, file: file)
      case .cell(let cell, let plan, let problem):
        rejects.add(
          record, bytes, cell: cell, field: settings.plans[plan].field, problem: problem,
          file: file, quote: settings.filter.dialect.quote)
      }
    }
  }

  private func finish(
    _ feed: borrowing Mutex<Feed>, _ shared: borrowing Mutex<Shared>
  ) throws(QueryError) -> PassOutcome {
    let parser = ChunkParser(settings, worker: max(1, options.workerCount))
    shared.withLock { shared in
      if shared.isStopped { return }
      let last = shared.sequence.last { parser.parse($0, rereadBudget: $1) }
      if let last { take(last, &shared) }
      if let rest = shared.queue.rest { shared.tasks.append(rest) }
      shared.outcome.dictionaries[parser.worker] = parser.dictionaries
    }
    assemble(shared)
    var final = shared.withLock { $0 }
    if let failure = final.failure { throw failure }
    final.outcome.digest = feed.withLock { $0.cutter.digest }
    return final.outcome
  }
}
