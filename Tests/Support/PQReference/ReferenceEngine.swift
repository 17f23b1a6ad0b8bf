import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

/// Rows as arrays of values: slow, obvious, and the judge of the real engine.
package struct ReferenceRelation {
  package var schema: Schema
  package var rows: [[Value]]
  package var total: [Value]?
}

/// What the plans inside a plan gave.
private final class InnerRows {
  var rows: [PlanKey: (derived: [ObjectIdentifier], rows: [[Value]])] = [:]
}

/// Runs a plan with nested loops over boxed values: no batches, no rewrites, no encodings.
package struct ReferenceEngine {
  let context: FunctionContext
  private let inner = InnerRows()

  package init(context: FunctionContext) {
    self.context = context
  }

  /// Returns the rows of a plan inside another. It sees no row around it, so it runs once, not once
  /// for each row.
  func rows(ofInner plan: LogicalPlan) throws(QueryError) -> [[Value]] {
    let key = PlanKey(plan)
    if let known = inner.rows[key], known.derived == key.derived.map({ ObjectIdentifier($0) }) {
      return known.rows
    }
    let rows = try run(plan).rows
    inner.rows[key] = (key.derived.map { ObjectIdentifier($0) }, rows)
    return rows
  }

  package func run(_ plan: LogicalPlan) throws(QueryError) -> ReferenceRelation {
    var result = ReferenceRelation(schema: plan.schema, rows: [])
    switch plan.node {
    case .scan(let table, let columns):
      result.rows = table.allRows.map { row in columns.map { row[$0] } }
    case .derived(let input, let columns):
      result = try run(input)
      for column in columns {
        let values = try column.map { (column) throws(QueryError) in try rows(ofInner: column.plan)
        }
        for row in result.rows.indices { result.rows[row].append(values?[row][0] ?? .missing) }
      }
      result.schema = plan.schema
    case .filter(let input, let predicate):
      let below = try run(input)
      result.total = below.total
      for row in below.rows where try isTrue(predicate, row) { result.rows.append(row) }
    case .project(let input, let items):
      let below = try run(input)
      result.rows = try mapRows(below.rows, items)
      if let total = below.total { result.total = try mapRows([total], items)[0] }
    case .window(let input, let windows):
      result = try runWindows(windows, over: try run(input), schema: plan.schema)
    case .aggregate(let input, let aggregate):
      result = try runAggregate(aggregate, over: try run(input), schema: plan.schema)
    case .sort(let input, let keys):
      let below = try run(input)
      result.total = below.total
      result.rows = try sorted(below.rows, keys)
    case .slice(let input, let skip, let take):
      let below = try run(input)
      result.total = below.total
      result.rows = Array(below.rows.dropFirst(skip).prefix(take ?? .max))
    case .top(let input, let count, let keys, let per):
      let below = try run(input)
      result.total = below.total
      for part in try partitions(below.rows, per, inKeyOrder: true) {
        result.rows += try sorted(part.map { below.rows[$0] }, keys).prefix(count)
      }
    case .takePer(let input, let count, let per):
      let below = try run(input)
      result.total = below.total
      let kept = try partitions(below.rows, per, inKeyOrder: false).flatMap { $0.prefix(count) }
      result.rows = kept.sorted().map { below.rows[$0] }
    case .distinct(let input, let columns):
      let below = try run(input)
      result.total = below.total
      var seen: Set<[Value]> = []
      for row in below.rows where seen.insert(columns.map { row[$0].canonical }).inserted {
        result.rows.append(row)
      }
    case .join(let left, let right, let join):
      let (first, second) = (try run(left), try run(right))
      result.rows = try runJoin(join, first, second)
      let added = plan.schema.fields.count - left.schema.fields.count
      result.total = first.total.map { $0 + Array(repeating: .missing, count: added) }
    case .append(let first, let second):
      result.rows = try run(first).rows + run(second).rows
    case .pivot(let input, let pivot):
      let below = try run(input)
      result.rows = runPivot(pivot, over: below)
      if pivot.sum != nil { addSums(pivot, below, to: &result) }
    case .unpivot(let input, let unpivot):
      for row in try run(input).rows {
        for (name, column) in zip(unpivot.names, unpivot.unpivoted) {
          result.rows.append(unpivot.kept.map { row[$0] } + [.text(name), row[column]])
        }
      }
    case .withhold(let input, let predicate, _):
      let below = try run(input)
      result.total = below.total
      for row in below.rows where try !isTrue(predicate, row) { result.rows.append(row) }
    case .chart(let input, _), .save(let input, _), .guarded(let input, _):
      return try run(input)
    case .sample, .compare, .describe, .protect:
      // These have golden files; a second copy of their rules here would only repeat the first.
      preconditionFailure("the reference engine does not know this node")
    }
    return result
  }

  private func mapRows(
    _ rows: [[Value]], _ items: [BoundExpression]
  ) throws(QueryError) -> [[Value]] {
    var result: [[Value]] = []
    for row in rows { result.append(try values(of: items, row)) }
    return result
  }

  func values(of items: [BoundExpression], _ row: [Value]) throws(QueryError) -> [Value] {
    var values: [Value] = []
    for item in items { values.append(try value(item, row)) }
    return values
  }

  /// Returns rows in key order, ties in input order, missing last in both directions.
  func sorted(_ rows: [[Value]], _ keys: [BoundSortKey]) throws(QueryError) -> [[Value]] {
    try sortedPositions(rows, keys).map { rows[$0] }
  }

  func sortedPositions(_ rows: [[Value]], _ keys: [BoundSortKey]) throws(QueryError) -> [Int] {
    var keyed: [[Value]] = []
    for row in rows { keyed.append(try values(of: keys.map(\.expression), row)) }
    return rows.indices.sorted { left, right in
      for (position, key) in keys.enumerated() {
        let order = keyed[left][position].order(
          keyed[right][position], descending: key.isDescending)
        if order != 0 { return order < 0 }
      }
      return left < right
    }
  }

  /// Returns the positions of the rows of each partition, in input order inside.
  func partitions(
    _ rows: [[Value]], _ keys: [BoundExpression], inKeyOrder: Bool
  ) throws(QueryError) -> [[Int]] {
    var order: [[Value]] = []
    var members: [[Value]: [Int]] = [:]
    for (position, row) in rows.enumerated() {
      let key = try values(of: keys, row).map(\.canonical)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(position)
    }
    if inKeyOrder { order.sort { Value.isOrdered($0, $1) } }
    return order.map { members[$0] ?? [] }
  }

  private func runJoin(
    _ join: JoinPlan, _ left: ReferenceRelation, _ right: ReferenceRelation
  ) throws(QueryError) -> [[Value]] {
    var result: [[Value]] = []
    let blank = Array(repeating: Value.missing, count: right.schema.fields.count)
    for leftRow in left.rows {
      var matches: [[Value]] = []
      for rightRow in right.rows where try isMatch(join, leftRow, rightRow) {
        matches.append(leftRow + rightRow)
      }
      switch join.kind {
      case .inner: result += matches
      case .left, .lookup:
        if join.takesFirst { matches = Array(matches.prefix(1)) }
        result += matches.isEmpty ? [leftRow + blank] : matches
      case .semi: if !matches.isEmpty { result.append(leftRow) }
      case .anti: if matches.isEmpty { result.append(leftRow) }
      }
    }
    return result
  }

  private func isMatch(
    _ join: JoinPlan, _ left: [Value], _ right: [Value]
  ) throws(QueryError) -> Bool {
    for key in join.keys {
      let values = (try value(key.left, left), try value(key.right, right))
      if values.0.isMissing || values.1.isMissing || values.0.order(values.1) != 0 { return false }
    }
    guard let residual = join.residual else { return true }
    return try isTrue(residual, left + right)
  }

  /// Adds up rows and columns of a pivoted table; empty cells count as 0.
  private func addSums(
    _ pivot: PivotPlan, _ input: ReferenceRelation, to result: inout ReferenceRelation
  ) {
    let keyCount = pivot.rowKeys.count
    let valueCount = pivot.values.count
    for row in result.rows.indices {
      for value in 0..<valueCount {
        let cells = pivot.pivotValues.indices.map { $0 * valueCount + value + keyCount }
        result.rows[row].append(cells.map { result.rows[row][$0] }.reduce(.integer(0), Self.sum))
      }
    }
    let width = (pivot.pivotValues.count + 1) * valueCount
    let sums = (0..<width).map { column in
      result.rows.map { $0[keyCount + column] }.reduce(.integer(0), Self.sum)
    }
    result.total = Array(repeating: .missing, count: keyCount) + sums
  }

  private static func sum(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.missing, let other), (let other, .missing): other
    case (.integer(let a), .integer(let b)): .integer(a + b)
    case (.integer(0), let other), (let other, .integer(0)): other
    case (.float(let a), .float(let b)): .float(a + b)
    case (.decimal(let a), .decimal(let b)):
      .decimal(Decimal(mantissa: a.mantissa + b.mantissa, scale: a.scale))
    default: left
    }
  }

  private func runPivot(_ pivot: PivotPlan, over input: ReferenceRelation) -> [[Value]] {
    var order: [[Value]] = []
    var cells: [[Value]: [Value: [Value]]] = [:]
    for row in input.rows {
      let key = pivot.rowKeys.map { row[$0] }
      if cells[key] == nil { order.append(key) }
      cells[key, default: [:]][row[pivot.pivotKey]] = pivot.values.map { row[$0.column] }
    }
    return order.map { key in
      key
        + pivot.pivotValues.flatMap { value in
          cells[key]?[value] ?? pivot.values.map(\.filler)
        }
    }
  }
}

extension Table {
  /// Every row as boxed values.
  package var allRows: [[Value]] {
    blocks.flatMap { block in
      let columns = block.compacted().columns
      return (0..<block.rowCount).map { row in
        zip(columns, schema.fields).map { $0.value(at: row, as: $1.type) }
      }
    }
  }
}
