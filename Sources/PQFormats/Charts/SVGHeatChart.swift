import PQDiagnostics

/// A grid of fields that are the darker the greater their number, with the number in each.
struct SVGHeatChart {
  private let grid: HeatGrid

  private static let fieldHeight = 28.0
  private static let margin = 16.0
  private static let widestLabel = 200.0

  init(_ grid: HeatGrid) {
    self.grid = grid
  }

  func document() -> String {
    let rowLabels = grid.rowLabels.map { SVGText.cut($0, to: SVGHeatChart.widestLabel) }
    let columnLabels = grid.columnLabels.map { SVGText.cut($0, to: SVGHeatChart.widestLabel) }
    let left = SVGHeatChart.margin + (rowLabels.map { SVGDocument.width(of: $0) }.max() ?? 0) + 10
    let texts = columnLabels + grid.points.flatMap { $0.values.map(\.text) }
    let fieldWidth = max(44, (texts.map { SVGDocument.width(of: $0) }.max() ?? 0) + 14)
    var picture = SVGDocument(
      width: max(320, left + fieldWidth * Double(columnLabels.count) + SVGHeatChart.margin))
    var y = SVGHeatChart.margin + 14
    for (column, label) in columnLabels.enumerated() {
      picture.text(
        label, x: left + fieldWidth * (Double(column) + 0.5), y: y, anchor: .middle)
    }
    y += 8
    let scale = ChartScale(grid.numbers, includesZero: true)
    for (row, label) in rowLabels.enumerated() {
      let middle = y + SVGHeatChart.fieldHeight / 2 + 5
      picture.text(label, x: left - 8, y: middle, anchor: .end)
      for (column, point) in grid.points[row].sorted(by: { $0.key < $1.key }) {
        let x = left + fieldWidth * Double(column)
        let share = point.number.map { scale.share($0) }
        if let share {
          picture.rectangle(
            x: x + 1, y: y + 1, width: fieldWidth - 2, height: SVGHeatChart.fieldHeight - 2,
            color: SVGDocument.colors[0], opacity: 0.1 + 0.9 * share)
        }
        let isDark = (share ?? 0) > 0.55
        picture.text(
          point.text, x: x + fieldWidth / 2, y: middle, anchor: .middle,
          color: isDark ? "#ffffff" : SVGDocument.ink)
      }
      y += SVGHeatChart.fieldHeight
    }
    picture.height = y + SVGHeatChart.margin
    return picture.string
  }
}
