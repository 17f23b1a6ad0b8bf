import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `NAME(ARGUMENT, …)`: a function of the script's own, an aggregate, a window, or a
  /// function of one row.
  mutating func bindCall(
    _ call: CallSyntax, _ scope: inout Scope, _ hint: WordHint?
  ) -> Operand? {
    let name = call.name.text
    if name.isEmpty { return nil }
    if let (position, definition) = definition(named: name) {
      if case .function(let parameters, let body) = definition.kind {
        return bindOwnFunction(definition, position, parameters, body, call, &scope, hint)
      }
      if case .broken = definition.kind { return nil }
    }
    if Binder.isClaim(name) { return bindClaim(call, &scope) }
    if let window = FunctionRegistry.window(named: name) {
      return bindWindow(window, call, &scope)
    }
    if isAggregateCall(call, scope) { return bindAggregateCall(call, &scope) }
    guard let function = FunctionRegistry.scalar(named: name) else {
      bindUnknownCall(call, &scope)
      return nil
    }
    if let filter = call.filter {
      report(.filterOutsideAggregate(name), at: filter.range)
      return nil
    }
    if let per = call.per.first {
      report(.perOutsideWindow(name), at: per.range)
      return nil
    }
    return bindScalarCall(function, call, &scope)
  }

  private mutating func bindScalarCall(
    _ function: any ScalarFunction.Type, _ call: CallSyntax, _ scope: inout Scope
  ) -> Operand? {
    var arguments: [Operand] = []
    var isWhole = true
    for argument in call.arguments {
      if argument.isDescending != nil {
        report(.directionOutsideSort(), at: argument.expression.range)
        isWhole = false
      }
      note(
        .argument(function: function.name, before: arguments.map(\.type)), at: argument.expression)
      if let bound = bindValue(argument.expression, &scope) {
        arguments.append(bound)
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    if function.name == "coalesce" {
      guard let unified = unified(arguments, at: call.range) else { return nil }
      arguments = unified
    }
    var result = self.call(function, arguments, at: call.range, name: call.name)
    if let first = arguments.first, Binder.boundedFunctions.contains(function.name) {
      result?.bounds = first.bounds
    }
    if ["ratio", "make_ratio"].contains(function.name), arguments.count == 2 {
      result?.fraction = .init(numerator: arguments[0], denominator: arguments[1])
    }
    result?.name = MadeName(english: function.name, chinese: function.chineseName)
    return result
  }

  /// Functions whose result lies on the same days as their argument.
  private static let boundedFunctions: Set<String> = [
    "year", "quarter", "month", "week", "day", "date", "datetime",
  ]

  private mutating func bindUnknownCall(_ call: CallSyntax, _ scope: inout Scope) {
    if watch != nil, isSourceCall(call) {
      _ = bindBody(.expression(ExpressionSyntax(.call(call), range: call.range)))
      return
    }
    let functions =
      FunctionRegistry.scalars.map { $0.name } + FunctionRegistry.aggregates.map { $0.name }
      + FunctionRegistry.windows.map { $0.name } + FunctionRegistry.scalars.map { $0.chineseName }
      + FunctionRegistry.aggregates.map { $0.chineseName }
      + FunctionRegistry.windows.map { $0.chineseName } + ownFunctionNames
    let names = functions.filter { $0.first?.isLetter ?? false }
    let nearest = SpellingSuggestion.nearest(to: call.name.text, among: names)
    report(.unknownFunction(call.name.text, nearest: nearest), at: call.name.range)
  }

  private var ownFunctionNames: [String] {
    catalog.definitions.prefix(context.visibleCount).compactMap { definition in
      if case .function = definition.kind { definition.name } else { nil }
    }
  }

  /// Binds the body of `let f(a, b) = …` with its parameters standing for the arguments.
  private mutating func bindOwnFunction(
    _ definition: NameDefinition, _ position: Int, _ parameters: [FunctionParameter],
    _ body: BodySyntax,
    _ call: CallSyntax, _ scope: inout Scope, _ hint: WordHint?
  ) -> Operand? {
    guard countExpansion(1) else { return nil }
    if findsWatchedName(in: call, parameters, scope) { return nil }
    guard let inner = contextForCall(definition, position, parameters, call) else { return nil }
    depth += 4
    defer { depth -= 4 }
    var result = inContext(inner) { binder -> Operand? in
      switch body {
      case .expression(let expression): return binder.bind(expression, &scope, hint: hint)
      case .query(let query): return binder.bindScalarQuery(query)
      }
    }
    result?.name = MadeName(english: definition.name, chinese: nil)
    return result
  }

  /// The context of a function's body at a call, or `nil` if the arguments' number is wrong.
  mutating func contextForCall(
    _ definition: NameDefinition, _ position: Int, _ parameters: [FunctionParameter],
    _ call: CallSyntax
  ) -> BindingContext? {
    guard call.arguments.count == parameters.count else {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: parameters.map(\.name), given: call.arguments.count),
        at: call.range)
      return nil
    }
    var inner = contextOf(definition, at: position)
    for (parameter, argument) in zip(parameters, call.arguments) {
      inner.locals[parameter.name] = BoundArgument(
        argument.expression, parameter, context: context)
    }
    return inner
  }

  /// Makes a call of a function or operator by name.
  mutating func call(
    _ name: String, _ arguments: [Operand], at range: SourceRange,
    comparison: BinaryOperator? = nil
  ) -> Operand? {
    guard let function = FunctionRegistry.scalar(named: name) else {
      report(.unknownFunction(name, nearest: []), at: range)
      return nil
    }
    return call(function, arguments, at: range, name: nil, comparison: comparison)
  }

  /// Makes a call after checking the arguments' number and types.
  mutating func call(
    _ function: any ScalarFunction.Type, _ arguments: [Operand], at range: SourceRange,
    name: NameSyntax?, comparison: BinaryOperator? = nil
  ) -> Operand? {
    var arguments = arguments
    var type = function.resultType(of: arguments.map(\.type))
    if type == nil {
      let asTexts = arguments.map { asText($0) }
      if let found = function.resultType(of: asTexts.map(\.type)), comparison == nil {
        type = found
        arguments = asTexts
      }
    }
    guard let type else {
      reportMismatch(function, arguments, at: range, name: name, comparison: comparison)
      return nil
    }
    var result = Operand(
      BoundExpression(
        .call(function, arguments.map(\.expression)), type: type, location: location(range)),
      range: range)
    // A condition is true or false, never missing.
    result.isOptional =
      type != .boolean && function.isOptional(given: arguments.map(\.isOptional))
    result.masking = masking(of: function, arguments, type)
    return result
  }

  /// How the result is masked: what is computed from a private value is not shown at all, but for a
  /// condition, which tells only what was asked.
  private func masking(
    of function: any ScalarFunction.Type, _ arguments: [Operand], _ type: DataType
  ) -> Masking? {
    if type == .boolean || function.name == "pseudonym" { return nil }
    if function.name == "??" || function.name == "coalesce" {
      return .combined(arguments.map(\.masking))
    }
    return arguments.contains { $0.masking != nil } ? .whole : nil
  }

  /// A call that cannot fail to fit, as the lowering of periods makes them.
  func uncheckedCall(
    _ name: String, _ arguments: [Operand], type: DataType, at range: SourceRange
  ) -> BoundExpression? {
    FunctionRegistry.scalar(named: name).map { function in
      BoundExpression(
        .call(function, arguments.map(\.expression)), type: type, location: location(range))
    }
  }

  private mutating func reportMismatch(
    _ function: any ScalarFunction.Type, _ arguments: [Operand], at range: SourceRange,
    name: NameSyntax?, comparison: BinaryOperator?
  ) {
    guard let name else {
      report(
        .operatorMismatch(
          comparison?.rawValue ?? function.name, isComparison: comparison != nil,
          written(arguments)),
        at: arguments.last?.range ?? range)
      return
    }
    if !function.accepts(argumentCount: arguments.count) {
      report(
        .wrongArgumentCount(
          name.text, parameters: function.parameters, given: arguments.count), at: range)
      return
    }
    reportArguments(name.text, function.parameters, arguments, at: range)
  }

  func written(_ operands: [Operand]) -> [Diagnostic.Written] {
    operands.map { (text($0.range), $0.type, $0.range) }
  }

  /// Says that a function does not take these kinds of values, pointing at the arguments.
  mutating func reportArguments(
    _ name: String, _ parameters: [String], _ arguments: [Operand], at range: SourceRange
  ) {
    var place = range
    if let first = arguments.first, let last = arguments.last {
      place = first.range.union(last.range)
    }
    report(.argumentMismatch(name, parameters: parameters, arguments.map(\.type)), at: place)
  }
}

extension FunctionDescription {
  /// Whether a call may have so many arguments, going by the parameters that help shows.
  static func accepts(argumentCount count: Int) -> Bool {
    let isOpen = parameters.contains { $0.hasSuffix("…") || $0.hasSuffix("...") }
    let fixed = parameters.filter { !$0.hasSuffix("…") && !$0.hasSuffix("...") }
    let required = fixed.filter { !$0.hasPrefix("[") }.count
    return count >= required && (isOpen || count <= fixed.count)
  }
}
