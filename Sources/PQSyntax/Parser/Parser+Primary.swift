import PQDiagnostics

extension Parser {
  /// Parses an operand with the signs before it.
  ///
  ///     unary → "-" unary | primary
  mutating func parseUnary() -> ExpressionSyntax {
    let start = current.range
    if at(.exclamation) {
      report(
        .foreignOperator("!", native: LocalizedText("not", zh: "非")), at: start)
    }
    guard at(.minus) || at(.exclamation) else { return parsePrimary() }
    let kind: UnaryOperator = at(.minus) ? .negate : .not
    return nested(otherwise: ExpressionSyntax(.broken, range: start)) {
      $0.advance(as: .prefix)
      let operand = $0.parseUnary()
      return ExpressionSyntax(
        .unary(kind, operand, operatorRange: start), range: start.union(operand.range))
    }
  }

  /// Parses a literal, a name with what belongs to it, or something in brackets.
  mutating func parsePrimary() -> ExpressionSyntax {
    let token = current
    switch token.kind {
    case .number(let literal): return parseNumber(literal)
    case .duration(let literal):
      advance()
      return ExpressionSyntax(.literal(literal), range: token.range)
    case .period(let period):
      advance()
      return ExpressionSyntax(.period(period), range: token.range)
    case .string:
      let string = parseString()
      return ExpressionSyntax(.literal(.string(string.text)), range: string.range)
    case .quotedName: return parseNameExpression()
    case .word: return parseWord()
    case .symbol(.leftParenthesis): return parseParenthesised()
    case .symbol, .invalid, .end:
      note(.expression)
      fail(.expectedExpression(found: found))
      return ExpressionSyntax(.broken, range: token.range)
    }
  }

  private mutating func parseWord() -> ExpressionSyntax {
    let token = current
    if !token.phrases.isEmpty {
      for (keyword, literal) in Self.wordLiterals where at(keyword) {
        _ = eat(keyword)
        return ExpressionSyntax(.literal(literal), range: token.range)
      }
      if at(.if) { return parseConditional() }
      if at(.match) { return parseMatch() }
      if let period = parseRelativePeriod() {
        return ExpressionSyntax(.period(period), range: range(from: token.range.start))
      }
    }
    guard atName() else {
      if at(.not) {
        fail(.notInsideOperand())
      } else {
        fail(.expectedExpression(found: found))
      }
      return ExpressionSyntax(.broken, range: token.range)
    }
    return parseNameExpression()
  }

  private static let wordLiterals: [(Keyword, LiteralSyntax)] = [
    (.true, .boolean(true)), (.false, .boolean(false)), (.missing, .missing),
  ]

  /// Parses a number, with the word that makes it a duration: `15 workdays`, `15 天`.
  private mutating func parseNumber(_ literal: LiteralSyntax) -> ExpressionSyntax {
    let token = advance()
    if case .integer = literal { note(.durationUnit) }
    guard case .integer(let count) = literal, !token.isBad, current.kind == .word else {
      return ExpressionSyntax(.literal(literal), range: token.range)
    }
    let word = current.text
    if let unit = DurationUnit(suffix: word), unit == .workday || unit.rawValue != word {
      advance(as: .unit(unit))
      return ExpressionSyntax(
        .literal(.duration(count, unit)), range: range(from: token.range.start))
    }
    if let unit = Self.spelledUnits[word] {
      report(
        .spelledUnit(count: count, unit), at: token.range.union(current.range))
      advance()
      return ExpressionSyntax(
        .literal(.duration(count, unit)), range: range(from: token.range.start))
    }
    return ExpressionSyntax(.literal(literal), range: token.range)
  }

  /// Units as people write them out; `15d` is the one way here.
  private static let spelledUnits: [String: DurationUnit] = [
    "second": .second, "seconds": .second, "minute": .minute, "minutes": .minute,
    "hour": .hour, "hours": .hour, "day": .day, "days": .day, "week": .week, "weeks": .week,
    "workday": .workday,
  ]

  /// Parses something in round brackets: a query, or an expression.
  private mutating func parseParenthesised() -> ExpressionSyntax {
    let open = current
    return bracketed(otherwise: ExpressionSyntax(.broken, range: open.range)) {
      $0.advance()
      let body = $0.parseBody()
      $0.expectClosing(open)
      let range = $0.range(from: open.range.start)
      switch body {
      case .query(let query): return ExpressionSyntax(.subquery(query), range: range)
      case .expression(let expression):
        return ExpressionSyntax(.parenthesised(expression), range: range)
      }
    }
  }

  /// Parses a conditional.
  ///
  ///     conditional → "if" expression "then" expression "else" expression
  private mutating func parseConditional() -> ExpressionSyntax {
    let start = current.range
    return nested(otherwise: ExpressionSyntax(.broken, range: start)) {
      _ = $0.eat(.if)
      let condition = $0.parseExpression()
      $0.expect(.then)
      let first = $0.isRecovering ? condition : $0.parseExpression()
      $0.expect(.else)
      let second = $0.isRecovering ? condition : $0.parseExpression()
      return ExpressionSyntax(
        .conditional(condition, then: first, else: second), range: $0.range(from: start.start))
    }
  }

  /// Parses a choice by value. Arms are separated by commas or lines.
  ///
  ///     match → "match" expression "{" (arm ","?)* "}"
  private mutating func parseMatch() -> ExpressionSyntax {
    let start = current.range
    return nested(otherwise: ExpressionSyntax(.broken, range: start)) {
      _ = $0.eat(.match)
      let subject = $0.parseExpression()
      let open = $0.current
      $0.expect(.leftBrace)
      var arms: [MatchArmSyntax] = []
      while !$0.isRecovering, !$0.at(.rightBrace), !$0.isAtEnd {
        arms.append($0.parseMatchArm())
        $0.markCodes(arms.last?.patterns ?? [], beside: subject)
        if !$0.eat(.comma), !$0.current.startsLine { break }
      }
      $0.noteArm()
      if arms.isEmpty, !$0.isAtEnd { $0.fail(.expectedExpression(found: $0.found)) }
      if open.kind == .symbol(.leftBrace) { $0.expectClosing(open) }
      return ExpressionSyntax(.match(subject, arms), range: $0.range(from: start.start))
    }
  }

  /// Notes that an arm may follow the brace or comma that the text ends in.
  private func noteArm() {
    guard log != nil, isAtEnd, index > 0 else { return }
    let last = tokens[index - 1].kind
    guard last == .symbol(.leftBrace) || last == .symbol(.comma) else { return }
    note(.keyword(.else, call: nil))
    note(.expression)
  }

  /// Parses one arm.
  ///
  ///     arm → ("else" | pattern ("," pattern)*) "=>" expression
  private mutating func parseMatchArm() -> MatchArmSyntax {
    var patterns: [ExpressionSyntax] = []
    if !eat(.else) {
      patterns = parseList { $0.asPeriod($0.parseOperators(from: OperatorPrecedence.range)) }
    }
    expect(.fatArrow)
    let value =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    return MatchArmSyntax(patterns: patterns, value: value)
  }
}
