import PQColumnar
import PQDiagnostics
import Synchronization

/// Makes the blocks of a table out of its columns, of which those with codes are still in pieces.
struct BlockAssembly {
  let file: String
  let options: CSVOptions

  enum Outcome {
    case blocks([Batch])
    /// The dictionary of this plan has become too large for one.
    case overflow(plan: Int)
  }

  private struct Shared: Sendable {
    var blocks: [Batch?]
    var failure: QueryError?
    var next = 0
  }

  /// A column whose codes are known now.
  private struct Encoded: Sendable {
    var assembly: ColumnAssembly
    var isTooLarge: Bool
  }

  func blocks(
    _ pass: PassOutcome, _ plans: [ColumnPlan], _ targets: [CSVLayout.Target]
  ) throws(QueryError) -> Outcome {
    let encoded = encodedColumns(pass, plans)
    if options.isCancelled() { throw QueryError(.interrupted()) }
    if let plan = encoded.firstIndex(where: { $0?.isTooLarge == true }) {
      return .overflow(plan: plan)
    }
    let isPresent = targets.map { $0.position != nil }
    let rowCount = pass.rowCount
    let blockRowCount = max(1, options.blockRowCount)
    let blockCount = (rowCount + blockRowCount - 1) / blockRowCount
    let shared = Mutex(Shared(blocks: Array(repeating: nil, count: blockCount)))
    WorkerThreads.run(max(1, min(options.workerCount, blockCount))) { _ in
      while let block = next(shared, limit: blockCount) {
        let start = block * blockRowCount
        let rows = start..<min(start + blockRowCount, rowCount)
        let outcome = Result { () throws(QueryError) -> Batch in
          var present: [Column] = []
          for plan in plans.indices {
            let column = try encoded[plan]?.assembly.block(rows) ?? pass.columns[plan][block]
            guard let column else { preconditionFailure("every block has been made") }
            present.append(column)
          }
          var next = present.makeIterator()
          let absent = Column.constant(ConstantColumn(.missing, count: rows.count))
          let columns = isPresent.map { $0 ? next.next() ?? absent : absent }
          return Batch(columns: columns, rowCount: rows.count)
        }
        shared.withLock { shared in
          switch outcome {
          case .success(let batch): shared.blocks[block] = batch
          case .failure(let error): shared.failure = error
          }
        }
      }
    }
    let final = shared.withLock { $0 }
    if let failure = final.failure { throw failure }
    return .blocks(final.blocks.compactMap { $0 })
  }

  private func next(_ shared: borrowing Mutex<Shared>, limit: Int) -> Int? {
    let isCancelled = options.isCancelled()
    return shared.withLock { shared in
      if isCancelled { shared.failure = QueryError(.interrupted()) }
      guard shared.next < limit, shared.failure == nil else { return nil }
      defer { shared.next += 1 }
      return shared.next
    }
  }

  private func encodedColumns(_ pass: PassOutcome, _ plans: [ColumnPlan]) -> [Encoded?] {
    let workerCount = (pass.dictionaries.keys.max() ?? -1) + 1
    let result = Mutex([Encoded?](repeating: nil, count: plans.count))
    let next = Atomic<Int>(0)
    WorkerThreads.run(max(1, min(options.workerCount, plans.count))) { _ in
      while true {
        let plan = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if plan >= plans.count { break }
        guard plans[plan].isEncoded else { continue }
        let merge = DictionaryMerge(
          pass.pieces[plan],
          (0..<workerCount).map { pass.dictionaries[$0]?[plan] ?? DictionaryBuilder() },
          isCancelled: options.isCancelled)
        let assembly = ColumnAssembly(
          pass.pieces[plan], file: file,
          dictionary: TextDictionary(merge.dictionary.dictionary), newCodes: merge.codes)
        let isTooLarge = DictionaryMerge.isTooLarge(merge.dictionary)
        result.withLock { $0[plan] = Encoded(assembly: assembly, isTooLarge: isTooLarge) }
      }
    }
    return result.withLock { $0 }
  }
}
