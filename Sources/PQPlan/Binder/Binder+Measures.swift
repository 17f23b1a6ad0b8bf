import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Declares a measure: an aggregate expression over the rows of a table.
  mutating func declare(_ measure: MeasureSyntax) -> BoundStatement? {
    guard let position = declaredTable(measure.table), !measure.name.text.isEmpty else {
      return nil
    }
    var format: RatioFormat?
    if let name = measure.format {
      format = ["percent", "百分比"].contains(name.text) ? .percent : .number
    }
    if !environment.trustsDeclarations {
      var scope = Scope(declaredRelation(of: catalog.tables[position]))
      scope.grouping = Grouping(keys: [])
      let bound = bindValue(measure.definition, &scope)
      if let format, let bound, !bound.type.isRatio {
        report(.formatWithoutRatio(format.rawValue, bound.type), at: measure.definition.range)
      }
      if let cohort = measure.cohort { checkCohort(cohort, catalog.tables[position]) }
      guard !hasErrors, bound != nil else { return nil }
    }
    let definition = MeasureDefinition(
      name: measure.name.text, chineseName: measure.chineseName?.text,
      definition: measure.definition, format: format, cohort: measure.cohort,
      reason: measure.reason?.localized, isRatio: Self.isRatio(measure.definition),
      source: context.source, nameRange: measure.name.range,
      visibleCount: catalog.definitions.count)
    catalog.tables[position].measures.replace(definition) { $0.name == definition.name }
    return .declaration
  }

  /// The cohort of a measure is a date of the row.
  private mutating func checkCohort(_ cohort: ExpressionSyntax, _ entry: TableEntry) {
    var scope = Scope(declaredRelation(of: entry))
    guard let operand = bindValue(cohort, &scope) else { return }
    switch operand.type {
    case .date, .datetime, .unknown: return
    default: report(.cohortWithoutDate(operand.type, text(cohort.range)), at: cohort.range)
    }
  }

  /// Declares the rows of a table that are counted but never listed; a later declaration replaces
  /// the earlier one.
  mutating func declare(_ secret: SecretSyntax) -> BoundStatement? {
    guard let position = declaredTable(secret.table) else { return nil }
    if !environment.trustsDeclarations {
      var scope = Scope(declaredRelation(of: catalog.tables[position]), place: .condition)
      guard bindCondition(secret.condition, &scope) != nil, !hasErrors else { return nil }
    }
    if let promise = catalog.tables[position].promise, !environment.mayOpen,
      promise.isOpened(by: secret.condition)
    {
      report(.secretRowsOpened(of: secret.table.text), at: secret.table.range)
      return nil
    }
    catalog.tables[position].secret = SecretRows(
      condition: secret.condition, reason: secret.reason?.localized, source: context.source,
      nameRange: secret.table.range, visibleCount: catalog.definitions.count)
    return .declaration
  }

  /// Declares a condition that no row of a table should meet.
  mutating func declare(_ check: CheckSyntax) -> BoundStatement? {
    guard let position = declaredTable(check.table), !check.name.text.isEmpty else { return nil }
    if !environment.trustsDeclarations {
      var scope = Scope(declaredRelation(of: catalog.tables[position]), place: .condition)
      guard bindCondition(check.condition, &scope) != nil, !hasErrors else { return nil }
    }
    let definition = CheckDefinition(
      name: check.name.text, chineseName: check.chineseName?.text, condition: check.condition,
      reason: check.reason?.localized, source: context.source, nameRange: check.name.range,
      visibleCount: catalog.definitions.count)
    catalog.tables[position].checks.replace(definition) { $0.name == definition.name }
    return .declaration
  }
}
