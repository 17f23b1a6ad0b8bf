import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `rank(days desc) per township`: a column that the relation gets below the stage.
  mutating func bindWindow(
    _ function: any WindowFunction.Type, _ call: CallSyntax, _ scope: inout Scope
  ) -> Operand? {
    if function.takesAggregate, let first = call.arguments.first?.expression, isWatched(first) {
      note(.argument(function: function.name, before: []), at: first)
      keep(.row, scope)
    }
    if scope.grouping != nil || scope.place == .joinCondition || scope.place == .constant {
      if !scope.relation.isBroken {
        report(.windowWithoutRows(call.name.text), at: call.range)
      }
      return nil
    }
    if let filter = call.filter {
      report(.filterOutsideAggregate(call.name.text), at: filter.range)
      return nil
    }
    let partition = call.per.map { bindValue($0, &scope)?.expression }
    let bound =
      function.argumentsAreSortKeys
      ? bindOrderedWindow(function, call, &scope) : bindPlainWindow(function, call, &scope)
    guard var window = bound else { return nil }
    window.partition = partition.compactMap { $0 }
    guard window.partition.count == call.per.count else { return nil }
    return add(window, function, call, &scope.relation)
  }

  private func add(
    _ window: BoundWindow, _ function: any WindowFunction.Type, _ call: CallSyntax,
    _ relation: inout Relation
  ) -> Operand {
    let field = Field(function.name, type: window.type)
    let width = relation.plan.schema.fields.count
    let schema = Schema(relation.plan.schema.fields + [field])
    if case .window(let input, let windows) = relation.plan.node,
      window.columns.allSatisfy({ $0 < input.schema.fields.count })
    {
      relation.plan = LogicalPlan(.window(input, windows + [window]), schema: schema)
    } else {
      relation.plan = LogicalPlan(.window(relation.plan, [window]), schema: schema)
    }
    relation.acceptsColumns = false
    var result = Operand(
      BoundExpression(.column(width), type: window.type, location: location(call.range)),
      range: call.range)
    result.isOptional = !function.argumentsAreSortKeys
    result.name = MadeName(english: function.name, chinese: function.chineseName)
    return result
  }

  private mutating func bindOrderedWindow(
    _ function: any WindowFunction.Type, _ call: CallSyntax, _ scope: inout Scope
  ) -> BoundWindow? {
    var order: [BoundSortKey] = []
    for key in call.arguments {
      guard let operand = bindValue(key.expression, &scope) else { continue }
      let isDescending = key.isDescending ?? (function.name == "rank")
      order.append(BoundSortKey(operand.expression, isDescending: isDescending))
    }
    guard order.count == call.arguments.count else { return nil }
    guard function.accepts(argumentCount: order.count) || isOpen(function, order.count),
      let type = function.resultType(of: order.map(\.expression.type))
    else {
      reportWindowArguments(function, call)
      return nil
    }
    return BoundWindow(
      function: function, arguments: [], partition: [], order: order, type: type,
      location: location(call.range))
  }

  /// Any number of sort keys will do where one does.
  private func isOpen(_ function: any WindowFunction.Type, _ count: Int) -> Bool {
    count > 0 && function.accepts(argumentCount: 1)
  }

  private mutating func reportWindowArguments(
    _ function: any WindowFunction.Type, _ call: CallSyntax
  ) {
    report(
      .wrongArgumentCount(
        call.name.text, parameters: function.parameters, given: call.arguments.count),
      at: call.range)
  }

  private mutating func bindPlainWindow(
    _ function: any WindowFunction.Type, _ call: CallSyntax, _ scope: inout Scope
  ) -> BoundWindow? {
    if function.takesAggregate { return bindAggregateWindow(function, call, &scope) }
    let arguments = call.arguments.map { bindValue($0.expression, &scope) }
    guard isWhole(arguments) else { return nil }
    return window(function, arguments.compactMap { $0 }, nil, resultOf: nil, call)
  }

  /// `moving(mean(x), 3)`: the arguments of the aggregate, then the others.
  private mutating func bindAggregateWindow(
    _ function: any WindowFunction.Type, _ call: CallSyntax, _ scope: inout Scope
  ) -> BoundWindow? {
    guard let first = call.arguments.first, let inner = first.expression.aggregateCall,
      let aggregate = FunctionRegistry.aggregate(named: inner.name.text)
    else {
      report(
        .windowNeedsAggregate(
          call.name.text, argument: call.arguments.first.map { text($0.expression.range) }),
        at: call.arguments.first?.expression.range ?? call.range)
      return nil
    }
    let rest = call.arguments.dropFirst().map { bindValue($0.expression, &scope) }
    guard let parts = bindAggregateParts(inner, &scope), isWhole(rest) else { return nil }
    guard let type = aggregate.resultType(of: parts.arguments.map(\.type)) else {
      reportArguments(inner.name.text, aggregate.parameters, parts.arguments, at: inner.range)
      return nil
    }
    var arguments = parts.arguments
    if arguments.isEmpty {
      arguments = [.constant(.boolean(true), type: .boolean, at: location(inner.range))]
    }
    if let filter = parts.filter { arguments[0] = only(arguments[0], where: filter) }
    return window(
      function, arguments + rest.compactMap { $0 }, aggregate, resultOf: type, call)
  }

  /// The value on rows for which the filter is true, missing on the others, which aggregates skip.
  private func only(_ operand: Operand, where filter: BoundExpression) -> Operand {
    let missing = BoundExpression(.constant(.missing), type: operand.type)
    return operand.replacing(
      BoundExpression(
        .conditional(filter, then: operand.expression, else: missing), type: operand.type,
        location: operand.expression.location))
  }

  private mutating func window(
    _ function: any WindowFunction.Type, _ arguments: [Operand],
    _ aggregate: (any AggregateFunction.Type)?, resultOf innerType: DataType?, _ call: CallSyntax
  ) -> BoundWindow? {
    let types = arguments.map(\.type)
    let given = call.arguments.count
    let type = innerType ?? function.resultType(of: types)
    guard function.accepts(argumentCount: given) else {
      reportWindowArguments(function, call)
      return nil
    }
    guard let type else {
      reportArguments(call.name.text, function.parameters, arguments, at: call.range)
      return nil
    }
    return BoundWindow(
      function: function, arguments: arguments.map(\.expression), aggregate: aggregate,
      partition: [], order: [], type: type, location: location(call.range))
  }
}

extension ExpressionSyntax {
  /// The call of an aggregate that it is; `count` alone is one, too.
  var aggregateCall: CallSyntax? {
    switch unwrapped.kind {
    case .call(let call): call
    case .name(let name):
      CallSyntax(name: name, arguments: [], filter: nil, per: [], range: name.range)
    default: nil
    }
  }
}
