import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan
import PQSyntax

/// Which names may stand where the binder is asked.
extension Completer {
  /// The candidates among the names in scope.
  func candidates(among names: NamesInScope, startsStatement: Bool) -> [Candidate] {
    switch names.place {
    case .source: return sources() + parameters(names)
    case .body: return bodies(names, startsStatement ? Candidate.unlikely : 3)
    case .table: return tables()
    case .column, .member: return names.columns.map { column($0, group: 0) }
    case .measure:
      return names.measures.map { Candidate($0, .measure, type: CompletionWords.measure) }
        + names.qualifiers.map { table($0, group: 3) }
    case .ratioPart:
      return [Keyword.numerator, .denominator].map { Candidate($0) }
    case .summary: return parameters(names) + summaryItems(names)
    case .row, .constant:
      return words(of: names) + parameters(names) + values(of: names)
        + (names.allowsQuery ? sources(group: 3) : [])
    }
  }

  /// What a statement or the code in a template may begin with.
  private func bodies(_ names: NamesInScope, _ group: Int) -> [Candidate] {
    var result = sources() + parameters(names)
    result += definitions(names, group)
    result += scalars(names, group)
    result += operands(names)
    result += periods(names)
    return result + innerAggregates(names)
  }

  // MARK: - Where rows come from

  func tables(group: Int = 0) -> [Candidate] {
    catalog.tableSummaries.map { table($0.name, group: group) }
  }

  private func table(_ name: CatalogName, group: Int) -> Candidate {
    Candidate(name, .table, type: CompletionWords.table, group: group)
  }

  private func sources(group: Int = 0) -> [Candidate] {
    var result = tables(group: group)
    for definition in catalog.definitionNames {
      switch definition.kind {
      case .query:
        result.append(
          Candidate(definition.name, .table, type: CompletionWords.view, group: group))
      case .function(_, true):
        result.append(
          Candidate(definition.name, .function, .call, type: CompletionWords.rows, group: group + 2)
        )
      default: break
      }
    }
    if catalog.previousResult != nil {
      result.append(Candidate(.it, type: CompletionWords.rows, kind: .table, group: group + 1))
    }
    return result
      + TableFunction.allCases.map {
        Candidate(
          $0.rawValue, zh: $0.chinese, .function, .call, type: CompletionWords.rows,
          group: group + 2)
      }
  }

  // MARK: - Values

  /// The values that stand on the other side of a comparison.
  private func words(of names: NamesInScope) -> [Candidate] {
    guard let word = names.word else { return [] }
    if word.type == .unknown, word.acceptsText { return everyCode }
    if case .enumeration(let type) = word.type {
      return type.codes.map {
        Candidate(
          $0.code, zh: $0.chineseLabel, .code, .text, type: CompletionWords.code)
      }
    }
    let known = Set(names.columns.flatMap { [$0.field.name, $0.field.chineseName ?? ""] })
      .union(catalog.definitionNames.map(\.name.name))
    return (word.values.map { values.texts(of: $0, environment) } ?? []).map {
      Candidate($0, .value, known.contains($0) ? .quoted : .text, type: CompletionWords.value)
    }
  }

  /// The codes of all columns, where it is not known yet which one a word will stand beside.
  private var everyCode: [Candidate] {
    catalog.tableSummaries.flatMap(\.columns).flatMap { field -> [Candidate] in
      guard case .enumeration(let type) = field.type else { return [] }
      return type.codes.map {
        Candidate(
          $0.code, zh: $0.chineseLabel, .code, .text, type: CompletionWords.code,
          group: Candidate.unlikely)
      }
    }
  }

  private func values(of names: NamesInScope) -> [Candidate] {
    var result = names.columns.map { column($0, group: group(of: $0.field.type, names)) }
    result += definitions(names, names.wanted == .number ? 0 : 3)
    result += periods(names)
    result += scalars(names, isCount(names) ? Candidate.unlikely : 5)
    result += windows(names)
    result += innerAggregates(names)
    result += tables(before: names)
    return result + operands(names)
  }

  /// Whether a number is wanted that is mostly written down.
  private func isCount(_ names: NamesInScope) -> Bool {
    names.wanted == .number || names.wanted == .period
  }

  private func column(_ column: NamesInScope.Column, group: Int) -> Candidate {
    Candidate(
      CatalogName(name: column.field.name, chineseName: column.field.chineseName), .column,
      type: column.field.type == .unknown ? nil : column.field.type.menuName, group: group)
  }

  /// How well a value of a type fits; a column that does not may still begin what does.
  private func group(of type: DataType, _ names: NamesInScope) -> Int {
    switch names.wanted {
    case .anything: 2
    case .condition: type == .boolean ? 1 : 2
    case .like(let wanted): type.goes(with: wanted) ? 2 : 6
    case .argument(let function, let before):
      FunctionFit.takes(type, function, after: before) ? 1 : 6
    case .period, .number: 6
    }
  }

  private func parameters(_ names: NamesInScope) -> [Candidate] {
    names.parameters.map {
      Candidate($0, .definition, .name, type: CompletionWords.parameter, group: 1)
    }
  }

