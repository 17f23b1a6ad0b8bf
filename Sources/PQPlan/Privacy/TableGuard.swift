import PQColumnar

/// What a table says about showing its rows: which are secret, which columns name single rows, and
/// which never stand beside others.
package struct TableGuard: Sendable {
  /// The column that is true for rows that are counted and never listed; `nil` if there are none.
  package var secret: Int?
  /// The columns whose values point at single rows.
  package var identifying: Set<Int> = []
  /// What each column is kept apart as.
  package var sides: [Int: Set<ApartSide>] = [:]

  var isEmpty: Bool { secret == nil && sides.isEmpty }

  /// Returns the same of rows whose columns went where `positions` says; the others are gone.
  func moved(to positions: [Int: Int]) -> TableGuard {
    var result = TableGuard()
    result.secret = secret.flatMap { positions[$0] }
    result.identifying = Set(identifying.compactMap { positions[$0] })
    for (position, sides) in sides {
      if let new = positions[position] { result.sides[new] = sides }
    }
    return result
  }
}

/// One side of two columns that never stand in one result.
package struct ApartSide: Hashable, Sendable {
  /// The two columns' names.
  package var pair: String
  package var isFirst: Bool

  /// What must not stand beside it.
  var other: ApartSide { ApartSide(pair: pair, isFirst: !isFirst) }
}

/// Where a column's values come from, as far as it matters for showing them.
struct ColumnTrace {
  /// How its values are masked; `nil` if they may be shown.
  var masking: Masking?
  /// Whether a value points at a single row, or is made from one that does.
  var isIdentifying = false
  /// The secrets of other tables that its values may tell, by number.
  var secrets: Set<Int> = []
  var sides: Set<ApartSide> = []

  /// Returns what a value made from several tells; what it is masked by is left to the caller.
  static func union(_ traces: [ColumnTrace]) -> ColumnTrace {
    var result = ColumnTrace()
    for trace in traces {
      result.isIdentifying = result.isIdentifying || trace.isIdentifying
      result.secrets.formUnion(trace.secrets)
      result.sides.formUnion(trace.sides)
    }
    return result
  }
}
