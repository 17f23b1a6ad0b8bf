import PQColumnar

/// Why a cell does not fit its column.
enum CellProblem {
  /// The field is not optional.
  case missing
  /// The text is not a value of the type.
  case unreadable
  /// The number of a day, as spreadsheets count them, where a date is wanted.
  case dayNumber
  /// The text is no code of the enum.
  case unknownCode
}

/// Makes one column of a table, cell by cell, cut into blocks.
///
/// A class for each way of storing. A row that is rejected after some of its cells were taken is
/// taken back with `removeLast`.
class ColumnBuilder {
  /// Whether a missing value is a reason to reject the row.
  let isRequired: Bool
  final var blocks: [Column] = []
  /// How many cells hold long digits that a spreadsheet has rounded.
  final var lostDigitCount = 0
  private var words: [UInt64] = []
  private var rowCount = 0

  init(isRequired: Bool) {
    self.isRequired = isRequired
  }

  /// Takes in a cell that is not an unquoted nothing; one that does not fit changes nothing.
  func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    preconditionFailure("each column builder reads cells in its own way")
  }

  /// Takes in a row without a value.
  func appendMissing() {
    preconditionFailure("each column builder stores a missing row in its own way")
  }

  /// Takes the last row of this block back.
  ///
  /// - Precondition: the block has a row.
  func removeLast() {
    rowCount -= 1
    if rowCount & 63 == 0 {
      words.removeLast()
    } else {
      words[rowCount >> 6] &= ~(1 << UInt64(rowCount & 63))
    }
  }

  /// Closes the block.
  func endBlock() {
    words.removeAll(keepingCapacity: true)
    rowCount = 0
  }

  /// Returns the columns of all closed blocks.
  func finish() -> [Column] { blocks }

  final func mark(present: Bool) {
    if rowCount & 63 == 0 { words.append(0) }
    if present { words[rowCount >> 6] |= 1 << UInt64(rowCount & 63) }
    rowCount += 1
  }

  final func isPresent(_ row: Int) -> Bool {
    row >= rowCount || words[row >> 6] >> UInt64(row & 63) & 1 != 0
  }

  /// The rows of the open block that are present, or `nil` if all are.
  final var validity: Bitmap? {
    let bits = Bitmap(words: words, count: rowCount)
    return bits.isAllSet ? nil : bits
  }
}
