import PQColumnar

/// Why a cell does not fit its column.
enum CellProblem {
  /// The field is not optional.
  case missing
  /// The text is not a value of the type.
  case unreadable
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

/// Builds columns of whole numbers and of everything stored as one.
final class StoredIntegerBuilder: ColumnBuilder {
  private let reader: StoredIntegerReader
  private var values: [Int64] = []

  init(_ reader: StoredIntegerReader, isRequired: Bool) {
    self.reader = reader
    super.init(isRequired: isRequired)
  }

  override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    guard let number = reader.read(bytes, start, end) else { return .unreadable }
    values.append(number)
    mark(present: true)
    return nil
  }

  override func appendMissing() {
    values.append(0)
    mark(present: false)
  }

  override func removeLast() {
    super.removeLast()
    values.removeLast()
  }

  override func endBlock() {
    blocks.append(.integer(Int64Column(values: values, validity: validity)))
    values.removeAll()
    super.endBlock()
  }
}

/// Builds columns of enum codes.
final class CodeBuilder: ColumnBuilder {
  private let codes: CodeTable
  private let quote: UInt8
  private var values: [Int64] = []

  init(_ enumeration: EnumType, quote: UInt8, isRequired: Bool) {
    codes = CodeTable(enumeration)
    self.quote = quote
    super.init(isRequired: isRequired)
  }

  override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    guard let position = position(bytes, cell, start, end) else { return .unknownCode }
    values.append(position)
    mark(present: true)
    return nil
  }

  /// A code may end in a blank itself, so blanks are cut off only if it is not found with them.
  private func position(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int
  ) -> Int64? {
    if cell.hasDoubledQuotes {
      let text = CellText.unescaped(bytes, cell, quote: quote)
      return codes.position(text.span, 0, text.count)
    }
    return codes.position(bytes, cell.start, cell.end) ?? codes.position(bytes, start, end)
  }

  override func appendMissing() {
    values.append(0)
    mark(present: false)
  }

  override func removeLast() {
    super.removeLast()
    values.removeLast()
  }

  override func endBlock() {
    blocks.append(.integer(Int64Column(values: values, validity: validity)))
    values.removeAll()
    super.endBlock()
  }
}

/// Builds columns of floats.
final class FloatBuilder: ColumnBuilder {
  private var values: [Double] = []

  override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    guard let number = NumberReading.float(bytes, start, end) else { return .unreadable }
    values.append(number)
    mark(present: true)
    return nil
  }

  override func appendMissing() {
    values.append(0)
    mark(present: false)
  }

  override func removeLast() {
    super.removeLast()
    values.removeLast()
  }

  override func endBlock() {
    blocks.append(.float(FloatColumn(values: values, validity: validity)))
    values.removeAll()
    super.endBlock()
  }
}

/// Builds columns of yes and no.
final class BooleanBuilder: ColumnBuilder {
  private var values: [Bool] = []

  override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    guard let flag = BooleanWords.read(bytes, start, end, isDeclared: true) else {
      return .unreadable
    }
    values.append(flag)
    mark(present: true)
    return nil
  }

  override func appendMissing() {
    values.append(false)
    mark(present: false)
  }

  override func removeLast() {
    super.removeLast()
    values.removeLast()
  }

  override func endBlock() {
    blocks.append(.boolean(BooleanColumn(values: Bitmap(values), validity: validity)))
    values.removeAll(keepingCapacity: true)
    super.endBlock()
  }
}

/// Builds columns of exact fractions: `79.3%` is 793/1000, `218/275` is itself.
final class RatioBuilder: ColumnBuilder {
  private var numerators: [Int64] = []
  private var denominators: [Int64] = []

  override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    guard let ratio = NumberReading.ratio(bytes, start, end) else { return .unreadable }
    numerators.append(ratio.numerator)
    denominators.append(ratio.denominator)
    mark(present: true)
    return nil
  }

  override func appendMissing() {
    numerators.append(0)
    denominators.append(0)
    mark(present: false)
  }

  override func removeLast() {
    super.removeLast()
    numerators.removeLast()
    denominators.removeLast()
  }

  override func endBlock() {
    blocks.append(
      .ratio(
        RatioColumn(numerators: numerators, denominators: denominators, validity: validity)))
    numerators.removeAll()
    denominators.removeAll()
    super.endBlock()
  }
}
