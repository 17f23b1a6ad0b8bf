import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  mutating func bindComparison(
    _ binary: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ expression: ExpressionSyntax, _ scope: inout Scope
  ) -> Operand? {
    guard let (first, second) = bindSides(left, right, &scope) else { return nil }
    return compare(binary, first, second, at: expression.range)
  }

  /// Binds both sides of a comparison; a bare word on either side is looked up as a code of the
  /// other.
  private mutating func bindSides(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ scope: inout Scope
  ) -> (Operand, Operand)? {
    if case .name(let word) = left.unwrapped.kind, !word.isQuoted, !canResolve(word, scope),
      !right.isLoneWord || rightResolves(right, scope)
    {
      guard let second = bind(right, &scope) else { return nil }
      let hint = WordHint(second, text: text(right.range))
      guard let first = bind(left, &scope, hint: hint) else { return nil }
      return (first, second)
    }
    guard let first = bind(left, &scope) else {
      bindQuietly(right, &scope)
      return nil
    }
    let hint = WordHint(first, text: text(left.range))
    guard let second = bind(right, &scope, hint: hint) else { return nil }
    return (first, second)
  }

  private func rightResolves(_ right: ExpressionSyntax, _ scope: Scope) -> Bool {
    guard case .name(let word) = right.unwrapped.kind else { return true }
    return canResolve(word, scope)
  }

  /// Looks for mistakes in an expression beside a broken one; a bare word there may be anything.
  mutating func bindQuietly(_ expression: ExpressionSyntax, _ scope: inout Scope) {
    if !expression.isLoneWord || isWatched(expression) { _ = bind(expression, &scope) }
  }

  /// Compares two operands after giving literals the type that the other side asks for.
  mutating func compare(
    _ binary: BinaryOperator, _ left: Operand, _ right: Operand, at range: SourceRange
  ) -> Operand? {
    if left.isMissingLiteral || right.isMissingLiteral {
      return compareWithMissing(binary, left, right, at: range)
    }
    if let result = comparePeriods(binary, left, right, at: range) { return result.operand }
    guard let (first, second) = coerced(left, right) else { return nil }
    if first.isRange || second.isRange {
      let limits = first.isRange ? first : second
      report(.rangeAsValue(text(limits.range)), at: limits.range)
      return nil
    }
    if binary == .equal || binary == .notEqual { warnAboutText(first, second) }
    if binary == .notEqual {
      guard let equal = call("=", [first, second], at: range, comparison: binary) else {
        return nil
      }
      return truth(.not(equal.expression), at: range)
    }
    var result = call(binary.rawValue, [first, second], at: range, comparison: binary)
    result?.isOptional = false
    result?.masking = nil
    return result
  }

  /// `x = missing` is `x is missing`; no order holds against a missing value.
  private mutating func compareWithMissing(
    _ binary: BinaryOperator, _ left: Operand, _ right: Operand, at range: SourceRange
  ) -> Operand? {
    guard binary == .equal || binary == .notEqual else {
      report(.missingHasNoOrder(), at: range)
      return truth(.constant(.boolean(false)), at: range)
    }
    let subject = right.isMissingLiteral ? left : right
    guard let test = call("is missing", [subject], at: range) else { return nil }
    return binary == .equal ? test : truth(.not(test.expression), at: range)
  }

  /// What a comparison with a constant period came to; `operand` is `nil` after a diagnostic.
  struct PeriodComparison {
    var operand: Operand?
  }

  /// Compares a time with a constant period as a whole: `= 2020-08` is in it, `> 2020-08` behind.
  private mutating func comparePeriods(
    _ binary: BinaryOperator, _ left: Operand, _ right: Operand, at range: SourceRange
  ) -> PeriodComparison? {
    let leftIsTime = left.type.isTemporal || left.type.isPeriod
    let rightIsTime = right.type.isTemporal || right.type.isPeriod
    if leftIsTime, let period = constantPeriod(of: right), needsPeriod(left, right) {
      return PeriodComparison(
        operand: compare(binary, left, with: period, written: right.range, at: range))
    }
    if rightIsTime, let period = constantPeriod(of: left), needsPeriod(right, left) {
      return PeriodComparison(
        operand: compare(binary.mirrored, right, with: period, written: left.range, at: range))
    }
    return nil
  }

  /// A constant of the very type of the other side is compared as it is.
  private func needsPeriod(_ subject: Operand, _ constant: Operand) -> Bool {
    subject.type != constant.type
  }

  private mutating func compare(
    _ binary: BinaryOperator, _ subject: Operand, with period: ConstantPeriod,
    written: SourceRange, at range: SourceRange
  ) -> Operand? {
    if let calendar = period.calendar, subject.type == .period(calendar.granularity) {
      let same = operand(of: period, at: written)
      return binary == .notEqual
        ? comparison("=", subject, same, at: range).map { truth(.not($0.expression), at: range) }
        : comparison(binary.rawValue, subject, same, at: range)
    }
    guard let (first, end) = periodBounds(period, for: subject, at: written) else { return nil }
    switch binary {
    case .equal: return between(subject, first, end, at: range)
    case .notEqual:
      guard let inside = between(subject, first, end, at: range) else { return nil }
      return truth(.not(inside.expression), at: range)
    case .less: return comparison("<", subject, first, at: range)
    case .lessOrEqual: return comparison("<", subject, end, at: range)
    case .greater: return comparison(">=", subject, end, at: range)
    default: return comparison(">=", subject, first, at: range)
    }
  }

  private func comparison(
    _ symbol: String, _ left: Operand, _ right: Operand, at range: SourceRange
  ) -> Operand? {
    uncheckedCall(symbol, [left, right], type: .boolean, at: range).map {
      truth($0.kind, at: range)
    }
  }

  /// Gives a text literal the type that the other side asks for.
  mutating func coerced(_ left: Operand, _ right: Operand) -> (Operand, Operand)? {
    if let changed = coerced(right, to: left) { return changed.operand.map { (left, $0) } }
    if let changed = coerced(left, to: right) { return changed.operand.map { ($0, right) } }
    return (left, right)
  }

  /// Reads a literal as the other side's type; `nil` if there is nothing to do.
  private mutating func coerced(_ operand: Operand, to other: Operand) -> PeriodComparison? {
    guard case .string(let string) = operand.literal, operand.type == .text else { return nil }
    switch other.type {
    case .enumeration(let type):
      guard let position = type.position(of: string) else {
        report(.unknownCode(string, of: text(other.range), type), at: operand.range)
        return PeriodComparison(operand: nil)
      }
      var code = operand.replacing(
        BoundExpression(
          .constant(.code(Int64(position))), type: other.type,
          location: operand.expression.location))
      code.literal = nil
      return PeriodComparison(operand: code)
    case .date, .datetime, .period:
      report(
        .textForTime(other.type, text(other.range), string, labelling: other.range),
        at: operand.range)
      return PeriodComparison(operand: nil)
    default: return nil
    }
  }

  private mutating func warnAboutText(_ left: Operand, _ right: Operand) {
    for (column, constant) in [(left, right), (right, left)] {
      guard case .string(let string) = constant.literal, case .text = constant.constant,
        column.column != nil, !context.isWordOf(constant, string)
      else { continue }
      warnIfNoRowHolds(
        string, WordHint(column, text: text(column.range)), at: constant.range)
    }
  }

  /// Binds `x in (a, b)`.
  mutating func bindInList(
    _ operand: ExpressionSyntax, _ items: [ExpressionSyntax], _ expression: ExpressionSyntax,
    _ scope: inout Scope
  ) -> Operand? {
    if items.count == 1, let name = items[0].tableName,
      scope.relation.column(named: name.text) == nil, meansQuery(name.text)
    {
      return bindInQuery(operand, expression, at: name.range, &scope) { $0.bindSource(named: name) }
    }
    guard let subject = bindValue(operand, &scope) else {
      for item in items { bindQuietly(item, &scope) }
      if items.count == 1, isWatched(items[0]) { watch?.found?.allowsQuery = true }
      return nil
    }
    let hint = WordHint(subject, text: text(operand.range))
    defer { if items.count == 1, isWatched(items[0]) { watch?.found?.allowsQuery = true } }
    var tests: [BoundExpression] = []
    var values: [Value] = []
    var isWhole = true
    for item in items {
      guard let test = bindListItem(item, subject, hint, &scope) else {
        isWhole = false
        continue
      }
      tests.append(test.expression)
      if let value = listedValue(test.expression, subject) { values.append(value) }
    }
    guard isWhole, !tests.isEmpty else { return nil }
    if values.count == tests.count {
      return truth(.inValues(subject.expression, values), at: expression.range)
    }
    return truth(
      balanced(tests[...], isAnd: false, expression.range).kind, at: expression.range)
  }

  private mutating func bindListItem(
    _ item: ExpressionSyntax, _ subject: Operand, _ hint: WordHint, _ scope: inout Scope
  ) -> Operand? {
    if case .binary(.range, let first, let last, _) = item.unwrapped.kind {
      return bindBetween(subject, first, last, item, &scope)
    }
    guard let value = bind(item, &scope, hint: hint) else { return nil }
    if value.isRange { return bindMembership(subject, value, item) }
    return compare(.equal, subject, value, at: item.range)
  }

  /// The constant that a test compares the subject with, if it is one of the subject's own type.
  private func listedValue(_ test: BoundExpression, _ subject: Operand) -> Value? {
    guard case .call(let function, let arguments) = test.kind else { return nil }
    if function.name == "is missing" { return .missing }
    guard function.name == "=", arguments.count == 2,
      case .constant(let value) = arguments[1].kind, arguments[1].type == subject.type
    else { return nil }
    return value
  }
}

extension BindingContext {
  /// Whether a text constant came from a bare word, which has been looked for already.
  func isWordOf(_ constant: Operand, _ string: String) -> Bool {
    let written = constant.expression.location.map { $0.source.text(in: $0.range) }
    return written == string
  }
}

extension ExpressionSyntax {
  /// Whether it is a name that could be a bare word.
  var isLoneWord: Bool {
    if case .name(let name) = unwrapped.kind { !name.isQuoted } else { false }
  }
}

extension BinaryOperator {
  /// The same comparison with its sides swapped.
  var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
