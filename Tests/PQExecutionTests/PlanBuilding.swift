import PQColumnar
import PQDiagnostics
import PQFunctions
import PQPlan
import Testing

extension LogicalPlan {
  static func scan(_ table: Table) -> LogicalPlan {
    LogicalPlan(
      .scan(table, columns: Array(table.schema.fields.indices)), schema: table.schema)
  }

  static var harvests: LogicalPlan { scan(Fruit.harvests) }
  static var orchards: LogicalPlan { scan(Fruit.orchards) }

  func column(_ name: String) -> BoundExpression {
    let position = schema.position(of: name) ?? 0
    return BoundExpression(.column(position), type: schema.fields[position].type)
  }

  /// A call of a function over columns and constants.
  func call(_ name: String, _ arguments: BoundExpression...) throws -> BoundExpression {
    guard let function = FunctionRegistry.scalar(named: name),
      let type = function.resultType(of: arguments.map(\.type))
    else { throw NoSuchFunction(name: name) }
    let source = SourceText(name)
    return BoundExpression(
      .call(function, arguments), type: type,
      location: SourceLocation(source: source, range: SourceRange(0, source.utf8.count)))
  }

  func filter(_ predicate: BoundExpression) -> LogicalPlan {
    LogicalPlan(.filter(self, predicate), schema: schema)
  }

  /// Keeps the columns and adds one.
  func derive(_ name: String, _ expression: BoundExpression) -> LogicalPlan {
    let columns = schema.fields.indices.map {
      BoundExpression(.column($0), type: schema.fields[$0].type)
    }
    return LogicalPlan(
      .project(self, columns + [expression]),
      schema: Schema(schema.fields + [Field(name, type: expression.type)]))
  }

  func select(_ names: String...) -> LogicalPlan {
    let columns = names.map(column)
    return LogicalPlan(
      .project(self, columns),
      schema: Schema(zip(names, columns).map { Field($0, type: $1.type) }))
  }

  func sort(_ keys: (String, isDescending: Bool)...) -> LogicalPlan {
    LogicalPlan(
      .sort(self, keys.map { BoundSortKey(column($0.0), isDescending: $0.isDescending) }),
      schema: schema)
  }

  func slice(skip: Int = 0, take: Int? = nil) -> LogicalPlan {
    LogicalPlan(.slice(self, skip: skip, take: take), schema: schema)
  }

  func top(
    _ count: Int, by key: String, isDescending: Bool = true, per: String...
  ) -> LogicalPlan {
    LogicalPlan(
      .top(
        self, count: count, keys: [BoundSortKey(column(key), isDescending: isDescending)],
        per: per.map(column)), schema: schema)
  }

  func aggregate(
    by keys: [String], _ aggregates: [(String, BoundAggregate)], hasTotal: Bool = false,
    domains: [KeyDomain?]? = nil
  ) -> LogicalPlan {
    let fields =
      keys.map { Field($0, type: column($0).type) }
      + aggregates.map { Field($0.0, type: $0.1.type) }
    return LogicalPlan(
      .aggregate(
        self,
        AggregatePlan(
          keys: keys.map(column), aggregates: aggregates.map(\.1), hasTotal: hasTotal,
          domains: domains ?? keys.map { _ in nil })), schema: Schema(fields))
  }

  func aggregation(
    _ name: String, _ argument: String? = nil, where filter: BoundExpression? = nil,
    isOverWhole: Bool = false
  ) throws -> BoundAggregate {
    let arguments = argument.map { [column($0)] } ?? []
    guard let function = FunctionRegistry.aggregate(named: name),
      let type = function.resultType(of: arguments.map(\.type))
    else { throw NoSuchFunction(name: name) }
    return BoundAggregate(
      function: function, arguments: arguments, filter: filter, isOverWhole: isOverWhole,
      type: type)
  }

  func join(
    _ kind: JoinPlan.Kind, _ other: LogicalPlan, on keys: (String, String)...,
    residual: BoundExpression? = nil
  ) -> LogicalPlan {
    let plan = JoinPlan(
      kind: kind, keys: keys.map { (left: column($0.0), right: other.column($0.1)) },
      residual: residual)
    let isNarrow = kind == .semi || kind == .anti
    return LogicalPlan(
      .join(self, other, plan),
      schema: isNarrow ? schema : Schema(schema.fields + other.schema.fields))
  }
}

/// A constant of the type of its literal.
func constant(_ value: Value) -> BoundExpression {
  let type: DataType =
    switch value {
    case .integer: .integer
    case .boolean: .boolean
    case .text: .text
    case .float: .float
    case .decimal(let decimal): .decimal(scale: decimal.scale)
    case .date: .date
    default: .unknown
    }
  return BoundExpression(.constant(value), type: type)
}

func boolean(_ kind: BoundExpression.Kind) -> BoundExpression {
  BoundExpression(kind, type: .boolean)
}

struct NoSuchFunction: Error {
  let name: String
}
