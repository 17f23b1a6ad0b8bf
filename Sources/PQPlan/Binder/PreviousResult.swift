import PQColumnar
import PQFunctions

/// The rows that `it` names, and what the query that gave them knew of their columns.
package struct PreviousResult: Sendable {
  package var table: Table
  /// What its columns are kept apart as.
  var sides: [Int: Set<ApartSide>] = [:]
  /// The columns that count or sum, by position.
  var sums: [Int: GroupValue] = [:]

  /// A column of counts or sums.
  struct GroupValue {
    /// What a cell holds that no row stands behind.
    var filler: Value
    var isAdditive: Bool
  }

  /// Rows of which nothing is known but their columns: those of a statement that may be wrong, whose
  /// plan need not be whole.
  init(_ table: Table) {
    self.table = table
  }

  /// The rows that a plan gave.
  package init(_ table: Table, of plan: LogicalPlan) {
    self.table = table
    for (column, trace) in Discretion.traces(of: plan).enumerated() where !trace.sides.isEmpty {
      sides[column] = trace.sides
    }
    for column in table.schema.fields.indices { sums[column] = plan.groupValue(at: column) }
  }
}

extension LogicalPlan {
  /// Returns what a column counts or sums, if nothing was computed from it since.
  fileprivate func groupValue(at column: Int) -> PreviousResult.GroupValue? {
    switch node {
    case .aggregate(_, let aggregation):
      let position = column - aggregation.keys.count
      guard aggregation.aggregates.indices.contains(position) else { return nil }
      let aggregate = aggregation.aggregates[position]
      let name = aggregate.function.name
      guard ["count", "distinct", "sum"].contains(name) else { return nil }
      return PreviousResult.GroupValue(
        filler: Value.zero(of: aggregate.type),
        isAdditive: name != "distinct" && !aggregate.isOverWhole)
    case .project(let input, let items):
      guard items.indices.contains(column), case .column(let position) = items[column].kind else {
        return nil
      }
      return input.groupValue(at: position)
    case .filter(let input, _), .withhold(let input, _, _), .sort(let input, _),
      .slice(let input, _, _), .top(let input, _, _, _), .save(let input, _):
      return input.groupValue(at: column)
    default: return nil
    }
  }
}
