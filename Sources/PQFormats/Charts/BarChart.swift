import PQDiagnostics

/// Draws bars with block characters, an eighth of a cell exact.
///
///     apple  ████████████████▌ 12
///     pear   █████▍ 4
///     plum   –
///
/// Several values of a row stand below one another, each behind its name. Bars of negative values
/// grow to the left of the line that stands for 0. Where characters of ambiguous width take two
/// cells, bars are drawn with `#`.
struct BarChart {
  private let data: ChartData
  private let ambiguous: DisplayWidth.Ambiguous
  private let labelWidth: Int
  private let nameWidth: Int
  /// Cells to the left and to the right of 0.
  private let leftCells: Int
  private let rightCells: Int
  private let unitsPerCell: Double

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  private static let leastBar = 4

  init(_ data: ChartData, width: Int, ambiguous: DisplayWidth.Ambiguous) {
    self.data = data
    self.ambiguous = ambiguous
    func widest(_ texts: some Sequence<String>) -> Int {
      texts.map { DisplayWidth.cells(of: $0, ambiguous: ambiguous) }.max() ?? 0
    }
    labelWidth = min(widest(data.labels[0]), max(4, width / 3))
    let names = data.series.count > 1 ? widest(data.series.map(\.name)) : 0
    nameWidth = min(names, max(4, width / 4))
    let valueWidth = widest(data.series.flatMap { $0.points.map(\.text) })
    let used = labelWidth + 2 + (nameWidth > 0 ? nameWidth + 2 : 0) + valueWidth + 1
    let room = max(BarChart.leastBar, width - used)
    let range = data.range
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else {
      (leftCells, rightCells, unitsPerCell) = (0, room, .infinity)
      return
    }
    if range.lowerBound < 0 {
      let share = -range.lowerBound / span
      leftCells = min(room - 1, max(1, Int((share * Double(room)).rounded())))
    } else {
      leftCells = 0
    }
    rightCells = room - leftCells
    // Both sides use one scale, the one on which the longer bar still fits.
    unitsPerCell = max(
      leftCells > 0 ? -range.lowerBound / Double(leftCells) : 0,
      range.upperBound / Double(max(1, rightCells)))
  }

  func lines() -> [String] {
    var lines: [String] = []
    for row in 0..<data.rowCount {
      for (index, series) in data.series.enumerated() {
        let label = index == 0 ? data.labels[0][row] : ""
        var line = fit(label, labelWidth) + "  "
        if nameWidth > 0 { line += fit(series.name, nameWidth) + "  " }
        line += bar(series.points[row])
        lines.append(line)
      }
    }
    return lines
  }

  private func fit(_ text: String, _ width: Int) -> String {
    let cut = CellFitting.cut(text, to: width, ambiguous: ambiguous)
    return CellFitting.pad(cut, to: width, right: false, ambiguous: ambiguous)
  }

  private func bar(_ point: ChartData.Point) -> String {
    let blank = String(repeating: " ", count: leftCells)
    guard let number = point.number else { return blank + point.text }
    let length = unitsPerCell.isFinite && unitsPerCell > 0 ? abs(number) / unitsPerCell : 0
    if number < 0 {
      let bar = leftBar(length)
      return String(repeating: " ", count: max(0, leftCells - bar.cells)) + bar.text + " "
        + point.text
    }
    let bar = rightBar(length)
    return blank + bar + (bar.isEmpty ? "" : " ") + point.text
  }

  private func rightBar(_ length: Double) -> String {
    if ambiguous == .wide { return String(repeating: "#", count: Int(length.rounded())) }
    let eighths = Int((length * 8).rounded())
    return String(repeating: "█", count: eighths / 8) + BarChart.eighths[eighths % 8]
  }

  /// There are no eighths that fill from the right, only a half.
  private func leftBar(_ length: Double) -> (text: String, cells: Int) {
    if ambiguous == .wide {
      let count = Int(length.rounded())
      return (String(repeating: "#", count: count), count)
    }
    let halves = Int((length * 2).rounded())
    let text = (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
    return (text, (halves + 1) / 2)
  }
}
