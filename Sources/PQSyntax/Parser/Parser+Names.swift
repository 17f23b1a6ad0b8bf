import PQDiagnostics

extension Parser {
  /// Parses a name, a path or a call.
  ///
  ///     nameExpression → name ("." name)* | call
  mutating func parseNameExpression() -> ExpressionSyntax {
    if at(.leftParenthesis, offset: 1) { return parseCall() }
    let isAggregate = isAggregating && at(.count)
    let token = advance(as: .name)
    if isAggregate { roles[index - 1] = .keyword(.count) }
    let name = NameSyntax(token.text, range: token.range, isQuoted: token.kind == .quotedName)
    var expression = ExpressionSyntax(.name(name), range: token.range)
    while !isRecovering, eat(.dot) {
      height += 1
      if height > Self.heightLimit {
        abandon(.expressionTooLong(limit: Self.heightLimit), at: expression.range)
      }
      let member = parseName(as: .name, .column)
      expression = ExpressionSyntax(
        .path(expression, member), range: expression.range.union(member.range))
    }
    return expression
  }

  /// Parses a call.
  ///
  ///     call     → name "(" (argument ("," argument)*)? ("where" expression)? ")" per?
  ///     argument → expression ("asc" | "desc")?
  ///     per      → "per" (operand | "(" expression ("," expression)* ")")
  private mutating func parseCall() -> ExpressionSyntax {
    let start = current.range
    let canHavePer = !stopsAtPer
    return bracketed(otherwise: ExpressionSyntax(.broken, range: start)) {
      let token = $0.advance(as: .function)
      let name = NameSyntax(token.text, range: start, isQuoted: token.kind == .quotedName)
      let open = $0.advance(as: .callBracket)
      let aggregating = $0.isAggregating
      $0.isAggregating = false
      var arguments: [SortKeySyntax] = []
      var filter: ExpressionSyntax?
      $0.within(call: name.text) {
        if !$0.at(.rightParenthesis), !$0.at(.where) {
          arguments = $0.parseList { $0.parseSortKey() }
        }
        if !$0.isRecovering, $0.eat(.where) { filter = $0.parseExpression() }
      }
      $0.expectClosing(open)
      $0.isAggregating = aggregating
      $0.readRatioPart(&arguments, of: name)
      $0.markArguments(arguments, of: name)
      let hasPer = $0.within(call: name.text) { canHavePer && $0.eat(.per) }
      let per = hasPer ? $0.parsePartition() : []
      let range = $0.range(from: start.start)
      let call = CallSyntax(
        name: name, arguments: arguments, filter: filter, per: per, range: range)
      return ExpressionSyntax(.call(call), range: range)
    }
  }

  /// `numerator` or `denominator` behind the measure of `rows`.
  private mutating func readRatioPart(
    _ arguments: inout [SortKeySyntax], of function: NameSyntax
  ) {
    guard ["rows", "明细"].contains(function.text), arguments.count > 1,
      case .name(let name) = arguments[1].expression.kind, !name.isQuoted,
      let keyword = KeywordTable.keyword(spelled: name.text),
      keyword == .numerator || keyword == .denominator,
      let token = tokens[..<index].lastIndex(where: { $0.range == name.range })
    else { return }
    roles[token] = .keyword(keyword)
    arguments[1].expression.kind = .name(NameSyntax(keyword.rawValue, range: name.range))
  }

  /// Notes which bare words are arguments: a function may declare codes for them.
  private mutating func markArguments(_ arguments: [SortKeySyntax], of function: NameSyntax) {
    for (position, argument) in arguments.enumerated() {
      guard case .name(let name) = argument.expression.kind, !name.isQuoted,
        let token = tokens[..<index].lastIndex(where: { $0.range == name.range }),
        roles[token] == .name
      else { continue }
      roles[token] = .argument(function: function.text, position: position)
    }
  }

  private mutating func parsePartition() -> [ExpressionSyntax] {
    guard at(.leftParenthesis) else { return [parsePrimary()] }
    let open = advance()
    let keys = parseList { $0.parseExpression() }
    expectClosing(open)
    return keys
  }

  /// Parses a sort key.
  ///
  ///     sortKey → expression ("asc" | "desc")?
  mutating func parseSortKey() -> SortKeySyntax {
    let expression = parseExpression()
    let isDescending: Bool? =
      isRecovering ? nil : eat(.desc) ? true : eat(.asc) ? false : nil
    return SortKeySyntax(expression: expression, isDescending: isDescending)
  }
}
