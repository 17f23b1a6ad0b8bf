/// Where the cells of a chunk's rows stand: the matrix that columns are read from.
///
/// Its memory is raw, since an array would have to be filled before it is written: a chunk of a
/// megabyte may have a million cells, and mostly has a tenth of that.
final class FieldIndex {
  /// What is told of a row for messages.
  struct Row {
    var start: UInt32
    var end: UInt32
    /// Lines between the first of the chunk and this one.
    var line: UInt32
  }

  /// A record that is no row, and before which row it stands.
  struct OddRecord {
    let row: Int
    let record: CSVRecord
    let verdict: RowFilter.Verdict
  }

  private(set) var columnCount = 1
  private(set) var rowCount = 0
  private(set) var odd: [OddRecord] = []
  private var cells = UnsafeMutablePointer<PackedCell>.allocate(capacity: 1)
  private var rows = UnsafeMutablePointer<Row>.allocate(capacity: 1)
  private var byteCapacity = 0
  private var cellCapacity = 1

  deinit {
    cells.deallocate()
    rows.deallocate()
  }

  /// Makes room for a chunk of so many bytes, and forgets the last one.
  func reset(columnCount: Int, byteCount: Int) {
    self.columnCount = columnCount
    rowCount = 0
    odd.removeAll(keepingCapacity: true)
    // Each cell but the last has a byte behind it, and the cells of one row too many may be written.
    let cellCount = byteCount + 2 * columnCount + 2
    if cellCount <= cellCapacity, byteCount <= byteCapacity { return }
    cells.deallocate()
    rows.deallocate()
    cellCapacity = cellCount
    byteCapacity = byteCount
    cells = .allocate(capacity: cellCapacity)
    rows = .allocate(capacity: byteCapacity + 2)
  }

  /// The cells of the row that is being made.
  var nextRow: UnsafeMutablePointer<PackedCell> { cells + rowCount * columnCount }

  /// Closes the row that is being made.
  func closeRow(start: Int, end: Int, line: Int) {
    rows[rowCount] = Row(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
      line: UInt32(truncatingIfNeeded: line))
    rowCount += 1
  }

  func addOdd(_ record: CSVRecord, _ verdict: RowFilter.Verdict) {
    odd.append(OddRecord(row: rowCount, record: record, verdict: verdict))
  }

  /// The cells of one column, a row's width apart.
  func column(_ position: Int) -> ColumnCells {
    ColumnCells(first: cells + position, stride: columnCount, count: rowCount)
  }

  func cell(_ row: Int, _ column: Int) -> CSVCell { cells[row * columnCount + column].cell }

  func line(of row: Int) -> Int { Int(rows[row].line) }

  /// A row as a record whose line is counted from that of the chunk's first.
  func record(of row: Int, firstLine: Int) -> CSVRecord {
    let entry = rows[row]
    return CSVRecord(
      form: .cells, start: Int(entry.start), end: Int(entry.end),
      line: firstLine + Int(entry.line), cellCount: columnCount)
  }
}

/// A `CSVCell` in one word: its start, its end and how it is quoted. A chunk is short enough for it.
struct PackedCell {
  private let bits: UInt64

  private static let offsetMask: UInt64 = (1 << 30) - 1
  private static let quoted: UInt64 = 1 << 62
  private static let doubled: UInt64 = 1 << 63

  /// A cell without quotes.
  @inline(__always) init(start: Int, end: Int) {
    bits = UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: end) << 32
  }

  init(_ cell: CSVCell) {
    bits =
      UInt64(cell.start) | UInt64(cell.end) << 32 | (cell.isQuoted ? PackedCell.quoted : 0)
      | (cell.hasDoubledQuotes ? PackedCell.doubled : 0)
  }

  @inline(__always) var start: Int { Int(truncatingIfNeeded: bits & PackedCell.offsetMask) }
  @inline(__always) var end: Int { Int(truncatingIfNeeded: bits >> 32 & PackedCell.offsetMask) }
  @inline(__always) var isQuoted: Bool { bits & PackedCell.quoted != 0 }
  @inline(__always) var hasDoubledQuotes: Bool { bits & PackedCell.doubled != 0 }

  var cell: CSVCell {
    CSVCell(start: start, end: end, isQuoted: isQuoted, hasDoubledQuotes: hasDoubledQuotes)
  }
}

/// The cells of one column of a chunk. Valid as long as the index is not reset.
struct ColumnCells {
  fileprivate let first: UnsafeMutablePointer<PackedCell>
  fileprivate let stride: Int
  let count: Int

  fileprivate init(first: UnsafeMutablePointer<PackedCell>, stride: Int, count: Int) {
    self.first = first
    self.stride = stride
    self.count = count
  }

  @inline(__always) subscript(row: Int) -> PackedCell { first[row &* stride] }
}
