import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// Evaluates expressions over the rows of a batch.
///
/// An expression is never evaluated on a row that its neighbours rule out: the right side of `and`
/// sees only rows for which the left is true, a branch only its own rows. Where nothing can throw,
/// that makes no difference to anyone but the clock, and the cheaper way is taken.
struct ExpressionEvaluator: Sendable {
  let functions: FunctionContext
  let counters: WorkCounters

  /// Returns one value for each row of a batch.
  func evaluate(
    _ expression: PreparedExpression, in batch: Batch
  ) throws(QueryError) -> Column {
    try evaluate(expression, EvaluationFrame(batch))
  }

  /// Returns the columns of several expressions over one batch.
  func evaluate(
    _ expressions: [PreparedExpression], in batch: Batch
  ) throws(QueryError) -> [Column] {
    let frame = EvaluationFrame(batch)
    var columns: [Column] = []
    for expression in expressions { columns.append(try evaluate(expression, frame)) }
    return columns
  }

  /// Returns the rows for which a predicate is true.
  func select(
    where predicate: PreparedExpression, in batch: Batch
  ) throws(QueryError) -> Bitmap {
    try select(predicate, EvaluationFrame(batch))
  }

  // MARK: - One frame

  func evaluate(
    _ expression: PreparedExpression, _ frame: EvaluationFrame
  ) throws(QueryError) -> Column {
    if frame.rowCount == 0 { return Column(values: [], type: expression.type) }
    switch expression.kind {
    case .constant(let value):
      return .constant(ConstantColumn(value, count: frame.rowCount))
    case .column(let position):
      return frame.column(position)
    case .call, .member:
      if let answers = expression.answers, let operand = expression.kind.textOperand {
        return try evaluate(expression, operand: try evaluate(operand, frame), answers)
      }
      return try evaluatePerRow(expression, frame)
    case .and, .or:
      return .boolean(BooleanColumn(values: try combine(expression, frame)))
    case .not(let operand):
      return .boolean(BooleanColumn(values: !(Conditions.bits(of: try evaluate(operand, frame)))))
    case .conditional(let condition, let yes, let no):
      return try choose(condition, then: yes, else: no, frame)
    case .failure(let error):
      throw error
    }
  }

  /// Returns the values of a call or a membership with one operand that varies, by looking them up
  /// if the operand is a dictionary's codes and that is less work.
  private func evaluate(
    _ expression: PreparedExpression, operand: Column, _ answers: DictionaryAnswers
  ) throws(QueryError) -> Column {
    if case .dictionary(let column) = operand {
      let found = try answers.column(for: column, counters: counters) {
        (entries) throws(QueryError) in
        try evaluate(expression, operand: entries)
      }
      if let found { return found }
    }
    return try evaluate(expression, operand: operand)
  }

  /// Returns the values of a call or a membership with texts in its operand's place.
  private func evaluate(
    _ expression: PreparedExpression, operand texts: Column
  ) throws(QueryError) -> Column {
    switch expression.kind {
    case .call(let function, let arguments):
      let columns = arguments.map { argument in
        if case .constant(let value) = argument.kind {
          return Column.constant(ConstantColumn(value, count: texts.count))
        }
        return texts
      }
      return try call(function, columns, arguments.map(\.type), of: expression, texts.count)
    case .member(_, let set):
      return .boolean(BooleanColumn(values: set.contains(texts)))
    default:
      preconditionFailure("only calls and memberships are computed for each entry")
    }
  }

  private func evaluatePerRow(
    _ expression: PreparedExpression, _ frame: EvaluationFrame
  ) throws(QueryError) -> Column {
    switch expression.kind {
    case .call(let function, let arguments):
      var columns: [Column] = []
      for argument in arguments { columns.append(try evaluate(argument, frame)) }
      return try call(function, columns, arguments.map(\.type), of: expression, frame.rowCount)
    case .member(let operand, let set):
      return .boolean(BooleanColumn(values: set.contains(try evaluate(operand, frame))))
    default:
      preconditionFailure("neither a call nor a membership")
    }
  }

