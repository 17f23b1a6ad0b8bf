import PQColumnar
import PQDiagnostics
import PQFunctions

/// What to compute: a tree of nodes, each with the schema of its rows.
///
/// A relation is its rows in order and, after `with total`, one total row that travels beside
/// them: nodes that make columns make them for the total row too, nodes that choose or order rows
/// leave it in place, nodes that summarise drop it.
package struct LogicalPlan: Sendable {
  package var node: Node
  package var schema: Schema

  package init(_ node: Node, schema: Schema) {
    self.node = node
    self.schema = schema
  }

  package indirect enum Node: Sendable {
    /// Some columns of a table, by position.
    case scan(Table, columns: [Int])
    /// The input's columns followed by one column per derived field. The input's rows are those of
    /// the fields' table, all of them and in their order. A field that nobody needs is `nil`, and
    /// its column missing.
    case derived(LogicalPlan, [DerivedColumn?])
    /// The rows for which the predicate is true.
    case filter(LogicalPlan, BoundExpression)
    /// One expression per output column.
    case project(LogicalPlan, [BoundExpression])
    /// The input's columns followed by one column per window.
    case window(LogicalPlan, [BoundWindow])
    /// One row per group: key columns, then aggregate columns; in key order, missing last.
    case aggregate(LogicalPlan, AggregatePlan)
    /// Stable; missing last in both directions.
    case sort(LogicalPlan, [BoundSortKey])
    case slice(LogicalPlan, skip: Int, take: Int?)
    /// The first `count` rows in key order (ties in input order) of each partition; partitions in
    /// key order. A rewrite makes it from sort + take, too.
    case top(LogicalPlan, count: Int, keys: [BoundSortKey], per: [BoundExpression])
    /// The first `count` rows of each partition, in input order.
    case takePer(LogicalPlan, count: Int, per: [BoundExpression])
    /// `count` rows chosen by a seed, in input order.
    case sample(LogicalPlan, count: Int, seed: UInt64)
    /// The first row of each combination of the given columns, in input order.
    case distinct(LogicalPlan, columns: [Int])
    case join(LogicalPlan, LogicalPlan, JoinPlan)
    /// Rows of both; the schemas agree in types and positions.
    case append(LogicalPlan, LogicalPlan)
    case pivot(LogicalPlan, PivotPlan)
    case unpivot(LogicalPlan, UnpivotPlan)
    case compare(current: LogicalPlan, previous: LogicalPlan, ComparePlan)
    case describe(LogicalPlan)
    case protect(LogicalPlan, ProtectPlan)
    /// Hands the rows on; the chart is drawn when they are shown or saved.
    case chart(LogicalPlan, ChartPlan)
    /// Writes the rows and hands them on.
    case save(LogicalPlan, SavePlan)
    /// A table's rows with what it says about showing them; `Discretion` heeds it and takes it out.
    case guarded(LogicalPlan, TableGuard)
    /// Leaves out the rows for which the condition is true, and counts them for a note.
    case withhold(LogicalPlan, BoundExpression, Withheld)
  }

  /// What a condition leaves out.
  package enum Withheld: Hashable, Sendable {
    case rows
    /// Groups that have secret rows.
    case groups
    /// Secret rows that groups named by a person or a single row do not take in.
    case members
  }
}

package struct AggregatePlan: Sendable {
  package var keys: [BoundExpression]
  package var aggregates: [BoundAggregate]
  /// Adds a total row, recomputed from the rows.
  package var hasTotal: Bool
  /// For each key, the values to keep though no row has them; `nil` keeps only what occurs.
  package var domains: [KeyDomain?]

  package init(
    keys: [BoundExpression], aggregates: [BoundAggregate], hasTotal: Bool = false,
    domains: [KeyDomain?]
  ) {
    self.keys = keys
    self.aggregates = aggregates
    self.hasTotal = hasTotal
    self.domains = domains
  }
}

/// The values a key can have, for `with empty`. Several keys give every combination of their
/// values (a key without a domain contributes what occurs).
package enum KeyDomain: Sendable {
  /// Every code of the enum, or both booleans.
  case all
  /// Every period or date from the first to the last; a bound of `nil` is the least or greatest
  /// value that occurs.
  case between(first: Int64?, last: Int64?)
}

