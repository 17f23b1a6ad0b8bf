import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan
import PQSyntax

extension Session {
  /// Returns a statement without the literals that private columns are compared with, each replaced
  /// by `…`: what may be kept in a file.
  ///
  ///     people where name = "Wang" and town = "Dongshan"
  ///     people where name = … and town = "Dongshan"
  ///
  /// Where a name means nothing, it may be a private column's, misspelled: then texts and long
  /// numbers beside it go, too.
  package func redacted(_ statement: String) -> String {
    StatementRedaction(catalog: catalog, definition: { self.definition(of: $0) })
      .redacted(statement)
  }
}

/// Finds the literals of a statement that stand beside private columns, from its tokens: also in a
/// statement that is wrong.
///
/// It errs on the side of leaving out: what stands between two `and`s is looked at as a whole.
private struct StatementRedaction {
  private let catalog: Catalog
  private let definition: (String) -> String?
  private let knownNames: Set<String>
  private var privateNames: Set<String>
  private let derivedNames: Set<String>

  /// Shorter numbers name nobody.
  private static let longNumber = 5
  /// Identity and telephone numbers are left out wherever they stand.
  private static let personalNumbers = [11, 15, 18]

  init(catalog: Catalog, definition: @escaping (String) -> String?) {
    self.catalog = catalog
    self.definition = definition
    knownNames = catalog.knownNames.union(Self.functions).union(["it", "它"])
    let stored = Set(
      catalog.tableSummaries.flatMap {
        $0.columns.flatMap { [$0.name, $0.chineseName ?? $0.name] }
      })
    var isPrivate: Set<String> = []
    var isDerived: Set<String> = []
    for column in catalog.maskedColumns {
      let names = [column.column.name, column.column.chineseName].compactMap { $0 }
      if !stored.isDisjoint(with: names) {
        if column.isMasked { isPrivate.formUnion(names) }
      } else {
        isDerived.formUnion(names)
      }
    }
    for field in catalog.previousResult?.table.schema.fields ?? [] where field.isPrivate {
      isPrivate.formUnion([field.name, field.chineseName].compactMap { $0 })
    }
    privateNames = isPrivate
    derivedNames = isDerived
  }

  func redacted(_ statement: String) -> String {
    var copy = self
    return copy.redact(statement)
  }

  private mutating func redact(_ statement: String) -> String {
    let source = SourceText(statement)
    let tokens = Lexer.lex(source).tokens.filter { $0.kind != .end }
    var words = Words(tokens)
    var ranges: [SourceRange] = []
    var previous = Regard.open
    for region in regions(of: tokens, words) {
      // `between "a" and "b"`: a part without names belongs to the one before it.
      let regard = regard(for: region, words) ?? (startsStage(region, tokens) ? .open : previous)
      previous = regard
      if regard != .open { learnMadeNames(in: region, &words, isPrivate: regard == .hidden) }
      for index in region where isLeftOut(index, words, regard, in: source) {
        ranges.append(tokens[index].range)
      }
    }
    let bytes = Array(statement.utf8)
    var result: [UInt8] = []
    var end = 0
    for range in ranges {
      result += bytes[end..<range.start] + Array("…".utf8)
      end = range.end
    }
    result += bytes[end...]
    return String(decoding: result, as: UTF8.self)
  }

  /// How a part of the statement is looked at.
  private enum Regard {
    case open
    /// A word in it means nothing.
    case doubtful
    /// It names a private column.
    case hidden
  }

