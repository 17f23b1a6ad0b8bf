import Glibc
import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan

extension ReferenceEngine {
  func runAggregate(
    _ plan: AggregatePlan, over input: ReferenceRelation, schema: Schema
  ) throws(QueryError) -> ReferenceRelation {
    var groups: [(key: [Value], rows: [[Value]])] = []
    for part in try partitions(input.rows, plan.keys, inKeyOrder: true) {
      let rows = part.map { input.rows[$0] }
      groups.append((try values(of: plan.keys, rows[0]).map(\.canonical), rows))
    }
    if plan.keys.isEmpty && groups.isEmpty { groups = [([], [])] }
    groups = try addingEmptyGroups(groups, plan, input)
    var result = ReferenceRelation(schema: schema, rows: [])
    for group in groups {
      result.rows.append(
        group.key + (try aggregates(plan.aggregates, group.rows, whole: input.rows)))
    }
    if plan.hasTotal {
      result.total =
        Array(repeating: .missing, count: plan.keys.count)
        + (try aggregates(plan.aggregates, input.rows, whole: input.rows))
    }
    return result
  }

  private func addingEmptyGroups(
    _ groups: [(key: [Value], rows: [[Value]])], _ plan: AggregatePlan,
    _ input: ReferenceRelation
  ) throws(QueryError) -> [(key: [Value], rows: [[Value]])] {
    guard plan.domains.contains(where: { $0 != nil }) else { return groups }
    var combinations: [[Value]] = [[]]
    for (position, domain) in plan.domains.enumerated() {
      var values = Set(groups.map { $0.key[position] })
      values.formUnion(members(domain, plan.keys[position].type, values))
      combinations = combinations.flatMap { prefix in values.map { prefix + [$0] } }
    }
    let known = Set(groups.map(\.key))
    let missing = combinations.filter { !known.contains($0) }.map { (key: $0, rows: [[Value]]()) }
    return (groups + missing).sorted { Value.isOrdered($0.key, $1.key) }
  }

  private func members(
    _ domain: KeyDomain?, _ type: DataType, _ present: Set<Value>
  ) -> [Value] {
    switch (domain, type) {
    case (.all, .enumeration(let codes)): return codes.codes.indices.map { .code(Int64($0)) }
    case (.all, .boolean): return [.boolean(false), .boolean(true)]
    case (.between(let first, let last), _):
      let numbers = present.compactMap(\.storedInteger)
      guard let low = first ?? numbers.min(), let high = last ?? numbers.max(), low <= high else {
        return []
      }
      return (low...high).map { Value(stored: $0, as: type) }
    default: return []
    }
  }

  private func aggregates(
    _ items: [BoundAggregate], _ group: [[Value]], whole: [[Value]]
  ) throws(QueryError) -> [Value] {
    var result: [Value] = []
    for item in items {
      result.append(try aggregate(item, over: item.isOverWhole ? whole : group))
    }
    return result
  }

  func aggregate(_ item: BoundAggregate, over rows: [[Value]]) throws(QueryError) -> Value {
    var kept: [[Value]] = []
    for row in rows {
      if let filter = item.filter, try !isTrue(filter, row) { continue }
      kept.append(try values(of: item.arguments, row))
    }
    if item.arguments.isEmpty { return .integer(Int64(kept.count)) }
    // `any` and `all` take a condition, and a condition is false for a missing value.
    if item.function.name == "all", kept.contains(where: { $0[0].isMissing }) {
      return .boolean(false)
    }
    let parameter = kept.first.flatMap { $0.count > 1 ? $0[1] : nil }
    return ReferenceAggregates.value(
      item.function.name, kept.map { $0[0] }.filter { !$0.isMissing },
      type: item.arguments[0].type, resultType: item.type, parameter: parameter)
  }
}

/// The aggregates, written a second time over present values.
enum ReferenceAggregates {
  static func value(
    _ name: String, _ values: [Value], type: DataType, resultType: DataType, parameter: Value?
  ) -> Value {
    switch name {
    case "count": return .integer(Int64(values.count))
    case "distinct": return .integer(Int64(Set(values.map(\.canonical)).count))
    case "sum": return sum(values, resultType)
    case "mean": return mean(values, type)
    case "median": return quantile(values, type, 0.5)
    case "percentile":
      guard case .decimal(let part) = parameter else { return .missing }
      return quantile(values, type, Double(part.mantissa) / pow(10, Double(part.scale)))
    case "stddev": return deviation(values, type)
    case "list": return list(values, type)
    case "min": return values.min { $0.order($1) < 0 } ?? .missing
    case "max": return values.reduce(.missing) { $0.isMissing || $0.order($1) < 0 ? $1 : $0 }
    case "first": return values.first ?? .missing
    case "last": return values.last ?? .missing
    case "any": return .boolean(values.contains(.boolean(true)))
    case "all": return .boolean(!values.contains(.boolean(false)))
    default: preconditionFailure("the reference engine does not know the aggregate \(name)")
    }
  }

  private static func sum(_ values: [Value], _ resultType: DataType) -> Value {
    if resultType == .float {
      return .float(values.reduce(0) { $0 + $1.number(.float) })
    }
    return Value(stored: values.reduce(0) { $0 + ($1.storedInteger ?? 0) }, as: resultType)
  }

  /// Between two values by straight line.
  private static func quantile(_ values: [Value], _ type: DataType, _ part: Double) -> Value {
    if values.isEmpty { return .missing }
    let sorted = values.map { $0.number(type) / scaling(type) }.sorted()
    let place = part * Double(sorted.count - 1)
    let (low, high) = (sorted[Int(place)], sorted[Int(place.rounded(.up))])
    return .float(low + (high - low) * (place - place.rounded(.down)))
  }

  /// Of a sample: the sum of squares is divided by one less than the number of values.
  private static func deviation(_ values: [Value], _ type: DataType) -> Value {
    if values.count < 2 { return .missing }
    let numbers = values.map { Int128($0.storedInteger ?? 0) }
    let (count, sum) = (Int128(numbers.count), numbers.reduce(0, +))
    let spread = count * numbers.reduce(0) { $0 + $1 * $1 } - sum * sum
    return .float((Double(spread) / Double(count * (count - 1))).squareRoot() / scaling(type))
  }

  private static func list(_ values: [Value], _ type: DataType) -> Value {
    if values.isEmpty { return .missing }
    return .text(values.map { ValueFormat.text($0, as: type) }.joined(separator: ", "))
  }

  private static func scaling(_ type: DataType) -> Double {
    if case .decimal(let scale) = type { pow(10, Double(scale)) } else { 1 }
  }

  private static func mean(_ values: [Value], _ type: DataType) -> Value {
    if values.isEmpty { return .missing }
    if type == .float || type == .integer {
      return .float(values.reduce(0) { $0 + $1.number(type) } / Double(values.count))
    }
    guard case .decimal(let scale) = type else {
      preconditionFailure("the reference engine has no mean of this type")
    }
    let sum = values.reduce(0) { $0 + ($1.storedInteger ?? 0) }
    return .float(Double(sum) / (Double(values.count) * pow(10, Double(scale))))
  }
}

extension Value {
  func number(_ type: DataType) -> Double {
    if case .float(let number) = self { return number }
    return Double(storedInteger ?? 0)
  }
}
