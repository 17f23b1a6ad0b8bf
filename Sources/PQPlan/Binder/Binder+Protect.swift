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
    let rates = rateCrosstabs(columns)
    // A rate looks after its own numbers, so that one does not tell the other.
    let ofRates = Set(rates.flatMap { $0.all.flatMap(\.columns) })
    let counts = columns.indices.filter {
      columns[$0].role == .count && !ofRates.contains($0)
    }
    guard !counts.isEmpty || !rates.isEmpty else {
      report(.noCountToProtect(), at: stage.range)
      return
    }
    var plan = ProtectPlan(
      minimum: bound, crosstabs: crosstabs(counts, columns), rates: rates, companions: [])
    for position in columns.indices where columns[position].role == .value {
      let column = columns[position]
      if ofRates.contains(position), !column.isComputed { continue }
      plan.companions.append(
        ProtectPlan.Companion(
          column: position, counts: aboutSameGroups(as: column, counts, columns),
          rates: column.isComputed
            ? aboutSameGroups(as: column, ofRates.subtracting([position]).sorted(), columns) : []))
    }
    for crosstab in plan.rates.indices {
      for cell in plan.rates[crosstab].cells.indices {
        guard let first = plan.rates[crosstab].cells[cell].columns.first else { continue }
        plan.rates[crosstab].cells[cell].counts =
          aboutSameGroups(as: columns[first], counts, columns)
      }
      plan.rates[crosstab].total?.counts = counts.filter {
        columns[$0].pivotPlace != nil && columns[$0].pivotPlace?.key == nil
      }
    }
    let schema = plan.schema(of: relation.plan.schema)
    relation.plan = LogicalPlan(.protect(relation.plan, plan), schema: schema)
    for position in relation.columns.indices {
      relation.columns[position].field = schema.fields[position]
      relation.columns[position].filler = .missing
      relation.columns[position].isAdditive = false
    }
    relation.acceptsColumns = false
  }

  /// Returns those of some columns that are about the groups that a column is about: in a pivoted
  /// table those of its own key, else all.
  private func aboutSameGroups(
    as column: ScopeColumn, _ others: [Int], _ columns: [ScopeColumn]
  ) -> [Int] {
    let place = column.pivotPlace
    let isSum = place != nil && place?.key == nil
    let own = others.filter { isSum || columns[$0].pivotPlace?.key == place?.key }
    return own.isEmpty ? others : own
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
    // Sums alone are counts as others are.
    for index in result.indices where result[index].cells.isEmpty {
      result[index] = ProtectPlan.Crosstab(cells: [result[index].total].compactMap { $0 })
    }
    return result
  }

  /// Puts together what tells a rate, and the rates that a `pivot` made of one.
  ///
  /// A numerator or a denominator alone tells no rate: it is a count as others are.
  private func rateCrosstabs(_ columns: [ScopeColumn]) -> [ProtectPlan.RateCrosstab] {
    struct Place: Hashable {
      var rate: RatePlace
      var key: Int?
    }
    var rates: [(place: Place, columns: ProtectPlan.RateColumns)] = []
    for (position, column) in columns.enumerated() {
      guard var rate = column.ratePlace else { continue }
      let part = rate.part
      guard part == nil ? column.field.type.isRatio : column.field.type == .integer else {
        continue
      }
      rate.part = nil
      let place = Place(rate: rate, key: column.pivotPlace?.key)
      if !rates.contains(where: { $0.place == place }) { rates.append((place, .init())) }
      for index in rates.indices where rates[index].place == place {
        switch part {
        case nil: rates[index].columns.rates.append(position)
        case .numerator: rates[index].columns.numerators.append(position)
        case .denominator: rates[index].columns.denominators.append(position)
        }
      }
    }
    var result: [(rate: RatePlace, crosstab: ProtectPlan.RateCrosstab)] = []
    for (place, found) in rates {
      if found.rates.isEmpty, found.numerators.isEmpty || found.denominators.isEmpty { continue }
      let isPivoted = found.columns.contains { columns[$0].pivotPlace != nil }
      if !isPivoted || !result.contains(where: { $0.rate == place.rate }) {
        result.append((place.rate, .init(cells: [])))
      }
      for index in result.indices where result[index].rate == place.rate {
        if isPivoted, place.key == nil {
          result[index].crosstab.total = found
        } else {
          result[index].crosstab.cells.append(found)
        }
      }
    }
    return result.map { found in
      guard found.crosstab.cells.isEmpty, let total = found.crosstab.total else {
        return found.crosstab
      }
      return ProtectPlan.RateCrosstab(cells: [total])
    }
  }
}
