import PQDiagnostics

/// How wide each column of a screen table is, and which columns are hidden.
///
/// When the table is too wide, long texts are shortened first, then headings, then columns are
/// hidden from the middle. Numbers and dates are never cut.
struct ScreenLayout {
  /// What a column asks for, in cells.
  struct Demand {
    var heading: Int
    /// The widest cell.
    var content: Int
    /// Whether cells may be cut.
    var isText: Bool

    var natural: Int { max(heading, content, 1) }
    /// The least that is still worth showing.
    var least: Int { max(isText ? 1 : content, min(natural, ScreenLayout.leastText)) }
    /// What it should have if other columns are hidden for want of room.
    var comfortable: Int {
      max(isText ? 1 : content, min(natural, ScreenLayout.comfortableText))
    }
  }

  /// With less of their headings, `count_previous` and `count_change` look alike.
  static let leastText = 8
  /// Most codes, names and times can be read whole in 16 cells; half a number tells nothing.
  static let comfortableText = 16
  /// `│ ` before and ` ` behind a cell.
  private static let frameCells = 3

  /// The columns shown, ascending.
  private(set) var columns: [Int] = []
  /// The width of each column shown.
  private(set) var widths: [Int] = []
  /// How many of the columns shown stand before the mark for hidden ones; `nil` if none is.
  private(set) var gap: Int?

  init(_ demands: [Demand], width: Int?) {
    columns = Array(demands.indices)
    guard let width else {
      widths = demands.map(\.natural)
      return
    }
    let least = demands.map(\.least)
    if ScreenLayout.total(least, hasGap: false) > width {
      columns = ScreenLayout.visibleColumns(demands.map(\.comfortable), width: width)
      if columns.count < demands.count { gap = (columns.count + 1) / 2 }
    }
    let room = width - ScreenLayout.total(columns.map { _ in 0 }, hasGap: gap != nil)
    widths = columns.map { min(demands[$0].natural, max(1, room)) }
    shrink(columns.map { demands[$0] }, to: room)
  }

  private static func total(_ widths: [Int], hasGap: Bool) -> Int {
    let gapCells = hasGap ? frameCells + 1 : 0
    return widths.reduce(0, +) + frameCells * widths.count + gapCells + 1
  }

  /// Takes columns from both ends, the left one first, as long as there is room.
  private static func visibleColumns(_ least: [Int], width: Int) -> [Int] {
    var left: [Int] = []
    var right: [Int] = []
    var used = total([], hasGap: true)
    while left.count + right.count < least.count {
      let takesLeft = left.count <= right.count
      let next = takesLeft ? left.count : least.count - 1 - right.count
      let cost = least[next] + frameCells
      // One column is shown even where it does not fit.
      guard used + cost <= width || left.isEmpty else { break }
      used += cost
      if takesLeft { left.append(next) } else { right.append(next) }
    }
    return left + right.reversed()
  }

  /// Lowers the widest columns, a cell at a time: first texts, then headings.
  private mutating func shrink(_ demands: [Demand], to room: Int) {
    var excess = widths.reduce(0, +) - room
    for isText in [true, false] {
      while excess > 0 {
        let candidates = widths.indices.filter {
          demands[$0].isText == isText && widths[$0] > demands[$0].least
        }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
    // A single column on a very narrow terminal is cut all the same.
    if excess > 0, widths.count == 1 { widths[0] = max(1, widths[0] - excess) }
  }
}
