import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// More columns than this nobody reads; the key is not what was meant.
  static let pivotLimit = 1_000

  /// Long to wide: the values of the key become columns.
  mutating func bindPivot(
    _ item: ItemSyntax, hasTotal: Bool, _ stage: StageSyntax, _ relation: inout Relation
  ) {
    guard let key = pivotKey(item, &relation), !relation.isBroken else {
      relation.isBroken = true
      return
    }
    relation.normalize()
    let columns = relation.columns
    let isGrouped = relation.isGrouped
    let values = columns.indices.filter { position in
      position != key
        && (isGrouped
          ? [.count, .value].contains(columns[position].role)
          : columns[position].field.type.isNumeric)
    }
    guard !values.isEmpty else {
      report(.nothingToPivot(), at: stage.keywordRange)
      relation.isBroken = true
      return
    }
    if hasTotal, let other = values.first(where: { !columns[$0].isAdditive }) {
      report(.notAdditive(columns[other].field.name, isGrouped: isGrouped), at: stage.range)
      relation.isBroken = true
      return
    }
    let rowKeys = columns.indices.filter { $0 != key && !values.contains($0) }
    guard !hasErrors, let keyValues = pivotValues(key, stage, relation) else {
      relation.isBroken = true
      return
    }
    let plan = PivotPlan(
      rowKeys: rowKeys, pivotKey: key, pivotValues: keyValues,
      values: values.map { ($0, columns[$0].filler) },
      sum: hasTotal ? FunctionRegistry.aggregate(named: "sum") : nil,
      location: location(stage.range))
    var result = rowKeys.map { columns[$0] }
    if hasTotal { for position in result.indices { result[position].field.isOptional = true } }
    var names = NameList()
    for column in result { names.insert(column.field.name) }
    var keyColumn = columns[key]
    keyColumn.field.masking = Discretion.traces(of: relation.plan)[key].masking
    let totalKey: [Int?] = hasTotal ? [nil] : []
    for place in keyValues.indices.map(Optional.init) + totalKey {
      for (value, position) in values.enumerated() {
        let key = place.map { pivotName(keyValues[$0], keyColumn) } ?? .total
        let name = names.unused(pivotColumn(key, columns[position], alone: values.count == 1))
        names.insert(name.english)
        var column = columns[position]
        column.field.name = name.english
        column.field.chineseName = name.chinese
        column.field.isOptional = column.field.isOptional || column.filler.isMissing
        column.pivotPlace = PivotPlace(value: value, key: place)
        result.append(column)
      }
    }
    for position in result.indices { result[position].position = position }
    relation = Relation(
      plan: LogicalPlan(
        .pivot(relation.plan, plan), schema: Schema(result.map(\.field))), columns: result)
  }

  private mutating func pivotKey(_ item: ItemSyntax, _ relation: inout Relation) -> Int? {
    var scope = Scope(relation)
    if case .name(let name) = item.expression.kind {
      return indexOfColumn(name, relation)
    }
    guard let operand = bindValue(item.expression, &scope) else { return nil }
    relation = scope.relation
    let name = operand.name ?? .key
    if let index = relation.columns.firstIndex(where: { $0.isNamed(name.english) }) {
      return index
    }
    var column = scopeColumn(operand, name: name, &relation)
    column.role = .key
    relation.columns.append(column)
    return relation.columns.count - 1
  }

  /// The declared values of an enum or boolean key, `missing` if it occurs; of other keys, what
  /// occurs.
  private mutating func pivotValues(
    _ key: Int, _ stage: StageSyntax, _ relation: Relation
  ) -> [Value]? {
    let field = relation.columns[key].field
    var declared: [Value]?
    switch field.type {
    case .enumeration(let type): declared = type.codes.indices.map { .code(Int64($0)) }
    case .boolean: declared = [.boolean(false), .boolean(true)]
    default: break
    }
    // A place in a half-written statement is worth no pass over the rows.
    if let declared, !field.isOptional || watch != nil { return declared }
    let plan = LogicalPlan(
      .aggregate(
        relation.plan,
        AggregatePlan(
          keys: [BoundExpression(.column(key), type: field.type)], aggregates: [],
          domains: [nil])),
      schema: Schema([field]))
    let table: Table
    do throws(QueryError) {
      table = try environment.evaluate(plan)
    } catch {
      if let texts = textsAtAGlance(relation.columns[key]) { return texts.map { .text($0) } }
      diagnostics.append(error.located(at: stage.range, in: context.source).diagnostic)
      return nil
    }
    var found: [Value] = []
    for block in table.blocks {
      let column = block.column(0)
      for row in 0..<block.rowCount { found.append(column.value(at: row, as: field.type)) }
    }
    if let declared { return found.contains(.missing) ? declared + [.missing] : declared }
    guard found.count <= Binder.pivotLimit else {
      report(.tooManyColumns(found.count, key: field.name), at: stage.range)
      return nil
    }
    return found
  }

  private func pivotName(_ value: Value, _ key: ScopeColumn) -> MadeName {
    switch (value, key.field.type) {
    case (.missing, _): return MadeName(english: "missing", chinese: "空值")
    case _ where key.field.isPrivate:
      return MadeName(english: key.field.masked(value), chinese: nil)
    case (.code(let position), .enumeration(let type))
    where type.codes.indices.contains(Int(position)):
      let code = type.codes[Int(position)]
      return MadeName(english: code.code, chinese: code.chineseLabel)
    case (.boolean(let truth), _):
      return MadeName(english: truth ? "true" : "false", chinese: truth ? "是" : "否")
    default:
      return MadeName(english: ValueFormat.text(value, as: key.field.type), chinese: nil)
    }
  }

  private func pivotColumn(
    _ name: MadeName, _ column: ScopeColumn, alone: Bool
  ) -> MadeName {
    if alone { return name }
    let chinese = name.chinese ?? name.english
    return MadeName(
      english: "\(column.field.name)_\(name.english)",
      chinese: column.field.chineseName.map { "\($0)_\(chinese)" })
  }

  /// Wide to long: one row for each of the columns.
  mutating func bindUnpivot(
    _ names: [NameSyntax], _ stage: StageSyntax, _ relation: inout Relation
  ) {
    relation.normalize()
    let chosen = names.compactMap { indexOfColumn($0, relation) }
    guard chosen.count == names.count, !relation.isBroken, let first = chosen.first else {
      relation.isBroken = true
      return
    }
    var type = relation.columns[first].field.type
    for (name, index) in zip(names, chosen) {
      let column = relation.columns[index]
      if column.isBroken {
        relation.isBroken = true
        return
      }
      guard let united = type.united(with: column.field.type),
        type.isEnumeration == column.field.type.isEnumeration || type == .unknown
      else {
        report(
          .unpivotMismatch(
            relation.columns[first].field.name, type, column.field.name, column.field.type),
          at: name.range)
        relation.isBroken = true
        return
      }
      type = united
    }
    unpivot(chosen, to: type, &relation)
  }

  private func unpivot(_ chosen: [Int], to type: DataType, _ relation: inout Relation) {
    let fields = chosen.map { relation.columns[$0].field }
    if fields.contains(where: { $0.type != type }) {
      let items = relation.columns.enumerated().map { position, column in
        let item = BoundExpression(.column(position), type: column.field.type)
        return chosen.contains(position) ? converted(item, to: type) : item
      }
      for position in chosen { relation.columns[position].field.type = type }
      relation.project(items)
    }
    let kept = relation.columns.indices.filter { !chosen.contains($0) }
    var columns = kept.map { relation.columns[$0] }
    var names = NameList()
    for column in columns { names.insert(column.field.name) }
    let nameOfName = names.unused(MadeName(english: "name", chinese: "名称"))
    let nameOfValue = names.unused(.value)
    var name = ScopeColumn(
      field: Field(
        nameOfName.english, zh: nameOfName.chinese, type: .text, isOptional: false),
      position: 0)
    name.role = relation.isGrouped ? .key : .plain
    var value = ScopeColumn(
      field: Field(
        nameOfValue.english, zh: nameOfValue.chinese, type: type,
        isOptional: fields.contains(where: \.isOptional),
        masking: .combined(fields.map(\.masking))),
      position: 0)
    value.role = relation.isGrouped ? .value : .plain
    columns += [name, value]
    for position in columns.indices { columns[position].position = position }
    let plan = UnpivotPlan(kept: kept, unpivoted: chosen, names: fields.map(\.name))
    relation = Relation(
      plan: LogicalPlan(
        .unpivot(relation.plan, plan), schema: Schema(columns.map(\.field))), columns: columns)
  }

  mutating func bindDescribe(_ relation: inout Relation) {
    if relation.isBroken { return }
    relation.normalize()
    let described = Schema(relation.columns.map(\.field))
    let schema = DescribeSchema.schema(of: described)
    let columns = schema.fields.enumerated().map {
      ScopeColumn(field: $0.element, position: $0.offset)
    }
    relation = Relation(
      plan: LogicalPlan(.describe(relation.plan), schema: schema), columns: columns)
  }
}
