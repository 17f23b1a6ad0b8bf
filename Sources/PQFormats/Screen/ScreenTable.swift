import PQColumnar
import PQDiagnostics

/// Draws a table for the terminal.
///
///     ┌─────────┬────────┐
///     │ variety │ weight │
///     ├─────────┼────────┤
///     │ apple   │     12 │
///     │ pear    │      – │
///     └─────────┴────────┘
///     2 rows
///
/// Where characters of ambiguous width take two cells, the lines are ASCII: box-drawing
/// characters are such.
struct ScreenTable {
  private let rows: TableRows
  private let options: WriteOptions
  private let formatters: [ReadingFormatter]
  private let layout: ScreenLayout
  private let shownRowCount: Int
  private let frame: ScreenFrame

  init(_ table: Table, options: WriteOptions) throws(QueryError) {
    self.options = options
    rows = TableRows(table)
    shownRowCount = min(table.rowCount, max(0, options.maxRowCount))
    frame = ScreenFrame(ambiguous: options.ambiguous, usesColor: options.usesColor)
    var formatters = ReadingFormatter.forScreen(
      rows, language: options.language, groupsDigits: true)
    var layout = ScreenLayout(
      try ScreenTable.demands(rows, formatters, shownRowCount, options), width: options.width)
    // Every column's ratio is worth more than what some are made of.
    if layout.gap != nil, formatters.contains(where: \.showsFraction) {
      for position in formatters.indices { formatters[position].showsFraction = false }
      layout = ScreenLayout(
        try ScreenTable.demands(rows, formatters, shownRowCount, options), width: options.width)
    }
    self.formatters = formatters
    self.layout = layout
  }

  private static func demands(
    _ rows: TableRows, _ formatters: [ReadingFormatter], _ shownRowCount: Int,
    _ options: WriteOptions
  ) throws(QueryError) -> [ScreenLayout.Demand] {
    func cells(_ text: String) -> Int {
      DisplayWidth.cells(of: text, ambiguous: options.ambiguous)
    }
    var demands = formatters.map { formatter in
      ScreenLayout.Demand(
        heading: cells(DisplayWidth.visible(formatter.heading)), content: 0,
        isText: formatter.cell.isText)
    }
    try rows.forEach(isCancelled: options.isCancelled, limit: shownRowCount) {
      (columns, row, isTotal) throws(QueryError) in
      for position in columns.indices {
        let text = text(rows, formatters, columns[position], row, position, isTotal)
        demands[position].content = max(demands[position].content, cells(text))
      }
    }
    return demands
  }

  private static func text(
    _ rows: TableRows, _ formatters: [ReadingFormatter], _ column: Column, _ row: Int,
    _ position: Int, _ isTotal: Bool
  ) -> String {
    DisplayWidth.visible(rows.text(formatters[position], column, row, position, isTotal))
  }

  func write(to sink: any TextSink) throws(QueryError) {
    var text = ""
    if !formatters.isEmpty {
      text += frame.line(.top, widths: slots)
      text += headings()
      text += frame.line(.middle, widths: slots)
      try rows.forEach(isCancelled: options.isCancelled, limit: shownRowCount) {
        (columns, row, isTotal) throws(QueryError) in
        if isTotal { text += frame.line(.middle, widths: slots) }
        text += line(columns, row, isTotal)
        if text.utf8.count >= DelimitedWriter.flushSize {
          try sink.write(Array(text.utf8))
          text = ""
        }
      }
      text += frame.line(.bottom, widths: slots)
    }
    text += footer()
    try sink.write(Array(text.utf8))
  }

  /// The widths with the mark for hidden columns among them.
  private var slots: [Int] {
    guard let gap = layout.gap else { return layout.widths }
    return layout.widths[..<gap] + [gapCells] + layout.widths[gap...]
  }

  private var gapCells: Int { DisplayWidth.cells(of: "…", ambiguous: options.ambiguous) }

  private func headings() -> String {
    let cells = layout.columns.indices.map { index in
      let formatter = formatters[layout.columns[index]]
      return frame.bold(
        fit(DisplayWidth.visible(formatter.heading), index, right: formatter.isRightAligned))
    }
    return frame.row(withGap(cells))
  }

  private func line(_ columns: [Column], _ row: Int, _ isTotal: Bool) -> String {
    let cells = layout.columns.indices.map { index in
      let position = layout.columns[index]
      let column = columns[position]
      let text = ScreenTable.text(rows, formatters, column, row, position, isTotal)
      let fitted = fit(text, index, right: formatters[position].isRightAligned)
      return column.isMissing(at: row) && !isTotal ? frame.dim(fitted) : fitted
    }
    return frame.row(withGap(cells))
  }

  private func fit(_ text: String, _ index: Int, right: Bool) -> String {
    let width = layout.widths[index]
    let cut = CellFitting.cut(text, to: width, ambiguous: options.ambiguous)
    return CellFitting.pad(cut, to: width, right: right, ambiguous: options.ambiguous)
  }

  private func withGap(_ cells: [String]) -> [String] {
    guard let gap = layout.gap else { return cells }
    return cells[..<gap] + [frame.dim("…")] + cells[gap...]
  }

  private func footer() -> String {
    let hiddenColumns = formatters.indices.filter { !layout.columns.contains($0) }
    let words = ScreenFooter(
      rowCount: rows.table.rowCount, hiddenRowCount: rows.table.rowCount - shownRowCount,
      hiddenColumns: hiddenColumns.map { DisplayWidth.visible(formatters[$0].heading) },
      waysToSeeAll: options.waysToSeeAll, magnitude: options.isForTerminal ? magnitude : nil)
    return words.text(in: options.language)
  }

  /// Whether some columns have no room.
  var hidesColumns: Bool { layout.gap != nil }

  /// The only amount of the only row, where it is so large that its digits have to be counted.
  private var magnitude: LocalizedText? {
    guard rows.table.rowCount == 1, rows.table.total == nil else { return nil }
    let amounts = formatters.indices.filter { formatters[$0].groupsDigits }
    guard let position = amounts.first, amounts.count == 1,
      let block = rows.table.blocks.first(where: { $0.rowCount > 0 })
    else { return nil }
    return Magnitude.text(
      of: block.column(position).value(at: 0, as: formatters[position].cell.field.type))
  }
}

/// The lines and colours around cells.
struct ScreenFrame {
  enum Edge {
    case top
    case middle
    case bottom
  }

  let usesASCII: Bool
  let usesColor: Bool

  init(ambiguous: DisplayWidth.Ambiguous, usesColor: Bool) {
    usesASCII = ambiguous == .wide
    self.usesColor = usesColor
  }

  func line(_ edge: Edge, widths: [Int]) -> String {
    let (left, middle, right) =
      switch edge {
      case _ where usesASCII: ("+", "+", "+")
      case .top: ("┌", "┬", "┐")
      case .middle: ("├", "┼", "┤")
      case .bottom: ("└", "┴", "┘")
      }
    let parts = widths.map { String(repeating: usesASCII ? "-" : "─", count: $0 + 2) }
    return dim(left + parts.joined(separator: middle) + right) + "\n"
  }

  func row(_ cells: [String]) -> String {
    let bar = dim(usesASCII ? "|" : "│")
    return bar + cells.map { " \($0) " }.joined(separator: bar) + bar + "\n"
  }

  func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func dim(_ text: String) -> String { usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
