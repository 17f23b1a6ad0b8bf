import PQDiagnostics

extension Parser {
  /// Parses a stage, its word first.
  mutating func parseStage() -> StageSyntax {
    let start = current.range
    guard let keyword = stageKeyword() else { return parseUnknownStage() }
    _ = eat(keyword)
    let keywordRange = range(from: start.start)
    let kind = parseStageKind(keyword)
    return StageSyntax(kind: kind, range: range(from: start.start), keywordRange: keywordRange)
  }

  private mutating func parseStageKind(_ keyword: Keyword) -> StageSyntax.Kind {
    switch keyword {
    case .where: return .filter(parseExpression())
    case .derive: return .derive(parseList { $0.parseNamedItem() })
    case .select: return .select(parseList { $0.parseItem() })
    case .drop: return .drop(parseList { $0.parseName(as: .name, .column) })
    case .rename: return .rename(parseList { $0.parseRename() })
    case .count: return parseCount()
    case .summarise: return parseSummarise()
    case .sort: return .sort(parseList { $0.parseSortKey() })
    case .skip: return .skip(parseRowCount(.skip))
    case .take:
      let count = parseRowCount(.take)
      return .take(count, per: parsePer())
    case .top: return parseTop()
    case .sample:
      let count = parseRowCount(.sample)
      return .sample(count, seed: !isRecovering && eat(.seed) ? parseExpression() : nil)
    case .distinct:
      note(.expression)
      return .distinct(isAtStageEnd ? [] : parseList { $0.parseItem() })
    case .join: return parseJoin()
    case .append: return .append(parseAppended())
    case .pivot:
      let key = parseItem()
      return .pivot(key, hasTotal: !isRecovering && eat(.withTotal))
    case .unpivot: return .unpivot(parseList { $0.parseName(as: .name, .column) })
    case .compareTo:
      return .compare(asPeriod(parseExpression()))
    case .describe: return .describe
    case .protect: return .protect(parseExpression())
    case .chart: return parseChart()
    case .save: return parseSave()
    default: return .broken
    }
  }

  /// Whether nothing of the stage is left: at `|`, a closing bracket or the end.
  var isAtStageEnd: Bool {
    if isAtEnd || at(.bar) { return true }
    if case .symbol(let symbol) = current.kind { return symbol.isClosing }
    return false
  }

  private mutating func parseUnknownStage() -> StageSyntax {
    let start = current.range
    let isCall = at(.leftParenthesis, offset: 1)
    note(.stage)
    if current.kind == .word {
      fail(.unknownStage(current.text, isCall: isCall))
    } else if isAtStageEnd {
      fail(.missingStage())
    } else {
      fail(.unknownStage(found ?? "", isCall: false))
    }
    return StageSyntax(kind: .broken, range: start, keywordRange: start)
  }

  // MARK: - Items

  /// Parses a column to make, a key or an aggregate.
  ///
  ///     item → (name "=")? expression
  mutating func parseItem() -> ItemSyntax {
    guard atName(), at(.equal, offset: 1) else {
      return ItemSyntax(name: nil, expression: parseExpression())
    }
    let name = parseName(as: .definition, .column)
    advance()
    return ItemSyntax(name: name, expression: parseExpression())
  }

  private mutating func parseNamedItem() -> ItemSyntax {
    let item = parseItem()
    if item.name == nil, !isRecovering {
      report(.unnamedColumn(source.text(in: item.range)), at: item.range)
    }
    return item
  }

  /// `NEW = OLD`
  private mutating func parseRename() -> RenameItemSyntax {
    let newName = parseName(as: .definition, .column)
    if !isRecovering, !eat(.equal) { fail(.renameWithoutOld(newName.text)) }
    let oldName =
      isRecovering
      ? NameSyntax("", range: current.range) : parseName(as: .name, .column)
    return RenameItemSyntax(newName: newName, oldName: oldName)
  }

  /// `[by KEY, …] [with total] [with empty] [with parts]`
  private mutating func parseGrouping(allowsParts: Bool = false) -> GroupingSyntax {
    var grouping = GroupingSyntax(keys: [], hasTotal: false, hasEmpty: false)
    if !isRecovering, eat(.by) { grouping.keys = parseList { $0.parseItem() } }
    while !isRecovering {
      if eat(.withTotal) {
        grouping.hasTotal = true
      } else if eat(.withEmpty) {
        grouping.hasEmpty = true
      } else if allowsParts, eat(.withParts) {
        grouping.hasParts = true
      } else {
        break
      }
    }
    return grouping
  }

