import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

extension ReferenceEngine {
  func runWindows(
    _ windows: [BoundWindow], over input: ReferenceRelation, schema: Schema
  ) throws(QueryError) -> ReferenceRelation {
    var result = input
    result.schema = schema
    for window in windows {
      let column = try values(of: window, input.rows)
      for row in result.rows.indices { result.rows[row].append(column[row]) }
      result.total?.append(.missing)
    }
    return result
  }

  private func values(
    of window: BoundWindow, _ rows: [[Value]]
  ) throws(QueryError) -> [Value] {
    var result = Array(repeating: Value.missing, count: rows.count)
    for part in try partitions(rows, window.partition, inKeyOrder: false) {
      let members = part.map { rows[$0] }
      let order = try sortedPositions(members, window.order)
      for (place, member) in order.enumerated() {
        result[part[member]] = try value(of: window, members, order, place)
      }
    }
    return result
  }

  /// Returns the value for the row at one place of a sorted partition.
  private func value(
    of window: BoundWindow, _ rows: [[Value]], _ order: [Int], _ place: Int
  ) throws(QueryError) -> Value {
    switch window.function.name {
    case "row_number": return .integer(Int64(place + 1))
    case "rank":
      let key = try values(of: window.order.map(\.expression), rows[order[place]])
      var first = place
      while first > 0 {
        let before = try values(of: window.order.map(\.expression), rows[order[first - 1]])
        if zip(before, key).contains(where: { $0.order($1) != 0 }) { break }
        first -= 1
      }
      return .integer(Int64(first + 1))
    case "lag", "lead":
      var step = 1
      if window.arguments.count > 1 {
        step = Int(try value(window.arguments[1], rows[order[place]]).storedInteger ?? 1)
      }
      let other = window.function.name == "lag" ? place - step : place + step
      guard order.indices.contains(other) else { return .missing }
      return try value(window.arguments[0], rows[order[other]])
    case "cumulative":
      return try running(window, order[...place].map { rows[$0] })
    case "moving":
      let width = try value(window.arguments[window.arguments.count - 1], rows[order[place]])
      let first = max(0, place - Int(width.storedInteger ?? 1) + 1)
      return try running(window, order[first...place].map { rows[$0] })
    default: preconditionFailure("the reference engine does not know this window function")
    }
  }

  private func running(_ window: BoundWindow, _ rows: [[Value]]) throws(QueryError) -> Value {
    var present: [Value] = []
    for row in rows {
      let found = try value(window.arguments[0], row)
      if !found.isMissing { present.append(found) }
    }
    return ReferenceAggregates.value(
      window.aggregate?.name ?? "sum", present, type: window.arguments[0].type,
      resultType: window.type, parameter: nil)
  }
}
