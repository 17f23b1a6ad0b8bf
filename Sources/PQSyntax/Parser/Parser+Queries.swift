import PQDiagnostics

extension Parser {
  /// Parses a query or an expression; which of them shows after its first operand.
  ///
  ///     body     → expression | pipeline
  ///     pipeline → source ("where" expression)? ("|" stage)*
  mutating func parseBody() -> BodySyntax {
    let start = current.range.start
    let savedAggregating = isAggregating
    isAggregating = false
    let savedCall = log?.call
    log?.call = nil
    defer {
      isAggregating = savedAggregating
      log?.call = savedCall
    }
    if isStageWithoutSource {
      report(.stageWithoutSource(sourceAfterFrom), at: current.range)
      isRecovering = true
    }
    let first =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    let stages = parseStages(after: first)
    guard !stages.isEmpty else { return lone(first) }
    let query = QuerySyntax(source: asSource(first), stages: stages, range: range(from: start))
    return .query(query)
  }

  /// A query in brackets that stands alone is that query.
  mutating func lone(_ expression: ExpressionSyntax) -> BodySyntax {
    if case .subquery(let query) = expression.kind { return .query(query) }
    if case .name(let name) = expression.kind {
      return .expression(ExpressionSyntax(.name(asPrevious(name)), range: expression.range))
    }
    return .expression(expression)
  }

  /// `它` is `it`, wherever a table can stand.
  mutating func asPrevious(_ name: NameSyntax) -> NameSyntax {
    guard !name.isQuoted, KeywordTable.keyword(spelled: name.text) == .it else { return name }
    var position = index - 1
    while position > 0, tokens[position].range.start > name.range.start { position -= 1 }
    if position >= 0, tokens[position].range == name.range { roles[position] = .keyword(.it) }
    return NameSyntax(Keyword.it.rawValue, range: name.range)
  }

  mutating func asSource(_ expression: ExpressionSyntax) -> QuerySourceSyntax {
    switch expression.kind {
    case .name(let name): return .name(asPrevious(name))
    case .call(let call): return .call(call)
    case .subquery(let query): return .query(query)
    case .parenthesised(let inner):
      let source = asSource(inner)
      return .query(QuerySyntax(source: source, stages: [], range: expression.range))
    // A value cannot be a source; `checkSource` has said so.
    default: return .name(NameSyntax("", range: expression.range))
    }
  }

  // MARK: - Stages in a row

  private mutating func parseStages(after first: ExpressionSyntax) -> [StageSyntax] {
    var stages: [StageSyntax] = []
    while true {
      if isRecovering { skipToBar() }
      let start = current.range
      if at(.bar) {
        // Said here, where the bar shows what was meant.
        if stages.isEmpty { checkSource(first) }
        advance()
        stages.append(parseStage())
      } else if isRecovering || isAtEnd {
        if stages.isEmpty, canLackBar(after: first, []) { note(.keyword(.where, call: nil)) }
        return stages
      } else if stages.isEmpty, at(.where) {
        checkSource(first)
        stages.append(parseStage())
      } else if canLackBar(after: first, stages), let keyword = stageKeyword() {
        report(.missingBar(source.text(in: start), KeywordTable.entry(for: keyword)), at: start)
        stages.append(parseStage())
      } else {
        return stages
      }
      if stages.count > Self.stageLimit {
        abandon(.tooManyStages(limit: Self.stageLimit), at: start)
      }
    }
  }

  mutating func checkSource(_ first: ExpressionSyntax) {
    switch first.kind {
    case .name, .call, .subquery, .broken: return
    case .parenthesised(let inner): checkSource(inner)
    default: report(.valueAsSource(), at: first.range)
    }
  }

  private func canLackBar(after first: ExpressionSyntax, _ stages: [StageSyntax]) -> Bool {
    if !stages.isEmpty { return true }
    switch first.kind {
    case .name, .call, .subquery, .parenthesised: return true
    default: return false
    }
  }

  /// Returns the stage whose word stands here.
  func stageKeyword() -> Keyword? {
    guard index < limit, tokens[index].kind == .word else { return nil }
    return tokens[index].phrases.first {
      KeywordTable.entry(for: $0.keyword).role == .stage && at($0.keyword)
    }?.keyword
  }

  /// Whether the statement begins with a stage: `select a from b`, `| count`.
  private var isStageWithoutSource: Bool {
    if isAtEnd { return false }
    if at(.bar) || at(.where) { return true }
    guard let keyword = stageKeyword() else { return false }
    let next = token(at: index + wordCount(of: keyword, at: index))
    switch next.kind {
    case .number, .string, .quotedName: return true
    case .word:
      if KeywordTable.isReserved(next.text) {
        return next.text == Keyword.by.rawValue
          || next.text == KeywordTable.spelling(of: .by, in: .chinese)
      }
      let keyword = next.phrases.first?.keyword
      let isOperator = keyword.map { KeywordTable.entry(for: $0).role == .operator } ?? false
      let isStage = keyword.map { KeywordTable.entry(for: $0).role == .stage } ?? false
      return !isOperator && !isStage
    case .symbol(.star): return keyword == .select
    default: return false
    }
  }

  /// The name after `from`, as SQL would have it.
  private var sourceAfterFrom: String? {
    for position in index..<max(index, limit - 1) where tokens[position].text == "from" {
      let next = tokens[position + 1]
      if next.kind == .word { return next.text }
    }
    return nil
  }
}
