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
struct DescribeOperator: WholeOperator {
  let input: Schema
  let context: ExecutionContext

  func process(_ all: Batch) throws(QueryError) -> Relation {
    var rows: [[Value]] = []
    for (position, field) in input.fields.enumerated() {
      try context.cancellation.check()
      rows.append([.code(Int64(position))] + row(of: field, all.columns[position]))
    }
    let columns = DescribeSchema.schema(of: input).fields.enumerated().map { position, field in
      Column(values: rows.map { $0[position] }, type: field.type)
    }
    return try Relation.cutting(Batch(columns: columns, rowCount: rows.count), context)
  }

  private func row(of field: Field, _ column: Column) -> [Value] {
    let summary = ColumnSummary(column, type: field.type)
    func text(at row: Int?) -> Value {
      guard let row else { return .missing }
      return .text(ValueFormat.text(column.value(at: row, as: field.type), as: field.type))
    }
    var values = [Value](repeating: .missing, count: 5)
    if field.type.hasDistances {
      values = (0...4).map { quarter in
        summary.quartileText(quarter, as: field.type).map(Value.text)
          ?? text(at: summary.row(at: quarter, of: 4))
      }
    } else if field.type == .text {
      values[0] = text(at: summary.row(at: 0, of: 4))
      values[4] = text(at: summary.row(at: 4, of: 4))
    }
    var top = self.top(of: summary, column, field.type)
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
  private func top(of summary: ColumnSummary, _ column: Column, _ type: DataType) -> Value {
    let frequent = summary.mostFrequent(3)
    guard let first = frequent.first, first.count > 1 else { return .missing }
    let parts = frequent.map { row, count in
      ValueFormat.text(column.value(at: row, as: type), as: type) + " (\(count))"
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
      counts = summary.histogram(8)
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
