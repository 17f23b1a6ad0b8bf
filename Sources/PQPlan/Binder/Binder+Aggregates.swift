import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Whether a call is one of an aggregate: `min(a, b)` of two values is not.
  func isAggregateCall(_ call: CallSyntax, _ scope: Scope) -> Bool {
    guard FunctionRegistry.aggregate(named: call.name.text) != nil || call.name.text.isShare else {
      return false
    }
    let scalar = FunctionRegistry.scalar(named: call.name.text)
    if let scalar, scalar.accepts(argumentCount: call.arguments.count) {
      return call.arguments.count < 2
    }
    return true
  }

  mutating func bindAggregateCall(_ call: CallSyntax, _ scope: inout Scope) -> Operand? {
    if let per = call.per.first {
      report(.perOutsideWindow(call.name.text), at: per.range)
      return nil
    }
    guard scope.grouping != nil else {
      if let child = referringTable(call, scope) {
        return bindReverseReference(call, child, &scope)
      }
      bindWatched(call, &scope)
      if !scope.relation.isBroken { reportMisplacedAggregate(call, scope) }
      return nil
    }
    if call.name.text.isShare { return bindShare(call, &scope) }
    guard let function = FunctionRegistry.aggregate(named: call.name.text) else { return nil }
    return bindAggregate(function, call, &scope)
  }

  /// Looks for the watched name in an aggregate that has no groups yet: in the body of a function, or
  /// before it is known that another table's rows are meant.
  private mutating func bindWatched(_ call: CallSyntax, _ scope: inout Scope) {
    guard watch != nil else { return }
    for argument in call.arguments.map(\.expression) {
      note(.argument(function: call.name.text, before: []), at: argument)
      _ = capturingDiagnostics { $0.bind(argument, &scope) }
    }
    if let filter = call.filter { _ = capturingDiagnostics { $0.bindCondition(filter, &scope) } }
  }

  private mutating func reportMisplacedAggregate(_ call: CallSyntax, _ scope: Scope) {
    let written = text(call.range)
    let made = madeName(ofCall: call)
    let diagnostic: Diagnostic =
      switch scope.place {
      case .condition: .aggregateInWhere(written, column: made)
      case .aggregateArgument: .nestedAggregate(written)
      case .constant: .aggregateWithoutRows(written)
      case .row, .joinCondition: .aggregateOutsideSummarise(written, column: made)
      }
    report(diagnostic, at: call.range)
  }

  private func madeName(ofCall call: CallSyntax) -> String {
    guard call.arguments.count == 1, case .name(let name) = call.arguments[0].expression.kind
    else { return call.name.text }
    return "\(call.name.text)_\(name.text)"
  }

  /// Binds the parts of an aggregate call, which see the rows and not the groups.
  mutating func inRows<Result>(
    _ scope: inout Scope, _ body: (inout Binder, inout Scope) -> Result
  ) -> Result {
    let saved = (scope.grouping, scope.place)
    scope.grouping = nil
    scope.place = .aggregateArgument
    defer { (scope.grouping, scope.place) = saved }
    return body(&self, &scope)
  }

  /// The arguments and the filter of an aggregate call, or `nil` after a diagnostic.
  func isWhole(_ arguments: [Operand?]) -> Bool { arguments.allSatisfy { $0 != nil } }

  mutating func bindAggregateParts(
    _ call: CallSyntax, _ scope: inout Scope
  ) -> (arguments: [Operand], filter: BoundExpression?)? {
    inRows(&scope) { binder, scope in
      var arguments: [Operand?] = []
      for argument in call.arguments.map(\.expression) {
        let before = arguments.map { $0?.type ?? .unknown }
        binder.note(.argument(function: call.name.text, before: before), at: argument)
        arguments.append(binder.bindValue(argument, &scope))
      }
      var filter: BoundExpression?
      if let condition = call.filter {
        filter = binder.bindCondition(condition, &scope)
        if filter == nil { return nil }
      }
      guard binder.isWhole(arguments) else { return nil }
      return (arguments.compactMap { $0 }, filter)
    }
  }

  private mutating func bindAggregate(
    _ function: any AggregateFunction.Type, _ call: CallSyntax, _ scope: inout Scope
  ) -> Operand? {
    guard let parts = bindAggregateParts(call, &scope) else { return nil }
    var arguments = parts.arguments
    var type = function.resultType(of: arguments.map(\.type))
    if type == nil {
      let asTexts = arguments.map { asText($0) }
      type = function.resultType(of: asTexts.map(\.type))
      if type != nil { arguments = asTexts }
    }
    guard let type, !arguments.isEmpty || function.allowsNoArgument else {
      reportAggregateMismatch(function, arguments, call)
      return nil
    }
    let aggregate = BoundAggregate(
      function: function, arguments: arguments.map(\.expression), filter: parts.filter,
      type: type, location: location(call.range))
    return operand(of: aggregate, arguments, &scope, at: call.range)
  }

  private mutating func reportAggregateMismatch(
    _ function: any AggregateFunction.Type, _ arguments: [Operand], _ call: CallSyntax
  ) {
    let isCountWrong =
      arguments.isEmpty
      ? !function.allowsNoArgument : !function.accepts(argumentCount: arguments.count)
    if isCountWrong {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: function.parameters, given: arguments.count),
        at: call.range)
    } else {
      reportArguments(call.name.text, function.parameters, arguments, at: call.range)
    }
  }

  /// Adds an aggregate to the grouping; its operand knows what the column is called.
  func operand(
    of aggregate: BoundAggregate, _ arguments: [Operand], _ scope: inout Scope,
    at range: SourceRange
  ) -> Operand? {
    guard let expression = scope.grouping?.add(aggregate) else { return nil }
    var result = Operand(expression, range: range)
    let function = aggregate.function
    result.name = MadeName(function, column: arguments.first?.column)
    result.isCount = function.name == "count" && !aggregate.isOverWhole
    result.isOptional = function.name != "count" && function.name != "distinct"
    result.isAdditive = ["count", "sum"].contains(function.name) && !aggregate.isOverWhole
    if !result.isOptional || function.name == "sum" {
      result.filler = Value.zero(of: aggregate.type)
    }
    result.masking =
      function.trace(of: arguments.map { ColumnTrace(masking: $0.masking) }, type: aggregate.type)
      .masking
    return result
  }

  /// Binds a name in `summarise`: a key, an aggregate without arguments, a measure.
  mutating func bindGroupedName(_ name: NameSyntax, _ scope: inout Scope) -> KnownName? {
    guard let grouping = scope.grouping else { return nil }
    if let position = grouping.keys.firstIndex(where: { $0.column.isNamed(name.text) }) {
      resolve(name, to: grouping.keys[position].column)
      return KnownName(operand: operand(ofKey: position, grouping, at: name.range))
    }
    let call = CallSyntax(name: name, arguments: [], filter: nil, per: [], range: name.range)
    if name.text.isShare { return KnownName(operand: bindShare(call, &scope)) }
    // 件数 is the Chinese name of the column `count` and so, where rows are grouped, of the aggregate.
    let called = name.text == MadeName.count.chinese ? MadeName.count.english : name.text
    if let function = FunctionRegistry.aggregate(named: called), function.allowsNoArgument,
      !name.isQuoted
    {
      return KnownName(operand: bindAggregate(function, call, &scope))
    }
    if let measure = measures(of: scope.relation).first(where: { $0.isNamed(name.text) }) {
      resolve(name, to: measure.name, measure.chineseName)
      return KnownName(operand: bindMeasure(measure, name, &scope))
    }
    if let column = scope.relation.column(named: name.text) {
      if !column.isBroken {
        report(.missingAggregate(name.text, type: column.field.type), at: name.range)
      }
      return KnownName(operand: nil)
    }
    return nil
  }

  func operand(ofKey position: Int, _ grouping: Grouping, at range: SourceRange) -> Operand {
    let column = grouping.keys[position].column
    var result = Operand(
      BoundExpression(.column(position), type: column.field.type, location: location(range)),
      range: range)
    result.isOptional = column.field.isOptional
    result.masking = column.field.masking
    result.name = MadeName(english: column.field.name, chinese: column.field.chineseName)
    return result
  }

  /// Binds an expression of `summarise` that is written like one of the keys.
  mutating func bindAsKey(_ expression: ExpressionSyntax, _ scope: Scope) -> Operand? {
    guard let grouping = scope.grouping, !grouping.keys.isEmpty else { return nil }
    switch expression.kind {
    case .path: break
    case .call(let call) where FunctionRegistry.aggregate(named: call.name.text) == nil: break
    default: return nil
    }
    var copy = scope
    copy.grouping = nil
    let (operand, found) = capturingDiagnostics { $0.bind(expression, &copy) }
    guard let operand, found.isEmpty else { return nil }
    return grouping.position(of: operand.expression).map {
      self.operand(ofKey: $0, grouping, at: expression.range)
    }
  }

  func measures(of relation: Relation) -> [MeasureDefinition] {
    relation.table.flatMap { catalog.table(named: $0)?.measures } ?? []
  }

  private mutating func bindMeasure(
    _ measure: MeasureDefinition, _ name: NameSyntax, _ scope: inout Scope
  ) -> Operand? {
    guard countExpansion(1) else { return nil }
    depth += 4
    defer { depth -= 4 }
    let inner = BindingContext(source: measure.source, visibleCount: measure.visibleCount)
    let saved = (replacement, bindsPipelineCondition)
    replacement = nil
    bindsPipelineCondition = false
    let (bound, found) = capturingDiagnostics { binder in
      binder.inContext(inner) { $0.bindValue(measure.definition, &scope) }
    }
    (replacement, bindsPipelineCondition) = saved
    guard var operand = bound else {
      if !scope.relation.isBroken, let reason = found.first(where: { $0.severity == .error }) {
        report(.unavailableMeasure(name.text, because: reason), at: name.range)
      }
      return nil
    }
    if let format = measure.format, case .ratio = operand.type {
      operand.expression.type = .ratio(format)
    }
    operand.name = MadeName(english: measure.name, chinese: measure.chineseName)
    operand.range = name.range
    return operand
  }
}

extension MadeName {
  /// `count`, `sum_persons`; the function alone when its argument is no plain column.
  init(_ function: any FunctionDescription.Type, column: ScopeColumn?) {
    if function.name == "count" && column == nil {
      self = .count
      return
    }
    guard let column else {
      self.init(english: function.name, chinese: function.chineseName)
      return
    }
    self.init(
      english: "\(function.name)_\(column.field.name)",
      chinese: column.field.chineseName.map { "\(function.chineseName)_\($0)" })
  }
}

extension Value {
  /// Nothing, in a type that has a zero.
  static func zero(of type: DataType) -> Value {
    switch type {
    case .integer: .integer(0)
    case .decimal(let scale): .decimal(Decimal(mantissa: 0, scale: scale))
    case .float: .float(0)
    case .duration: .duration(0)
    default: .missing
    }
  }
}

extension MeasureDefinition {
  func isNamed(_ text: String) -> Bool { name == text || chineseName == text }
}

extension String {
  /// `share` is put together by the binder out of counts and sums.
  var isShare: Bool { self == "share" || self == "占比" }
}
