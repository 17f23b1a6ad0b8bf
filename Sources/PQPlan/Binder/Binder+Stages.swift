import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds one stage; after a mistake the rows stay as they were, or names are accepted silently.
  mutating func bind(_ stage: StageSyntax, _ relation: inout Relation) {
    if stage.dropsTotal, relation.plan.hasTotal, !relation.isBroken {
      report(.totalLeftOut(text(stage.keywordRange)), at: stage.keywordRange)
    }
    switch stage.kind {
    case .filter(let condition): bindFilter(condition, &relation)
    case .derive(let items): bindDerive(items, &relation)
    case .select(let items): bindSelect(items, &relation)
    case .drop(let names): bindDrop(names, &relation)
    case .rename(let items): bindRename(items, &relation)
    case .count(let grouping): bindCount(grouping, stage, &relation)
    case .summarise(let items, let grouping): bindSummarise(items, grouping, stage, &relation)
    case .sort(let keys): bindSort(keys, &relation)
    case .take(let count, let per): bindTake(count, per, &relation)
    case .skip(let count):
      guard let count = bindWholeNumber(count, "skip") else { return }
      relation.wrap(.slice(relation.plan, skip: count, take: nil))
    case .top(let count, let keys, let per): bindTop(count, keys, per, &relation)
    case .sample(let count, let seed): bindSample(count, seed, &relation)
    case .distinct(let items): bindDistinct(items, &relation)
    case .join(let kind, let body, let condition):
      bindJoin(kind, body, condition, stage, &relation)
    case .append(let body): bindAppend(body, stage, &relation)
    case .pivot(let key, let hasTotal): bindPivot(key, hasTotal: hasTotal, stage, &relation)
    case .unpivot(let names): bindUnpivot(names, stage, &relation)
    case .compare: break
    case .describe: bindDescribe(&relation)
    case .protect(let minimum): bindProtect(minimum, stage, &relation)
    case .chart(let kind, let names): bindChart(kind, names, stage, &relation)
    case .save(let path, let appends, let format):
      bindSave(path, appends, format, stage, &relation)
    case .broken: relation.isBroken = true
    }
  }

  private mutating func bindFilter(_ condition: ExpressionSyntax, _ relation: inout Relation) {
    var scope = Scope(relation, place: .condition)
    let saved = bindsPipelineCondition
    bindsPipelineCondition = true
    let bound = bindCondition(condition, &scope)
    bindsPipelineCondition = saved
    relation = scope.relation
    guard let bound else { return }
    relation.wrap(.filter(relation.plan, bound))
    relation.confine(by: bound)
  }

  /// Later items see earlier ones; an item with the name of a column replaces it in its place.
  private mutating func bindDerive(_ items: [ItemSyntax], _ relation: inout Relation) {
    var made: Set<String> = []
    for item in items {
      var scope = Scope(relation)
      let operand = bindValue(item.expression, &scope)
      relation = scope.relation
      guard let name = item.name, !name.text.isEmpty else { continue }
      let index = relation.index(named: name.text)
      let english = index.map { relation.columns[$0].field.name } ?? name.text
      if !made.insert(english).inserted {
        report(.duplicateColumn(name.text), at: name.range)
        continue
      }
      var column = scopeColumn(operand, name: MadeName(english: english, chinese: nil), &relation)
      if let index {
        column.field.chineseName = relation.columns[index].field.chineseName
        relation.columns[index] = column
      } else {
        relation.columns.append(column)
      }
    }
  }

  /// Adds a computed column to the plan; a broken one is accepted silently later.
  func scopeColumn(
    _ operand: Operand?, name: MadeName, _ relation: inout Relation
  ) -> ScopeColumn {
    guard let operand else {
      var column = ScopeColumn(field: Field(name.english, type: .unknown), position: 0)
      column.isBroken = true
      return column
    }
    var column = operand.column ?? ScopeColumn(field: Field("", type: operand.type), position: 0)
    column.field = operand.field(named: name)
    column.bounds = operand.bounds
    column.position = relation.append(operand.expression, field: column.field)
    column.askedAt = rangeInStatement(operand.range)
    if operand.column == nil && relation.isGrouped {
      column.role = .value
      column.isComputed = true
      // No column of a summary begins below 0.
      let rate = RatePlace(rate: -1 - (column.position ?? 0))
      column.ratePlace = operand.type.isRatio ? rate : nil
    }
    return column
  }

  private mutating func bindSelect(_ items: [ItemSyntax], _ relation: inout Relation) {
    var scope = Scope(relation)
    var columns: [ScopeColumn] = []
    var expressions: [BoundExpression] = []
    var names = NameList()
    for item in items {
      if item.name == nil { reportConstantForColumn(item.expression, scope) }
      let operand = bindValue(item.expression, &scope)
      var name = operand?.name ?? .value
      var isGiven = operand?.column != nil
      if let written = item.name, !written.text.isEmpty {
        name = MadeName(english: written.text, chinese: nil)
        isGiven = true
      } else if operand == nil {
        name = MadeName(english: item.expression.tableName?.text ?? "", chinese: nil)
      }
      if isGiven, names.contains(name.english) {
        report(.duplicateColumn(name.english), at: item.range)
      }
      if !isGiven { name = names.unused(name) }
      names.insert(name.english)
      guard let operand else {
        columns.append(scopeColumn(nil, name: name, &scope.relation))
        expressions.append(BoundExpression(.constant(.missing), type: .unknown))
        continue
      }
      columns.append(selected(operand, name, isGrouped: scope.relation.isGrouped))
      expressions.append(operand.expression)
    }
    relation = scope.relation
    guard !columns.isEmpty else { return }
    relation.columns = columns
    relation.project(expressions)
  }

  private func selected(_ operand: Operand, _ name: MadeName, isGrouped: Bool) -> ScopeColumn {
    var column = operand.column ?? ScopeColumn(field: Field("", type: operand.type), position: 0)
    column.field = operand.field(named: name)
    column.bounds = operand.bounds
    column.askedAt = rangeInStatement(operand.range)
    if operand.column == nil && isGrouped { column.role = .value }
    return column
  }

  /// Returns the index of a visible column, or reports that there is none.
  mutating func indexOfColumn(_ name: NameSyntax, _ relation: Relation) -> Int? {
    if name.text.isEmpty { return nil }
    if isWatched(name) {
      keep(.column, Scope(relation))
      return nil
    }
    if let index = relation.index(named: name.text) {
      resolve(name, to: relation.columns[index], in: relation)
      return index
    }
    reportUnknownColumn(name.text, at: name.range, Scope(relation))
    return nil
  }

  private mutating func bindDrop(_ names: [NameSyntax], _ relation: inout Relation) {
    let indices = names.compactMap { indexOfColumn($0, relation) }
    let dropped = Set(indices)
    guard dropped.count < relation.columns.count || relation.isBroken else {
      if let last = names.last { report(.nothingLeft(), at: last.range) }
      return
    }
    relation.columns = relation.columns.enumerated().filter { !dropped.contains($0.offset) }
      .map(\.element)
    relation.normalize()
  }

  private mutating func bindRename(_ items: [RenameItemSyntax], _ relation: inout Relation) {
    let before = relation
    var renamed: Set<Int> = []
    for item in items {
      guard let index = indexOfColumn(item.oldName, before), !item.newName.text.isEmpty else {
        continue
      }
      renamed.insert(index)
      relation.columns[index].field.name = item.newName.text
      relation.columns[index].field.chineseName = nil
      relation.columns[index].cameAlong = false
      relation.columns[index].askedAt = rangeInStatement(item.newName.range)
    }
    for item in items {
      let same = relation.columns.filter { $0.isNamed(item.newName.text) }
      if same.count > 1 { report(.duplicateColumn(item.newName.text), at: item.newName.range) }
    }
    if !relation.isBroken, !renamed.isEmpty { relation.normalize() }
  }

  private mutating func bindSort(_ keys: [SortKeySyntax], _ relation: inout Relation) {
    var scope = Scope(relation)
    let bound = bindSortKeys(keys, descending: false, &scope)
    relation = scope.relation
    if let bound, !bound.isEmpty { relation.wrap(.sort(relation.plan, bound)) }
  }

  mutating func bindSortKeys(
    _ keys: [SortKeySyntax], descending: Bool, _ scope: inout Scope
  ) -> [BoundSortKey]? {
    var bound: [BoundSortKey] = []
    for key in keys {
      reportConstantForColumn(key.expression, scope, always: true)
      guard let operand = bindValue(key.expression, &scope) else { continue }
      bound.append(
        BoundSortKey(operand.expression, isDescending: key.isDescending ?? descending))
    }
    return bound.count == keys.count ? bound : nil
  }

  /// `sort 2020` after a `pivot` means the column; `sort 2` sorts by nothing.
  mutating func reportConstantForColumn(
    _ expression: ExpressionSyntax, _ scope: Scope, always: Bool = false
  ) {
    let written = text(expression.unwrapped.range)
    let name: String
    switch expression.unwrapped.kind {
    case .literal(.string(let content)): name = content
    case .literal(.missing): name = "missing"
    case .literal(.boolean(let truth)): name = truth ? "true" : "false"
    case .literal, .period: name = written
    default: return
    }
    let column = scope.relation.column(named: name).map { _ in name }
    if column != nil || always {
      report(.constantForColumn(written, column: column), at: expression.range)
    }
  }

  private mutating func bindTake(
    _ count: ExpressionSyntax, _ per: [ItemSyntax], _ relation: inout Relation
  ) {
    var scope = Scope(relation)
    let bound = bindWholeNumber(count, "take")
    let keys = bindKeys(per, &scope)
    relation = scope.relation
    guard let bound, let keys else { return }
    if keys.isEmpty {
      relation.wrap(.slice(relation.plan, skip: 0, take: bound))
    } else {
      relation.wrap(.takePer(relation.plan, count: bound, per: keys.map(\.expression)))
    }
  }

  private mutating func bindTop(
    _ count: ExpressionSyntax, _ keys: [SortKeySyntax], _ per: [ItemSyntax],
    _ relation: inout Relation
  ) {
    var scope = Scope(relation)
    let bound = bindWholeNumber(count, "top")
    let order = bindSortKeys(keys, descending: true, &scope)
    let partition = bindKeys(per, &scope)
    relation = scope.relation
    guard let bound, let order, let partition else { return }
    relation.wrap(
      .top(relation.plan, count: bound, keys: order, per: partition.map(\.expression)))
  }

  private mutating func bindSample(
    _ count: ExpressionSyntax, _ seed: ExpressionSyntax?, _ relation: inout Relation
  ) {
    let bound = bindWholeNumber(count, "sample")
    var boundSeed: Int? = 0
    if let seed { boundSeed = bindWholeNumber(seed, "seed") }
    guard let bound, let boundSeed else { return }
    relation.wrap(
      .sample(relation.plan, count: bound, seed: UInt64(boundSeed)))
  }

  /// Binds a whole number that is known before anything runs.
  mutating func bindWholeNumber(
    _ expression: ExpressionSyntax, _ word: String, atLeast minimum: Int64 = 0
  ) -> Int? {
    if case .broken = expression.kind { return nil }
    var scope = Scope.constant
    note(.number, at: expression)
    let (operand, found) = capturingDiagnostics { $0.bind(expression, &scope) }
    guard found.isEmpty, case .integer(let number) = operand?.constant, number >= minimum,
      let count = Int(exactly: number)
    else {
      report(.notACount(text(expression.range), word: word, minimum: minimum), at: expression.range)
      return nil
    }
    return count
  }

  /// `distinct COL` lists the values of a column; whole rows are what `take 1 per COL` keeps.
  private mutating func bindDistinct(_ items: [ItemSyntax], _ relation: inout Relation) {
    if !items.isEmpty { bindSelect(items, &relation) }
    relation.normalize()
    let all = Array(relation.columns.indices)
    relation.wrap(.distinct(relation.plan, columns: all))
  }
}

