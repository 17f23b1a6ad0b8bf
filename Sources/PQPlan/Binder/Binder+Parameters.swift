import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Declares a `param`: its default, or what the caller set with `--param`.
  mutating func declareParameter(
    _ name: NameSyntax, _ type: TypeSyntax?, _ defaultValue: ExpressionSyntax
  ) -> BoundStatement? {
    if name.text.isEmpty { return nil }
    let declared = type.flatMap { parameterType($0) }
    if type != nil && declared == nil {
      define(name, .broken)
      return nil
    }
    let setting = environment.parameters[name.text].map {
      SettingText(name: name.text, text: $0, isText: declared == .value(.text))
    }
    _ = bindParameterValue(defaultValue, declared, nil)
    if hasErrors {
      define(name, .broken)
      return nil
    }
    guard let setting else {
      define(name, .parameter(type: declared, defaultValue))
      return .declaration
    }
    check(setting, declared, visibleCount: catalog.definitions.count)
    if hasErrors {
      define(name, .broken)
      return nil
    }
    define(name, .parameter(type: declared, setting.expression), in: setting.source)
    return .declaration
  }

  /// Gives the `param`s of a name another value where they stand, so that what was built on them
  /// counts with it; returns what is wrong with it, in which case nothing has changed.
  package mutating func setParameter(_ name: String, to text: String) -> [Diagnostic] {
    let before = catalog
    diagnostics = []
    for position in catalog.positionsByName[name] ?? [] {
      guard case .parameter(let declared, _) = catalog.definitions[position].kind else { continue }
      let setting = SettingText(name: name, text: text, isText: declared == .value(.text))
      check(setting, declared, visibleCount: position)
      catalog.definitions[position].kind = .parameter(type: declared, setting.expression)
      catalog.definitions[position].source = setting.source
    }
    if hasErrors { catalog = before }
    catalog.forgetBoundFields()
    return distinctDiagnostics()
  }

  /// Says what is wrong with the text that a parameter is set to.
  private mutating func check(
    _ setting: SettingText, _ declared: ParameterType?, visibleCount: Int
  ) {
    let inner = BindingContext(source: setting.source, visibleCount: visibleCount)
    let (_, problems) = capturingDiagnostics { binder in
      binder.inContext(inner) { _ = $0.bindParameterValue(setting.expression, declared, nil) }
    }
    if case .value(let wanted)? = declared,
      problems.contains(where: { $0.code == PlanDiagnostics.unknownName })
    {
      inContext(inner) {
        $0.report(
          .parameterMismatch(wanted, .text, $0.text(setting.expression.range)),
          at: setting.expression.range)
      }
    } else {
      diagnostics += problems
    }
  }

  /// Binds the value of a parameter where it is used: beside a code, a bare word is a code.
  mutating func bindParameterValue(
    _ expression: ExpressionSyntax, _ type: ParameterType?, _ hint: WordHint?
  ) -> Operand? {
    var scope = Scope.constant
    guard let type else { return bind(expression, &scope, hint: hint ?? .anyWord) }
    switch type {
    case .period:
      guard let operand = bind(expression, &scope) else { return nil }
      guard let period = constantPeriod(of: operand) else {
        report(.notAPeriod(text(expression.range)), at: expression.range)
        return nil
      }
      return self.operand(of: period, at: expression.range)
    case .value(let wanted):
      let ownHint = WordHint(
        type: wanted, column: wanted == .text ? hint?.column : nil,
        text: hint?.text ?? text(expression.range), acceptsText: wanted == .text)
      guard let operand = bindValue(expression, &scope, hint: ownHint) else { return nil }
      return fitted(operand, to: wanted, expression)
    }
  }

  private mutating func fitted(
    _ operand: Operand, to type: DataType, _ expression: ExpressionSyntax
  ) -> Operand? {
    if operand.type == type || operand.isMissingLiteral { return operand }
    if case .enumeration = type, case .string = operand.literal {
      let model = Operand(BoundExpression(.constant(.missing), type: type), range: operand.range)
      return coerced(model, operand)?.1
    }
    if let period = constantPeriod(of: operand), period.isDay, type == .datetime {
      return .constant(
        .datetime(period.first * CivilDateTime.secondsPerDay), type: .datetime,
        at: location(expression.range))
    }
    guard operand.type.isNumeric, type.isNumeric, operand.type.united(with: type) == type else {
      report(.parameterMismatch(type, operand.type, text(expression.range)), at: expression.range)
      return nil
    }
    // A constant stays one, so that `take n` and the like can use it.
    if type == .float { return operand }
    return converted(operand, to: type)
  }
}

/// A text given with `--param NAME=TEXT`, read as a value where it reads as one.
///
///     2020-08       a month            12        a number
///     last month    a period           online    a word: a code or text
///     Example Bureau                   text
struct SettingText {
  let source: SourceText
  let expression: ExpressionSyntax

  init(name: String, text: String, isText: Bool) {
    source = SourceText(text, name: "--param \(name)")
    let range = SourceRange(0, text.utf8.count)
    let plain = ExpressionSyntax(.literal(.string(text)), range: range)
    guard !isText else {
      expression = plain
      return
    }
    let (script, diagnostics) = Parser.parse(source)
    guard diagnostics.isEmpty, script.statements.count == 1,
      case .query(.expression(let parsed)) = script.statements[0].kind,
      SettingText.isValue(parsed)
    else {
      expression = plain
      return
    }
    expression = parsed
  }

  /// Whether it is a value and nothing that would have to be looked up or computed.
  private static func isValue(_ expression: ExpressionSyntax) -> Bool {
    switch expression.kind {
    case .literal, .period, .name: true
    case .unary(.negate, let operand, _): isValue(operand)
    case .binary(.range, let first, let last, _): isValue(first) && isValue(last)
    case .binary(.add, let left, let right, _), .binary(.subtract, let left, let right, _):
      isPeriod(left) && isValue(right)
    default: false
    }
  }

  private static func isPeriod(_ expression: ExpressionSyntax) -> Bool {
    if case .period = expression.kind { true } else { false }
  }
}