  private func call(
    _ function: any ScalarFunction.Type, _ arguments: [Column], _ types: [DataType],
    of expression: PreparedExpression, _ rowCount: Int
  ) throws(QueryError) -> Column {
    let isConstant = arguments.allSatisfy(\.isConstant)
    let columns =
      isConstant && rowCount > 1 ? arguments.map { Slice.rows(0..<1, of: $0) } : arguments
    do {
      let result = try function.evaluate(
        columns, types: types, rowCount: isConstant ? 1 : rowCount, context: functions)
      if !isConstant || rowCount == 1 { return result }
      let value = result.value(at: 0, as: expression.type)
      return .constant(ConstantColumn(value, count: rowCount))
    } catch {
      throw error.located(at: expression.location)
    }
  }

  /// Returns the rows for which `and` or `or` is true, as bits.
  private func combine(
    _ expression: PreparedExpression, _ frame: EvaluationFrame
  ) throws(QueryError) -> Bitmap {
    switch expression.kind {
    case .and(let left, let right):
      // Where nothing can fail, the order of the sides is free.
      let swaps = right.isCheap && !left.isCheap && !left.canFail
      let (left, right) = swaps ? (right, left) : (left, right)
      let first = Conditions.bits(of: try evaluate(left, frame))
      if first.isEmpty { return first }
      return try first & evaluate(right, frame, where: first)
    case .or(let left, let right):
      let swaps = right.isCheap && !left.isCheap && !left.canFail
      let (left, right) = swaps ? (right, left) : (left, right)
      let first = Conditions.bits(of: try evaluate(left, frame))
      if first.isAllSet { return first }
      return try first | evaluate(right, frame, where: !first)
    default:
      return Conditions.bits(of: try evaluate(expression, frame))
    }
  }

  /// Returns the rows for which a predicate is true, of those that are open; what it gives for the
  /// others does not matter, but they must not make it fail.
  private func evaluate(
    _ predicate: PreparedExpression, _ frame: EvaluationFrame, where open: Bitmap
  ) throws(QueryError) -> Bitmap {
    let isCheap =
      predicate.isCheap || open.setCount * Self.narrowingFactor > frame.rowCount
    if isCheap && !predicate.canFail { return try select(predicate, frame) }
    if open.isAllSet { return try select(predicate, frame) }
    let chosen = try select(predicate, frame.narrowed(to: open))
    let rows = RowChoice.compose(Conditions.rows(chosen), of: Conditions.rows(open))
    return RowChoice.bits(rows, count: frame.rowCount)
  }

  /// With more than an eighth of the rows open, looking at all rows costs less than picking the
  /// open ones out of every column.
  private static let narrowingFactor = 8

  private func select(
    _ predicate: PreparedExpression, _ frame: EvaluationFrame
  ) throws(QueryError) -> Bitmap {
    Conditions.bits(of: try evaluate(predicate, frame))
  }

  private func choose(
    _ condition: PreparedExpression, then yes: PreparedExpression, else no: PreparedExpression,
    _ frame: EvaluationFrame
  ) throws(QueryError) -> Column {
    let bits = Conditions.bits(of: try evaluate(condition, frame))
    if bits.isAllSet { return try evaluate(yes, frame) }
    if bits.isEmpty { return try evaluate(no, frame) }
    // A constant or a column costs nothing to have for rows that do not ask for it.
    if yes.isLeaf && no.isLeaf {
      return Choice.rows(bits, try evaluate(yes, frame), else: try evaluate(no, frame))
    }
    let first = try evaluate(yes, frame.narrowed(to: bits))
    let second = try evaluate(no, frame.narrowed(to: !bits))
    return Gather.chosen(
      RowChoice.mergeOrder(Conditions.rows(bits), Conditions.rows(!bits)),
      of: Concatenation.columns([first, second]))
  }
}

extension PreparedExpression {
  fileprivate var isLeaf: Bool {
    switch kind {
    case .constant, .column: true
    default: false
    }
  }
}

extension Column {
  fileprivate var isConstant: Bool {
    if case .constant = self { true } else { false }
  }
}
