import PQColumnar
import PQDiagnostics

/// What a statement turned out to be, ready to run.
package enum BoundStatement: Sendable {
  /// `cases | count`; `showsResult` is false when its last stage is `save`.
  case query(LogicalPlan, showsResult: Bool)
  /// `print "… {EXPR} …"`
  case print(BoundTemplate)
  /// `assert EXPR ["why"]`; the condition refers to no column.
  case assert(BoundExpression, reason: BoundTemplate?, SourceLocation)
  /// `import "f.csv" as NAME with …`
  case importFile(BoundImport)
  /// `include "f.pq"`
  case include(path: String, SourceLocation)
  /// `holidays "calendar.csv"`: the workdays are those of this file from here on.
  case holidays(path: String, SourceLocation)
  /// `let`, `param`, `table`, `field`, `measure`, `secret`, `check`: the binder's catalog has changed, nothing runs.
  case declaration
}

/// A file to read, and how.
package struct BoundImport: Sendable {
  package var path: BoundTemplate
  /// The table's name, or `nil` to name it after the file.
  package var name: String?
  /// Columns whose types are given: `with amount as text`.
  package var columns: [Field]
  /// The other options in the order written: `("delimiter", ";")`, `("dates", "day first")`.
  package var settings: [(name: String, value: String, location: SourceLocation)]
  package var location: SourceLocation
}

extension LogicalPlan {
  /// One row without columns, on which constant expressions are computed.
  package static var unit: LogicalPlan {
    let table = Table(name: "", schema: Schema([]), blocks: [Batch(columns: [], rowCount: 1)])
    return LogicalPlan(.scan(table, columns: []), schema: Schema([]))
  }

  /// A plan of one row with one column: an expression that refers to no column.
  package static func value(_ expression: BoundExpression, named name: String) -> LogicalPlan {
    let field = Field(name, type: expression.type)
    return LogicalPlan(.project(.unit, [expression]), schema: Schema([field]))
  }
}
