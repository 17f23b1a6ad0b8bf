import PQColumnar

/// What all workers that read one file have in common.
struct ChunkSettings: Sendable {
  let filter: RowFilter
  let plans: [ColumnPlan]
  let missingText: [UInt8]
  /// Whether the bytes are to be checked for being UTF-8 without NUL.
  let checksText: Bool
}

/// Reads chunks into pieces of columns; each worker has one.
///
/// A chunk is split into cells first, and then read column by column: a loop down one column knows
/// what it reads.
final class ChunkParser {
  let settings: ChunkSettings
  let worker: Int
  let index = FieldIndex()
  private var splitter: RecordSplitter
  /// For each plan, the texts that this worker has met, if the column is to be encoded.
  var dictionaries: [DictionaryBuilder]

  /// A plan whose dictionary has become too large for one.
  private var overflow: Int?

  init(_ settings: ChunkSettings, worker: Int) {
    self.settings = settings
    self.worker = worker
    splitter = RecordSplitter(filter: settings.filter)
    dictionaries = settings.plans.map { _ in DictionaryBuilder() }
  }

  func parse(_ chunk: TextChunk, rereadBudget: Int) -> ChunkResult {
    var result = ChunkResult(chunk: chunk)
    let bytes = chunk.bytes.span
    if settings.checksText, UTF8Check.firstProblem(bytes.extracting(0..<chunk.count)) != nil {
      result.isText = false
      return result
    }
    result.outcome = splitter.split(chunk, into: index, rereadBudget: rereadBudget)
    var failures = RowFailures()
    result.evidence = Array(repeating: ColumnEvidence(), count: settings.plans.count)
    var fixed: [ColumnPiece?] = []
    for plan in settings.plans.indices {
      fixed.append(readFixed(plan, bytes, &failures, &result.evidence[plan]))
    }
    addRejects(failures, to: &result)
    result.rowCount = index.rowCount - failures.count
    result.lostDigitCounts = lostDigitCounts(bytes, failures)
    let kept = failures.isEmpty ? nil : failures.otherRows(of: index.rowCount)
    for plan in settings.plans.indices {
      if var piece = fixed[plan] {
        if let kept { piece.keep(kept) }
        result.pieces.append(piece)
      } else {
        result.pieces.append(
          readText(plan, bytes, kept, lostDigitCount: &result.lostDigitCounts[plan]))
      }
    }
    result.overflow = overflow
    return result
  }

  /// Reads a column that is not text; a text column is only looked through, as far as it must be.
  private func readFixed(
    _ plan: Int, _ bytes: Span<UInt8>, _ failures: inout RowFailures,
    _ evidence: inout ColumnEvidence
  ) -> ColumnPiece? {
    var loop = FixedColumnLoop(
      cells: index.column(settings.plans[plan].position), index: index, plan: plan,
      settings: settings)
    defer {
      evidence = loop.evidence
    }
    switch settings.plans[plan].kind {
    case .integers(let reader):
      let values = loop.readIntegers(reader, bytes, &failures)
      return ColumnPiece(values: .integers(values), validity: loop.validity)
    case .codes(let codes):
      let cells = CodeCells(codes: codes, quote: settings.filter.dialect.quote)
      let values = loop.read(cells, bytes, &failures)
      return ColumnPiece(values: .integers(values), validity: loop.validity)
    case .floats:
      let values = loop.read(FloatCells(), bytes, &failures)
      return ColumnPiece(values: .floats(values), validity: loop.validity)
    case .booleans:
      let values = loop.read(BooleanCells(), bytes, &failures)
      return ColumnPiece(values: .booleans(values), validity: loop.validity)
    case .ratios:
      let values = loop.read(RatioCells(), bytes, &failures)
      return ColumnPiece(values: .ratios(values), validity: loop.validity)
    case .text:
      loop.lookThroughText(bytes, &failures)
      return nil
    }
  }

