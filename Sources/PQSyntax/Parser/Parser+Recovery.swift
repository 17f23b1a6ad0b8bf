import PQDiagnostics

extension Parser {
  /// The token here as a message quotes it, or `nil` at the end of the statement.
  var found: String? {
    isAtEnd ? nil : String(source.text(in: current.range).prefix(40))
  }

  /// Reports a mistake after which reading can go on as if it had not been made.
  mutating func report(_ diagnostic: Diagnostic, at range: SourceRange) {
    guard !isRecovering else { return }
    diagnostics.append(diagnostic.at(range, in: source))
  }

  /// Reports a mistake at the current token, and stays silent until in step again.
  mutating func fail(_ diagnostic: Diagnostic, at range: SourceRange? = nil) {
    // The lexer has already spoken about a character that nothing can begin with.
    if current.kind != .invalid { report(diagnostic, at: range ?? current.range) }
    isRecovering = true
  }

  /// Reports once that a statement is too deep, and gives the rest of it up.
  mutating func abandon(_ diagnostic: Diagnostic, at range: SourceRange) {
    report(diagnostic, at: range)
    isRecovering = true
    index = limit
  }

  /// Skips to the next `|`, to the bracket that closes the one around, or to the end.
  mutating func skipToBar() {
    skip { $0 == .symbol(.bar) }
    if at(.bar) || (!isAtEnd && depth > 0) { isRecovering = false }
  }

  /// Skips tokens, nested brackets as a whole, to one that fits or to a closing bracket.
  mutating func skip(to fits: (TokenKind) -> Bool) {
    var open = 0
    while !isAtEnd {
      let kind = current.kind
      if open == 0, fits(kind) { return }
      if case .symbol(let symbol) = kind {
        if symbol.closing != nil { open += 1 }
        if symbol.isClosing {
          if open == 0 { return }
          open -= 1
        }
      }
      index += 1
    }
  }

  /// Takes the bracket that closes one, or reports that it is missing.
  mutating func expectClosing(_ open: Token) {
    guard case .symbol(let symbol) = open.kind, let closing = symbol.closing else { return }
    if eat(closing) {
      isRecovering = false
      return
    }
    let position = index
    skip { $0 == .symbol(closing) }
    let isClosed = at(closing)
    let resumed = index
    index = position
    if !isRecovering {
      if isClosed {
        fail(.unexpected(found ?? "", wanted: closing.rawValue))
      } else {
        fail(.unclosedBracket(symbol), at: open.range)
      }
    }
    // Without its partner the bracket may have been forgotten anywhere: the next `|` goes on.
    guard isClosed else { return }
    index = resumed
    if eat(closing) { isRecovering = false }
  }

  /// Takes a symbol, or reports that it is missing.
  mutating func expect(_ symbol: Symbol) {
    if eat(symbol) { return }
    fail(.expectedSymbol(symbol.rawValue, found: found))
  }

  /// Takes a keyword, or reports that it is missing.
  mutating func expect(_ keyword: Keyword) {
    if eat(keyword) { return }
    fail(.expectedKeyword(KeywordTable.entry(for: keyword), found: found))
  }

  /// Runs a production one level deeper; gives up the statement when that is too deep.
  mutating func nested<Result>(
    otherwise fallback: @autoclosure () -> Result, _ body: (inout Parser) -> Result
  ) -> Result {
    guard depth < Self.depthLimit else {
      abandon(.nestingTooDeep(limit: Self.depthLimit), at: current.range)
      return fallback()
    }
    let savedHeight = height
    height = 0
    depth += 1
    let result = body(&self)
    depth -= 1
    height = max(savedHeight, height + 1)
    return result
  }

  /// Runs a production between brackets, where a `per` belongs to what stands there again.
  mutating func bracketed<Result>(
    otherwise fallback: @autoclosure () -> Result, _ body: (inout Parser) -> Result
  ) -> Result {
    let saved = stopsAtPer
    stopsAtPer = false
    let result = nested(otherwise: fallback(), body)
    stopsAtPer = saved
    return result
  }
}
