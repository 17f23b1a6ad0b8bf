import PQDiagnostics

extension Parser {
  /// Parses a whole text, statement by statement.
  mutating func parseScript(_ ranges: [Range<Int>]) -> ScriptSyntax {
    var statements: [StatementSyntax] = []
    let lexed = diagnostics
    for range in ranges { statements.append(parseStatement(range, lexed: lexed)) }
    return ScriptSyntax(source: source, statements: statements)
  }

  private mutating func parseStatement(
    _ tokenRange: Range<Int>, lexed: [Diagnostic]
  ) -> StatementSyntax {
    index = tokenRange.lowerBound
    limit = tokenRange.upperBound
    isRecovering = false
    depth = 0
    height = 0
    let start = current.range.start
    let range = SourceRange(start, tokens[limit - 1].range.end)
    let errors = diagnostics.count
    guard range.end - range.start <= Self.statementLimit else {
      report(.statementTooLong(), at: SourceRange(start, start + 1))
      return StatementSyntax(kind: .broken, range: range, isComplete: false)
    }
    let kind = parseStatementKind()
    if !isRecovering, !isAtEnd {
      if case .symbol(let symbol) = current.kind, symbol.isClosing {
        fail(.strayBracket(symbol))
      } else {
        fail(.unexpected(found ?? "", wanted: nil))
      }
    }
    let isLexed = !tokens[tokenRange].contains { $0.isBad }
    return StatementSyntax(
      kind: kind, range: range,
      isComplete: isLexed && !isRecovering && diagnostics.count == errors)
  }

  private mutating func parseStatementKind() -> StatementSyntax.Kind {
    guard let keyword = statementKeyword() else { return .query(parseBody()) }
    _ = eat(keyword)
    switch keyword {
    case .let: return parseLet()
    case .param: return parseParameter()
    case .import: return parseImport()
    case .include: return .include(path: parseString(or: .fileName))
    case .print: return .print(parseTemplate(.printed))
    case .assert:
      let condition = parseExpression()
      return .assert(
        condition: condition, reason: !isRecovering && atString ? parseTemplate(.reason) : nil)
    case .table: return .table(parseTable())
    case .field: return .field(parseField())
    case .measure: return .measure(parseMeasure())
    case .secret: return .secret(parseSecret())
    case .check: return .check(parseCheck())
    case .holidays: return .holidays(path: parseString(or: .fileName))
    default: return .broken
    }
  }

  /// Returns the statement whose word stands here. The words are not reserved: `table | count`
  /// is a query on a table named `table`.
  private func statementKeyword() -> Keyword? {
    guard current.kind == .word,
      let keyword = current.phrases.first(where: {
        KeywordTable.entry(for: $0.keyword).role == .statement
      })?.keyword
    else { return nil }
    let next = token(at: index + 1)
    switch next.kind {
    case .word where KeywordTable.isReserved(next.text):
      return takesReserved(keyword, next) ? keyword : nil
    case .word, .quotedName, .string: return keyword
    case .number, .duration, .period: return keyword
    case .symbol(.leftParenthesis): return keyword == .assert || keyword == .print ? keyword : nil
    case .symbol(.leftBrace): return keyword == .table ? keyword : nil
    case .symbol(.equal): return keyword == .let || keyword == .param ? keyword : nil
    // A half-written declaration has no table after it yet.
    case .end: return log == nil && Self.declarations.contains(keyword) ? nil : keyword
    default: return nil
    }
  }

  /// The statements whose lone word is rather a table of that name.
  private static let declarations: Set<Keyword> = [
    .table, .field, .measure, .secret, .check, .holidays,
  ]

  /// Whether a reserved word can follow a statement's: `assert not …`, `let by = …` by mistake,
  /// but `table where …`.
  private func takesReserved(_ keyword: Keyword, _ next: Token) -> Bool {
    if keyword == .assert {
      return at(.not, offset: 1) || at(.if, offset: 1) || at(.match, offset: 1)
        || at(.true, offset: 1) || at(.false, offset: 1) || at(.missing, offset: 1)
    }
    return (keyword == .let || keyword == .param) && at(.equal, offset: 2)
  }

  /// Parses a definition.
  ///
  ///     let       → "let" name string? ("(" (parameter ("," parameter)*)? ")")? "=" body
  ///     parameter → name (":" type)?
  private mutating func parseLet() -> StatementSyntax.Kind {
    let name = parseName(as: .definition, .definition)
    let chineseName = !isRecovering && atString ? parseString() : nil
    var parameters: [ParameterSyntax]?
    if !isRecovering, at(.leftParenthesis) {
      let open = advance(as: .callBracket)
      parameters = at(.rightParenthesis) ? [] : parseList { $0.parseFunctionParameter() }
      expectClosing(open)
    }
    if !isRecovering { expect(.equal) }
    let body =
      isRecovering
      ? .expression(ExpressionSyntax(.broken, range: current.range)) : parseBody()
    return .letBinding(
      LetSyntax(name: name, chineseName: chineseName, parameters: parameters, body: body))
  }

  private mutating func parseFunctionParameter() -> ParameterSyntax {
    let name = parseName(as: .definition, .parameter)
    return ParameterSyntax(name: name, type: !isRecovering && eat(.colon) ? parseType() : nil)
  }

  /// Parses a parameter.
  ///
  ///     param → "param" name (":" type)? "=" expression
  private mutating func parseParameter() -> StatementSyntax.Kind {
    let name = parseName(as: .definition, .definition)
    var type: TypeSyntax?
    if !isRecovering, eat(.colon) { type = parseType() }
    if !isRecovering { expect(.equal) }
    var value =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    if case .named(let typeName) = type?.kind, typeName.text == Keyword.period.rawValue {
      value = asPeriod(value)
    }
    return .parameter(name: name, type: type, defaultValue: value)
  }
}