  /// Rows and other records that are left out, in the order of the file.
  private func addRejects(_ failures: RowFailures, to result: inout ChunkResult) {
    var odd = index.odd[...]
    func addOdd(before row: Int) {
      while let next = odd.first, next.row <= row {
        odd.removeFirst()
        result.rejects.append(
          ChunkReject(
            record: next.record, reason: next.verdict == .total ? .total : .misshapen))
      }
    }
    for row in failures.rows {
      addOdd(before: row)
      guard let failure = failures[row] else { continue }
      let cell = index.cell(row, settings.plans[failure.plan].position)
      result.rejects.append(
        ChunkReject(
          record: index.record(of: row, firstLine: 0),
          reason: .cell(cell, plan: failure.plan, failure.problem)))
    }
    addOdd(before: .max)
  }

  /// Counts rounded digits in rejected rows: those before the cell that does not fit were read.
  private func lostDigitCounts(_ bytes: Span<UInt8>, _ failures: RowFailures) -> [Int] {
    var counts = settings.plans.map { _ in 0 }
    for row in failures.rows {
      for plan in 0..<(failures[row]?.plan ?? 0) {
        guard case .text(cleans: true, _) = settings.plans[plan].kind else { continue }
        let cell = index.cell(row, settings.plans[plan].position)
        if settings.hasNoValue(bytes, cell) { continue }
        let text = CellFolding.text(bytes, cell)
        if text.start < text.end, CellFolding.hasLostDigits(bytes, text) { counts[plan] += 1 }
      }
    }
    return counts
  }

  private func readText(
    _ plan: Int, _ bytes: Span<UInt8>, _ rows: [Int32]?, lostDigitCount: inout Int
  ) -> ColumnPiece {
    guard case .text(let cleans, let encodes) = settings.plans[plan].kind else {
      preconditionFailure("only text is read in a second loop")
    }
    var loop = TextColumnLoop(
      cells: index.column(settings.plans[plan].position), rows: rows, settings: settings,
      cleans: cleans)
    let values: ColumnPiece.Values =
      encodes
      ? .codes(loop.readCodes(bytes, &dictionaries[plan]), worker: worker)
      : .text(loop.readText(bytes))
    lostDigitCount += loop.lostDigitCount
    if encodes, DictionaryMerge.isTooLarge(dictionaries[plan]) { overflow = plan }
    return ColumnPiece(values: values, validity: loop.validity)
  }
}

extension ChunkSettings {
  /// Whether a cell is empty, or holds the text that was set for missing values.
  func hasNoValue(_ bytes: Span<UInt8>, _ cell: CSVCell) -> Bool {
    if cell.isEmpty { return true }
    if missingText.isEmpty { return false }
    let (start, end) = CellBounds.trimmed(bytes, cell)
    guard end - start == missingText.count else { return false }
    return missingText.indices.allSatisfy { bytes[start + $0] == missingText[$0] }
  }
}

/// Rows of a chunk with a cell that does not fit; of each the first such cell counts.
struct RowFailures {
  private var problems: [Int: (plan: Int, problem: CellProblem)] = [:]

  var isEmpty: Bool { problems.isEmpty }
  var count: Int { problems.count }
  var rows: [Int] { problems.keys.sorted() }

  subscript(row: Int) -> (plan: Int, problem: CellProblem)? { problems[row] }

  mutating func add(_ row: Int, plan: Int, _ problem: CellProblem) {
    if problems[row] == nil { problems[row] = (plan, problem) }
  }

  /// The rows without one.
  func otherRows(of count: Int) -> [Int32] {
    (0..<count).filter { problems[$0] == nil }.map(Int32.init)
  }
}

extension ColumnPiece {
  /// Keeps some of the rows, given in ascending order.
  mutating func keep(_ rows: [Int32]) {
    func kept<Element>(_ values: [Element]) -> [Element] { rows.map { values[Int($0)] } }
    switch values {
    case .integers(let all): values = .integers(kept(all))
    case .floats(let all): values = .floats(kept(all))
    case .booleans(let all): values = .booleans(kept(all))
    case .ratios(let all): values = .ratios(kept(all))
    case .text, .codes: preconditionFailure("text is read without the rows left out")
    }
    validity = validity.flatMap { all in
      let bits = Bitmap(rows.map { all[Int($0)] })
      return bits.isAllSet ? nil : bits
    }
  }
}
