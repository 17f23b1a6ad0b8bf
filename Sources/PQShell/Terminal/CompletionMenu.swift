import PQDiagnostics

/// The completions of one place in columns under the line, and the one that is chosen.
///
///     pq> fruit | sort wei
///      weight      integer  重量      weight_share  decimal
///     >weight_max  integer
struct CompletionMenu {
  let completion: LineCompletion
  /// The line as it was before Tab: what giving up brings back.
  let text: [Unicode.Scalar]
  let cursor: Int
  /// `nil` before any is chosen.
  private(set) var chosen: Int?
  private let labelWidth: Int
  private let detailWidth: Int

  /// More of a label or detail would leave no room for a second column.
  static let widestLabel = 40
  static let widestDetail = 24
  /// A detail cut shorter says nothing.
  static let narrowestDetail = 4
  /// More rows would push the line itself away.
  static let mostRows = 10
  static let columnGap = 2

  init(_ completion: LineCompletion, text: [Unicode.Scalar], cursor: Int) {
    self.completion = completion
    self.text = text
    self.cursor = cursor
    var widths = (label: 1, detail: 0)
    for entry in completion.entries {
      widths.label = max(widths.label, DisplayWidth.cells(of: DisplayWidth.visible(entry.label)))
      widths.detail = max(widths.detail, DisplayWidth.cells(of: DisplayWidth.visible(entry.detail)))
    }
    labelWidth = min(widths.label, Self.widestLabel)
    detailWidth = min(widths.detail, Self.widestDetail)
  }

  var chosenEntry: LineCompletion.Entry? { chosen.map { completion.entries[$0] } }

  /// Chooses the next entry, or the one before; beyond the last comes the first.
  mutating func step(by distance: Int) {
    let count = completion.entries.count
    guard let chosen else {
      self.chosen = distance > 0 ? 0 : count - 1
      return
    }
    self.chosen = (chosen + distance + count) % count
  }

  /// Chooses the entry `distance` columns to the right, if there is one.
  mutating func stepColumn(by distance: Int, width: Int, height: Int) {
    let target = (chosen ?? 0) + (chosen == nil ? 0 : distance * grid(width, height).rowCount)
    if completion.entries.indices.contains(target) { chosen = target }
  }

  /// Chooses the first entry of the next page, or the page before.
  mutating func stepPage(by distance: Int, width: Int, height: Int) {
    let size = grid(width, height).pageSize
    let target = ((chosen ?? 0) / size + distance) * size
    if completion.entries.indices.contains(target) { chosen = target }
  }

  /// Lays the page with the chosen entry out in at most `height` rows.
  func rows(width: Int, height: Int, language: Language) -> [[RowLayout.Cell]] {
    let grid = grid(width, height)
    let first = (chosen ?? 0) / grid.pageSize * grid.pageSize
    let page = completion.entries.indices[first...].prefix(grid.pageSize)
    let rowCount = min(grid.rowCount, page.count)
    var layout = RowLayout(width: width)
    for row in 0..<rowCount {
      if row > 0 { layout.startRow() }
      for index in stride(from: first + row, to: page.endIndex, by: grid.rowCount) {
        if index >= first + grid.rowCount { layout.put(blanks: Self.columnGap) }
        put(index, into: &layout, grid)
      }
    }
    let rest = completion.entries.count - page.endIndex
    if rest > 0 {
      layout.startRow()
      let more = LineEditorTexts.more(rest).text(in: language)
      layout.put(more, style: .faint, cells: width, pads: false)
    }
    return layout.rows
  }

  private struct Grid {
    var rowCount: Int
    var pageSize: Int
    var labelWidth: Int
    var detailWidth: Int
  }

  /// One cell before each label is for the mark of the chosen one, where there is no color.
  private func grid(_ width: Int, _ height: Int) -> Grid {
    let width = max(width, RowLayout.narrowest)
    let label = min(labelWidth, width - 1)
    var detail = min(detailWidth, width - 1 - label - Self.columnGap)
    if detail < min(Self.narrowestDetail, detailWidth) { detail = 0 }
    let entryWidth = 1 + label + (detail > 0 ? Self.columnGap + detail : 0)
    let columnCount = max(1, (width + Self.columnGap) / (entryWidth + Self.columnGap))
    let height = min(max(height, 1), Self.mostRows)
    let needed = (completion.entries.count + columnCount - 1) / columnCount
    // What does not fit is told in a row of its own.
    let rowCount = needed <= height ? needed : max(1, height - 1)
    return Grid(
      rowCount: rowCount, pageSize: rowCount * columnCount, labelWidth: label, detailWidth: detail)
  }

  private func put(_ index: Int, into layout: inout RowLayout, _ grid: Grid) {
    let entry = completion.entries[index]
    let isChosen = index == chosen
    layout.put(isChosen ? ">" : " ", style: isChosen ? .chosen : .plain)
    layout.put(
      entry.label, style: isChosen ? .chosen : .plain, cells: grid.labelWidth, pads: true)
    guard grid.detailWidth > 0 else { return }
    layout.put(blanks: Self.columnGap)
    layout.put(entry.detail, style: .faint, cells: grid.detailWidth, pads: true)
  }
}
