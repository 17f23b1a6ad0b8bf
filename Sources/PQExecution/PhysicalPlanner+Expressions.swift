import PQColumnar
import PQDiagnostics
import PQPlan

extension PhysicalPlanner {
  /// Returns an expression with its plans run.
  ///
  /// A plan's failure is kept until a row asks for its value: the left side of an `and` may rule
  /// that out for every row. An interruption or the end of memory is thrown at once.
  func prepare(_ expression: BoundExpression) throws(QueryError) -> PreparedExpression {
    PreparedExpression(
      try prepareKind(of: expression), type: expression.type, location: expression.location)
  }

  func prepare(_ expressions: [BoundExpression]) throws(QueryError) -> [PreparedExpression] {
    var prepared: [PreparedExpression] = []
    for expression in expressions { prepared.append(try prepare(expression)) }
    return prepared
  }

  private func prepareKind(
    of expression: BoundExpression
  ) throws(QueryError) -> PreparedExpression.Kind {
    switch expression.kind {
    case .constant(let value): return .constant(value)
    case .column(let position): return .column(position)
    case .call(let function, let arguments): return .call(function, try prepare(arguments))
    case .and(let left, let right): return .and(try prepare(left), try prepare(right))
    case .or(let left, let right): return .or(try prepare(left), try prepare(right))
    case .not(let operand): return .not(try prepare(operand))
    case .conditional(let condition, let yes, let no):
      return .conditional(
        try prepare(condition), then: try prepare(yes), else: try prepare(no))
    case .inValues(let operand, let values):
      return .member(try prepare(operand), Membership(values: values, type: operand.type))
    case .inPlan(let operand, let plan):
      let prepared = try prepare(operand)
      switch try outcome({ () throws(QueryError) in try members(of: plan, for: operand.type) }) {
      case .success(let set): return .member(prepared, set)
      case .failure(let error): return .failure(error)
      }
    case .scalarPlan(let plan):
      let location = expression.location
      switch try outcome({ () throws(QueryError) in try onlyValue(of: plan, at: location) }) {
      case .success(let value): return .constant(value)
      case .failure(let error): return .failure(error)
      }
    }
  }

  private func outcome<Success>(
    _ body: () throws(QueryError) -> Success
  ) throws(QueryError) -> Result<Success, QueryError> {
    do {
      return .success(try body())
    } catch {
      if error.isAboutRun { throw error }
      return .failure(error)
    }
  }

  private func members(
    of plan: LogicalPlan, for type: DataType
  ) throws(QueryError) -> Membership {
    guard let field = plan.schema.fields.first else { return Membership(values: [], type: type) }
    let rows = try relation(of: plan)
    context.counters.countHashed(rows.rowCount)
    // A missing value is found in no plan.
    let columns = rows.blocks.map { $0.column(0).presentRows }
    if field.type == type || type == .unknown || field.type == .unknown {
      return Membership(columns: columns, type: type, workers: context.workers)
    }
    var groups = GroupTable(types: [field.type])
    for column in columns { _ = groups.groups(of: [column], rowCount: column.count) }
    let distinct = groups.keyColumns()[0]
    let values = (0..<groups.groupCount).map { distinct.value(at: $0, as: field.type) }
    return Membership(values: values, type: type)
  }

  private func onlyValue(
    of plan: LogicalPlan, at location: SourceLocation?
  ) throws(QueryError) -> Value {
    guard let field = plan.schema.fields.first else { return .missing }
    let rows = try relation(of: plan)
    if rows.rowCount > 1 {
      throw QueryError(.notOneValue(rows: rows.rowCount)).located(at: location)
    }
    guard let row = rows.blocks.first(where: { $0.rowCount > 0 }) else { return .missing }
    return row.column(0).value(at: 0, as: field.type)
  }

  // MARK: - Columns for sinks

  /// Returns a pipeline whose rows have the given keys as columns, and where each is.
  func extended(
    _ input: PlannedRows, by keys: [BoundSortKey]
  ) throws(QueryError) -> ExtendedPipeline {
    var result = try extended(input, by: keys.map(\.expression))
    for position in keys.indices {
      result.keys[position].isDescending = keys[position].isDescending
    }
    return result
  }

  /// Returns a pipeline whose rows have the given expressions as columns, and where each is.
  ///
  /// A plain column stays where it is; others are added at the end.
  func extended(
    _ input: PlannedRows, by expressions: [BoundExpression]
  ) throws(QueryError) -> ExtendedPipeline {
    var added: [PreparedExpression] = []
    var keys: [KeyColumn] = []
    for expression in expressions {
      let prepared = try prepare(expression)
      var position = input.schema.fields.count + added.count
      if let column = prepared.columnPosition { position = column } else { added.append(prepared) }
      keys.append(KeyColumn(position: position, type: expression.type))
    }
    var pipeline = input.pipeline
    if !added.isEmpty {
      pipeline = pipeline.adding(ExtendOperator(expressions: added, evaluator: evaluator))
    }
    return ExtendedPipeline(
      pipeline: pipeline, keys: keys, inputCount: input.schema.fields.count,
      columnCount: input.schema.fields.count + added.count)
  }
}

/// A pipeline with the columns that a sink needs behind those of its input.
struct ExtendedPipeline {
  var pipeline: Pipeline
  var keys: [KeyColumn]
  /// The columns of the input, which come first.
  let inputCount: Int
  let columnCount: Int
}

extension Column {
  /// The rows that are present.
  fileprivate var presentRows: Column {
    guard validity != nil else { return self }
    return Gather.rows(Conditions.rows(Conditions.present(in: self)), of: self)
  }
}
