import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `compare to PERIOD`: the stages before it once more, for the other period.
  mutating func bindCompare(
    _ query: QuerySyntax, upTo index: Int, _ period: ExpressionSyntax, _ stage: StageSyntax,
    _ relation: inout Relation
  ) {
    if case .broken = period.kind { return }
    note(.period, at: period)
    guard let change = comparedPeriod(period), !relation.isBroken else { return }
    var prefix = query
    prefix.stages = Array(query.stages[..<index])
    guard let found = periodReplacement(change) else {
      report(.noPeriodToCompare(), at: stage.range)
      return
    }
    let saved = replacement
    replacement = found
    let (other, _) = capturingDiagnostics { $0.bindQuery(prefix) }
    let kept = replacement?.kept
    replacement = saved
    if let kept { report(.periodKept(kept.text), at: stage.range) }
    relation.normalize()
    guard var previous = other?.normalized(), !relation.columns.contains(where: \.isBroken),
      !hasErrors
    else { return }
    let isSame = previous.columns.map(\.field.type) == relation.columns.map(\.field.type)
    guard isSame, previous.columns.map(\.field.name) == relation.columns.map(\.field.name) else {
      report(.comparedColumnsDiffer(), at: stage.range)
      return
    }
    align(&previous, from: found.previous, to: found.current, change)
    finishCompare(previous, stage, &relation)
  }

  /// The first period that the stages name is the one to compare, or one within it of its column.
  private func periodReplacement(_ change: PeriodReplacement.Change) -> PeriodReplacement? {
    guard let (column, first) = namedPeriods.first else { return nil }
    var current = first
    for (other, period) in namedPeriods where other == column && current.contains(period) {
      current = period
    }
    let previous: ConstantPeriod? =
      switch change {
      case .moved(let count, let unit): current.moved(by: count, unit)
      case .replaced(let given): given
      }
    return previous.map {
      PeriodReplacement(change: change, current: current, previous: $0)
    }
  }

  private mutating func comparedPeriod(_ period: ExpressionSyntax) -> PeriodReplacement.Change? {
    var scope = Scope.constant
    let (operand, problems) = capturingDiagnostics { $0.bind(period, &scope) }
    guard problems.isEmpty, let operand, let constant = constantPeriod(of: operand) else {
      report(.notAPeriod(text(period.range)), at: period.range)
      return nil
    }
    switch constant.written {
    case .relative(let offset, let unit) where offset != 0: return .moved(offset, unit)
    case .yesterday: return .moved(-1, .day)
    case .tomorrow: return .moved(1, .day)
    default: return .replaced(constant)
    }
  }

  /// Moves the time keys of the other period to where they stand in this one.
  private func align(
    _ previous: inout Relation, from: ConstantPeriod, to: ConstantPeriod,
    _ change: PeriodReplacement.Change
  ) {
    var isMoved = false
    let items = previous.columns.enumerated().map { position, column -> BoundExpression in
      let item = BoundExpression(.column(position), type: column.field.type)
      guard column.role == .key,
        let moved = moved(item, from: from, to: to, change)
      else { return item }
      isMoved = true
      return moved
    }
    if isMoved { previous.project(items) }
  }

  private func moved(
    _ key: BoundExpression, from: ConstantPeriod, to: ConstantPeriod,
    _ change: PeriodReplacement.Change
  ) -> BoundExpression? {
    switch key.type {
    case .period(let granularity):
      let steps =
        CalendarPeriod.ordinal(of: granularity, containing: to.first)
        - CalendarPeriod.ordinal(of: granularity, containing: from.first)
      let count = BoundExpression(.constant(.integer(steps)), type: .integer)
      let unit = BoundExpression(.constant(.text(granularity.rawValue)), type: .text)
      guard steps != 0, let first = rowCall("start", [key]),
        let other = rowCall("add", [first, count, unit])
      else { return nil }
      return rowCall(granularity.rawValue, [other])
    case .date:
      if case .moved(let count, let unit) = change, unit != .day, unit != .week {
        let back = BoundExpression(.constant(.integer(Int64(-count))), type: .integer)
        let name = BoundExpression(.constant(.text(unit.rawValue)), type: .text)
        return rowCall("add", [key, back, name])
      }
      let seconds = (to.first - from.first) * CivilDateTime.secondsPerDay
      let step = BoundExpression(.constant(.duration(seconds)), type: .duration)
      return seconds == 0 ? nil : rowCall("+", [key, step])
    default: return nil
    }
  }

  private func rowCall(_ name: String, _ arguments: [BoundExpression]) -> BoundExpression? {
    guard let function = FunctionRegistry.scalar(named: name),
      let type = function.resultType(of: arguments.map(\.type))
    else { return nil }
    return BoundExpression(.call(function, arguments), type: type)
  }

  private mutating func finishCompare(
    _ previous: Relation, _ stage: StageSyntax, _ relation: inout Relation
  ) {
    let columns = relation.columns
    let keys = columns.indices.filter { columns[$0].role == .key }
    let values = columns.indices.filter {
      [.count, .value].contains(columns[$0].role)
        && ComparePlan.changeType(of: columns[$0].field.type) != nil
    }
    guard !values.isEmpty else {
      report(.nothingToCompare(), at: stage.range)
      return
    }
    guard values.count * 4 <= Binder.pivotLimit else {
      report(.tooManyCompared(values.count), at: stage.range)
      relation.isBroken = true
      return
    }
    let left = columns.indices.filter { !keys.contains($0) && !values.contains($0) }
    if !left.isEmpty {
      report(.leftOutOfCompare(left.map { columns[$0].field.name }), at: stage.range)
    }
    var plan = ComparePlan(keys: keys, values: values.map { ($0, columns[$0].filler) })
    plan.location = location(stage.range)
    plan.isInKeyOrder = relation.plan.isOrdered(by: keys)
    var result = keys.map { columns[$0] }
    var names = NameList()
    for column in result { names.insert(column.field.name) }
    for position in values {
      for var column in comparedColumns(columns[position]) {
        let name = names.unused(
          MadeName(english: column.field.name, chinese: column.field.chineseName))
        names.insert(name.english)
        column.field.name = name.english
        column.field.chineseName = name.chinese
        result.append(column)
      }
    }
    for position in result.indices { result[position].position = position }
    let schema = Schema(result.map(\.field))
    relation = Relation(
      plan: LogicalPlan(
        .compare(current: relation.plan, previous: previous.plan, plan), schema: schema),
      columns: result)
  }

  private func comparedColumns(_ column: ScopeColumn) -> [ScopeColumn] {
    let chinese = column.field.chineseName ?? column.field.name
    var current = column
    current.field.isOptional = column.filler.isMissing
    current.origin = nil
    var previous = current
    previous.field.name += "_previous"
    previous.field.chineseName = "上期\(chinese)"
    previous.ratePlace?.isPrevious = true
    var change = current
    change.role = .value
    change.ratePlace = nil
    change.isComputed = true
    change.field.isFraction = false
    change.field.name += "_change"
    change.field.chineseName = "\(chinese)增减"
    change.field.type =
      ComparePlan.changeType(of: column.field.type) ?? column.field.type
    var percent = change
    percent.field.name = column.field.name + "_change_percent"
    percent.field.chineseName = "\(chinese)增幅"
    percent.field.type = ComparePlan.percentType
    percent.field.isOptional = true
    percent.filler = .missing
    return [current, previous, change, percent]
  }
}

extension LogicalPlan {
  /// Whether its rows come in the order of the given columns, as groups do.
  fileprivate func isOrdered(by columns: [Int]) -> Bool {
    switch node {
    case .aggregate: return columns == Array(columns.indices)
    case .filter(let input, _), .withhold(let input, _, _): return input.isOrdered(by: columns)
    case .project(let input, let items):
      let sources = columns.compactMap { column -> Int? in
        if case .column(let position) = items[column].kind { position } else { nil }
      }
      return sources.count == columns.count && input.isOrdered(by: sources)
    default: return false
    }
  }
}
