import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  mutating func bindJoin(
    _ kind: JoinKindSyntax, _ body: BodySyntax, _ condition: ExpressionSyntax,
    _ stage: StageSyntax, _ relation: inout Relation
  ) {
    guard var right = bindBody(body) else {
      relation.isBroken = true
      return
    }
    relation.normalize()
    right.normalize()
    let names = rightNames(body, right)
    let leftCount = relation.columns.count
    var scope = Scope(combined(relation, right, names), place: .joinCondition)
    let isBroken = relation.isBroken || right.isBroken
    scope.relation.isBroken = isBroken
    if let partner = namesake(condition, scope.relation, relation.columns.count) {
      report(.joinNeedsEquality(partner), at: condition.range)
      relation.isBroken = true
      return
    }
    let bound = bindCondition(condition, &scope)
    let columns = scope.relation.columns
    guard let bound, !isBroken else {
      relation.columns = kind.keepsRight ? columns : relation.columns
      relation.isBroken = relation.isBroken || isBroken
      return
    }
    var plan = JoinPlan(kind: kind.planKind, keys: [])
    var residual: [BoundExpression] = []
    for part in conjuncts(bound) {
      if let pair = equality(part, leftCount) {
        plan.keys.append(pair)
      } else {
        residual.append(part)
      }
    }
    guard !plan.keys.isEmpty else {
      report(.joinNeedsEquality(), at: condition.range)
      return
    }
    if !residual.isEmpty {
      plan.residual = balanced(residual[...], isAnd: true, condition.range)
    }
    finish(plan, kind, right, columns, &relation)
  }

  /// For `on variety` and `variety = variety`: the column, and what its namesake on the right is
  /// called here.
  private func namesake(
    _ condition: ExpressionSyntax, _ both: Relation, _ leftCount: Int
  ) -> (left: String, right: String)? {
    var name = condition.tableName?.text
    if case .binary(.equal, let left, let right, _) = condition.unwrapped.kind,
      let same = left.tableName?.text, same == right.tableName?.text
    {
      name = same
    }
    guard let name, let left = both.columns.prefix(leftCount).first(where: { $0.isNamed(name) }),
      let right = both.columns.dropFirst(leftCount).first(where: {
        $0.qualifiedName?.column == left.field.name
          || ($0.qualifiedName == nil && $0.field.name == left.field.name + "_2")
      })
    else { return nil }
    return (name, right.field.name)
  }

  private func finish(
    _ plan: JoinPlan, _ kind: JoinKindSyntax, _ right: Relation, _ columns: [ScopeColumn],
    _ relation: inout Relation
  ) {
    if !kind.keepsRight {
      relation.wrap(.join(relation.plan, right.plan, plan))
      return
    }
    var columns = columns
    if kind == .left {
      for position in relation.columns.count..<columns.count {
        columns[position].field.isOptional = true
      }
    }
    let left = relation
    relation = Relation(
      plan: LogicalPlan(
        .join(left.plan, right.plan, plan), schema: Schema(columns.map(\.field))),
      columns: columns, table: left.table)
  }

  /// What the condition calls the right side: the table's name and the view's.
  private func rightNames(_ body: BodySyntax, _ right: Relation) -> [String] {
    var names = [right.table].compactMap { $0 }
    if case .expression(let expression) = body, let name = expression.tableName {
      names.append(name.text)
    }
    if case .query(let query) = body, case .name(let name) = query.source {
      names.append(name.text)
    }
    // Made columns have the same names whichever language the table is named in.
    return names.map { catalog.table(named: $0)?.name ?? $0 }
  }

  /// The columns of both sides; a right column whose name is taken is called `TABLE_column`.
  private func combined(_ left: Relation, _ right: Relation, _ names: [String]) -> Relation {
    var taken = NameList()
    for column in left.columns { taken.insert(column.field.name) }
    var columns = left.columns
    for (offset, column) in right.columns.enumerated() {
      var added = column
      added.position = left.columns.count + offset
      added.role = column.role == .key ? .plain : column.role
      if let table = names.last { added.qualifiedName = (table, column.field.name) }
      var name = MadeName(english: column.field.name, chinese: column.field.chineseName)
      if taken.contains(name.english), let table = names.last {
        name = MadeName(
          english: "\(table)_\(name.english)", chinese: name.chinese.map { "\(table)_\($0)" })
      }
      name = taken.unused(name)
      taken.insert(name.english)
      added.field.name = name.english
      added.field.chineseName = name.chinese
      if left.columns.contains(where: { $0.field.chineseName == name.chinese }) {
        added.field.chineseName = nil
      }
      columns.append(added)
    }
    var result = Relation(plan: left.plan, columns: columns, table: left.table)
    result.plan.schema = Schema(columns.map(\.field))
    return result
  }

  private func conjuncts(_ condition: BoundExpression) -> [BoundExpression] {
    guard case .and(let left, let right) = condition.kind else { return [condition] }
    return conjuncts(left) + conjuncts(right)
  }

  /// The two sides of `a = b` if one reads only left columns and the other only right ones.
  private func equality(
    _ condition: BoundExpression, _ leftCount: Int
  ) -> (left: BoundExpression, right: BoundExpression)? {
    guard case .call(let function, let sides) = condition.kind, function.name == "=",
      sides.count == 2
    else { return nil }
    let type = sides[0].type.united(with: sides[1].type) ?? sides[0].type
    for (first, second) in [(sides[0], sides[1]), (sides[1], sides[0])] {
      let left = first.columns
      let right = second.columns
      guard !left.isEmpty, !right.isEmpty, left.allSatisfy({ $0 < leftCount }),
        right.allSatisfy({ $0 >= leftCount })
      else { continue }
      return (
        converted(first, to: type), converted(second.mapColumns { $0 - leftCount }, to: type)
      )
    }
    return nil
  }

  /// Puts the rows of another query below: columns are matched by name, one that a side lacks is
  /// missing there.
  mutating func bindAppend(
    _ body: BodySyntax, _ stage: StageSyntax, _ relation: inout Relation
  ) {
    guard var right = bindBody(body) else {
      relation.isBroken = true
      return
    }
    relation.normalize()
    right.normalize()
    if relation.isBroken || right.isBroken {
      relation.isBroken = true
      return
    }
    var columns: [ScopeColumn] = []
    var leftItems: [BoundExpression] = []
    var rightItems: [BoundExpression] = []
    for (position, column) in relation.columns.enumerated() {
      let other = match(column, right)
      guard let merged = merged(column, other.map { right.columns[$0] }, body.range) else {
        continue
      }
      columns.append(merged)
      leftItems.append(item(position, column, merged.field.type))
      rightItems.append(
        other.map { item($0, right.columns[$0], merged.field.type) } ?? absent(merged))
    }
    for (position, column) in right.columns.enumerated()
    where match(column, relation) == nil {
      var added = column
      added.field.isOptional = true
      added.origin = nil
      columns.append(added)
      leftItems.append(absent(added))
      rightItems.append(item(position, column, column.field.type))
    }
    guard columns.count >= relation.columns.count else { return }
    relation.columns = columns
    right.columns = columns
    relation.project(leftItems)
    right.project(rightItems)
    relation.wrap(.append(relation.plan, right.plan))
  }

  private func match(_ column: ScopeColumn, _ relation: Relation) -> Int? {
    relation.columns.firstIndex { $0.field.name == column.field.name }
      ?? column.field.chineseName.flatMap { chinese in
        relation.columns.firstIndex { $0.field.chineseName == chinese }
      }
  }

  private mutating func merged(
    _ left: ScopeColumn, _ right: ScopeColumn?, _ range: SourceRange
  ) -> ScopeColumn? {
    var column = left
    column.bounds = nil
    column.origin = nil
    guard let right else {
      column.field.isOptional = true
      return column
    }
    let isCodeBesideText = left.field.type.isEnumeration != right.field.type.isEnumeration
    guard !left.isBroken, !right.isBroken,
      let type = left.field.type.united(with: right.field.type),
      !isCodeBesideText || left.field.type == .unknown || right.field.type == .unknown
    else {
      if !left.isBroken, !right.isBroken {
        report(
          .appendMismatch(left.field.name, left.field.type, right.field.type), at: range)
      }
      return nil
    }
    column.field.type = type
    column.field.isOptional = left.field.isOptional || right.field.isOptional
    column.field.masking = .combined([left.field.masking, right.field.masking])
    return column
  }

  private func item(
    _ position: Int, _ column: ScopeColumn, _ type: DataType
  ) -> BoundExpression {
    converted(BoundExpression(.column(position), type: column.field.type), to: type)
  }

  private func absent(_ column: ScopeColumn) -> BoundExpression {
    BoundExpression(.constant(.missing), type: column.field.type)
  }
}

extension JoinKindSyntax {
  var planKind: JoinPlan.Kind {
    switch self {
    case .inner: .inner
    case .left: .left
    case .semi: .semi
    case .anti: .anti
    }
  }

  /// Whether the right side's columns are in the result.
  var keepsRight: Bool { self == .inner || self == .left }
}