/// The column names of a stage's result so far.
struct NameList {
  private var names: Set<String> = []

  func contains(_ name: String) -> Bool { names.contains(name) }

  mutating func insert(_ name: String) { names.insert(name) }

  /// The name, or `name_2`, `name_3` … if it is taken.
  func unused(_ name: MadeName) -> MadeName {
    guard contains(name.english) else { return name }
    var number = 2
    while contains("\(name.english)_\(number)") { number += 1 }
    return MadeName(
      english: "\(name.english)_\(number)", chinese: name.chinese.map { "\($0)_\(number)" })
  }
}

extension Relation {
  /// Notes which days a condition leaves of each time column.
  mutating func confine(by condition: BoundExpression) {
    switch condition.kind {
    case .and(let left, let right):
      confine(by: left)
      confine(by: right)
    case .call(let function, let arguments):
      guard arguments.count == 2, case .column(let position) = arguments[0].kind,
        case .constant(let value) = arguments[1].kind,
        let index = columns.firstIndex(where: { $0.position == position }),
        let day = value.day
      else { return }
      var bounds = columns[index].bounds ?? DayBounds()
      switch function.name {
      case ">=": bounds.first = max(bounds.first ?? day.first, day.first)
      case ">": bounds.first = max(bounds.first ?? day.first, day.first)
      case "<": bounds.end = min(bounds.end ?? day.end, day.end)
      case "<=": bounds.end = min(bounds.end ?? (day.first + 1), day.first + 1)
      case "=":
        bounds.first = max(bounds.first ?? day.first, day.first)
        bounds.end = min(bounds.end ?? (day.first + 1), day.first + 1)
      default: return
      }
      columns[index].bounds = bounds
    default: break
    }
  }
}

extension Value {
  /// The day that a constant lies on, and the first day that lies wholly behind or at it.
  fileprivate var day: (first: Int64, end: Int64)? {
    switch self {
    case .date(let day): return (day, day)
    case .datetime(let seconds):
      let day = CivilDateTime.days(ofSeconds: seconds)
      return (day, seconds % CivilDateTime.secondsPerDay == 0 ? day : day + 1)
    default: return nil
    }
  }
}
