import PQDiagnostics

/// How a table is written.
package struct WriteOptions {
  package var language = Language.english
  /// The terminal's cells; `nil` in a file or a pipe, where nothing is ever cut short.
  package var width: Int?
  /// Rows shown on the screen; data formats never leave any out.
  package var maxRowCount = Int.max
  /// Rows that a table on a terminal shows: more than anyone reads, few enough to scroll back to
  /// what stood before them. A pipe or a file gets every row.
  package static let terminalRowCount = 200
  /// What says how to see the rows and columns that a table on the screen hides.
  package var waysToSeeAll = LocalizedText("-o csv shows all", zh: "用 -o csv 可看全部")
  package var ambiguous = DisplayWidth.Ambiguous.narrow
  package var usesColor = false
  /// Draws the table instead of listing it.
  package var chart: ChartRequest?
  /// Whether the first line with the names is left out, as when rows are appended.
  package var leavesOutHeader = false
  /// CSV and TSV for spreadsheets: a byte order mark, CRLF, nothing that is run as a formula, long
  /// digits as text.
  package var isForExcel = false
  /// Whether a terminal shows what is written: then CSV and TSV have symbols for the control
  /// characters of cells, which are data to everybody else.
  package var isForTerminal = false
  /// Whether cells that name a color have a mark in it, on a report's page.
  package var marksColorWords = false
  /// How many threads make the text of CSV and TSV; what is written does not depend on it.
  package var workerCount = 1
  /// Asked every few thousand rows; a run that is cancelled throws.
  package var isCancelled: () -> Bool = { false }
  /// Told how many rows a data format has written.
  package var progress: WorkProgress?

  package init() {}
}

/// Which chart to draw, and from which columns.
package struct ChartRequest: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case bar
    case line
    case heat
  }

  package var kind: Kind
  /// The column along the axis; `heat` has a second one for the other axis.
  package var labels: [Int]
  package var values: [Int]

  package init(kind: Kind, labels: [Int], values: [Int]) {
    self.kind = kind
    self.labels = labels
    self.values = values
  }
}
