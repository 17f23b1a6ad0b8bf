import PQDiagnostics

extension TreePrinter {
  /// Writes an expression, in brackets if it binds looser than its place asks for.
  func expression(_ expression: ExpressionSyntax, atLeast minimum: Int = 0) -> String {
    let text = bare(expression)
    return precedence(of: expression) < minimum ? "(\(text))" : text
  }

  private func bare(_ expression: ExpressionSyntax) -> String {
    switch expression.kind {
    case .literal(let literal): return self.literal(literal)
    case .period(let period): return PeriodText.text(period)
    case .name(let name): return self.name(name)
    case .path(let base, let member):
      return "\(self.expression(base, atLeast: OperatorPrecedence.primary)).\(name(member))"
    case .call(let call): return self.call(call)
    case .unary(.negate, let operand, _):
      return "-" + self.expression(operand, atLeast: OperatorPrecedence.unary)
    case .unary(.not, let operand, _):
      return "not " + self.expression(operand, atLeast: OperatorPrecedence.not)
    case .binary(let kind, let left, let right, _): return binary(kind, left, right)
    case .inList(let value, let members):
      let list = members.map { self.expression($0) }.joined(separator: ", ")
      return "\(left(value, OperatorPrecedence.range)) in (\(list))"
    case .inRange(let value, let range):
      return "\(left(value, OperatorPrecedence.range)) in "
        + self.expression(range, atLeast: OperatorPrecedence.range)
    case .inQuery(let value, let query):
      return "\(left(value, OperatorPrecedence.range)) in (\(self.query(query)))"
    case .isMissing(let value, let isNegated):
      return left(value, OperatorPrecedence.range) + (isNegated ? " is not missing" : " is missing")
    case .conditional(let condition, let first, let second):
      return "if \(self.expression(condition)) then \(self.expression(first)) "
        + "else \(self.expression(second))"
    case .match(let subject, let arms):
      return "match \(self.expression(subject)) { \(arms.map(arm).joined(separator: ", ")) }"
    case .subquery(let query): return "(\(self.query(query)))"
    case .parenthesised(let inner): return "(\(self.expression(inner)))"
    case .broken: return "``"
    }
  }

  private func binary(
    _ kind: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> String {
    let own = kind.precedence
    let first = self.left(left, kind.isChained ? own : own + 1)
    let second = expression(right, atLeast: own + 1)
    return kind == .range ? "\(first)..\(second)" : "\(first) \(kind.rawValue) \(second)"
  }

  /// An operand with something behind it: an `if` would take that for its own.
  private func left(_ expression: ExpressionSyntax, _ minimum: Int) -> String {
    endsInConditional(expression)
      ? "(\(bare(expression)))" : self.expression(expression, atLeast: minimum)
  }

  private func endsInConditional(_ expression: ExpressionSyntax) -> Bool {
    switch expression.kind {
    case .conditional: true
    case .unary(_, let operand, _): endsInConditional(operand)
    case .binary(_, _, let right, _), .inRange(_, let right): endsInConditional(right)
    default: false
    }
  }

  func call(_ call: CallSyntax) -> String {
    var inside = list(call.arguments)
    if let filter = call.filter {
      inside += (inside.isEmpty ? "" : " ") + "where \(expression(filter))"
    }
    var result = "\(name(call.name))(\(inside))"
    guard let first = call.per.first else { return result }
    if call.per.count == 1, case .name = first.kind {
      result += " per \(expression(first))"
    } else {
      result += " per (\(call.per.map { expression($0) }.joined(separator: ", ")))"
    }
    return result
  }

  private func arm(_ arm: MatchArmSyntax) -> String {
    let patterns =
      arm.patterns.isEmpty
      ? "else"
      : arm.patterns.map { expression($0, atLeast: OperatorPrecedence.range) }
        .joined(separator: ", ")
    return "\(patterns) => \(expression(arm.value))"
  }

  // MARK: - Literals and precedence

  private func literal(_ literal: LiteralSyntax) -> String {
    switch literal {
    case .missing: return "missing"
    case .boolean(let value): return value ? "true" : "false"
    // The lexer reads a sign as an operator, and there is no positive twin of this number.
    case .integer(.min): return "-9223372036854775807 - 1"
    case .integer(let value): return "\(value)"
    case .decimal(let mantissa, let scale): return decimal(mantissa, scale)
    case .string(let text): return string(text)
    case .duration(let count, let unit):
      return unit == .workday ? "\(count) workdays" : "\(count)\(unit.rawValue)"
    }
  }

  private func decimal(_ mantissa: Int64, _ scale: Int) -> String {
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }

  private func precedence(of expression: ExpressionSyntax) -> Int {
    switch expression.kind {
    case .binary(let kind, _, _, _): kind.precedence
    case .unary(.not, _, _): OperatorPrecedence.not
    case .unary(.negate, _, _): OperatorPrecedence.unary
    case .inList, .inRange, .inQuery, .isMissing: OperatorPrecedence.comparison
    case .literal(let literal): literal.isNegative ? OperatorPrecedence.additive : .max
    default: .max
    }
  }
}

extension LiteralSyntax {
  fileprivate var isNegative: Bool {
    switch self {
    case .integer(let value): value < 0
    case .decimal(let mantissa, _): mantissa < 0
    case .duration(let count, _): count < 0
    default: false
    }
  }
}

extension BinaryOperator {
  var precedence: Int {
    switch self {
    case .or: OperatorPrecedence.or
    case .and: OperatorPrecedence.and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .matchesRegex,
      .contains, .startsWith, .endsWith:
      OperatorPrecedence.comparison
    case .range: OperatorPrecedence.range
    case .coalesce: OperatorPrecedence.coalesce
    case .add, .subtract: OperatorPrecedence.additive
    case .multiply, .divide, .remainder: OperatorPrecedence.multiplicative
    }
  }

  /// Whether `a ∘ b ∘ c` can be written without brackets.
  fileprivate var isChained: Bool {
    precedence != OperatorPrecedence.comparison && self != .range
  }
}