package struct JoinPlan: Sendable {
  package enum Kind: Sendable {
    /// Output: left columns, then right columns. Left order, then right order.
    case inner
    /// As inner; a left row without a match is kept with the right columns missing.
    case left
    /// Left rows with a match, or without one; output: left columns.
    case semi
    case anti
    /// As left, but at most one match is allowed: a reference to a key. A second match is an
    /// error naming the key.
    case lookup
  }

  package var kind: Kind
  /// Pairs that must be equal and present: left over the left input, right over the right.
  package var keys: [(left: BoundExpression, right: BoundExpression)]
  /// What else must hold, over left columns followed by right columns.
  package var residual: BoundExpression?
  /// Whether a message may quote a key.
  package var quotesKeys = true
  /// Whether a lookup that finds several rows takes the first, instead of an error: for checks of
  /// records that are known to contradict themselves.
  package var takesFirst = false
  /// What a message calls the table that a reference leads to.
  package var target: LocalizedText?

  package init(
    kind: Kind, keys: [(left: BoundExpression, right: BoundExpression)],
    residual: BoundExpression? = nil
  ) {
    self.kind = kind
    self.keys = keys
    self.residual = residual
  }
}

/// Long to wide. Output: row-key columns, then for each pivot value (in order) each value column.
/// Rows with the same row key become one, in order of first appearance; two rows for one cell are
/// an error.
package struct PivotPlan: Sendable {
  package var rowKeys: [Int]
  package var pivotKey: Int
  package var pivotValues: [Value]
  /// Positions of the value columns, and what a cell without a row holds (0 for counts).
  package var values: [(column: Int, filler: Value)]
  /// How values are added up, if a column of the rows' sums follows for each value column, and a
  /// total row.
  package var sum: (any AggregateFunction.Type)?
  package var location: SourceLocation?

  package init(
    rowKeys: [Int], pivotKey: Int, pivotValues: [Value], values: [(column: Int, filler: Value)],
    sum: (any AggregateFunction.Type)? = nil, location: SourceLocation? = nil
  ) {
    self.rowKeys = rowKeys
    self.pivotKey = pivotKey
    self.pivotValues = pivotValues
    self.values = values
    self.sum = sum
    self.location = location
  }
}

/// Wide to long. Output: kept columns, a text column with the unpivoted column's name, its value.
package struct UnpivotPlan: Sendable {
  package var kept: [Int]
  package var unpivoted: [Int]
  /// What the name column says for each unpivoted column.
  package var names: [String]

  package init(kept: [Int], unpivoted: [Int], names: [String]) {
    self.kept = kept
    self.unpivoted = unpivoted
    self.names = names
  }
}

/// Full join of two periods' rows on their keys. Output: keys, then for each value column: value,
/// previous, change, change as a ratio of previous (percent). A group that one side lacks counts
/// as `filler` there. Current order first, then groups only the previous has, by key; or all by key.
package struct ComparePlan: Sendable {
  package var keys: [Int]
  package var values: [(column: Int, filler: Value)]
  /// Whether the current rows come by key, so that those of the previous period stand among them.
  package var isInKeyOrder = false
  /// Where the stage stands, for a change that no number holds.
  package var location: SourceLocation?

  package init(keys: [Int], values: [(column: Int, filler: Value)]) {
    self.keys = keys
    self.values = values
  }
}

package struct ChartPlan: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case bar
    case line
    case heat
  }

  package var kind: Kind
  /// The column along the axis; `heat` has a second one for the other axis.
  package var labels: [Int]
  package var values: [Int]

  package init(kind: Kind, labels: [Int], values: [Int]) {
    self.kind = kind
    self.labels = labels
    self.values = values
  }
}

package struct SavePlan: Sendable {
  package var path: BoundTemplate
  package var appends: Bool
  /// The format's name, or `nil` to go by the extension.
  package var format: String?
  package var location: SourceLocation?

  package init(
    path: BoundTemplate, appends: Bool, format: String?, location: SourceLocation? = nil
  ) {
    self.path = path
    self.appends = appends
    self.format = format
    self.location = location
  }
}

/// Text with parts to compute; each part's value is formatted as in the list format.
package struct BoundTemplate: Sendable {
  package enum Part: Sendable {
    case text(String)
    /// Refers to no column.
    case value(BoundExpression)
    /// A query that is not 1 × 1: shown as a table in the middle of the text.
    case table(LogicalPlan)
  }

  package var parts: [Part]

  package init(parts: [Part]) {
    self.parts = parts
  }
}