  /// The parts between stages, and between `and` and `or` outside brackets.
  private func regions(of tokens: [Token], _ words: Words) -> [Range<Int>] {
    var regions: [Range<Int>] = []
    var start = 0
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if case .symbol(let symbol) = token.kind {
        if symbol.closing != nil { depth += 1 }
        if symbol.isClosing { depth = max(0, depth - 1) }
      }
      let isSeam =
        token.kind == .symbol(.bar) || words.keyword(at: index) == .and
        || words.keyword(at: index) == .or
      if isSeam, depth == 0 || token.kind == .symbol(.bar) {
        regions.append(start..<index)
        start = index
      }
    }
    return regions + [start..<tokens.count]
  }

  private func startsStage(_ region: Range<Int>, _ tokens: [Token]) -> Bool {
    region.lowerBound == 0 || tokens[region.lowerBound].kind == .symbol(.bar)
  }

  /// `nil` if it has no names.
  private func regard(for region: Range<Int>, _ words: Words) -> Regard? {
    var regard: Regard?
    for index in region where words.isName(at: index) {
      let name = words.tokens[index].text
      if isPrivate(name) { return .hidden }
      if knownNames.contains(name) || words.isMade(at: index) || words.mayBeValue(at: index) {
        if knownNames.contains(name), regard == nil { regard = .open }
      } else {
        regard = .doubtful
      }
    }
    return regard
  }

  /// Whether a name is that of a private column, or of something defined by one.
  private func isPrivate(_ name: String) -> Bool {
    if privateNames.contains(name) { return true }
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      guard derivedNames.contains(next) || catalog.letNames.contains(next),
        seen.insert(next).inserted, let text = definition(next)
      else { continue }
      for token in Lexer.lex(SourceText(text)).tokens where token.kind == .word {
        if privateNames.contains(token.text) { return true }
        open.append(token.text)
      }
    }
    return false
  }

  /// A column that is made of a private one is as private.
  private mutating func learnMadeNames(
    in region: Range<Int>, _ words: inout Words, isPrivate: Bool
  ) {
    guard isPrivate else { return }
    for index in region where words.isName(at: index) && words.isMade(at: index) {
      privateNames.insert(words.tokens[index].text)
    }
  }

  private func isLeftOut(
    _ index: Int, _ words: Words, _ regard: Regard, in source: SourceText
  ) -> Bool {
    let token = words.tokens[index]
    let digits = Self.longestNumber(in: source.text(in: token.range))
    switch token.kind {
    case .string:
      return regard != .open || Self.personalNumbers.contains(digits)
    case .number, .period, .duration:
      if Self.personalNumbers.contains(digits) { return true }
      // `top 5 by name`
      if index > 0, words.keyword(at: index - 1) != nil, !words.isOperator(at: index - 1) {
        return false
      }
      return regard == .hidden || (regard == .doubtful && digits >= Self.longNumber)
    case .word, .quotedName:
      guard regard != .open, words.isName(at: index) else { return false }
      return !knownNames.contains(token.text) && !privateNames.contains(token.text)
        && !words.isMade(at: index) && (regard == .hidden || words.mayBeValue(at: index))
    case .invalid: return regard != .open
    case .symbol, .end: return false
    }
  }

  private static func longestNumber(in text: String) -> Int {
    var longest = 0
    var count = 0
    for scalar in text.unicodeScalars {
      count = scalar.properties.numericType == nil ? 0 : count + 1
      longest = max(longest, count)
    }
    return longest
  }

  private static let functions: Set<String> = {
    var names: Set<String> = []
    for function in FunctionRegistry.scalars {
      names.formUnion([function.name, function.chineseName])
    }
    for function in FunctionRegistry.aggregates {
      names.formUnion([function.name, function.chineseName])
    }
    for function in FunctionRegistry.windows {
      names.formUnion([function.name, function.chineseName])
    }
    return names
  }()
}

/// The words of a statement: which are keywords, and what the others may be.
private struct Words {
  let tokens: [Token]
  private var keywords: [Int: Keyword] = [:]

  private static let operators: Set<Keyword> = [
    .and, .or, .not, .in, .notIn, .contains, .startsWith, .endsWith,
  ]
  private static let makers: Set<Keyword> = [
    .let, .param, .as, .derive, .rename, .select, .summarise, .by,
  ]

  init(_ tokens: [Token]) {
    self.tokens = tokens
    for (index, token) in tokens.enumerated() where keywords[index] == nil {
      for phrase in token.phrases where index + phrase.words.count <= tokens.count {
        let isSpelled = phrase.words.indices.allSatisfy {
          tokens[index + $0].text == phrase.words[$0]
        }
        guard isSpelled else { continue }
        for offset in phrase.words.indices { keywords[index + offset] = phrase.keyword }
        break
      }
    }
  }

  func keyword(at index: Int) -> Keyword? { keywords[index] }

  func isOperator(at index: Int) -> Bool {
    keywords[index].map(Self.operators.contains) ?? false
  }

  func isName(at index: Int) -> Bool {
    switch tokens[index].kind {
    case .quotedName: true
    case .word: keywords[index] == nil
    default: false
    }
  }

  /// Whether the statement gives this name to something: `derive x = …`, `as x`.
  func isMade(at index: Int) -> Bool {
    guard index > 0 else { return false }
    if keywords[index - 1] == .as || keywords[index - 1] == .let || keywords[index - 1] == .param {
      return true
    }
    guard index + 1 < tokens.count, tokens[index + 1].kind == .symbol(.equal) else { return false }
    return tokens[index - 1].kind == .symbol(.comma)
      || keywords[index - 1].map(Self.makers.contains) ?? false
  }

  /// Whether a value may stand here without quotes: behind a comparison.
  func mayBeValue(at index: Int) -> Bool {
    guard index > 0 else { return false }
    switch tokens[index - 1].kind {
    case .symbol(.equal), .symbol(.notEqual), .symbol(.less), .symbol(.greater), .symbol(.tilde),
      .symbol(.lessOrEqual), .symbol(.greaterOrEqual), .symbol(.leftParenthesis), .symbol(.comma),
      .symbol(.doubleEqual):
      return true
    default: return isOperator(at: index - 1) && keywords[index - 1] != .and
    }
  }
}
