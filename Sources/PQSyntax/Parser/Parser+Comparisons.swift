import PQDiagnostics

extension Parser {
  /// Parses what follows the left side of a comparison. Comparisons cannot be chained.
  ///
  ///     comparison → range ("=" | "!=" | "<" | "<=" | ">" | ">=" | "~") range
  ///                | range ("contains" | "starts with" | "ends with") range
  ///                | range "not"? "in" membership
  ///                | range ("is missing" | "is not missing")
  mutating func parseComparison(_ left: ExpressionSyntax) -> ExpressionSyntax {
    let result = parseOneComparison(left)
    let operatorStart = current.range
    guard !isRecovering, let next = binaryOperator(from: OperatorPrecedence.comparison),
      next.precedence == OperatorPrecedence.comparison
    else { return result }
    report(.chainedComparison(isBetween: isBetween(result, next)), at: operatorStart)
    isRecovering = true
    return result
  }

  /// Whether `a < b` followed by another `<` means that `b` lies between.
  private func isBetween(_ first: ExpressionSyntax, _ next: FoundOperator) -> Bool {
    guard case .binary(let kind, _, _, _) = first.kind else { return false }
    let isLess = kind == .less || kind == .lessOrEqual
    return isLess && (next.binary == .less || next.binary == .lessOrEqual)
  }

  private mutating func parseOneComparison(_ left: ExpressionSyntax) -> ExpressionSyntax {
    let start = current.range
    if eat(.isNotMissing) {
      return ExpressionSyntax(
        .isMissing(left, isNegated: true), range: range(from: left.range.start))
    }
    if eat(.isMissing) {
      return ExpressionSyntax(
        .isMissing(left, isNegated: false), range: range(from: left.range.start))
    }
    if eat(.notIn) {
      let operatorRange = range(from: start.start)
      let membership = parseMembership(left)
      return ExpressionSyntax(
        .unary(.not, membership, operatorRange: operatorRange), range: membership.range)
    }
    if eat(.in) { return parseMembership(left) }
    guard let found = binaryOperator(from: OperatorPrecedence.comparison), let kind = found.binary
    else { return parseForeignComparison(left) }
    _ = takeOperator(found)
    let operatorRange = range(from: start.start)
    let right = parseOperators(from: OperatorPrecedence.range)
    markCodes([right], beside: left)
    return ExpressionSyntax(
      .binary(kind, left, right, operatorRange: operatorRange),
      range: left.range.union(right.range))
  }

  /// Parses what follows `in`.
  ///
  ///     membership → "(" body ("," body)* ")" | range
  private mutating func parseMembership(_ left: ExpressionSyntax) -> ExpressionSyntax {
    guard at(.leftParenthesis) else {
      let right = asPeriod(parseOperators(from: OperatorPrecedence.range))
      return ExpressionSyntax(.inRange(left, right), range: left.range.union(right.range))
    }
    let open = current
    let members = bracketed(otherwise: [BodySyntax]()) {
      $0.advance()
      let members = $0.parseList { $0.parseBody() }
      $0.expectClosing(open)
      return members
    }
    let whole = range(from: left.range.start)
    if members.count == 1, case .query(let query) = members[0] {
      return ExpressionSyntax(.inQuery(left, query), range: whole)
    }
    let values = members.map(asExpression)
    // `in (2020-01)..(2020-03)`: the brackets were only the beginning of a range.
    if values.count == 1, at(.range) {
      let first = ExpressionSyntax(.parenthesised(values[0]), range: range(from: open.range.start))
      let operatorRange = advance().range
      let second = asPeriod(parseOperators(from: OperatorPrecedence.coalesce))
      let bounds = ExpressionSyntax(
        .binary(.range, first, second, operatorRange: operatorRange),
        range: first.range.union(second.range))
      return ExpressionSyntax(.inRange(left, bounds), range: left.range.union(second.range))
    }
    markCodes(values, beside: left)
    return ExpressionSyntax(.inList(left, values), range: whole)
  }

  /// Notes which bare words may be codes of a column: the formatter translates them as such.
  mutating func markCodes(_ values: [ExpressionSyntax], beside left: ExpressionSyntax) {
    guard let column = left.columnName else { return }
    for value in values {
      guard case .name(let name) = value.kind, !name.isQuoted,
        let position = tokens[..<index].lastIndex(where: { $0.range == name.range }),
        roles[position] == .name
      else { continue }
      roles[position] = .code(column: column)
    }
  }

  /// A query among values is a value itself.
  func asExpression(_ body: BodySyntax) -> ExpressionSyntax {
    switch body {
    case .expression(let expression): expression
    case .query(let query): ExpressionSyntax(.subquery(query), range: query.range)
    }
  }

  /// Explains `is`, `like` and `between`, which other languages have.
  private mutating func parseForeignComparison(_ left: ExpressionSyntax) -> ExpressionSyntax {
    let start = current.range
    let word = current.text
    switch word {
    case "is": fail(.isWithoutMissing(), at: start)
    case "like": fail(.likeOperator(), at: start)
    case "between": fail(.betweenOperator(), at: start)
    default: fail(.unexpected(found ?? "", wanted: nil))
    }
    return ExpressionSyntax(.broken, range: range(from: left.range.start))
  }
}

extension ExpressionSyntax {
  /// The column that it names, at the end of a path too.
  fileprivate var columnName: String? {
    switch kind {
    case .name(let name), .path(_, let name): name.text
    case .parenthesised(let inner): inner.columnName
    default: nil
    }
  }
}
