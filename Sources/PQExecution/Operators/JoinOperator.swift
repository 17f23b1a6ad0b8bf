import PQColumnar
import PQDiagnostics
import PQPlan

/// Pairs rows with those of a table that is held in memory, by hash.
///
/// Output is in the order of the input, then of the table.
struct JoinOperator: StreamingOperator {
  let kind: JoinPlan.Kind
  let keys: [PreparedExpression]
  /// The types in which keys of both sides are compared.
  let keyTypes: [DataType]
  /// Whether a key may be quoted in a message.
  let quotesKeys: Bool
  /// Whether a lookup that finds several rows takes the first.
  let takesFirst: Bool
  /// The table that a reference leads to.
  let target: LocalizedText?
  /// What else must hold, over the input's columns and then the table's.
  let residual: PreparedExpression?
  let table: JoinTable
  /// The table's rows, stored alike in all blocks.
  let build: RowBlocks
  /// How many of their columns to hand on, from the first.
  let buildColumnCount: Int
  let evaluator: ExpressionEvaluator
  let context: ExecutionContext

  /// How many pairs are looked at together.
  private static let pairLimit = 65_536

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    let keys = try keyColumns(of: input)
    context.counters.countHashed(input.rowCount)
    let matches = table.matches(of: keys, rowCount: input.rowCount)
    if residual == nil, kind == .semi || kind == .anti {
      let found = table.found(matches, keys: keys)
      return try emitRows(Conditions.rows(kind == .semi ? found : !found), of: input, emit)
    }
    let input = input.compacted()
    var matched: [Int32] = []
    var start = 0
    while start < input.rowCount {
      try context.cancellation.check()
      let range = table.run(of: matches, from: start, limit: Self.pairLimit)
      start = range.upperBound
      let pairs = try surviving(table.pairs(of: matches, in: range, keys: keys), input)
      switch kind {
      case .inner: try emitPairs(pairs, input, emit)
      case .left: try emitPairs(pairs.addingUnmatched(in: range), input, emit)
      case .lookup:
        if !takesFirst, let row = pairs.firstDuplicate { throw duplicateKey(keys, row: Int(row)) }
        let single = takesFirst ? pairs.takingFirst : pairs
        try emitPairs(single.addingUnmatched(in: range), input, emit)
      case .semi, .anti: matched += pairs.leftRows
      }
    }
    if kind == .semi { try emitRows(matched, of: input, emit) }
    if kind == .anti {
      let bits = RowChoice.bits(matched, count: input.rowCount)
      try emitRows(Conditions.rows(!bits), of: input, emit)
    }
  }

  var canFail: Bool {
    kind == .lookup || keys.contains { $0.canFail } || residual?.canFail == true
  }

  func processTotal(_ total: Batch) throws(QueryError) -> Batch? {
    switch kind {
    case .semi, .anti: return total
    case .inner, .left, .lookup: return total.addingMissing(columnCount: buildColumnCount)
    }
  }

  private func keyColumns(of input: Batch) throws(QueryError) -> [Column] {
    try evaluator.keys(keys, as: keyTypes, in: input)
  }

  private func surviving(
    _ pairs: JoinPairs, _ input: Batch
  ) throws(QueryError) -> JoinPairs {
    guard let residual, pairs.count > 0 else { return pairs }
    let bits = try evaluator.select(where: residual, in: combined(pairs, input))
    return bits.isAllSet ? pairs : pairs.choosing(Conditions.rows(bits))
  }

  private func combined(_ pairs: JoinPairs, _ input: Batch) -> Batch {
    context.counters.countGathered(pairs.count)
    let right = build.gathering(pairs.right, columns: Array(0..<buildColumnCount))
    // A lookup that finds one row for each leaves the input as it is.
    if pairs.count == input.rowCount, pairs.firstDuplicate == nil {
      return Batch(columns: input.columns + right.columns, rowCount: pairs.count)
    }
    let left = input.gathering(pairs.left, columns: Array(input.columns.indices))
    return Batch(columns: left.columns + right.columns, rowCount: pairs.count)
  }

  private func emitPairs(
    _ pairs: JoinPairs, _ input: Batch, _ emit: Emit
  ) throws(QueryError) {
    if pairs.count > 0 { try emit(combined(pairs, input)) }
  }

  private func emitRows(
    _ rows: [Int32], of input: Batch, _ emit: Emit
  ) throws(QueryError) {
    if rows.isEmpty { return }
    try emit(rows.count == input.rowCount ? input : input.selecting(rows))
  }

  private func duplicateKey(_ keys: [Column], row: Int) -> QueryError {
    let texts = keys.indices.map { position in
      ValueFormat.text(
        keys[position].value(at: row, as: keyTypes[position]), as: keyTypes[position])
    }
    let text = quotesKeys ? texts.joined(separator: ", ") : "**"
    return QueryError(.duplicateKey(text, in: target)).located(at: self.keys.first?.location)
  }
}

/// Passes on the rows whose keys may be among those of a join's other side.
struct KeyFilterOperator: StreamingOperator {
  let filter: KeyFilter
  let keys: [KeyColumn]
  /// The types in which keys of both sides are compared.
  let keyTypes: [DataType]
  let counters: WorkCounters

  var canFail: Bool { false }

  func process(_ input: Batch, _ emit: Emit) throws(QueryError) {
    counters.countHashed(input.rowCount)
    let columns = keys.indices.map { position in
      CommonKey.column(
        input.column(keys[position].position), from: keys[position].type, to: keyTypes[position])
    }
    let rows = filter.rows(of: columns, rowCount: input.rowCount)
    if rows.isEmpty { return }
    try emit(rows.count == input.rowCount ? input : input.selecting(rows))
  }
}

extension ExpressionEvaluator {
  /// Returns the columns of a join's keys in the types in which both sides are compared.
  func keys(
    _ keys: [PreparedExpression], as types: [DataType], in input: Batch
  ) throws(QueryError) -> [Column] {
    var columns = try evaluate(keys, in: input)
    for position in columns.indices {
      columns[position] = CommonKey.column(
        columns[position], from: keys[position].type, to: types[position])
    }
    return columns
  }
}

extension Batch {
  /// Returns the batch with missing columns at the end.
  func addingMissing(columnCount: Int) -> Batch {
    let batch = compacted()
    let missing = Column.constant(ConstantColumn(.missing, count: batch.rowCount))
    return Batch(
      columns: batch.columns + Array(repeating: missing, count: columnCount),
      rowCount: batch.rowCount)
  }
}
