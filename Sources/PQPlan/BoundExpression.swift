import PQColumnar
import PQDiagnostics
import PQFunctions

/// Where in which text an expression was written, for errors while running.
package struct SourceLocation: Sendable {
  package let source: SourceText
  package let range: SourceRange
  /// Whether what was written there reads cells that no message may quote.
  package var hidesCells = false

  package init(source: SourceText, range: SourceRange) {
    self.source = source
    self.range = range
  }
}

/// An expression whose names and types are resolved. Columns are positions in the input.
package struct BoundExpression: Sendable {
  package var kind: Kind
  package var type: DataType
  package var location: SourceLocation?

  package init(_ kind: Kind, type: DataType, location: SourceLocation? = nil) {
    self.kind = kind
    self.type = type
    self.location = location
  }

  package indirect enum Kind: Sendable {
    case constant(Value)
    case column(Int)
    /// The arguments already have the types that the function's signature asks for.
    case call(any ScalarFunction.Type, [BoundExpression])
    /// The right side is evaluated only on rows that the left side leaves open. Both sides are
    /// boolean; a missing boolean counts as false.
    case and(BoundExpression, BoundExpression)
    case or(BoundExpression, BoundExpression)
    /// The exact opposite: true for a missing operand.
    case not(BoundExpression)
    /// Each branch is evaluated only on its own rows.
    case conditional(BoundExpression, then: BoundExpression, else: BoundExpression)
    /// Whether the value is one of a list; never true for a missing value unless the list holds
    /// `missing`.
    case inValues(BoundExpression, [Value])
    /// Whether the value occurs in the first column of a plan, which runs once.
    case inPlan(BoundExpression, LogicalPlan)
    /// The only value of a 1 × 1 plan, which runs once.
    case scalarPlan(LogicalPlan)
  }
}

package struct BoundSortKey: Sendable {
  package var expression: BoundExpression
  package var isDescending: Bool

  package init(_ expression: BoundExpression, isDescending: Bool = false) {
    self.expression = expression
    self.isDescending = isDescending
  }
}

/// An aggregate over the rows of each group.
package struct BoundAggregate: Sendable {
  package var function: any AggregateFunction.Type
  package var arguments: [BoundExpression]
  /// Only rows for which it is true count.
  package var filter: BoundExpression?
  /// Whether it looks at all rows of the input instead of the group's, as `share` needs.
  package var isOverWhole: Bool
  package var type: DataType
  package var location: SourceLocation?

  package init(
    function: any AggregateFunction.Type, arguments: [BoundExpression], filter: BoundExpression?,
    isOverWhole: Bool = false, type: DataType, location: SourceLocation? = nil
  ) {
    self.function = function
    self.arguments = arguments
    self.filter = filter
    self.isOverWhole = isOverWhole
    self.type = type
    self.location = location
  }
}

/// A window function over the rows of each partition.
package struct BoundWindow: Sendable {
  package var function: any WindowFunction.Type
  package var arguments: [BoundExpression]
  package var aggregate: (any AggregateFunction.Type)?
  package var partition: [BoundExpression]
  /// Empty means the order of the input.
  package var order: [BoundSortKey]
  package var type: DataType
  package var location: SourceLocation?

  package init(
    function: any WindowFunction.Type, arguments: [BoundExpression],
    aggregate: (any AggregateFunction.Type)? = nil, partition: [BoundExpression],
    order: [BoundSortKey], type: DataType, location: SourceLocation? = nil
  ) {
    self.function = function
    self.arguments = arguments
    self.aggregate = aggregate
    self.partition = partition
    self.order = order
    self.type = type
    self.location = location
  }
}
