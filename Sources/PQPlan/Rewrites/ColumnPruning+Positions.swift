import PQColumnar
import PQFunctions

extension Schema {
  func picking(_ positions: [Int]) -> Schema {
    Schema(positions.map { fields[$0] })
  }
}

extension [Int] {
  /// Where each listed column stands in the list.
  var positions: [Int: Int] {
    Dictionary(uniqueKeysWithValues: enumerated().map { ($0.element, $0.offset) })
  }
}

extension BoundExpression {
  func mapColumns(_ positions: [Int: Int]) -> BoundExpression {
    mapColumns { position in
      guard let new = positions[position] else {
        preconditionFailure("column pruning dropped a column that is needed")
      }
      return new
    }
  }
}

extension [BoundExpression] {
  var columns: Set<Int> {
    reduce(into: []) { $0.formUnion($1.columns) }
  }
}

extension [BoundSortKey] {
  var columns: Set<Int> { map(\.expression).columns }
}

extension BoundAggregate {
  var columns: Set<Int> { arguments.columns.union(filter?.columns ?? []) }
}

extension BoundWindow {
  var columns: Set<Int> { arguments.columns.union(partition.columns).union(order.columns) }

  /// An aggregate such as a sum can overflow; the others only look.
  var isTotal: Bool {
    aggregate == nil && arguments.allSatisfy(\.isTotal) && partition.allSatisfy(\.isTotal)
      && order.allSatisfy(\.expression.isTotal)
  }
}
