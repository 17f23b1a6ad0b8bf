import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `rows(MEASURE, numerator|denominator [, PERIOD])`: the rows of the measure's table that
  /// count in one of its numbers, a period confining its cohort date.
  mutating func bindRowsBehind(_ call: CallSyntax) -> Relation? {
    let arguments = call.arguments.map(\.expression)
    if let first = arguments.first { keepMeasures(at: first) }
    if arguments.count == 2, isWatched(arguments[1]) { keep(.ratioPart, .constant) }
    if arguments.count == 3 { note(.period, at: arguments[2]) }
    guard (2...3).contains(arguments.count) else {
      report(
        .wrongArgumentCount(
          call.name.text, parameters: ["measure", "numerator or denominator", "[period]"],
          given: arguments.count), at: call.range)
      return nil
    }
    guard let (entry, measure) = measureOfAnyTable(arguments[0]) else { return nil }
    guard let word = arguments[1].tableName, let part = RatioPart(spelled: word.text) else {
      report(.notARatioPart(text(arguments[1].range)), at: arguments[1].range)
      return nil
    }
    var period: Operand?
    if arguments.count == 3 {
      var scope = Scope.constant
      guard let operand = bind(arguments[2], &scope) else { return nil }
      guard let constant = constantPeriod(of: operand) else {
        report(.notAPeriod(text(arguments[2].range)), at: arguments[2].range)
        return nil
      }
      period = self.operand(of: constant, at: arguments[2].range)
      if measure.cohort == nil {
        report(.noCohort(measure.name, table: entry.name), at: arguments[2].range)
        return nil
      }
    }
    let place = NameSyntax(entry.name, range: arguments[0].range)
    guard var relation = bindSource(named: place, in: call.range) else { return nil }
    let inner = BindingContext(source: measure.source, visibleCount: measure.visibleCount)
    if let period {
      confine(&relation, to: period, measure, inner, at: arguments[2])
    }
    keepRows(in: part, of: measure, inner, &relation, at: arguments[0].range)
    return relation
  }

  /// Keeps the measures that the watched name can stand for: all, or those of the table before it.
  private mutating func keepMeasures(at expression: ExpressionSyntax) {
    guard let watch, let names = expression.pathNames, let last = names.last, isWatched(last) else {
      return
    }
    keep(.measure, .constant)
    let entries = catalog.tables.filter { entry in
      names.count == 1 || entry.name == names[0].text || entry.chineseName == names[0].text
    }
    watch.found?.measures = entries.flatMap(\.measures).map {
      CatalogName(name: $0.name, chineseName: $0.chineseName)
    }
    if names.count == 1 {
      watch.found?.qualifiers = entries.filter { !$0.measures.isEmpty }.map {
        CatalogName(name: $0.name, chineseName: $0.chineseName)
      }
    }
  }

  /// Finds a measure by its name, or by its table's and its own.
  private mutating func measureOfAnyTable(
    _ expression: ExpressionSyntax
  ) -> (TableEntry, MeasureDefinition)? {
    var table: String?
    let name: NameSyntax
    switch expression.unwrapped.kind {
    case .name(let written): name = written
    case .path(let base, let member):
      table = base.tableName?.text
      name = member
    default:
      report(.unknownMeasure(text(expression.range), in: nil, nearest: []), at: expression.range)
      return nil
    }
    let entries = catalog.tables.filter {
      table == nil || $0.name == table || $0.chineseName == table
    }
    let found = entries.compactMap { entry in
      entry.measures.first { $0.isNamed(name.text) }.map { (entry, $0) }
    }
    if found.count > 1 {
      report(.ambiguousMeasure(name.text, of: found.map(\.0.name)), at: expression.range)
      return nil
    }
    if found.isEmpty, !name.text.isEmpty {
      let known = entries.flatMap(\.measures).flatMap {
        [$0.name, $0.chineseName].compactMap { $0 }
      }
      let nearest = SpellingSuggestion.nearest(to: name.text, among: known)
      report(.unknownMeasure(name.text, in: table, nearest: nearest), at: name.range)
    }
    return found.first
  }

  /// Keeps the rows whose cohort date lies in a period; `compare to` moves that period like those of
  /// conditions.
  private mutating func confine(
    _ relation: inout Relation, to period: Operand, _ measure: MeasureDefinition,
    _ inner: BindingContext, at written: ExpressionSyntax
  ) {
    guard let cohort = measure.cohort else { return }
    var scope = Scope(relation, place: .condition)
    let (subject, found) = capturingDiagnostics { binder in
      binder.inContext(inner) { $0.bindValue(cohort, &scope) }
    }
    relation = scope.relation
    guard let subject else {
      reportUnavailable(measure, found, at: written.range)
      relation.isBroken = true
      return
    }
    let saved = bindsPipelineCondition
    bindsPipelineCondition = true
    let condition = bindMembership(subject, period, written)
    bindsPipelineCondition = saved
    if let condition { relation.wrap(.filter(relation.plan, condition.expression)) }
  }

  private mutating func keepRows(
    in part: RatioPart, of measure: MeasureDefinition, _ inner: BindingContext,
    _ relation: inout Relation, at range: SourceRange
  ) {
    let saved = (replacement, bindsPipelineCondition)
    (replacement, bindsPipelineCondition) = (nil, false)
    defer { (replacement, bindsPipelineCondition) = saved }
    let tests = inContext(inner) { [rows = relation] binder in
      binder.rowsCounted(in: part, of: measure.definition, rows)
    }
    guard let tests else {
      report(.rowsNotTold(measure.name, part.rawValue, isRatio: measure.isRatio), at: range)
      relation.isBroken = true
      return
    }
    for test in tests {
      var scope = Scope(relation, place: .condition)
      let (condition, found) = capturingDiagnostics { binder in
        binder.inContext(test.context) { $0.bindCondition(test.condition, &scope) }
      }
      relation = scope.relation
      guard let condition else {
        reportUnavailable(measure, found, at: range)
        relation.isBroken = true
        return
      }
      relation.wrap(.filter(relation.plan, condition))
    }
  }

  private mutating func reportUnavailable(
    _ measure: MeasureDefinition, _ found: [Diagnostic], at range: SourceRange
  ) {
    guard let reason = found.first(where: { $0.severity == .error }) else { return }
    report(.unavailableMeasure(measure.name, because: reason), at: range)
  }
}
