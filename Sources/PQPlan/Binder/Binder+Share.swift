import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `share` in its forms, each a numerator over a denominator:
  ///
  ///     share                    the group's rows over all rows
  ///     share(where C)           the group's rows with C over the group's rows
  ///     share(C where D)         the group's rows with C and D over those with D
  ///     share(x [where D])       the group's sum of x over the sum of all rows
  mutating func bindShare(_ call: CallSyntax, _ scope: inout Scope) -> Operand? {
    guard call.arguments.count <= 1 else {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: ["[condition or number]"], given: call.arguments.count),
        at: call.range)
      return nil
    }
    guard let parts = bindAggregateParts(call, &scope) else { return nil }
    var result: Operand?
    if let argument = parts.arguments.first, argument.type != .boolean {
      result = shareOfSum(argument, parts.filter, call, &scope)
    } else {
      result = shareOfRows(parts.arguments.first, parts.filter, call, &scope)
    }
    result?.name = MadeName(english: "share", chinese: "占比")
    if let column = parts.arguments.first?.column, parts.arguments[0].type != .boolean {
      result?.name = MadeName(
        english: "share_\(column.field.name)",
        chinese: column.field.chineseName.map { "占比_\($0)" })
    }
    result?.isOptional = true
    return result
  }

  private mutating func shareOfRows(
    _ condition: Operand?, _ filter: BoundExpression?, _ call: CallSyntax, _ scope: inout Scope
  ) -> Operand? {
    let isOverWhole = condition == nil && filter == nil
    let part: BoundExpression?
    if let condition {
      part = filter.map { both($0, condition.expression, call.range) } ?? condition.expression
    } else {
      part = filter
    }
    let base = condition == nil ? nil : filter
    guard
      let numerator = aggregate("count", [], filter: part, call, &scope),
      let denominator = aggregate(
        "count", [], filter: base, isOverWhole: isOverWhole, call, &scope)
    else { return nil }
    var result = self.call("make_ratio", [numerator, denominator], at: call.range)
    result?.fraction = .init(numerator: numerator, denominator: denominator)
    return result
  }

  private mutating func shareOfSum(
    _ argument: Operand, _ filter: BoundExpression?, _ call: CallSyntax, _ scope: inout Scope
  ) -> Operand? {
    guard
      let numerator = aggregate("sum", [argument], filter: filter, call, &scope),
      let denominator = aggregate(
        "sum", [argument], filter: filter, isOverWhole: true, call, &scope)
    else { return nil }
    let types = [numerator.type, denominator.type]
    let isExact = FunctionRegistry.scalar(named: "make_ratio")?.resultType(of: types) != nil
    var result = self.call(isExact ? "make_ratio" : "/", [numerator, denominator], at: call.range)
    result?.fraction = .init(numerator: numerator, denominator: denominator)
    return result
  }

  private func both(
    _ left: BoundExpression, _ right: BoundExpression, _ range: SourceRange
  ) -> BoundExpression {
    BoundExpression(.and(left, right), type: .boolean, location: location(range))
  }

  private mutating func aggregate(
    _ name: String, _ arguments: [Operand], filter: BoundExpression?, isOverWhole: Bool = false,
    _ call: CallSyntax, _ scope: inout Scope
  ) -> Operand? {
    guard let function = FunctionRegistry.aggregate(named: name) else {
      report(.unknownFunction(name, nearest: []), at: call.range)
      return nil
    }
    guard let type = function.resultType(of: arguments.map(\.type)) else {
      reportArguments(call.name.text, ["condition or number"], arguments, at: call.range)
      return nil
    }
    let bound = BoundAggregate(
      function: function, arguments: arguments.map(\.expression), filter: filter,
      isOverWhole: isOverWhole, type: type, location: location(call.range))
    return operand(of: bound, arguments, &scope, at: call.range)
  }

  /// Whether a measure's definition is a share or a ratio.
  static func isRatio(_ definition: ExpressionSyntax) -> Bool {
    switch definition.unwrapped.kind {
    case .call(let call): call.name.text.isShare || call.isRatio
    case .name(let name): name.text.isShare
    default: false
    }
  }

  /// What a measure divides by what, written as aggregates; `nil` if it is no ratio.
  ///
  ///     share(C where D)     count(where C and D), count(where D)
  static func parts(
    of measure: MeasureDefinition, _ entry: TableEntry, in catalog: Catalog
  ) -> RatioParts? {
    guard measure.isRatio else { return nil }
    // Neither the day nor a row decides what is divided.
    let environment = BindingEnvironment(today: 0) { plan throws(QueryError) in
      Table(name: "", schema: plan.schema, blocks: [])
    }
    var binder = Binder(catalog: catalog, environment: environment)
    let inner = BindingContext(source: measure.source, visibleCount: measure.visibleCount)
    let rows = Scope(binder.declaredRelation(of: entry))
    return binder.inContext(inner) { $0.ratioParts(of: measure.definition, rows) }
  }

  private mutating func ratioParts(
    of definition: ExpressionSyntax, _ scope: Scope
  ) -> RatioParts? {
    guard case .call(let call) = definition.unwrapped.kind else {
      return RatioParts(numerator: "count", denominator: "count of all rows")
    }
    let arguments = call.arguments.map { text($0.expression.range) }
    if call.isRatio { return RatioParts(numerator: arguments[0], denominator: arguments[1]) }
    let filter = call.filter.map { text($0.range) }
    guard let argument = call.arguments.first else {
      return RatioParts(
        numerator: filter.map { "count(where \($0))" } ?? "count",
        denominator: filter == nil ? "count of all rows" : "count")
    }
    var rows = scope
    let (operand, _) = capturingDiagnostics { $0.bind(argument.expression, &rows) }
    if operand?.type == .boolean {
      let condition = filter.map { "\(arguments[0].bracketed) and \($0.bracketed)" }
      return RatioParts(
        numerator: "count(where \(condition ?? arguments[0]))",
        denominator: filter.map { "count(where \($0))" } ?? "count")
    }
    let sum = "sum(\(arguments[0])\(filter.map { " where \($0)" } ?? ""))"
    return RatioParts(numerator: sum, denominator: "\(sum) of all rows")
  }
}

extension CallSyntax {
  fileprivate var isRatio: Bool {
    arguments.count == 2 && FunctionRegistry.scalar(named: name.text)?.name == "ratio"
  }
}

extension String {
  /// A condition as an operand of `and`.
  fileprivate var bracketed: String {
    contains(" or ") || contains("或") ? "(\(self))" : self
  }
}
