import PQColumnar
import PQDiagnostics

/// The rows of a table one after another, the total last, for writers.
struct TableRows {
  let table: Table
  let cells: [CellFormatter]
  /// Which column says `total` in the total row: the first that is missing there.
  let totalColumn: Int?

  /// Takes in a table; whoever wrote it, its private columns are masked from here on.
  init(_ rows: Table) {
    let table = rows.masked()
    self.table = table
    self.cells = table.schema.fields.map { CellFormatter($0) }
    self.totalColumn = table.total.flatMap { total in
      total.columns.indices.first { total.column($0).isMissing(at: 0) }
    }
  }

  /// Calls `body` for the first `limit` rows and the total, with the row's columns and its place
  /// in them.
  func forEach(
    isCancelled: @escaping () -> Bool, progress: WorkProgress? = nil, limit: Int = .max,
    _ body: ([Column], Int, _ isTotal: Bool) throws(QueryError) -> Void
  ) throws(QueryError) {
    var poll = Poll(isCancelled)
    var remaining = limit
    progress?.begin(.writing, total: table.rowCount)
    for (number, rowCount) in table.blockRowCounts.enumerated() where remaining > 0 {
      let block = table.part(0..<min(rowCount, remaining), ofBlock: number)
      let columns = block.columns.indices.map { block.column($0) }
      for row in 0..<block.rowCount {
        try poll.step()
        try body(columns, row, false)
      }
      remaining -= block.rowCount
      progress?.advance(by: rowCount)
    }
    if let total = table.total {
      try body(total.columns.indices.map { total.column($0) }, 0, true)
    }
  }

  /// Returns the text of a cell in formats that people read.
  func text(
    _ formatter: ReadingFormatter, _ column: Column, _ row: Int, _ position: Int, _ isTotal: Bool
  ) -> String {
    if isTotal, column.isMissing(at: row) {
      return position == totalColumn ? ReadingFormatter.totalWord(formatter.language) : ""
    }
    return formatter.text(column, at: row)
  }
}
