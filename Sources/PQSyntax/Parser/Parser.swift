import PQDiagnostics

/// Turns tokens into a syntax tree by recursive descent.
///
/// Parsing never fails: broken parts are marked in the tree and explained by diagnostics. After a
/// mistake the parser stays silent until it is in step again: at the next `|`, behind the bracket
/// that it was in, or in the next statement.
package struct Parser {
  let source: SourceText
  let tokens: [Token]
  /// What each token was taken for.
  var roles: [TokenRole]
  var diagnostics: [Diagnostic]
  var index = 0
  /// Where the statement's tokens end.
  var limit: Int
  var isRecovering = false
  /// How many constructs are open around the position.
  var depth = 0
  /// The height of the tallest expression read since it was last set to 0.
  var height = 0
  /// Whether `per` belongs to the stage and not to the call before it.
  var stopsAtPer = false
  /// Whether a bare `count` is the aggregate, as in `summarise count`.
  var isAggregating = false
  /// What was looked for at the end of the text, if somebody wants to know.
  var log: ExpectationLog?

  /// Brackets and other constructs inside one another. Far more than people write, and few enough
  /// for every later phase to recurse.
  static let depthLimit = 200
  /// Operators chained without brackets count too: `a + a + a …` is a tree as high as it is long.
  static let heightLimit = 500
  static let stageLimit = 1_000
  static let fileLimit = 4 << 20
  static let statementLimit = 1 << 20
  static let diagnosticLimit = 10

  init(_ lexed: LexedText) {
    source = lexed.source
    tokens = lexed.tokens
    roles = Array(repeating: .plain, count: lexed.tokens.count)
    diagnostics = lexed.diagnostics
    limit = max(0, lexed.tokens.count - 1)
  }

  /// Returns the tree of a text and what is wrong with it, at most ten messages in order.
  package static func parse(
    _ source: SourceText
  ) -> (script: ScriptSyntax, diagnostics: [Diagnostic]) {
    let parsed = ParsedText(source)
    return (parsed.script, parsed.diagnostics)
  }
}

/// A text with its tokens, what they were taken for, and its tree.
package struct ParsedText: Sendable {
  package let lexed: LexedText
  package let roles: [TokenRole]
  package let script: ScriptSyntax
  /// The tokens of each statement, in the order of `script.statements`.
  package let statementTokens: [Range<Int>]
  package let diagnostics: [Diagnostic]

  /// Reads a text, or a part of it.
  package init(_ source: SourceText, range: SourceRange? = nil) {
    guard (range.map { $0.end - $0.start } ?? source.utf8.count) <= Parser.fileLimit else {
      lexed = LexedText(source: source, tokens: [], comments: [], diagnostics: [])
      roles = []
      script = ScriptSyntax(source: source, statements: [])
      statementTokens = []
      diagnostics = [Diagnostic.fileTooLarge().at(SourceRange.zero, in: source)]
      return
    }
    lexed = Lexer.lex(source, range: range)
    statementTokens = StatementSplitter.split(lexed.tokens)
    var parser = Parser(lexed)
    script = parser.parseScript(statementTokens)
    roles = parser.roles
    diagnostics = Self.ordered(parser.diagnostics)
  }

  private static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    func start(_ diagnostic: Diagnostic) -> Int {
      if case .source(_, let range) = diagnostic.place { range.start } else { 0 }
    }
    let sorted = diagnostics.enumerated().sorted {
      (start($0.element), $0.offset) < (start($1.element), $1.offset)
    }
    return sorted.prefix(Parser.diagnosticLimit).map(\.element)
  }
}

// MARK: - Looking

extension Parser {
  var current: Token { token(at: index) }

  func token(at position: Int) -> Token {
    guard position < limit else { return endToken }
    return tokens[position]
  }

