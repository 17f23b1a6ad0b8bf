import PQColumnar
import PQDiagnostics
import PQPlan
import PQSyntax

/// What may stand where the grammar is asked.
extension Completer {
  /// The candidates at a word that is being typed.
  func candidates(at place: CursorPlace) -> [Candidate] {
    var result: [Candidate] = []
    let situation = Situation(place)
    let wanted = situation.expectations
    if wanted.contains(where: \.isName) || situation.isMember {
      if let names = names(at: situation, place) {
        result += candidates(among: names, startsStatement: situation.startsStatement)
      } else if wanted.contains(.table) {
        result += tables()
      }
    }
    if situation.startsStatement { result += statementCandidates(place) }
    let groups = operatorGroups(situation, place)
    for expectation in wanted.sorted(by: { $0.menuOrder < $1.menuOrder }) {
      result += words(of: expectation, groups)
    }
    if wanted.contains(.file) { result += fileCandidates(place) }
    return phraseCandidates(place) + result
  }

  /// How well operators and clauses fit what stands before the cursor, by its type.
  private func operatorGroups(_ situation: Situation, _ place: CursorPlace) -> [Keyword: Int] {
    var groups: [Keyword: Int] = [.not: 5]
    let words: Set<Keyword> = [
      .and, .or, .in, .notIn, .isMissing, .isNotMissing, .contains, .startsWith, .endsWith,
    ]
    guard situation.expectations.contains(where: \.isOperator) else { return groups }
    let last = situation.parsed.lexed.tokens.dropLast(2).last
    let isNumber = if case .number = last?.kind { true } else { false }
    let source = last.map { isSource($0.text) } == true
    if isNumber || source && situation.expectations.contains(.keyword(.where, call: nil)) {
      for word in words { groups[word] = Candidate.unlikely }
      return groups
    }
    groups[.where] = 4
    for word in words { groups[word] = 3 }
    var probe = place
    probe.before += "= "
    guard let type = names(at: Situation(probe), probe)?.word?.type else { return groups }
    let others: [Keyword] = type == .text ? [] : [.contains, .startsWith, .endsWith]
    for word in others { groups[word] = Candidate.unlikely }
    if type == .boolean {
      for word in [Keyword.in, .notIn] { groups[word] = Candidate.unlikely }
    } else if type != .unknown {
      for word in [Keyword.and, .or] { groups[word] = 4 }
    }
    return groups
  }

  private func isSource(_ name: String) -> Bool {
    if catalog.tableSummaries.contains(where: {
      $0.name.name == name || $0.name.chineseName == name
    }) {
      return true
    }
    return catalog.definitionNames.contains {
      $0.kind == .query && ($0.name.name == name || $0.name.chineseName == name)
    } || KeywordTable.keyword(spelled: name) == .it
  }

  /// What the binder knows at the place, after the statements before it.
  func names(at situation: Situation, _ place: CursorPlace) -> NamesInScope? {
    guard situation.parsed.lexed.source.utf8.count <= Self.longestBound,
      let statement = situation.statement
    else { return nil }
    var binder = Binder(catalog: catalog, environment: environment)
    binder.looksAtValues = false
    if place.isCode { declare(ParsedText(SourceText(place.earlier)), &binder) }
    declare(situation.parsed, &binder)
    return binder.names(at: statement, in: situation.parsed.lexed.source)
  }

  /// Makes known what the statements before the last one declare.
  private func declare(_ parsed: ParsedText, _ binder: inout Binder) {
    for statement in parsed.script.statements.dropLast() {
      switch statement.kind {
      case .letBinding, .parameter, .table, .field, .measure, .secret, .check:
        _ = binder.bind(statement, in: parsed.lexed.source)
      default: break
      }
    }
  }

  // MARK: - Words of the language

  /// The words that an expectation stands for.
  private func words(of expectation: Expectation, _ groups: [Keyword: Int]) -> [Candidate] {
    switch expectation {
    case .keyword(let keyword, let call):
      guard isFitting(keyword, call) else { return [] }
      let isFilter = keyword == .where && call != nil
      // Before the argument of `sum(▮` it is rarely meant, behind it most often.
      let filterGroup = groups[.and] == nil ? 4 : 0
      return [Candidate(keyword, group: isFilter ? filterGroup : groups[keyword] ?? 0)]
    case .stage: return StageHelp.all.map { Candidate($0.stage) }
    case .statement: return []
    case .type:
      return KeywordTable.all.filter { $0.role == .type }.map { Candidate($0.keyword) }
        + [Candidate(.enumeration, type: KeywordRole.type.name)]
    case .format:
      return SaveFormats.names.map { Candidate($0, .keyword, type: CompletionWords.format) }
    case .durationUnit:
      return [DurationUnit.workday, .day, .week, .hour, .minute].map { unit in
        let english = unit == .workday ? unit.rawValue : unit.chinese
        return Candidate(
          english, zh: unit.chinese, .keyword, type: CompletionWords.unit,
          group: Candidate.unlikely)
      }
    case .calendarUnit:
      return CalendarUnit.allCases.map { Candidate($0.plural, type: CompletionWords.unit) }
    case .masking:
      return MaskingKind.allCases.map {
        Candidate($0.rawValue, zh: $0.chinese, .keyword, type: KeywordRole.option.name)
      }
    case .expression, .column, .table, .file, .string: return []
    }
  }

