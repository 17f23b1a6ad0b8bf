import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds text with `{…}` parts: of `print`, `assert` and file names.
  mutating func bindTemplate(_ template: TemplateSyntax) -> BoundTemplate? {
    var parts: [BoundTemplate.Part] = []
    var isWhole = true
    for part in template.parts {
      switch part {
      case .text(let text): parts.append(.text(text))
      case .interpolation(let body):
        if let bound = bindInterpolation(body) {
          parts.append(bound)
        } else {
          isWhole = false
        }
      }
    }
    return isWhole ? BoundTemplate(parts: parts) : nil
  }

  private mutating func bindInterpolation(_ body: BodySyntax) -> BoundTemplate.Part? {
    switch body {
    case .query(let query): return bindQuery(query).flatMap { part(of: $0, at: query.range) }
    case .expression(let expression):
      if case .subquery(let query) = expression.unwrapped.kind {
        return bindQuery(query).flatMap { part(of: $0, at: query.range) }
      }
      if let name = expression.tableName, meansQuery(name.text) {
        return bindSource(named: name).flatMap { part(of: $0, at: name.range) }
      }
      if case .call(let call) = expression.unwrapped.kind, isSourceCall(call) {
        return bindBody(body).flatMap { part(of: $0, at: call.range) }
      }
      var scope = Scope.constant
      guard let operand = bind(expression, &scope, hint: nil) else { return nil }
      return .value(printable(operand).expression)
    }
  }

  /// A query of one row and one column is its value, any other a table in the text.
  private mutating func part(of relation: Relation, at range: SourceRange) -> BoundTemplate.Part? {
    if relation.isBroken { return nil }
    var relation = relation
    keepApart(&relation, at: range)
    let normalized = relation.normalized()
    guard normalized.columns.count == 1, normalized.plan.isSingleRow else {
      return .table(normalized.plan)
    }
    return .value(
      BoundExpression(
        .scalarPlan(normalized.plan), type: normalized.columns[0].field.type,
        location: location(range)))
  }

  /// A range of days as text, which is all that one can do with it alone.
  func printable(_ operand: Operand) -> Operand {
    guard operand.isRange, let period = operand.period else { return operand }
    var result = operand.replacing(
      BoundExpression(
        .constant(.text(period.text)), type: .text, location: operand.expression.location))
    result.period = nil
    return result
  }

  /// Binds `import "f.csv" [as NAME] [with OPTION, …]`; what is wrong with the file is said at its name.
  mutating func bindImport(
    _ path: TemplateSyntax, _ name: NameSyntax?, _ options: [ImportOptionSyntax]
  ) -> BoundStatement? {
    guard let template = bindTemplate(path) else { return nil }
    var bound = BoundImport(
      path: template, name: name?.text, columns: [], settings: [], location: location(path.range))
    for option in options {
      switch option {
      case .column(let column, let type):
        guard let known = parameterType(type) else { continue }
        guard case .value(let dataType) = known else {
          report(.periodColumn(column.text), at: type.range)
          continue
        }
        bound.columns.append(Field(column.text, type: dataType, isOptional: true))
      case .setting(let name, let value):
        let place = location(name.range.union(value.range))
        bound.settings.append((name: name.text, value: value.text, location: place))
      }
    }
    return .importFile(bound)
  }
}

extension LogicalPlan {
  /// Whether it always has exactly one row.
  var isSingleRow: Bool {
    switch node {
    case .aggregate(_, let aggregate): aggregate.keys.isEmpty
    case .project(let input, _), .window(let input, _), .sort(let input, _): input.isSingleRow
    case .scan(let table, let columns): table.rowCount == 1 && columns.isEmpty
    default: false
    }
  }
}
