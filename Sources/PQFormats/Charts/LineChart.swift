import PQDiagnostics

/// Draws a curve of each series, one below the other, with the dots of Braille characters: two
/// dots wide and four high in each cell.
///
///     weight
///     12 ┤⠀⠀⢀⠔⠑⢄
///      0 ┤⠔⠁⠀⠀⠀⠀⠑
///         2020-01  2020-06
///
/// A missing value interrupts the curve. Dates, times and periods keep their place on the
/// calendar; a row without one is not drawn.
struct LineChart {
  private let data: ChartData
  private let width: Int
  private let ambiguous: DisplayWidth.Ambiguous

  /// Ten rows are 40 dots: finer than the eye reads from a screen.
  private static let rowCount = 10

  init(_ data: ChartData, width: Int, ambiguous: DisplayWidth.Ambiguous) {
    self.data = data
    self.width = width
    self.ambiguous = ambiguous
  }

  func lines() -> [String] {
    var lines: [String] = []
    for series in data.series {
      if !lines.isEmpty { lines.append("") }
      lines += panel(series)
    }
    return lines
  }

  private func panel(_ series: ChartData.Series) -> [String] {
    let title = CellFitting.cut(series.name, to: width, ambiguous: ambiguous)
    let numbers = data.drawnNumbers(of: series)
    guard !numbers.isEmpty else { return [title, ReadingFormatter.missing] }
    let scale = ChartScale(numbers, includesZero: false)
    let top = scale.text(scale.upper)
    let bottom = scale.text(scale.lower)
    let marginWidth = max(cells(top), cells(bottom))
    let plotWidth = max(4, width - marginWidth - 2)
    let tick = ambiguous == .wide ? "|" : "┤"
    let wall = ambiguous == .wide ? "|" : "│"
    let grid = grid(series, scale: scale, width: plotWidth)
    var lines = [title]
    for (row, text) in grid.enumerated() {
      let label =
        scale.isFlat
        ? (row == grid.count / 2 ? top : "") : row == 0 ? top : row == grid.count - 1 ? bottom : ""
      let mark = label.isEmpty ? wall : tick
      lines.append(
        CellFitting.pad(label, to: marginWidth, right: true, ambiguous: ambiguous) + " " + mark
          + text)
    }
    lines.append(String(repeating: " ", count: marginWidth + 2) + axis(width: plotWidth))
    return lines.map { line in
      String(line.reversed().drop { $0 == " " || $0 == "\u{2800}" }.reversed())
    }
  }

  private func cells(_ text: String) -> Int {
    DisplayWidth.cells(of: text, ambiguous: ambiguous)
  }

  /// The first and the last label below the ends of the curve.
  private func axis(width: Int) -> String {
    let labels = data.axis.map { data.labels[0][$0.row] }
    guard let first = labels.first, let last = labels.last else { return "" }
    if labels.count == 1 { return CellFitting.cut(first, to: width, ambiguous: ambiguous) }
    let half = max(1, (width - 2) / 2)
    let left = CellFitting.cut(first, to: half, ambiguous: ambiguous)
    let right = CellFitting.cut(last, to: half, ambiguous: ambiguous)
    return left + String(repeating: " ", count: max(1, width - cells(left) - cells(right))) + right
  }

  private func grid(_ series: ChartData.Series, scale: ChartScale, width: Int) -> [String] {
    var canvas = DotCanvas(width: width, height: LineChart.rowCount)
    func place(_ share: Double, _ number: Double) -> (x: Int, y: Int) {
      let x = Int((share * Double(canvas.dotWidth - 1)).rounded())
      let y = Int(((1 - scale.share(number)) * Double(canvas.dotHeight - 1)).rounded())
      return (x, y)
    }
    var previous: (x: Int, y: Int)?
    for point in data.axis {
      guard let number = series.points[point.row].number else {
        previous = nil
        continue
      }
      let here = place(point.share, number)
      if let previous { canvas.line(from: previous, to: here) } else { canvas.set(here.x, here.y) }
      previous = here
    }
    return canvas.lines
  }
}

/// Cells of Braille dots.
struct DotCanvas {
  let dotWidth: Int
  let dotHeight: Int
  private let width: Int
  private var cells: [UInt8]

  /// The bits of a cell's dots, column by column.
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  init(width: Int, height: Int) {
    self.width = width
    dotWidth = width * 2
    dotHeight = height * 4
    cells = Array(repeating: 0, count: width * height)
  }

  mutating func set(_ x: Int, _ y: Int) {
    guard (0..<dotWidth).contains(x), (0..<dotHeight).contains(y) else { return }
    cells[y / 4 * width + x / 2] |= DotCanvas.bits[x % 2][y % 4]
  }

  /// Sets the dots between two places, both included.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    if steps == 0 { return set(start.x, start.y) }
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      set(
        start.x + Int((share * Double(end.x - start.x)).rounded()),
        start.y + Int((share * Double(end.y - start.y)).rounded()))
    }
  }

  var lines: [String] {
    stride(from: 0, to: cells.count, by: max(1, width)).map { start in
      var line = String.UnicodeScalarView()
      for cell in cells[start..<start + width] {
        line.append(Unicode.Scalar(0x2800 + UInt32(cell)) ?? " ")
      }
      return String(line)
    }
  }
}