  /// `[per KEY, …]` of a stage
  private mutating func parsePer() -> [ItemSyntax] {
    guard !isRecovering, eat(.per) else { return [] }
    return parseList { $0.parseItem() }
  }

  // MARK: - Single stages

  /// `count [by KEY, …] [with total] [with empty]`
  private mutating func parseCount() -> StageSyntax.Kind {
    let grouping = parseGrouping()
    if !isRecovering, grouping.keys.isEmpty, atName(), stageKeyword() == nil {
      fail(.countWithoutBy(found ?? ""))
    }
    return .count(grouping)
  }

  /// Parses the number of rows that a stage is about.
  private mutating func parseRowCount(_ stage: Keyword) -> ExpressionSyntax {
    if isAtStageEnd || at(.by) || at(.per) {
      note(.expression)
      fail(.missingRowCount(KeywordTable.entry(for: stage)))
      return ExpressionSyntax(.broken, range: current.range)
    }
    return parseExpressionBeforePer()
  }

  private mutating func parseSummarise() -> StageSyntax.Kind {
    isAggregating = true
    let items = parseList { $0.parseItem() }
    isAggregating = false
    return .summarise(items, parseGrouping(allowsParts: true))
  }

  /// `top N by EXPR [asc|desc] [per KEY, …]`
  private mutating func parseTop() -> StageSyntax.Kind {
    let count = parseRowCount(.top)
    if !isRecovering, !at(.by) { fail(.topWithoutBy()) }
    if !isRecovering { expect(.by) }
    guard !isRecovering else { return .top(count, by: [], per: []) }
    let saved = stopsAtPer
    stopsAtPer = true
    let keys = parseList { $0.parseSortKey() }
    stopsAtPer = saved
    return .top(count, by: keys, per: parsePer())
  }

  /// `join [left|inner|semi|anti] TABLE on COND`
  private mutating func parseJoin() -> StageSyntax.Kind {
    let kinds: [(Keyword, JoinKindSyntax)] = [
      (.left, .left), (.inner, .inner), (.semi, .semi), (.anti, .anti),
    ]
    var kind = JoinKindSyntax.inner
    for (keyword, found) in kinds where at(keyword) && isKindOfJoin {
      _ = eat(keyword)
      kind = found
      break
    }
    let table = lone(parsePrimary())
    if !isRecovering, !at(.on), atName(), case .expression(let first) = table {
      let known = kinds.map { KeywordTable.entry(for: $0.0) }
      fail(.unknownWord(source.text(in: first.range), among: known), at: first.range)
    }
    if !isRecovering { expect(.on) }
    let condition =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    return .join(kind, table, on: condition)
  }

  /// Whether the word here is a kind and not the table's name: `join left on …`.
  private var isKindOfJoin: Bool {
    if log != nil, index + 1 == limit { note(.expression, offset: 1) }
    if at(.on, offset: 1) { return at(.on, offset: 2) || at(.leftParenthesis, offset: 2) }
    return atName(offset: 1) || at(.leftParenthesis, offset: 1)
  }

  /// `append TABLE [where COND]` or `append (QUERY)`
  private mutating func parseAppended() -> BodySyntax {
    let start = current.range
    let table = parsePrimary()
    guard !isRecovering, at(.where) else { return lone(table) }
    checkSource(table)
    let source = asSource(table)
    let stage = parseStage()
    return .query(
      QuerySyntax(source: source, stages: [stage], range: range(from: start.start)))
  }

  /// `chart bar|line|heat [COLUMN, …]`
  private mutating func parseChart() -> StageSyntax.Kind {
    let start = current.range
    let kinds: [Keyword] = [.barChart, .line, .heat]
    guard let kind = kinds.first(where: { at($0) }) else {
      fail(.unknownWord(found, among: kinds.map { KeywordTable.entry(for: $0) }))
      return .chart(NameSyntax("", range: start), [])
    }
    _ = eat(kind)
    let name = NameSyntax(kind.rawValue, range: start)
    note(.column)
    guard !isAtStageEnd else { return .chart(name, []) }
    return .chart(name, parseList { $0.parseName(as: .name, .column) })
  }

  /// `save [append] "f.csv" [as FORMAT]`
  private mutating func parseSave() -> StageSyntax.Kind {
    let appends = eat(.append)
    let path = parseTemplate(.fileName)
    let format = !isRecovering && eat(.as) ? parseName(as: .plain, .format) : nil
    return .save(path: path, appends: appends, format: format)
  }
}
