import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Deeper nesting than this would risk the stack; the parser's own limit is lower for one text,
  /// but definitions can stack up.
  static let depthLimit = 240

  /// Binds an expression whose result may also be a constant range of days.
  ///
  /// `hint` says what a bare word stands beside.
  mutating func bind(
    _ expression: ExpressionSyntax, _ scope: inout Scope, hint: WordHint? = nil
  ) -> Operand? {
    guard depth < Binder.depthLimit else {
      reportTooDeep()
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    if let key = bindAsKey(expression, scope) { return key }
    var result = bindKind(expression, &scope, hint)
    result?.range = expression.range
    return result
  }

  private mutating func bindKind(
    _ expression: ExpressionSyntax, _ scope: inout Scope, _ hint: WordHint?
  ) -> Operand? {
    switch expression.kind {
    case .literal(let literal): return bindLiteral(literal, at: expression.range)
    case .period(let period): return bindPeriod(period, at: expression.range)
    case .name(let name): return bindName(name, &scope, hint: hint)
    case .path: return bindPath(expression, &scope)
    case .call(let call): return bindCall(call, &scope, hint)
    case .unary(let unary, let operand, _):
      return bindUnary(unary, operand, expression, &scope)
    case .binary(let binary, let left, let right, let operatorRange):
      return bindBinary(binary, left, right, operatorRange, expression, &scope, hint)
    case .inList(let operand, let items):
      return bindInList(operand, items, expression, &scope)
    case .inRange(let operand, let range): return bindInRange(operand, range, expression, &scope)
    case .inQuery(let operand, let query):
      return bindInQuery(operand, expression, at: query.range, &scope) {
        [rows = scope.relation] binder in
        binder.inside(rows) { $0.bindSubquery(query) }
      }
    case .isMissing(let operand, let isNegated):
      return bindIsMissing(operand, isNegated, expression, &scope)
    case .conditional(let condition, let then, let otherwise):
      return bindConditional(condition, then, otherwise, expression, &scope, hint)
    case .match(let subject, let arms): return bindMatch(subject, arms, expression, &scope, hint)
    case .subquery(let query):
      return inside(scope.relation) { $0.bindScalarQuery(query) }
    case .parenthesised(let inner):
      if let name = inner.tableName, scope.relation.column(named: name.text) == nil,
        context.locals[name.text] == nil, meansQuery(name.text)
      {
        return bindScalarSource(name)
      }
      defer { if isWatched(inner) { watch?.found?.allowsQuery = true } }
      return bind(inner, &scope, hint: hint)
    case .broken: return nil
    }
  }

  /// Binds an expression that must give a value for each row.
  mutating func bindValue(
    _ expression: ExpressionSyntax, _ scope: inout Scope, hint: WordHint? = nil
  ) -> Operand? {
    guard let operand = bind(expression, &scope, hint: hint) else { return nil }
    if operand.isRange {
      report(.rangeAsValue(text(expression.range)), at: expression.range)
      return nil
    }
    return operand
  }

  /// Binds an expression that must be true or false.
  mutating func bindCondition(
    _ expression: ExpressionSyntax, _ scope: inout Scope
  ) -> BoundExpression? {
    note(.condition, at: expression)
    guard let operand = bindValue(expression, &scope) else { return nil }
    switch operand.type {
    case .boolean: return operand.expression
    case .unknown:
      return BoundExpression(
        .constant(.boolean(false)), type: .boolean, location: location(expression.range))
    default:
      report(.notACondition(operand.type, text(expression.range)), at: expression.range)
      return nil
    }
  }

  private mutating func bindLiteral(_ literal: LiteralSyntax, at range: SourceRange) -> Operand? {
    let place = location(range)
    var result: Operand
    switch literal {
    case .missing: result = .constant(.missing, type: .unknown, at: place)
    case .boolean(let value): result = .constant(.boolean(value), type: .boolean, at: place)
    case .integer(let number): result = .constant(.integer(number), type: .integer, at: place)
    case .decimal(let mantissa, let scale):
      let value = Decimal(mantissa: mantissa, scale: scale)
      result = .constant(.decimal(value), type: .decimal(scale: scale), at: place)
    case .string(let text): result = .constant(.text(text), type: .text, at: place)
    case .duration(let count, let unit):
      guard let seconds = unit.seconds else {
        report(.loneWorkdays(count), at: range)
        return nil
      }
      let (total, overflow) = count.multipliedReportingOverflow(by: seconds)
      if overflow {
        report(.numberTooLarge(text(range)), at: range)
        return nil
      }
      result = .constant(.duration(total), type: .duration, at: place)
    }
    result.literal = literal
    return result
  }

  private mutating func bindUnary(
    _ unary: UnaryOperator, _ operand: ExpressionSyntax, _ expression: ExpressionSyntax,
    _ scope: inout Scope
  ) -> Operand? {
    switch unary {
    case .not:
      guard let condition = bindCondition(operand, &scope) else { return nil }
      return truth(.not(condition), at: expression.range)
    case .negate:
      guard let value = bindValue(operand, &scope) else { return nil }
      if let negated = negated(value.constant) {
        return .constant(negated, type: value.type, at: location(expression.range))
      }
      return call("negate", [value], at: expression.range)
    }
  }

  private func negated(_ value: Value?) -> Value? {
    switch value {
    case .integer(let number) where number != .min: .integer(-number)
    case .decimal(let number) where number.mantissa != .min:
      .decimal(Decimal(mantissa: -number.mantissa, scale: number.scale))
    case .duration(let seconds) where seconds != .min: .duration(-seconds)
    default: nil
    }
  }

  private mutating func bindBinary(
    _ binary: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange, _ expression: ExpressionSyntax, _ scope: inout Scope,
    _ hint: WordHint?
  ) -> Operand? {
    switch binary {
    case .and, .or: return bindLogic(binary, expression, &scope)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return bindComparison(binary, left, right, expression, &scope)
    case .range: return bindConstantRange(left, right, expression, &scope)
    case .coalesce: return bindCoalesce(left, right, expression, &scope, hint)
    case .add, .subtract, .multiply, .divide, .remainder:
      return bindArithmetic(expression, &scope)
    case .matchesRegex, .contains, .startsWith, .endsWith:
      guard let subject = bindValue(left, &scope) else {
        _ = bindValue(right, &scope)
        return nil
      }
      note(.like(.text), at: right)
      guard let pattern = bindValue(right, &scope) else {
        if case .name(let word) = right.unwrapped.kind { adviseQuotes(around: word) }
        return nil
      }
      return call(binary.rawValue, [asText(subject), pattern], at: expression.range)
    }
  }

  /// Binds `a and b and c` as a balanced tree: generated conditions can have thousands of parts.
  private mutating func bindLogic(
    _ binary: BinaryOperator, _ expression: ExpressionSyntax, _ scope: inout Scope
  ) -> Operand? {
    var parts: [ExpressionSyntax] = []
    var rest = expression
    while case .binary(binary, let left, let right, _) = rest.kind {
      parts.append(right)
      rest = left
    }
    parts.append(rest)
    var conditions: [BoundExpression] = []
    var isWhole = true
    var previous: ExpressionSyntax?
    for part in parts.reversed() {
      let before = previous
      previous = part
      if binary == .or, reportWordAfterOr(part, before, scope) {
        isWhole = false
      } else if let condition = bindCondition(part, &scope) {
        conditions.append(condition)
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    return truth(
      balanced(conditions[...], isAnd: binary == .and, expression.range).kind,
      at: expression.range)
  }

  /// `grade = prime or good` means `grade in (prime, good)`.
  private mutating func reportWordAfterOr(
    _ part: ExpressionSyntax, _ before: ExpressionSyntax?, _ scope: Scope
  ) -> Bool {
    guard case .name(let word) = part.kind, !word.isQuoted, !canResolve(word, scope),
      case .binary(.equal, let left, let right, _) = before?.kind, !scope.relation.isBroken
    else { return false }
    report(
      .wordAfterOr(word.text, subject: text(left.range), first: text(right.range)),
      at: word.range)
    return true
  }

  /// - Precondition: there is at least one condition.
  func balanced(
    _ conditions: ArraySlice<BoundExpression>, isAnd: Bool, _ range: SourceRange
  ) -> BoundExpression {
    precondition(!conditions.isEmpty, "no conditions to combine")
    if conditions.count == 1 { return conditions[conditions.startIndex] }
    let middle = conditions.startIndex + (conditions.count + 1) / 2
    let left = balanced(conditions[..<middle], isAnd: isAnd, range)
    let right = balanced(conditions[middle...], isAnd: isAnd, range)
    return BoundExpression(
      isAnd ? .and(left, right) : .or(left, right), type: .boolean, location: location(range))
  }

  /// A condition's operand: never missing.
  func truth(_ kind: BoundExpression.Kind, at range: SourceRange) -> Operand {
    var result = Operand(
      BoundExpression(kind, type: .boolean, location: location(range)), range: range)
    result.isOptional = false
    return result
  }

  private mutating func bindIsMissing(
    _ operand: ExpressionSyntax, _ isNegated: Bool, _ expression: ExpressionSyntax,
    _ scope: inout Scope
  ) -> Operand? {
    guard let value = bindValue(operand, &scope),
      let test = call("is missing", [value], at: expression.range)
    else { return nil }
    return isNegated ? truth(.not(test.expression), at: expression.range) : test
  }

  /// Binds `a + b - c` from the left without recursion: sums can have hundreds of parts.
  private mutating func bindArithmetic(
    _ expression: ExpressionSyntax, _ scope: inout Scope
  ) -> Operand? {
    var parts: [ArithmeticPart] = []
    var rest = expression
    while case .binary(let binary, let left, let right, _) = rest.kind, binary.isArithmetic {
      parts.append(ArithmeticPart(binary: binary, right: right, range: rest.range))
      rest = left
    }
    var result = bindValue(rest, &scope)
    for part in parts.reversed() {
      result = bindPart(part, after: result, &scope)
    }
    return result
  }

  private mutating func bindPart(
    _ part: ArithmeticPart, after left: Operand?, _ scope: inout Scope
  ) -> Operand? {
    if part.binary == .add || part.binary == .subtract,
      case .literal(.duration(let count, .workday)) = part.right.unwrapped.kind
    {
      let step = part.binary == .add ? count : 0 - count
      return left.flatMap { bindWorkdays($0, step, at: part.range) }
    }
    if let left { note(.like(left.type), at: part.right) }
    guard let right = bindValue(part.right, &scope), let left else { return nil }
    if let day = movedDay(left, right, isLater: part.binary == .add, at: part.range),
      part.binary == .add || part.binary == .subtract
    {
      return day
    }
    return call(part.binary.rawValue, [left, right], at: part.range)
  }

  /// `today - 30d` is a day that can stand in a range.
  private func movedDay(
    _ day: Operand, _ step: Operand, isLater: Bool, at range: SourceRange
  ) -> Operand? {
    guard let period = day.period, period.isDay, day.type == .date,
      case .duration(let seconds) = step.constant, seconds % 86_400 == 0
    else { return nil }
    let (moved, overflow) =
      isLater
      ? period.first.addingReportingOverflow(seconds / 86_400)
      : period.first.subtractingReportingOverflow(seconds / 86_400)
    guard !overflow, CivilDate.validDays.contains(moved) else { return nil }
    var result = Operand.constant(.date(moved), type: .date, at: location(range))
    result.period = ConstantPeriod(day: moved)
    return result
  }

  /// `t + 15 workdays`
  private mutating func bindWorkdays(
    _ time: Operand, _ count: Int64, at range: SourceRange
  ) -> Operand? {
    let steps = Operand.constant(.integer(count), type: .integer, at: location(range))
    return call("add_workdays", [time, steps], at: range)
  }
}

/// One step of a chain such as `a + b - c`: the operator and what stands right of it.
private struct ArithmeticPart {
  var binary: BinaryOperator
  var right: ExpressionSyntax
  var range: SourceRange
}

extension BinaryOperator {
  var isArithmetic: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .remainder: true
    default: false
    }
  }
}

extension DurationUnit {
  /// How many seconds it has; a workday has no fixed length.
  var seconds: Int64? {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3_600
    case .day: 86_400
    case .week: 604_800
    case .workday: nil
    }
  }
}
