import PQColumnar
import PQDiagnostics
import PQPlan

/// Makes one row for each column: what it holds and how its values spread.
///
///     column  type     missing distinct min q1 median q3 max top                histogram
///     weight  integer  1       4        80  95 120    150 180 120 (2)           ▃▁▁█▁▃▁▃
///     variety text     0       3        fuji              gala gala (3), fuji (2)
///
/// Of a private column nothing is told that quotes a value.
struct DescribeOperator {
  let input: Schema
  let context: ExecutionContext

  /// What a row takes while texts of a column are told apart: a hash, and a place to move it to.
  private static let bytesPerRow = 16

  func run(_ all: Relation) throws(QueryError) -> Relation {
    var rows: [[Value]] = []
    let working = try context.memory.reserve(all.rowCount * Self.bytesPerRow)
    defer { withExtendedLifetime(working) {} }
    for (position, field) in input.fields.enumerated() {
      let summary = ColumnSummary(
        all.blocks.map { $0.column(position) }, type: field.type, workers: context.workers)
      try context.cancellation.check()
      rows.append([.code(Int64(position))] + row(of: field, summary))
    }
    let columns = DescribeSchema.schema(of: input).fields.enumerated().map { position, field in
      Column(values: rows.map { $0[position] }, type: field.type)
    }
    return try Relation.cutting(Batch(columns: columns, rowCount: rows.count), context)
  }

  private func row(of field: Field, _ summary: ColumnSummary) -> [Value] {
    func text(_ value: Value?) -> Value {
      guard let value else { return .missing }
      return .text(ValueFormat.text(value, as: field.type))
    }
    var values = [Value](repeating: .missing, count: 5)
    if field.type.hasDistances {
      values = (0...4).map { quarter in
        summary.quartileText(quarter, as: field.type).map(Value.text)
          ?? text(summary.value(atQuarter: quarter))
      }
    } else if field.type == .text {
      values[0] = text(summary.value(atQuarter: 0))
      values[4] = text(summary.value(atQuarter: 4))
    }
    var top = self.top(of: summary, field.type)
    if field.isPrivate {
      values = [Value](repeating: .missing, count: 5)
      top = .missing
    }
    return [
      .code(DescribeSchema.kind(of: field.type)),
      .integer(Int64(summary.missingCount)), .integer(Int64(summary.distinctCount)),
    ] + values + [top, histogram(of: summary, field.type)]
  }

  /// The most frequent values, if any occurs twice.
  private func top(of summary: ColumnSummary, _ type: DataType) -> Value {
    guard let first = summary.mostFrequent.first, first.count > 1 else { return .missing }
    let parts = summary.mostFrequent.map { frequent in
      ValueFormat.text(frequent.value, as: type) + " (\(frequent.count))"
    }
    return .text(parts.joined(separator: ", "))
  }

  /// More codes than this are no picture any more.
  private static let codeLimit = 16

  private func histogram(of summary: ColumnSummary, _ type: DataType) -> Value {
    if summary.presentCount == 0 { return .missing }
    var counts: [Int] = []
    if case .enumeration(let enumeration) = type {
      if enumeration.codes.count <= Self.codeLimit {
        counts = summary.countsOfCodes(enumeration.codes.count)
      }
    } else {
      counts = summary.histogram
    }
    guard let greatest = counts.max(), greatest > 0 else { return .missing }
    return .text(String(counts.map { Self.bar($0, of: greatest) }))
  }

  /// The lowest bar for nothing, the highest for the greatest count, at least the second for
  /// anything else.
  private static func bar(_ count: Int, of greatest: Int) -> Character {
    let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return bars[count == 0 ? 0 : max(1, (count * 7 + greatest / 2) / greatest)]
  }
}

extension DataType {
  /// Whether quartiles mean something: numbers and times.
  fileprivate var hasDistances: Bool {
    switch self {
    case .integer, .decimal, .float, .ratio, .date, .datetime, .duration, .period: true
    case .unknown, .boolean, .text, .enumeration: false
    }
  }
}
