import PQDiagnostics

/// Curves over the rows in their order or by the calendar, all series on one scale; a missing value
/// interrupts its curve.
struct SVGLineChart {
  private let data: ChartData

  private static let width = 720.0
  private static let plotHeight = 280.0
  private static let margin = 16.0
  private static let gridLineCount = 4
  /// With more points than this, dots would run together.
  private static let mostDots = 60

  init(_ data: ChartData) {
    self.data = data
  }

  func document() -> String {
    var picture = SVGDocument(width: SVGLineChart.width)
    let top =
      SVGText.legend(
        data.series.map(\.name), in: &picture, x: SVGLineChart.margin, y: SVGLineChart.margin,
        width: SVGLineChart.width - 2 * SVGLineChart.margin) + 12
    let scale = ChartScale(data.series.flatMap(data.drawnNumbers), includesZero: false)
    let marks = scale.marks(about: SVGLineChart.gridLineCount)
    let left =
      SVGLineChart.margin + (marks.map { SVGDocument.width(of: scale.text($0)) }.max() ?? 0) + 8
    let right = SVGLineChart.width - SVGLineChart.margin
    for mark in marks {
      let y = top + (1 - scale.share(mark)) * SVGLineChart.plotHeight
      picture.line(x1: left, y1: y, x2: right, y2: y)
      picture.text(scale.text(mark), x: left - 6, y: y + 4, anchor: .end)
    }
    let points = data.axis
    func x(_ point: ChartData.AxisPoint) -> Double {
      points.count > 1 ? left + (right - left) * point.share : (left + right) / 2
    }
    for (index, series) in data.series.enumerated() {
      let color = SVGDocument.color(of: series.name, at: index)
      var run: [(x: Double, y: Double)] = []
      for point in points {
        guard let number = series.points[point.row].number else {
          if run.count > 1 { picture.curve(run, color: color) }
          run = []
          continue
        }
        let y = top + (1 - scale.share(number)) * SVGLineChart.plotHeight
        run.append((x(point), y))
        if points.count <= SVGLineChart.mostDots { picture.dot(x: x(point), y: y, color: color) }
      }
      if run.count > 1 { picture.curve(run, color: color) }
    }
    axis(&picture, y: top + SVGLineChart.plotHeight + 20, left: left, right: right)
    picture.height = top + SVGLineChart.plotHeight + 20 + SVGLineChart.margin
    return picture.string
  }

  /// Draws as many labels as fit beside one another.
  private func axis(_ picture: inout SVGDocument, y: Double, left: Double, right: Double) {
    let points = data.axis
    let labels = points.map { SVGText.cut(data.labels[0][$0.row], to: 160) }
    let widest = labels.map { SVGDocument.width(of: $0) }.max() ?? 0
    let most = max(1, Int((right - left) / (widest + 16)))
    let step = max(1, (labels.count + most - 1) / most)
    var end = -Double.infinity
    for index in stride(from: 0, to: labels.count, by: step) {
      let half = SVGDocument.width(of: labels[index]) / 2
      let share = points.count > 1 ? points[index].share : 0.5
      let place = left + (right - left) * share
      let center = min(max(place, left + half), max(left + half, right - half))
      // On the calendar, some labels may stand closer than their number says.
      if center - half < end + 8 { continue }
      end = center + half
      picture.text(labels[index], x: center, y: y, anchor: .middle)
    }
  }
}
