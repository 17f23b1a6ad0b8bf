import PQDiagnostics

/// Horizontal bars, so that long names stand beside them, each with its value.
struct SVGBarChart {
  private let data: ChartData

  private static let width = 720.0
  private static let barHeight = 18.0
  private static let gap = 6.0
  private static let margin = 16.0
  private static let widestLabel = 240.0

  init(_ data: ChartData) {
    self.data = data
  }

  func document() -> String {
    var picture = SVGDocument(width: SVGBarChart.width)
    let labels = data.labels[0].map { SVGText.cut($0, to: SVGBarChart.widestLabel) }
    let labelWidth = labels.map { SVGDocument.width(of: $0) }.max() ?? 0
    let values = data.series.flatMap { $0.points.map(\.text) }
    let valueWidth = values.map { SVGDocument.width(of: $0) }.max() ?? 0
    var y = SVGBarChart.margin
    y = legend(&picture, y: y)
    let left = SVGBarChart.margin + labelWidth + 8
    let room = max(100, SVGBarChart.width - left - SVGBarChart.margin - valueWidth - 8)
    let range = data.range
    // Halves first: the difference of two large numbers may overflow.
    let span = range.upperBound / 2 - range.lowerBound / 2
    func length(_ number: Double) -> Double { span > 0 ? abs(number) / 2 / span * room : 0 }
    let zero = left + length(range.lowerBound)
    let top = y
    for row in 0..<data.rowCount {
      let rowHeight = SVGBarChart.barHeight * Double(data.series.count)
      picture.text(
        labels[row], x: left - 8, y: y + rowHeight / 2 + 5, anchor: .end)
      for (index, series) in data.series.enumerated() {
        let point = series.points[row]
        let number = point.number ?? 0
        let size = length(number)
        picture.rectangle(
          x: number < 0 ? zero - size : zero, y: y + 1, width: size,
          height: SVGBarChart.barHeight - 2,
          color: SVGDocument.color(of: series.name, at: index))
        picture.text(
          point.text, x: zero + (number < 0 ? 0 : size) + 5, y: y + SVGBarChart.barHeight / 2 + 5)
        y += SVGBarChart.barHeight
      }
      y += SVGBarChart.gap
    }
    picture.line(x1: zero, y1: top - 2, x2: zero, y2: y, color: SVGDocument.ink)
    picture.height = y + SVGBarChart.margin
    return picture.string
  }

  /// Names the series; returns where the bars begin.
  private func legend(_ picture: inout SVGDocument, y: Double) -> Double {
    let bottom = SVGText.legend(
      data.series.map(\.name), in: &picture, x: SVGBarChart.margin, y: y,
      width: SVGBarChart.width - 2 * SVGBarChart.margin)
    return bottom + 10
  }
}

/// Text in pictures.
enum SVGText {
  /// Returns a text cut to about a width.
  static func cut(_ text: String, to width: Double) -> String {
    let cells = Int(width / SVGDocument.width(of: "x"))
    return CellFitting.cut(text, to: cells, ambiguous: .narrow)
  }

  /// Draws a coloured square and a name for each series, in as many lines as it takes; returns
  /// where the last one ends.
  static func legend(
    _ names: [String], in picture: inout SVGDocument, x: Double, y: Double, width: Double
  ) -> Double {
    var place = (x: x, y: y)
    for (index, name) in names.enumerated() {
      let text = cut(name, to: width - 20)
      let needed = SVGDocument.width(of: text) + 34
      if place.x > x, place.x + needed > x + width { place = (x, place.y + 20) }
      picture.rectangle(
        x: place.x, y: place.y, width: 12, height: 12,
        color: SVGDocument.color(of: name, at: index))
      picture.text(text, x: place.x + 18, y: place.y + 11)
      place.x += needed
    }
    return names.isEmpty ? y : place.y + 14
  }
}