  /// The end of the statement as a token: an empty range behind its last one.
  private var endToken: Token {
    let end = limit > 0 && limit <= tokens.count ? tokens[limit - 1].range.end : 0
    return Token(kind: .end, range: SourceRange(end, end), startsLine: true)
  }

  var isAtEnd: Bool { index >= limit }

  func at(_ symbol: Symbol) -> Bool {
    index < limit && tokens[index].kind == .symbol(symbol)
  }

  func at(_ symbol: Symbol, offset: Int) -> Bool {
    index + offset < limit && tokens[index + offset].kind == .symbol(symbol)
  }

  func at(_ keyword: Keyword) -> Bool {
    wordCount(of: keyword, at: index) > 0
  }

  func at(_ keyword: Keyword, offset: Int) -> Bool {
    wordCount(of: keyword, at: index + offset) > 0
  }

  /// Returns how many tokens spell a keyword at a position; 0 if it does not stand there.
  func wordCount(of keyword: Keyword, at position: Int) -> Int {
    guard position < limit else {
      note(.keyword(keyword, call: log?.call), offset: position - index)
      return 0
    }
    for phrase in tokens[position].phrases where phrase.keyword == keyword {
      let isSpelled = phrase.words.indices.dropFirst().allSatisfy { word in
        position + word < limit && tokens[position + word].kind == .word
          && tokens[position + word].text == phrase.words[word]
      }
      if isSpelled { return phrase.words.count }
    }
    return 0
  }

  /// Whether a name stands at a position: a word that is not reserved, or one in back quotes.
  func atName(offset: Int = 0) -> Bool {
    guard index + offset < limit else { return false }
    let token = tokens[index + offset]
    switch token.kind {
    case .quotedName: return true
    case .word: return !KeywordTable.isReserved(token.text)
    default: return false
    }
  }

  var atString: Bool { index < limit && tokens[index].kind == .string }

  /// The range from a position to the end of the last token taken.
  func range(from start: Int) -> SourceRange {
    guard index > 0, index <= tokens.count else { return SourceRange(start, start) }
    return SourceRange(start, max(start, tokens[index - 1].range.end))
  }
}

// MARK: - Taking

extension Parser {
  @discardableResult
  mutating func advance(as role: TokenRole = .plain) -> Token {
    let token = current
    guard index < limit else { return token }
    roles[index] = role
    index += 1
    // What follows an unclosed string on its line was swallowed, so the rest cannot be judged.
    if token.isBad && token.kind == .string { isRecovering = true }
    return token
  }

  mutating func eat(_ symbol: Symbol, as role: TokenRole = .plain) -> Bool {
    guard at(symbol) else { return false }
    advance(as: role)
    return true
  }

  /// Takes a keyword if it stands here.
  mutating func eat(_ keyword: Keyword) -> Bool {
    let count = wordCount(of: keyword, at: index)
    guard count > 0 else { return false }
    advance(as: .keyword(keyword))
    for _ in 1..<count { advance(as: .keywordTail) }
    return true
  }

  /// Takes a name, or reports that one is missing.
  mutating func parseName(as role: TokenRole, _ wanted: NameWanted) -> NameSyntax {
    guard atName() else {
      note(role, wanted)
      fail(.expectedName(wanted, found: found))
      return NameSyntax("", range: SourceRange(current.range.start, current.range.start))
    }
    let token = advance(as: role)
    return NameSyntax(token.text, range: token.range, isQuoted: token.kind == .quotedName)
  }

  private func note(_ role: TokenRole, _ wanted: NameWanted) {
    switch (role, wanted) {
    case (.name, .column): note(.column)
    case (.declaration, .table): note(.table)
    case (_, .format): note(.format)
    default: break
    }
  }

  /// Reads one or more elements with commas between them.
  mutating func parseList<Element>(_ element: (inout Parser) -> Element) -> [Element] {
    var result = [element(&self)]
    while !isRecovering, eat(.comma) { result.append(element(&self)) }
    return result
  }
}
