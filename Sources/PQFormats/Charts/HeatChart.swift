import PQDiagnostics

/// The rows of a heat chart as a grid: first label down, second label across, a number in each
/// field. With one label, the series stand across.
struct HeatGrid {
  private(set) var rowLabels: [String] = []
  private(set) var columnLabels: [String] = []
  /// By row, then by column; `nil` where the table has no row.
  private(set) var points: [[ChartData.Point?]] = []
  /// Fields for which the table has several rows; the last one is shown.
  private(set) var repeatedCount = 0

  init(_ data: ChartData) {
    guard data.labels.count > 1 else {
      rowLabels = data.labels[0]
      columnLabels = data.series.map(\.name)
      points = rowLabels.indices.map { row in data.series.map { $0.points[row] } }
      return
    }
    var rowPositions: [String: Int] = [:]
    var columnPositions: [String: Int] = [:]
    var found: [[Int: ChartData.Point]] = []
    for row in 0..<data.rowCount {
      let rowLabel = data.labels[0][row]
      let columnLabel = data.labels[1][row]
      let y = rowPositions[rowLabel] ?? rowLabels.count
      if y == rowLabels.count {
        rowPositions[rowLabel] = y
        rowLabels.append(rowLabel)
        found.append([:])
      }
      let x = columnPositions[columnLabel] ?? columnLabels.count
      if x == columnLabels.count {
        columnPositions[columnLabel] = x
        columnLabels.append(columnLabel)
      }
      guard let point = data.series.first?.points[row] else { continue }
      if found[y].updateValue(point, forKey: x) != nil { repeatedCount += 1 }
    }
    let columnCount = columnLabels.count
    points = found.map { fields in (0..<columnCount).map { fields[$0] } }
  }

  var numbers: [Double] { points.flatMap { $0.compactMap { $0?.number } } }
}

/// Draws a grid of numbers, each behind a block that is the darker the greater it is.
///
///              2020-01  2020-02
///     apple    ░ 3      █ 12
///     pear     ▒ 5        –
struct HeatChart {
  private let grid: HeatGrid
  private let width: Int
  private let ambiguous: DisplayWidth.Ambiguous

  private static let shades = ["░", "▒", "▓", "█"]
  private static let plainShades = [".", "-", "+", "#"]

  init(_ grid: HeatGrid, width: Int, ambiguous: DisplayWidth.Ambiguous) {
    self.grid = grid
    self.width = width
    self.ambiguous = ambiguous
  }

  /// Returns the lines, and how many columns did not fit.
  func lines() -> (lines: [String], hiddenColumns: [String]) {
    let labelWidth = min(widest(grid.rowLabels), max(4, width / 3))
    let scale = ChartScale(grid.numbers, includesZero: true)
    var used = labelWidth
    var widths: [Int] = []
    for column in grid.columnLabels.indices {
      let texts = grid.points.map { text($0[column], scale) }
      let cells = min(max(widest(texts), widest([grid.columnLabels[column]])), max(4, width / 2))
      // One column is shown even where it does not fit.
      if used + 2 + cells > width, !widths.isEmpty { break }
      widths.append(cells)
      used += 2 + cells
    }
    func line(_ label: String, _ texts: [String]) -> String {
      var line = fit(label, labelWidth)
      for (width, text) in zip(widths, texts) { line += "  " + fit(text, width) }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    var lines = [line("", grid.columnLabels)]
    for (row, label) in grid.rowLabels.enumerated() {
      lines.append(line(label, grid.points[row].map { text($0, scale) }))
    }
    return (lines, Array(grid.columnLabels[widths.count...]))
  }

  private func text(_ point: ChartData.Point?, _ scale: ChartScale) -> String {
    guard let point else { return "" }
    guard let number = point.number else { return "  " + point.text }
    let shades = ambiguous == .wide ? HeatChart.plainShades : HeatChart.shades
    let step = Int(scale.share(number) * Double(shades.count))
    return shades[min(shades.count - 1, max(0, step))] + " " + point.text
  }

  private func widest(_ texts: [String]) -> Int {
    texts.map { DisplayWidth.cells(of: $0, ambiguous: ambiguous) }.max() ?? 0
  }

  private func fit(_ text: String, _ width: Int) -> String {
    let cut = CellFitting.cut(text, to: width, ambiguous: ambiguous)
    return CellFitting.pad(cut, to: width, right: false, ambiguous: ambiguous)
  }
}
