import PQColumnar
import PQDiagnostics

/// An example in a function's help, which also runs as a test.
///
///     FunctionExample("length(\"信访\")", gives: "2")
///
/// Both sides are expressions of the language; an aggregate's example is a whole query on a table
/// that the test makes, `numbers` with the column `n` = 1, 2, 3, missing.
package struct FunctionExample: Sendable {
  package let text: String
  package let result: String

  package init(_ text: String, gives result: String) {
    self.text = text
    self.result = result
  }
}

/// What every kind of function says about itself: name, help and tests in one place.
package protocol FunctionDescription: Sendable {
  /// The English name; operators are functions named by their symbol (`+`, `starts with`).
  static var name: String { get }
  static var chineseName: String { get }
  /// For help, one phrase each: `["text", "start number", "[length number]"]`.
  static var parameters: [String] { get }
  static var summary: LocalizedText { get }
  static var examples: [FunctionExample] { get }

  /// Returns the type of the result, or `nil` if the arguments' number or types do not fit.
  ///
  /// A type `unknown` (a bare `missing`) fits any parameter. The binder has already turned
  /// literals to the type that the other side asks for.
  static func resultType(of arguments: [DataType]) -> DataType?
}

/// What a run pins for functions.
package struct FunctionContext: Sendable {
  /// Days since 1970-01-01.
  package var today: Int64
  package var calendar: WorkdayCalendar
  /// Returns the key of pseudonyms, which is read only when a query asks for it.
  package var pseudonymKey: @Sendable () throws(QueryError) -> [UInt8]

  package init(
    today: Int64, calendar: WorkdayCalendar,
    pseudonymKey: @escaping @Sendable () throws(QueryError) -> [UInt8] = { () throws(QueryError) in
      throw QueryError(.noPseudonymKey(path: nil))
    }
  ) {
    self.today = today
    self.calendar = calendar
    self.pseudonymKey = pseudonymKey
  }
}

/// A function of one row's values.
package protocol ScalarFunction: FunctionDescription {
  /// Whether a present argument can make it throw. A rewrite never runs such a function on rows
  /// that the query as written would not have reached.
  static var canFail: Bool { get }

  /// Whether a present argument of these types can make it throw; `canFail` unless it says
  /// otherwise.
  static func canFail(on types: [DataType]) -> Bool

  /// Whether the result can be missing, given which arguments can be; if one can, unless the
  /// function says otherwise.
  static func isOptional(given arguments: [Bool]) -> Bool

  /// Returns one value for each row.
  ///
  /// Every argument has `rowCount` rows; a literal comes as a `ConstantColumn`. The result is
  /// missing where an argument is, unless the function says otherwise.
  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column
}

extension ScalarFunction {
  package static func canFail(on types: [DataType]) -> Bool { canFail }

  package static func isOptional(given arguments: [Bool]) -> Bool { arguments.contains(true) }
}

/// A function of the rows of a group.
package protocol AggregateFunction: FunctionDescription {
  /// Whether it can do without an argument, as `count` can.
  static var allowsNoArgument: Bool { get }
  /// Whether its states grow with the rows, as a median's do; a window over many rows of such a
  /// function is refused before it fills the memory.
  static var keepsEveryValue: Bool { get }

  static func makeAccumulator(types: [DataType]) -> any Accumulator

  /// Returns the states after so many rows of each group, of which it was shown no argument; `nil`
  /// if it has to see the rows.
  static func makeAccumulator(rowCounts: GroupCounts) -> (any Accumulator)?
}

extension AggregateFunction {
  package static var keepsEveryValue: Bool { false }

  package static func makeAccumulator(rowCounts: GroupCounts) -> (any Accumulator)? { nil }
}

