import PQColumnar
import PQDiagnostics

/// Draws a table as a chart, in block characters or as SVG.
struct ChartWriter {
  private let request: ChartRequest
  private let options: WriteOptions

  /// What a chart takes where no terminal sets a limit.
  private static let widthWithoutTerminal = 80

  init(_ request: ChartRequest, options: WriteOptions) {
    self.request = request
    self.options = options
  }

  /// Draws with characters; below stands how many rows there are, if that is wanted, and what is
  /// not drawn.
  func text(_ table: Table, countsRows: Bool = true) throws(QueryError) -> String {
    let width = max(10, options.width ?? ChartWriter.widthWithoutTerminal)
    let data = try ChartData(table, request, options: options, limit: limit(of: table))
    guard data.rowCount > 0, !data.series.isEmpty else {
      return ScreenFooter(rowCount: table.rowCount, hiddenRowCount: 0, hiddenColumns: [])
        .text(in: options.language)
    }
    var hiddenColumns: [String] = []
    var repeatedCount = 0
    var unplacedCount = 0
    var lines: [String]
    switch request.kind {
    case .bar: lines = BarChart(data, width: width, ambiguous: options.ambiguous).lines()
    case .line:
      unplacedCount = data.unplacedCount
      lines = LineChart(data, width: width, ambiguous: options.ambiguous).lines()
    case .heat:
      let grid = HeatGrid(data)
      repeatedCount = grid.repeatedCount
      (lines, hiddenColumns) = HeatChart(grid, width: width, ambiguous: options.ambiguous).lines()
    }
    let footer = ScreenFooter(
      rowCount: table.rowCount, hiddenRowCount: data.hiddenRowCount, hiddenColumns: hiddenColumns,
      repeatedCount: repeatedCount, unplacedCount: unplacedCount, countsRows: countsRows)
    if options.usesColor {
      let isHeat = request.kind == .heat
      lines = lines.map { ChartColor.painted($0, isHeat: isHeat) }
    }
    return lines.map { $0 + "\n" }.joined() + footer.text(in: options.language)
  }

  /// Only bars take a line for each row; the others show any number of rows.
  private func limit(of table: Table) -> Int {
    request.kind == .bar ? min(table.rowCount, max(0, options.maxRowCount)) : table.rowCount
  }

  /// Draws as SVG.
  func svg(_ table: Table) throws(QueryError) -> String {
    let data = try ChartData(table, request, options: options, limit: table.rowCount)
    switch request.kind {
    case .bar: return SVGBarChart(data).document()
    case .line: return SVGLineChart(data).document()
    case .heat: return SVGHeatChart(HeatGrid(data)).document()
    }
  }
}
