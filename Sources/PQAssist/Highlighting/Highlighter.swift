import PQDiagnostics
import PQSyntax

/// Tells what each piece of a text is, from its tokens alone: quick enough for every key typed, and
/// right also while the text is half written.
///
///     harvests where variety=apple | count
///     table    keyw. column  code    keyword
package struct Highlighter {
  private let source: SourceText
  private let tokens: [Token]
  private let names: KnownNames?
  private let madeNames: MadeNames
  /// The names that mean nothing where they stand; `nil` if nobody has looked.
  private let unknownNames: Set<SourceRange>?
  private var result: [Highlight] = []
  private var openBrackets: [Symbol] = []

  /// Returns the pieces that are set off, in order, none overlapping.
  ///
  /// Without `names`, nothing is said about names. With them, a word that means nothing is
  /// `unknown`, unless it stands where a code or text may, or at the very end, where it is
  /// probably not yet whole.
  ///
  /// A `check` of the text knows more: which columns a stage before has made or dropped.
  package static func highlights(
    in text: String, names: KnownNames? = nil, check: LineCheck? = nil
  ) -> [Highlight] {
    let lexed = check?.parsed.lexed ?? Lexer.lex(SourceText(text))
    var highlighter = Highlighter(lexed, names: names, check: check)
    return highlighter.run(comments: lexed.comments)
  }

  private init(_ lexed: LexedText, names: KnownNames?, check: LineCheck?) {
    source = lexed.source
    tokens = lexed.tokens
    self.names = names
    unknownNames = check.flatMap { $0.isBound ? $0.unknownNames : nil }
    madeNames = MadeNames(lexed.tokens)
  }

  private mutating func run(comments: [SourceRange]) -> [Highlight] {
    var index = 0
    while index < tokens.count {
      index += highlight(at: index)
    }
    result += comments.map { Highlight($0, .comment) }
    return result.sorted { $0.range.start < $1.range.start }
  }

  /// Highlights the token at an index, or the phrase that starts there; returns how many it took.
  private mutating func highlight(at index: Int) -> Int {
    let token = tokens[index]
    switch token.kind {
    case .end: break
    case .number, .duration: add(.number, index)
    case .period: add(.period, index)
    case .string: add(.string, index)
    case .invalid: add(.mistake, index)
    case .symbol(let symbol): highlight(symbol, at: index)
    case .quotedName: addName(at: index)
    case .word: return highlightWord(at: index)
    }
    return 1
  }

  private mutating func highlight(_ symbol: Symbol, at index: Int) {
    if let closing = symbol.closing {
      openBrackets.append(closing)
      add(.bracket, index)
    } else if symbol.isClosing {
      let isWanted = openBrackets.last == symbol
      if isWanted { openBrackets.removeLast() }
      add(isWanted ? .bracket : .mistake, index)
    } else if symbol == .bar {
      add(.keyword, index)
    }
  }

  private mutating func highlightWord(at index: Int) -> Int {
    for phrase in tokens[index].phrases where spells(phrase, at: index) {
      let context = WordContext(tokens, at: index, count: phrase.words.count)
      let entry = KeywordTable.entry(for: phrase.keyword)
      guard let kind = context.kind(of: entry, isKnownName: isKnown(tokens[index].text)) else {
        continue
      }
      for position in index..<(index + phrase.words.count) { add(kind, position) }
      return phrase.words.count
    }
    if WordContext(tokens, at: index, count: 1).isCall {
      if KnownNames.functions.contains(tokens[index].text) || names == nil {
        add(.function, index)
        return 1
      }
    }
    addName(at: index)
    return 1
  }

  private mutating func addName(at index: Int) {
    guard let names else { return }
    let word = tokens[index].text
    if let unknownNames, unknownNames.contains(tokens[index].range) {
      if !isBeingTyped(at: index) { add(.unknown, index) }
    } else if names.codes.contains(word), WordContext(tokens, at: index, count: 1).mayBeCode {
      add(.code, index)
    } else if madeNames.contains(word) {
      add(.column, index)
    } else if names.columns.contains(word) {
      add(.column, index)
    } else if names.tables.contains(word) || names.definitions.contains(word) {
      add(.table, index)
    } else if !mayBeUnknown(at: index) {
      // The binder has nothing against it: a column that a `pivot` makes, for one.
      add(unknownNames == nil ? .unknown : .column, index)
    }
  }

  private func isBeingTyped(at index: Int) -> Bool {
    tokens[index].range.end == source.utf8.count
  }

  /// Whether nothing is to be said of an unknown word: text may stand there, or it is being typed.
  private func mayBeUnknown(at index: Int) -> Bool {
    isBeingTyped(at: index) || WordContext(tokens, at: index, count: 1).mayBeText
  }

  private func isKnown(_ word: String) -> Bool {
    names?.contains(word) == true || madeNames.isWritten(word)
  }

  private func spells(_ phrase: KeywordPhrase, at index: Int) -> Bool {
    guard index + phrase.words.count <= tokens.count else { return false }
    return phrase.words.indices.allSatisfy {
      tokens[index + $0].kind == .word && tokens[index + $0].text == phrase.words[$0]
    }
  }

  private mutating func add(_ kind: HighlightKind, _ index: Int) {
    result.append(Highlight(tokens[index].range, kind))
  }
}

/// The names that a text makes itself: with `derive`, `rename`, `let`, `param` and `as`, and the
/// columns that aggregates are known by.
private struct MadeNames {
  private var names: Set<String> = ["it", "它"]

  private static let makers: Set<Keyword> = [.let, .param, .as, .field, .measure, .table]

  init(_ tokens: [Token]) {
    for index in tokens.indices
    where tokens[index].kind == .word || tokens[index].kind == .quotedName {
      let before = index > 0 ? tokens[index - 1] : nil
      let isAfterMaker =
        before?.kind == .word
        && before.flatMap { KeywordTable.keyword(spelled: $0.text) }.map(Self.makers.contains)
          == true
      let makesColumn = index + 1 < tokens.count && tokens[index + 1].kind == .symbol(.equal)
      if isAfterMaker || (makesColumn && Self.isItemStart(tokens, index)) {
        names.insert(tokens[index].text)
      }
    }
  }

  /// Whether the text itself gives the name to something.
  func isWritten(_ word: String) -> Bool { names.contains(word) }

  func contains(_ word: String) -> Bool {
    if isWritten(word) || KnownNames.functions.contains(word) { return true }
    // `mean_days`, `sum_persons_2`: what an aggregate calls its column.
    guard let underscore = word.firstIndex(of: "_") else { return false }
    return KnownNames.functions.contains(String(word[..<underscore]))
  }

  /// Whether a token starts an item of `derive`, `rename` or `summarise`: after the stage's word,
  /// or after a comma of it.
  private static func isItemStart(_ tokens: [Token], _ index: Int) -> Bool {
    let stages: Set<Keyword> = [.derive, .rename, .summarise, .select, .by]
    var depth = 0
    for position in stride(from: index - 1, through: 0, by: -1) {
      switch tokens[position].kind {
      case .symbol(.bar) where depth == 0: return false
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.closing != nil:
        if depth == 0 { return false }
        depth -= 1
      case .word where depth == 0:
        guard let keyword = KeywordTable.keyword(spelled: tokens[position].text) else { continue }
        if stages.contains(keyword) {
          return position == index - 1 || tokens[index - 1].kind == .symbol(.comma)
        }
      default: break
      }
    }
    return false
  }
}
