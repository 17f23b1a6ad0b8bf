import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds a query inside an expression; its stages know nothing of the rows outside.
  mutating func bindSubquery(_ query: QuerySyntax) -> Relation? {
    let saved = (replacement, namedPeriods, bindsPipelineCondition)
    (replacement, namedPeriods, bindsPipelineCondition) = (nil, [], false)
    defer { (replacement, namedPeriods, bindsPipelineCondition) = saved }
    return bindQuery(query)
  }

  /// Remembers the rows around a query, to say that it cannot see them.
  mutating func inside<Result>(
    _ rows: Relation, _ body: (inout Binder) -> Result
  ) -> Result {
    context.outerRows.append(rows)
    let result = body(&self)
    context.outerRows.removeLast()
    return result
  }

  /// Binds `(cases | count)`, a query as a value.
  mutating func bindScalarQuery(_ query: QuerySyntax) -> Operand? {
    guard let relation = bindSubquery(query) else { return nil }
    return scalar(relation, at: query.range)
  }

  /// Binds the name of a view or of `it` as a value.
  mutating func bindScalarSource(_ name: NameSyntax) -> Operand? {
    guard let relation = bindSource(named: name) else { return nil }
    return scalar(relation, at: name.range)
  }

  private mutating func scalar(_ relation: Relation, at range: SourceRange) -> Operand? {
    if relation.isBroken { return nil }
    guard relation.columns.count == 1 else {
      report(.notOneValue(columns: relation.columns.map(\.field.name)), at: range)
      return nil
    }
    let normalized = relation.normalized()
    let column = normalized.columns[0]
    if column.isBroken { return nil }
    var result = Operand(
      BoundExpression(
        .scalarPlan(normalized.plan), type: column.field.type, location: location(range)),
      range: range)
    result.masking = column.field.masking
    result.isOptional = column.field.isOptional
    result.name = MadeName(english: column.field.name, chinese: column.field.chineseName)
    return result
  }

  /// Binds `x in (QUERY)`: the query has one column, of values that `x` can equal.
  mutating func bindInQuery(
    _ operand: ExpressionSyntax, _ expression: ExpressionSyntax, at range: SourceRange,
    _ scope: inout Scope, _ bindRelation: (inout Binder) -> Relation?
  ) -> Operand? {
    let subject = bindValue(operand, &scope)
    guard let relation = bindRelation(&self), let subject else { return nil }
    if relation.isBroken { return nil }
    guard relation.columns.count == 1 else {
      report(.notOneColumn(columns: relation.columns.map(\.field.name)), at: range)
      return nil
    }
    let normalized = relation.normalized()
    let column = normalized.columns[0]
    if column.isBroken { return nil }
    guard let type = subject.type.united(with: column.field.type) else {
      report(
        .operatorMismatch(
          "in", isComparison: true,
          [
            (text(subject.range), subject.type, subject.range),
            (column.field.name, column.field.type, range),
          ]),
        at: range)
      return nil
    }
    return truth(
      .inPlan(converted(subject.expression, to: type), converted(normalized, to: type).plan),
      at: expression.range)
  }

  /// Gives the only column of a relation another type.
  private func converted(_ relation: Relation, to type: DataType) -> Relation {
    if relation.columns[0].field.type == type { return relation }
    var result = relation
    let column = BoundExpression(.column(0), type: relation.columns[0].field.type)
    result.columns[0].field.type = type
    result.project([converted(column, to: type)])
    return result
  }

  /// Whether a name stands for rows here: a table, a view or `it`.
  func meansQuery(_ name: String) -> Bool {
    if let argument = context.locals[name] {
      return argument.syntax.tableName.map { inner in
        var copy = self
        copy.context = argument.context
        return copy.meansQuery(inner.text)
      } ?? false
    }
    if let (_, definition) = definition(named: name) {
      if case .query = definition.kind { return true }
      return false
    }
    if isPreviousResult(name) { return context.previousResult != nil }
    return catalog.table(named: name) != nil
  }
}
