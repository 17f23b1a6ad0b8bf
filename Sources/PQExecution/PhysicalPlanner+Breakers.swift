import PQColumnar
import PQDiagnostics
import PQPlan

extension PhysicalPlanner {
  // MARK: - Groups

  func aggregate(
    _ input: PlannedRows, _ aggregation: AggregatePlan
  ) throws(QueryError) -> Relation {
    var expressions: [PreparedExpression] = []
    var keys: [KeyColumn] = []
    for key in aggregation.keys {
      keys.append(KeyColumn(position: expressions.count, type: key.type))
      expressions.append(try prepare(key))
    }
    var aggregates: [AggregateColumns] = []
    for aggregate in aggregation.aggregates {
      aggregates.append(try columns(of: aggregate, &expressions))
    }
    var pipeline = input.pipeline
    pipeline.total = nil
    let operation = AggregateOperator(
      keys: keys, keyLocations: aggregation.keys.map(\.location), aggregates: aggregates,
      hasTotal: aggregation.hasTotal,
      domains: aggregation.domains, context: context)
    return try operation.run(
      pipeline.adding(ProjectOperator(expressions, evaluator: evaluator)))
  }

  /// Adds the columns that an aggregate reads. Its arguments are looked at only where its filter
  /// is true.
  private func columns(
    of aggregate: BoundAggregate, _ expressions: inout [PreparedExpression]
  ) throws(QueryError) -> AggregateColumns {
    var filter: PreparedExpression?
    if let condition = aggregate.filter { filter = try prepare(condition) }
    var arguments: [Int] = []
    for argument in aggregate.arguments {
      arguments.append(expressions.count)
      let prepared = try prepare(argument)
      if let filter, prepared.canFail {
        let missing = PreparedExpression(.constant(.missing), type: prepared.type)
        expressions.append(
          PreparedExpression(
            .conditional(filter, then: prepared, else: missing), type: prepared.type))
      } else {
        expressions.append(prepared)
      }
    }
    if let filter { expressions.append(filter) }
    return AggregateColumns(
      function: aggregate.function, arguments: arguments,
      argumentTypes: aggregate.arguments.map(\.type),
      filter: filter == nil ? nil : expressions.count - 1, isOverWhole: aggregate.isOverWhole,
      location: aggregate.location)
  }

  // MARK: - Secret rows

  /// Leaves out rows and counts them.
  ///
  /// All rows are looked at before the first goes on: the count must not depend on how many rows a
  /// later stage happens to ask for. Only where the blocks are known to hold no such row, there is
  /// nothing to count.
  func withhold(
    _ input: PlannedRows, _ predicate: BoundExpression, _ kind: LogicalPlan.Withheld
  ) throws(QueryError) -> Pipeline {
    let predicate = try prepare(predicate)
    if isNever(predicate, in: input.pipeline) { return input.pipeline }
    return Pipeline(
      try relation(
        of: input.pipeline.adding(
          WithholdOperator(
            predicate: predicate, kind: kind, evaluator: evaluator, counters: context.counters))))
  }

  /// Whether no row is known to meet a predicate. What is known depends on how rows are cut into
  /// blocks, so nothing before it may fail: a failure must not be met or missed for that.
  private func isNever(_ predicate: PreparedExpression, in pipeline: Pipeline) -> Bool {
    if predicate.canFail || pipeline.operators.contains(where: { $0.canFail }) { return false }
    return pipeline.blocks.allSatisfy { block in
      if case .none = evaluator.verdict(predicate, in: block, after: pipeline.operators[...]) {
        return true
      }
      return false
    }
  }

  // MARK: - Orders and partitions

  func sort(_ input: PlannedRows, _ keys: [BoundSortKey]) throws(QueryError) -> Pipeline {
    let extended = try extended(input, by: keys)
    let operation = SortOperator(
      keys: extended.keys, outputCount: extended.inputCount, columnCount: extended.columnCount,
      context: context)
    return try operation.run(try relation(of: extended.pipeline))
  }

  func top(
    _ input: PlannedRows, _ count: Int, _ keys: [BoundSortKey], _ per: [BoundExpression]
  ) throws(QueryError) -> Relation {
    let extended = try extended(input, by: per.map { BoundSortKey($0) } + keys)
    let rows = BoundedRows(
      partition: Array(extended.keys[..<per.count]), keys: Array(extended.keys[per.count...]),
      count: count, columnCount: extended.columnCount, context: context)
    var pipeline = extended.pipeline
    if per.isEmpty {
      pipeline = driver.narrowed(pipeline, toFirst: rows.count, by: rows.keys)
    }
    return try driver.run(pipeline, into: TopSink(rows, outputCount: extended.inputCount))
  }

  func takePer(
    _ input: PlannedRows, _ count: Int, _ per: [BoundExpression]
  ) throws(QueryError) -> Relation {
    let extended = try extended(input, by: per)
    return try driver.run(
      extended.pipeline,
      into: TakePerSink(
        count: count, keys: extended.keys, outputCount: extended.inputCount, context: context))
  }

  func distinct(_ input: PlannedRows, _ columns: [Int]) throws(QueryError) -> Relation {
    let keys = columns.map { KeyColumn(position: $0, type: input.schema.fields[$0].type) }
    return try driver.run(
      input.pipeline,
      into: TakePerSink(
        count: 1, keys: keys, outputCount: input.schema.fields.count, context: context))
  }

  func window(_ input: PlannedRows, _ windows: [BoundWindow]) throws(QueryError) -> Relation {
    let expressions = windows.flatMap { window in
      window.partition + window.order.map(\.expression) + window.arguments
    }
    let extended = try extended(input, by: expressions)
    var rest = extended.keys[...]
    func next(_ count: Int) -> [KeyColumn] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let columns = windows.map { window in
      let partition = next(window.partition.count)
      var order = next(window.order.count)
      for position in order.indices {
        order[position].isDescending = window.order[position].isDescending
      }
      return WindowColumns(
        function: window.function, aggregate: window.aggregate,
        arguments: next(window.arguments.count), partition: partition, order: order,
        location: window.location)
    }
    let operation = WindowOperator(
      windows: columns, outputCount: extended.inputCount, columnCount: extended.columnCount,
      context: context)
    var rows = try operation.run(try relation(of: extended.pipeline))
    rows.total = rows.total?.addingMissing(columnCount: windows.count)
    return rows
  }
}
