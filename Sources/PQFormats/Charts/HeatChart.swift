import PQDiagnostics

/// The rows of a heat chart as a grid: first label down, second label across, a number in each
/// field. With one label, the series stand across.
struct HeatGrid {
  private(set) var rowLabels: [String] = []
  private(set) var columnLabels: [String] = []
  /// By row, then by column. Sparse: a table of unlike labels would fill a field in a million.
  private(set) var points: [[Int: ChartData.Point]] = []
  /// Fields for which the table has several rows; the last one is shown.
  private(set) var repeatedCount = 0

  init(_ data: ChartData) {
    guard data.labels.count > 1 else {
      rowLabels = data.labels[0]
      columnLabels = data.series.map(\.name)
      points = rowLabels.indices.map { row in
        Dictionary(uniqueKeysWithValues: data.series.map { $0.points[row] }.enumerated().map { $0 })
      }
      return
    }
    var rowPositions: [String: Int] = [:]
    var columnPositions: [String: Int] = [:]
    for row in 0..<data.rowCount {
      let rowLabel = data.labels[0][row]
      let columnLabel = data.labels[1][row]
      let y = rowPositions[rowLabel] ?? rowLabels.count
      if y == rowLabels.count {
        rowPositions[rowLabel] = y
        rowLabels.append(rowLabel)
        points.append([:])
      }
      let x = columnPositions[columnLabel] ?? columnLabels.count
      if x == columnLabels.count {
        columnPositions[columnLabel] = x
        columnLabels.append(columnLabel)
      }
      guard let point = data.series.first?.points[row] else { continue }
      if points[y].updateValue(point, forKey: x) != nil { repeatedCount += 1 }
    }
  }

  var numbers: [Double] { points.flatMap { $0.values.compactMap(\.number) } }
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
      lines.append(line(label, widths.indices.map { text(grid.points[row][$0], scale) }))
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
