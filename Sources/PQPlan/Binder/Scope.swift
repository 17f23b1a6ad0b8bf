import PQColumnar
import PQDiagnostics
import PQSyntax

/// What the expressions of a stage can see, and where they may add columns.
struct Scope {
  enum Place: Hashable {
    /// The condition of a `where`.
    case condition
    /// Any other place that sees one row.
    case row
    /// The argument or the filter of an aggregate.
    case aggregateArgument
    /// No rows at all: `print`, `let`, `take`.
    case constant
    /// The condition of a `join`, whose input must keep its columns.
    case joinCondition
  }

  var relation: Relation
  var place: Place
  /// Collects the aggregates of a `summarise` while its items are bound.
  var grouping: Grouping?

  init(_ relation: Relation, place: Place = .row) {
    self.relation = relation
    self.place = place
  }

  static var constant: Scope {
    Scope(Relation(plan: .unit, columns: []), place: .constant)
  }
}

/// The keys of a `summarise`, and the aggregates that its items turned out to need.
struct Grouping {
  var keys: [BoundKey]
  var aggregates: [BoundAggregate] = []

  /// Adds an aggregate and returns its column in the grouped rows.
  mutating func add(_ aggregate: BoundAggregate) -> BoundExpression {
    aggregates.append(aggregate)
    return BoundExpression(
      .column(keys.count + aggregates.count - 1), type: aggregate.type,
      location: aggregate.location)
  }

  /// Returns the position of the key that computes an expression.
  func position(of expression: BoundExpression) -> Int? {
    keys.firstIndex { $0.expression.isSame(as: expression) }
  }
}

/// One key of a `by` or a `per`.
struct BoundKey {
  var column: ScopeColumn
  var expression: BoundExpression
}

extension BoundExpression {
  /// Whether it computes the same from the same columns; only plain calls are compared.
  func isSame(as other: BoundExpression) -> Bool {
    switch (kind, other.kind) {
    case (.column(let left), .column(let right)): return left == right
    case (.constant(let left), .constant(let right)): return left == right && type == other.type
    case (.call(let left, let arguments), .call(let right, let others)):
      return left == right && arguments.count == others.count
        && zip(arguments, others).allSatisfy { $0.isSame(as: $1) }
    default: return false
    }
  }
}
