import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds the keys after `by` or `per`, or returns `nil` after a diagnostic.
  ///
  /// A plain column keeps its name, `month(picked)` is called `month`, other expressions `key`.
  mutating func bindKeys(_ items: [ItemSyntax], _ scope: inout Scope) -> [BoundKey]? {
    var keys: [BoundKey] = []
    var names = NameList()
    var isWhole = true
    for item in items {
      guard let operand = bindValue(item.expression, &scope) else {
        isWhole = false
        continue
      }
      var name = operand.name ?? .key
      var isGiven = operand.column != nil
      if let written = item.name, !written.text.isEmpty {
        name = MadeName(english: written.text, chinese: nil)
        isGiven = true
      }
      if isGiven, names.contains(name.english) {
        report(.duplicateColumn(name.english), at: item.range)
        isWhole = false
      }
      if !isGiven { name = names.unused(name) }
      names.insert(name.english)
      keys.append(BoundKey(column: keyColumn(operand, name), expression: operand.expression))
    }
    return isWhole ? keys : nil
  }

  private func keyColumn(_ operand: Operand, _ name: MadeName) -> ScopeColumn {
    var column = operand.column ?? ScopeColumn(field: Field("", type: operand.type), position: 0)
    column.field = operand.field(named: name)
    column.role = .key
    column.filler = .missing
    column.bounds = operand.bounds
    return column
  }

  mutating func bindCount(
    _ grouping: GroupingSyntax, _ stage: StageSyntax, _ relation: inout Relation
  ) {
    let name = NameSyntax("count", range: stage.keywordRange)
    let item = ItemSyntax(
      name: nil, expression: ExpressionSyntax(.name(name), range: stage.keywordRange))
    bindSummarise([item], grouping, stage, &relation)
  }

  mutating func bindSummarise(
    _ items: [ItemSyntax], _ syntax: GroupingSyntax, _ stage: StageSyntax,
    _ relation: inout Relation
  ) {
    var scope = Scope(relation)
    let keys = bindKeys(syntax.keys, &scope)
    scope.grouping = Grouping(keys: keys ?? [])
    if keys == nil { scope.relation.isBroken = true }
    var summaries = items.map { Summary($0, bindValue($0.expression, &scope)) }
    if syntax.hasParts { addParts(&summaries, stage) }
    guard let grouping = scope.grouping else { return }
    let operands = summaries.map(\.operand)
    let isWhole = keys != nil && isWhole(operands)
    let columns = summaryColumns(summaries, grouping.keys)
    guard isWhole, !columns.isEmpty else {
      relation = Relation(plan: .unit, columns: columns, table: nil, isBroken: keys == nil)
      return
    }
    relation = scope.relation
    let domains = grouping.keys.map { syntax.hasEmpty ? KeyDomain(of: $0) : nil }
    // Without keys the only row is the total already.
    let plan = AggregatePlan(
      keys: grouping.keys.map(\.expression), aggregates: grouping.aggregates,
      hasTotal: syntax.hasTotal && !grouping.keys.isEmpty, domains: domains)
    finish(plan, operands.compactMap { $0 }, columns, grouping, &relation)
  }

  /// What `summarise` makes a column of: one of its items, or one of the two numbers of a ratio
  /// before it.
  private struct Summary {
    var item: ItemSyntax
    /// A lone text or number is no aggregate, but does no harm.
    var operand: Operand?
    var part: RatioPart?

    init(_ item: ItemSyntax, _ operand: Operand?, _ part: RatioPart? = nil) {
      self.item = item
      self.operand = operand
      self.part = part
    }
  }

  /// Puts both numbers of each ratio behind it.
  private mutating func addParts(_ summaries: inout [Summary], _ stage: StageSyntax) {
    let whole = summaries
    summaries = []
    for summary in whole {
      summaries.append(summary)
      guard let fraction = summary.operand?.fraction else { continue }
      summaries.append(Summary(summary.item, fraction.numerator, .numerator))
      summaries.append(Summary(summary.item, fraction.denominator, .denominator))
    }
    if summaries.count == whole.count, isWhole(whole.map(\.operand)) {
      report(.partsWithoutRatio(), at: stage.keywordRange)
    }
  }

  private mutating func summaryColumns(
    _ summaries: [Summary], _ keys: [BoundKey]
  ) -> [ScopeColumn] {
    var names = NameList()
    var columns = keys.map(\.column)
    for column in columns { names.insert(column.field.name) }
    var ratio = MadeName.value
    var ratioPosition = 0
    for summary in summaries {
      let operand = summary.operand
      var name = operand?.name ?? .value
      if let part = summary.part {
        name = names.unused(MadeName(part, of: ratio))
      } else if let written = summary.item.name, !written.text.isEmpty {
        name = MadeName(english: written.text, chinese: nil)
        if names.contains(name.english) {
          report(.duplicateColumn(name.english), at: summary.item.range)
        }
      } else {
        name = names.unused(name)
      }
      if summary.part == nil { (ratio, ratioPosition) = (name, columns.count) }
      names.insert(name.english)
      var column = summaryColumn(operand, name)
      if summary.part != nil || column.field.type.isRatio {
        column.ratePlace = RatePlace(rate: ratioPosition, part: summary.part)
      }
      columns.append(column)
    }
    for position in columns.indices {
      columns[position].position = position
      columns[position].origin = position < keys.count ? columns[position].origin : nil
    }
    return columns
  }

  private func summaryColumn(_ operand: Operand?, _ name: MadeName) -> ScopeColumn {
    var field = Field(name.english, zh: name.chinese, type: .unknown)
    if let operand { field = operand.field(named: name) }
    // Of other numbers only the fraction is exact, not the two as they were counted.
    if let operand, operand.type.isRatio, let fraction = operand.fraction {
      field.isFraction =
        fraction.numerator.type == .integer && fraction.denominator.type == .integer
    }
    var column = ScopeColumn(field: field, position: 0)
    column.isBroken = operand == nil
    column.role = operand?.isCount == true ? .count : .value
    column.filler = operand?.filler ?? .missing
    column.isAdditive = operand?.isAdditive ?? false
    return column
  }

  /// Groups, and computes what the items make of the aggregates.
  private func finish(
    _ plan: AggregatePlan, _ operands: [Operand], _ columns: [ScopeColumn], _ grouping: Grouping,
    _ relation: inout Relation
  ) {
    let keyCount = grouping.keys.count
    let isDirect =
      operands.count == grouping.aggregates.count
      && operands.enumerated().allSatisfy { offset, operand in
        if case .column(keyCount + offset) = operand.expression.kind { true } else { false }
      }
    let fields: [Field]
    if isDirect {
      fields = columns.map(\.field)
    } else {
      fields =
        grouping.keys.map(\.column.field)
        + grouping.aggregates.map { Field($0.function.name, type: $0.type) }
    }
    let grouped = LogicalPlan(.aggregate(relation.plan, plan), schema: Schema(fields))
    let items =
      grouping.keys.enumerated().map {
        BoundExpression(.column($0.offset), type: $0.element.column.field.type)
      } + operands.map(\.expression)
    let result =
      isDirect
      ? grouped : LogicalPlan(.project(grouped, items), schema: Schema(columns.map(\.field)))
    relation = Relation(plan: result, columns: columns)
  }
}

extension MadeName {
  /// What `with parts` calls a number of a ratio.
  fileprivate init(_ part: RatioPart, of ratio: MadeName) {
    self.init(
      english: part.columnName(of: ratio.english, in: .english),
      chinese: part.columnName(of: ratio.chinese ?? ratio.english, in: .chinese))
  }
}

extension KeyDomain {
  /// The values that a key can have, as far as they can be told before anything runs.
  init?(of key: BoundKey) {
    switch key.column.field.type {
    case .enumeration, .boolean: self = .all
    case .date:
      let bounds = key.column.bounds
      self = .between(first: bounds?.first, last: bounds?.end.map { $0 - 1 })
    case .period(let granularity):
      let bounds = key.column.bounds
      self = .between(
        first: bounds?.first.map { CalendarPeriod.ordinal(of: granularity, containing: $0) },
        last: bounds?.end.map { CalendarPeriod.ordinal(of: granularity, containing: $0 - 1) })
    default: return nil
    }
  }
}
