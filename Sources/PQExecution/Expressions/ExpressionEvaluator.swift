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
  ) throws(QueryError) -> [Int32] {
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
    case .call(let function, let arguments):
      return try call(function, arguments, of: expression, frame)
    case .and, .or:
      return .boolean(BooleanColumn(values: try combine(expression, frame)))
    case .not(let operand):
      return .boolean(BooleanColumn(values: !(Conditions.bits(of: try evaluate(operand, frame)))))
    case .conditional(let condition, let yes, let no):
      return try choose(condition, then: yes, else: no, frame)
    case .member(let operand, let set):
      return .boolean(BooleanColumn(values: set.contains(try evaluate(operand, frame))))
    case .failure(let error):
      throw error
    }
  }

  private func call(
    _ function: any ScalarFunction.Type, _ arguments: [PreparedExpression],
    of expression: PreparedExpression, _ frame: EvaluationFrame
  ) throws(QueryError) -> Column {
    var columns: [Column] = []
    for argument in arguments { columns.append(try evaluate(argument, frame)) }
    let rowCount = columns.allSatisfy(\.isConstant) ? 1 : frame.rowCount
    if rowCount < frame.rowCount { columns = columns.map { Slice.rows(0..<1, of: $0) } }
    do {
      let result = try function.evaluate(
        columns, types: arguments.map(\.type), rowCount: rowCount, context: functions)
      if rowCount == frame.rowCount { return result }
      let value = result.value(at: 0, as: expression.type)
      return .constant(ConstantColumn(value, count: frame.rowCount))
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
      let first = Conditions.bits(of: try evaluate(left, frame))
      let open = first.setCount
      if open == 0 { return first }
      if !right.canFail, open * Self.narrowingFactor > frame.rowCount {
        return first & (Conditions.bits(of: try evaluate(right, frame)))
      }
      let rows = Conditions.rows(first)
      let chosen = try select(right, frame.narrowed(to: rows))
      return RowChoice.bits(RowChoice.compose(chosen, of: rows), count: frame.rowCount)
    case .or(let left, let right):
      let first = Conditions.bits(of: try evaluate(left, frame))
      let open = frame.rowCount - first.setCount
      if open == 0 { return first }
      if !right.canFail, open * Self.narrowingFactor > frame.rowCount {
        return first | (Conditions.bits(of: try evaluate(right, frame)))
      }
      let rows = Conditions.rows(!first)
      let chosen = try select(right, frame.narrowed(to: rows))
      return first | RowChoice.bits(RowChoice.compose(chosen, of: rows), count: frame.rowCount)
    default:
      return Conditions.bits(of: try evaluate(expression, frame))
    }
  }

  /// With more than an eighth of the rows open, looking at all rows costs less than picking the
  /// open ones out of every column.
  private static let narrowingFactor = 8

  private func select(
    _ predicate: PreparedExpression, _ frame: EvaluationFrame
  ) throws(QueryError) -> [Int32] {
    Conditions.rows(Conditions.bits(of: try evaluate(predicate, frame)))
  }

  private func choose(
    _ condition: PreparedExpression, then yes: PreparedExpression, else no: PreparedExpression,
    _ frame: EvaluationFrame
  ) throws(QueryError) -> Column {
    let (yesRows, noRows) = RowChoice.split(try evaluate(condition, frame))
    if noRows.isEmpty { return try evaluate(yes, frame) }
    if yesRows.isEmpty { return try evaluate(no, frame) }
    let first = try evaluate(yes, frame.narrowed(to: yesRows))
    let second = try evaluate(no, frame.narrowed(to: noRows))
    return Gather.rows(
      RowChoice.mergeOrder(yesRows, noRows), of: Concatenation.columns([first, second]))
  }
}

extension Column {
  fileprivate var isConstant: Bool {
    if case .constant = self { true } else { false }
  }
}
