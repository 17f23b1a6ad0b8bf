import PQColumnar
import PQDiagnostics
import PQPlan

/// One thing that a statement shows, in the order in which statements run.
public enum SessionOutput: Sendable {
  /// The rows of a query.
  case result(QueryResult)
  /// The text of a `print`, without a line break at its end and with control characters as symbols.
  case text(String)
  /// A warning, a note, or the error that ended the run.
  case diagnostic(Diagnostic)
}

/// The rows that a query gave, and how they want to be shown.
public struct QueryResult: Sendable {
  public let table: Table
  /// What to draw instead of listing the rows.
  package let chart: ChartPlan?

  package init(table: Table, chart: ChartPlan? = nil) {
    self.table = table
    self.chart = chart
  }

  public var rowCount: Int { table.rowCount }
  public var fields: [Field] { table.schema.fields }

  /// Returns one value, or `missing` for a row or column that is not there; of a private value what
  /// may be shown of it.
  public func value(row: Int, column: Int) -> Value {
    guard row >= 0, fields.indices.contains(column) else { return .missing }
    var first = 0
    for block in table.blocks {
      if row < first + block.rowCount {
        let cell = Slice.rows((row - first)..<(row - first + 1), of: block.column(column))
        let field = fields[column]
        if let masking = field.masking {
          return masking.column(cell, type: field.type).value(at: 0, as: .text)
        }
        return cell.value(at: 0, as: field.type)
      }
      first += block.rowCount
    }
    return .missing
  }

  /// Returns one value by the column's name in either language.
  public func value(row: Int, column name: String) -> Value {
    table.schema.position(of: name).map { value(row: row, column: $0) } ?? .missing
  }
}

/// Everything that a run gave.
public struct RunResult: Sendable {
  public var outcome: RunOutcome
  public var outputs: [SessionOutput]

  public var results: [QueryResult] {
    outputs.compactMap { if case .result(let result) = $0 { result } else { nil } }
  }

  public var diagnostics: [Diagnostic] {
    outputs.compactMap { if case .diagnostic(let diagnostic) = $0 { diagnostic } else { nil } }
  }
}
