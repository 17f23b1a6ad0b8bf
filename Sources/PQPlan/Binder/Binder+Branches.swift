import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `if C then A else B`.
  mutating func bindConditional(
    _ condition: ExpressionSyntax, _ then: ExpressionSyntax, _ otherwise: ExpressionSyntax,
    _ expression: ExpressionSyntax, _ scope: inout Scope, _ hint: WordHint?
  ) -> Operand? {
    let test = bindCondition(condition, &scope)
    let first = bindValue(then, &scope, hint: hint)
    let second = bindValue(otherwise, &scope, hint: hint ?? codeHint(first, then))
    guard let test, let first, let second,
      let branches = unified([first, second], at: expression.range)
    else { return nil }
    return joined(
      BoundExpression(
        .conditional(test, then: branches[0].expression, else: branches[1].expression),
        type: branches[0].type, location: location(expression.range)),
      branches, at: expression.range)
  }

  /// Beside a code, a bare word is looked up as a code too.
  private func codeHint(_ operand: Operand?, _ syntax: ExpressionSyntax) -> WordHint? {
    guard let operand, operand.type.isEnumeration else { return nil }
    return WordHint(operand, text: text(syntax.range))
  }

  private func joined(
    _ expression: BoundExpression, _ branches: [Operand], at range: SourceRange
  ) -> Operand {
    var result = Operand(expression, range: range)
    result.isOptional = branches.contains(where: \.isOptional)
    result.masking = .combined(branches.map(\.masking))
    return result
  }

  /// Binds `a ?? b`.
  mutating func bindCoalesce(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ expression: ExpressionSyntax,
    _ scope: inout Scope, _ hint: WordHint?
  ) -> Operand? {
    let first = bindValue(left, &scope, hint: hint)
    let second = bindValue(right, &scope, hint: hint ?? codeHint(first, left))
    guard let first, let second, let sides = unified([first, second], at: expression.range)
    else { return nil }
    return call("??", sides, at: expression.range)
  }

  /// Binds `match X { online => "a", else => "b" }` as a chain of conditions; without `else` the
  /// rest is missing.
  mutating func bindMatch(
    _ subject: ExpressionSyntax, _ arms: [MatchArmSyntax], _ expression: ExpressionSyntax,
    _ scope: inout Scope, _ hint: WordHint?
  ) -> Operand? {
    let value = bindValue(subject, &scope)
    var tests: [BoundExpression?] = []
    var results: [Operand?] = []
    var fallback: Operand?
    for arm in arms {
      if !arm.patterns.isEmpty {
        tests.append(value.flatMap { bindPatterns(arm.patterns, $0, subject, &scope) })
        results.append(bindValue(arm.value, &scope, hint: hint))
      } else if fallback == nil {
        fallback = bindValue(arm.value, &scope, hint: hint)
        if fallback == nil { results.append(nil) }
      }
    }
    let place = location(expression.range)
    let rest = fallback ?? .constant(.missing, type: .unknown, at: place)
    let bound = results.compactMap { $0 }
    let conditions = tests.compactMap { $0 }
    guard bound.count == results.count, conditions.count == tests.count,
      let branches = unified(bound + [rest], at: expression.range), let last = branches.last
    else { return nil }
    let arms = zip(conditions, branches).map { (test: $0, value: $1.expression) }
    return joined(
      choice(arms[...], else: last.expression, expression.range), branches, at: expression.range)
  }

  /// Chooses the first arm whose test is true. A long list is halved again and again, since a chain
  /// of hundreds of choices inside one another would be too deep to run.
  private func choice(
    _ arms: ArraySlice<(test: BoundExpression, value: BoundExpression)>,
    else rest: BoundExpression, _ range: SourceRange
  ) -> BoundExpression {
    let place = location(range)
    guard arms.count > 16 else {
      return arms.reversed().reduce(rest) { chain, arm in
        BoundExpression(
          .conditional(arm.test, then: arm.value, else: chain), type: rest.type, location: place)
      }
    }
    let middle = arms.startIndex + arms.count / 2
    let isEarly = balanced(arms[..<middle].map(\.test)[...], isAnd: false, range)
    let missing = BoundExpression(.constant(.missing), type: rest.type, location: place)
    return BoundExpression(
      .conditional(
        isEarly, then: choice(arms[..<middle], else: missing, range),
        else: choice(arms[middle...], else: rest, range)),
      type: rest.type, location: place)
  }

  private mutating func bindPatterns(
    _ patterns: [ExpressionSyntax], _ value: Operand, _ subject: ExpressionSyntax,
    _ scope: inout Scope
  ) -> BoundExpression? {
    let hint = WordHint(value, text: text(subject.range))
    var tests: [BoundExpression] = []
    for pattern in patterns {
      if case .binary(.range, let first, let last, _) = pattern.unwrapped.kind {
        if let test = bindBetween(value, first, last, pattern, &scope) {
          tests.append(test.expression)
        }
        continue
      }
      guard let bound = bind(pattern, &scope, hint: hint) else { continue }
      let test =
        bound.isRange
        ? bindMembership(value, bound, pattern) : compare(.equal, value, bound, at: pattern.range)
      if let test { tests.append(test.expression) }
    }
    guard tests.count == patterns.count, let first = patterns.first, let last = patterns.last
    else { return nil }
    return balanced(tests[...], isAnd: false, first.range.union(last.range))
  }
}