  /// Whether a clause means something for the call that it would belong to.
  private func isFitting(_ keyword: Keyword, _ call: String?) -> Bool {
    guard let call else { return true }
    switch keyword {
    case .where: return FunctionNames.isAggregate(call)
    case .asc, .desc: return FunctionNames.ordersRows(call)
    case .per: return FunctionNames.isWindow(call)
    default: return true
    }
  }

  /// The second and third words of a phrase whose first ones stand before the cursor: `compare ▮`.
  private func phraseCandidates(_ place: CursorPlace) -> [Candidate] {
    let lexed = Lexer.lex(SourceText(place.before))
    let tokens = lexed.tokens.dropLast()
    var result: [Candidate] = []
    for count in 1...2 where tokens.count >= count {
      let first = tokens.endIndex - count
      let written = tokens[first...].map(\.text)
      let phrases = tokens[first].phrases.sorted { $0.words.count < $1.words.count }.filter {
        $0.words.count > count && Array($0.words.prefix(count)) == written
      }
      guard !phrases.isEmpty, tokens[first...].allSatisfy({ $0.kind == .word }) else { continue }
      let before = SourceText(
        lexed.source.text(in: SourceRange(0, tokens[first].range.start)))
      let wanted =
        place.isCode
        ? Parser.expectations(atEndOfCode: before) : Parser.expectations(atEndOf: before)
      for phrase in phrases where isExpected(phrase.keyword, wanted) {
        let rest = phrase.words.dropFirst(count).joined(separator: " ")
        result.append(
          Candidate(rest, .keyword, type: KeywordTable.entry(for: phrase.keyword).role.name))
      }
    }
    return result
  }

  private func isExpected(_ keyword: Keyword, _ wanted: Set<Expectation>) -> Bool {
    wanted.contains { expectation in
      switch expectation {
      case .keyword(keyword, let call): isFitting(keyword, call)
      case .stage: KeywordTable.entry(for: keyword).role == .stage
      case .expression: KeywordTable.entry(for: keyword).role == .period
      default: false
      }
    }
  }

  // MARK: - Statements

  /// What a statement begins with, but for names.
  private func statementCandidates(_ place: CursorPlace) -> [Candidate] {
    let words = KeywordTable.all.filter { $0.role == .statement }.map {
      Candidate($0.keyword, group: 4)
    }
    guard !place.isCode, !place.typed.isEmpty,
      place.before.allSatisfy(\.isWhitespace)
    else { return place.isCode ? [] : words }
    let earlier = history().lazy.filter { $0.hasPrefix(place.typed) && $0 != place.typed }
    return words
      + earlier.prefix(3).map {
        Candidate($0, .history, type: CompletionWords.history, group: 6)
      }
  }
}

/// A text as it is asked about: as far as the word at the cursor, and with a name in its place.
struct Situation {
  let parsed: ParsedText
  let startsStatement: Bool
  let expectations: Set<Expectation>
  /// Whether a `.` stands before the word.
  let isMember: Bool

  init(_ place: CursorPlace) {
    parsed = ParsedText(SourceText(place.before + Binder.watchedName))
    let last = parsed.statementTokens.last
    startsStatement = last.map { $0.count == 1 } ?? true
    let before = SourceText(place.before)
    if startsStatement {
      expectations = [.statement, .expression]
    } else if place.isCode {
      expectations = Parser.expectations(atEndOfCode: before)
    } else {
      expectations = Parser.expectations(atEndOf: before)
    }
    let tokens = parsed.lexed.tokens.dropLast(2)
    isMember = tokens.last?.kind == .symbol(.dot)
  }

  var statement: StatementSyntax? { parsed.script.statements.last }
}

extension Expectation {
  /// Whether names in scope are among what may stand there.
  fileprivate var isName: Bool {
    switch self {
    case .expression, .column, .table: true
    default: false
    }
  }
}

extension Expectation {
  /// Whether an operand stands before the cursor.
  fileprivate var isOperator: Bool { self == .keyword(.and, call: nil) }

  /// Words stand in the menu as the keyword table lists them: a set has no order.
  fileprivate var menuOrder: Int {
    if case .keyword(let keyword, _) = self { return KeywordPlaces.all[keyword] ?? 0 }
    return -1
  }
}

private enum KeywordPlaces {
  static let all = Dictionary(
    KeywordTable.all.enumerated().map { ($0.element.keyword, $0.offset) },
    uniquingKeysWith: { first, _ in first })
}
