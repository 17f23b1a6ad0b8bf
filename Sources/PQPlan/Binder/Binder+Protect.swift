import PQColumnar
import PQDiagnostics
import PQSyntax

extension Binder {
  /// Suppresses small groups.
  mutating func bindProtect(
    _ minimum: ExpressionSyntax, _ stage: StageSyntax, _ relation: inout Relation
  ) {
    let bound = bindWholeNumber(minimum, "protect", atLeast: 1)
    relation.normalize()
    guard let bound, !relation.isBroken else { return }
    let columns = relation.columns
    let counts = columns.indices.filter { columns[$0].role == .count }
    // A rate brings its own counts.
    let hasRates = columns.contains { $0.role == .value && $0.field.type.isRatio }
    guard !counts.isEmpty || hasRates else {
      report(.noCountToProtect(), at: stage.range)
      return
    }
    let companions = columns.indices.filter { columns[$0].role == .value }.map { position in
      // A number beside others in a pivoted table is about the groups of its own key.
      let place = columns[position].pivotPlace
      let isSum = place != nil && place?.key == nil
      let own = counts.filter { isSum || columns[$0].pivotPlace?.key == place?.key }
      return ProtectPlan.Companion(column: position, counts: own.isEmpty ? counts : own)
    }
    let plan = ProtectPlan(
      minimum: bound, crosstabs: crosstabs(counts, columns), companions: companions)
    let schema = plan.schema(of: relation.plan.schema)
    relation.plan = LogicalPlan(.protect(relation.plan, plan), schema: schema)
    for position in relation.columns.indices {
      relation.columns[position].field = schema.fields[position]
      relation.columns[position].filler = .missing
      relation.columns[position].isAdditive = false
    }
    relation.acceptsColumns = false
  }

  /// Puts the counts together that a `pivot` made of one column.
  private func crosstabs(_ counts: [Int], _ columns: [ScopeColumn]) -> [ProtectPlan.Crosstab] {
    var result: [ProtectPlan.Crosstab] = []
    var crosstabOfValue: [Int: Int] = [:]
    for position in counts {
      guard let place = columns[position].pivotPlace else {
        result.append(ProtectPlan.Crosstab(cells: [position]))
        continue
      }
      let index = crosstabOfValue[place.value] ?? result.count
      if index == result.count {
        crosstabOfValue[place.value] = index
        result.append(ProtectPlan.Crosstab(cells: []))
      }
      if place.key == nil {
        result[index].total = position
      } else {
        result[index].cells.append(position)
      }
    }
    return result
  }
}