/// The states of one aggregate, one per group.
///
/// Updating with the rows of a table in blocks of any size, and merging workers' accumulators in
/// any order, gives the same bytes: sums are exact, `first` and `last` go by row number.
package protocol Accumulator: Sendable {
  /// Makes room for groups up to `groupCount`.
  mutating func resize(groupCount: Int)

  /// Takes in the rows whose bits are set, or all of them. `groups` holds the group of each row;
  /// `firstRow` is the number of the first row in the whole input, ascending over calls within one
  /// worker.
  mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError)

  /// Takes in another worker's groups: its group `g` is this one's `groupMap[g]`, or is left out
  /// if that is negative.
  ///
  /// - Precondition: `other` is of the same type.
  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError)

  /// Returns one value for each group.
  func finish() throws(QueryError) -> Column
}

extension Accumulator {
  /// Takes in all rows.
  package mutating func update(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError) {
    try update(arguments, groups: GroupIDs(groups), rows: nil, firstRow: firstRow)
  }
}

/// An accumulator that looks at one row after the other, so that what goes in is picked out first.
protocol RowwiseAccumulator: Accumulator {
  /// Takes all rows in, see `update`.
  mutating func take(
    _ arguments: [Column], groups: [Int32], firstRow: Int
  ) throws(QueryError)
}

extension RowwiseAccumulator {
  package mutating func update(
    _ arguments: [Column], groups: GroupIDs, rows: Bitmap?, firstRow: Int
  ) throws(QueryError) {
    guard let rows, !rows.isAllSet else {
      return try take(arguments, groups: groups.expanded, firstRow: firstRow)
    }
    let chosen = Conditions.rows(rows)
    if chosen.isEmpty { return }
    try take(
      arguments.map { Gather.rows(chosen, of: $0) }, groups: groups.gathering(chosen).expanded,
      firstRow: firstRow)
  }
}

/// Rows in the order a window looks at them: partition after partition, sorted inside each.
package struct WindowPartitions: Sendable {
  /// Where each partition begins, ascending, the first 0.
  package let starts: [Int]
  /// Whether a row's sort key differs from that of the row before it in its partition; always
  /// true for the first row of a partition.
  package let startsPeerGroup: [Bool]
  package var rowCount: Int { startsPeerGroup.count }

  package init(starts: [Int], startsPeerGroup: [Bool]) {
    self.starts = starts
    self.startsPeerGroup = startsPeerGroup
  }
}

/// How many rows each group of equal rows has: partition after partition, sorted inside each.
package struct PeerCounts: Sendable {
  /// Where each partition begins in `counts`, ascending, the first 0.
  package let starts: [Int]
  package let counts: [Int]

  package init(starts: [Int], counts: [Int]) {
    self.starts = starts
    self.counts = counts
  }
}

/// A window function whose value is the same for rows with equal keys, and depends on nothing but
/// how many rows stand before them: the rows need not be put in order.
package protocol PeerFunction: WindowFunction {
  /// Returns one whole number for each group of equal rows.
  static func values(_ peers: PeerCounts) -> [Int64]
}

/// A function that gives each row a value that depends on other rows.
package protocol WindowFunction: FunctionDescription {
  /// Whether its arguments are sort keys, as in `rank(days desc)`; `evaluate` then gets none.
  static var argumentsAreSortKeys: Bool { get }
  /// Whether its first argument is an aggregate, as in `moving(mean(x), 3)`.
  static var takesAggregate: Bool { get }
  /// Whether it can be asked for a few partitions at a time: what it says of a row, and which
  /// error it throws, depends on the rows of its partition only.
  static var worksByPartition: Bool { get }

  /// Returns one value for each row, in the order of `partitions`.
  ///
  /// With `takesAggregate`, `aggregate` is the inner function and the first arguments are its own.
  static func evaluate(
    _ arguments: [Column], types: [DataType], aggregate: (any AggregateFunction.Type)?,
    partitions: WindowPartitions
  ) throws(QueryError) -> Column
}

extension WindowFunction {
  package static var worksByPartition: Bool { false }
}
