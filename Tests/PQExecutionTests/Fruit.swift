import PQColumnar
import PQDiagnostics
import PQExecution
import PQFunctions
import PQPlan
import Testing

/// Tables about fruit, and plans over them written by hand.
enum Fruit {
  static let grade = EnumType(codes: [EnumCode("prime"), EnumCode("good"), EnumCode("juice")])

  static let harvestSchema = Schema([
    Field("id", type: .integer),
    Field("variety", type: .text),
    Field("weight", type: .integer),
    Field("grade", type: .enumeration(grade)),
    Field("orchard", type: .text),
  ])

  static let harvests = table(
    harvestSchema,
    [
      [1, "gala", 120, .code(0), "north"],
      [2, "fuji", 150, .code(1), "south"],
      [3, "gala", .missing, .code(0), .missing],
      [4, "boskoop", 200, .code(2), "north"],
      [5, "fuji", 110, .code(1), "south"],
      [6, "gala", 120, .code(1), "east"],
      [7, .missing, 90, .missing, "north"],
      [8, "fuji", 150, .code(0), "south"],
    ])

  static let orchards = table(
    Schema([Field("name", type: .text), Field("trees", type: .integer)]),
    [["north", 40], ["south", 25], ["west", 10], [.missing, 5]])

  static func table(_ schema: Schema, _ rows: [[Value]], total: [Value]? = nil) -> Table {
    func batch(_ rows: [[Value]]) -> Batch {
      Batch(
        columns: schema.fields.enumerated().map { position, field in
          Column(values: rows.map { $0[position] }, type: field.type)
        }, rowCount: rows.count)
    }
    return Table(
      name: "fruit", schema: schema, blocks: rows.isEmpty ? [] : [batch(rows)],
      total: total.map { batch([$0]) })
  }

  /// A table of one column of whole numbers.
  static func numbers(_ values: [Value]) -> LogicalPlan {
    LogicalPlan.scan(table(Schema([Field("n", type: .integer)]), values.map { [$0] }))
  }
}

extension Value: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension Value: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

/// How a plan is run; the result must not depend on it.
struct RunConfiguration: CustomStringConvertible {
  var workerCount = 1
  var blockRowCount = Table.blockRowCount

  var description: String { "\(workerCount) workers, blocks of \(blockRowCount)" }

  static let all = [1, 2, 5].flatMap { workers in
    [1, 3, Table.blockRowCount].map {
      RunConfiguration(workerCount: workers, blockRowCount: $0)
    }
  }

  func context(
    counters: WorkCounters = WorkCounters(), memoryLimit: Int? = nil,
    cancellation: CancellationFlag = CancellationFlag(),
    save: @escaping ExecutionContext.Save = { _ in }
  ) -> ExecutionContext {
    ExecutionContext(
      functions: FunctionContext(
        today: 18_482, calendar: WorkdayCalendar(years: nil, daysOff: [], makeUpDays: [])),
      workerCount: workerCount, blockRowCount: blockRowCount, memoryLimit: memoryLimit,
      cancellation: cancellation, counters: counters, save: save)
  }
}

/// The rows of a plan, the same under every configuration.
func rows(
  _ plan: LogicalPlan, at location: Testing.SourceLocation = #_sourceLocation
) throws -> [[Value]] {
  try result(plan, at: location).rows
}

/// The rows and the total of a plan, the same under every configuration.
func result(
  _ plan: LogicalPlan, at location: Testing.SourceLocation = #_sourceLocation
) throws -> (rows: [[Value]], total: [Value]?) {
  var first: (rows: [[Value]], total: [Value]?)?
  for configuration in RunConfiguration.all {
    let table = try QueryExecutor(configuration.context()).run(plan)
    let rows = table.blocks.flatMap { boxed($0, plan.schema) }
    let total = table.total.map { boxed($0, plan.schema)[0] }
    if let first {
      #expect(rows == first.rows, "\(configuration)", sourceLocation: location)
      #expect(total == first.total, "\(configuration)", sourceLocation: location)
    } else {
      first = (rows, total)
    }
  }
  return try #require(first)
}

/// The code of the error that a plan gives, the same under every configuration.
func failure(
  _ plan: LogicalPlan, at location: Testing.SourceLocation = #_sourceLocation
) -> String? {
  var messages: Set<String> = []
  var code: String?
  for configuration in RunConfiguration.all {
    do throws(QueryError) {
      _ = try QueryExecutor(configuration.context()).run(plan)
      messages.insert("none")
    } catch {
      code = error.diagnostic.code.name
      var place = ""
      if case .source(let source, let range) = error.diagnostic.place {
        place = source.text(in: range)
      }
      messages.insert("\(error.diagnostic.message.english) at `\(place)`")
    }
  }
  #expect(messages.count == 1, "\(messages)", sourceLocation: location)
  return code
}

private func boxed(_ batch: Batch, _ schema: Schema) -> [[Value]] {
  (0..<batch.rowCount).map { row in
    schema.fields.indices.map { batch.column($0).value(at: row, as: schema.fields[$0].type) }
  }
}