  private func definitions(_ names: NamesInScope, _ group: Int) -> [Candidate] {
    catalog.definitionNames.compactMap { definition in
      switch definition.kind {
      case .query:
        return Candidate(
          definition.name, .definition, type: CompletionWords.view, group: Candidate.unlikely)
      case .value:
        return Candidate(
          definition.name, .definition, type: CompletionWords.value, group: group)
      case .parameter(let type):
        let fits = type.map { self.group(of: $0, names) < 6 } ?? true
        return Candidate(
          definition.name, .definition, type: CompletionWords.parameter, group: fits ? group : 6)
      case .function(let parameters, false):
        return Candidate(
          definition.name, .function, parameters.isEmpty ? .plain : .call,
          type: CompletionWords.function, group: group + 1)
      case .function: return nil
      }
    }
  }

  private func periods(_ names: NamesInScope) -> [Candidate] {
    let group: Int
    switch names.wanted {
    case .period: group = 0
    case .like(let type): group = type.isCalendar ? 1 : Candidate.unlikely
    default: group = Candidate.unlikely
    }
    let words = KeywordTable.all.filter {
      $0.role == .period && !Self.unitWords.contains($0.keyword)
    }
    return words.map { Candidate($0.keyword, kind: .period, group: group) }
      + [7, 30].map {
        Candidate(
          "last \($0) days", zh: "最近 \($0) 天", .period, type: KeywordRole.period.name, group: group)
      }
  }

  /// Words that only stand beside a number.
  private static let unitWords: Set<Keyword> = [.days, .weeks, .months, .quarters, .years]

  // MARK: - Functions

  private func scalars(_ names: NamesInScope, _ group: Int) -> [Candidate] {
    FunctionNames.scalars.map { function in
      let type = FunctionFit.result(of: function.name)
      let fits = type.map { self.group(of: $0, names) < 6 } ?? true
      let isCondition = names.wanted == .condition && type == .boolean
      return Candidate(
        function, type: type?.menuName ?? CompletionWords.function,
        group: isCondition ? 3 : fits ? group : max(group, 6))
    }
  }

  private func windows(_ names: NamesInScope) -> [Candidate] {
    guard names.place == .row else { return [] }
    let claimed = Candidate(
      "claimed", zh: "填报值", .function, .call, type: CompletionWords.function,
      group: Candidate.unlikely)
    return FunctionNames.windows.map { Candidate($0, type: CompletionWords.window, group: 6) }
      + [claimed]
  }

  /// `any(TABLE)`, where rows of another table refer to those at hand; the argument of a window such
  /// as `cumulative(sum(x))`; and the body of a function, which may be used in a summary.
  private func innerAggregates(_ names: NamesInScope) -> [Candidate] {
    guard names.place == .row || !names.parameters.isEmpty else { return [] }
    let isLikely = !names.referringTables.isEmpty || !names.parameters.isEmpty
    var group = isLikely ? 4 : Candidate.unlikely
    if case .argument(let function, _) = names.wanted, FunctionNames.isWindow(function) {
      group = 0
    }
    return FunctionNames.aggregates.map {
      Candidate($0, .aggregate, type: CompletionWords.aggregate, group: group)
    }
  }

  /// Tables that a path may begin with, and those that `any(TABLE)` asks about.
  private func tables(before names: NamesInScope) -> [Candidate] {
    var result = names.qualifiers.map {
      table($0, group: names.qualifiers.count > 1 ? 4 : Candidate.unlikely)
    }
    if case .argument(let function, _) = names.wanted, FunctionNames.isAggregate(function) {
      result += names.referringTables.map { table($0, group: 0) }
    }
    return result
  }

  /// What else an operand may begin with.
  private func operands(_ names: NamesInScope) -> [Candidate] {
    let truth = names.wanted == .like(.boolean) ? 0 : Candidate.unlikely
    let other = isCount(names) || names.place == .body ? Candidate.unlikely : 6
    return [Keyword.true, .false].map { Candidate($0, group: truth) }
      + [Keyword.if, .match].map { Candidate($0, group: other) }
      + [Candidate(.missing, group: Candidate.unlikely)]
      + (catalog.previousResult == nil ? [] : [Candidate(.it, group: Candidate.unlikely)])
  }

  // MARK: - Summaries

  /// Aggregates, measures and the keys of the groups.
  private func summaryItems(_ names: NamesInScope) -> [Candidate] {
    let alone: [any FunctionDescription.Type] = FunctionNames.aggregates.filter {
      ["count", "share"].contains($0.name)
    }
    let measures = names.measures.map {
      Candidate($0, .measure, type: CompletionWords.measure, group: 1)
    }
    let calls = FunctionNames.aggregates.map {
      Candidate($0, .aggregate, type: CompletionWords.aggregate, group: 2)
    }
    let inner = NamesInScope(place: .summary)
    var result = alone.map {
      Candidate($0, .aggregate, type: CompletionWords.aggregate, shape: .plain, group: 0)
    }
    result += measures
    result += calls
    // 件数 is what the column that `count` makes is called.
    result.append(
      Candidate("count", zh: "件数", .aggregate, type: CompletionWords.aggregate, group: 2))
    result += names.columns.map { column($0, group: 3) }
    result += definitions(inner, 4)
    result += scalars(inner, 5)
    result += periods(inner)
    return result + operands(inner)
  }
}
