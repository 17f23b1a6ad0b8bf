import PQColumnar

/// Builds a column whose rows all take the same room. A kind of column says how a cell is read and
/// how the values of a block are stored.
class FixedColumnBuilder<Element>: ColumnBuilder {
  private let filler: Element
  private var values: [Element] = []

  /// `filler` stands where a value is missing.
  init(filler: Element, isRequired: Bool) {
    self.filler = filler
    super.init(isRequired: isRequired)
  }

  /// What a cell is that `read` gives nothing for.
  func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem { .unreadable }

  /// Reads a cell, of which `start..<end` is the part without blanks around it.
  func read(_ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int) -> Element? {
    preconditionFailure("each column builder reads cells in its own way")
  }

  func column(of values: [Element], validity: Bitmap?) -> Column {
    preconditionFailure("each column builder stores values in its own way")
  }

  final override func append(_ bytes: Span<UInt8>, _ cell: CSVCell) -> CellProblem? {
    let (start, end) = CellBounds.trimmed(bytes, cell)
    if start == end {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    if let value = read(bytes, cell, start, end) ?? readFolded(bytes, start, end) {
      values.append(value)
      mark(present: true)
      return nil
    }
    if CellFolding.text(bytes, cell).isEmpty || CellFolding.isPlaceholder(bytes, start, end) {
      if isRequired { return .missing }
      appendMissing()
      return nil
    }
    return problem(bytes, start, end)
  }

  /// Reads a cell that was typed with full-width characters: `２０２０年８月７日`.
  private func readFolded(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Element? {
    guard let folded = CellFolding.folded(bytes, start, end), !folded.isEmpty else { return nil }
    let cell = CSVCell(start: 0, end: folded.count)
    return read(folded.span, cell, 0, folded.count)
  }

  final override func appendMissing() {
    values.append(filler)
    mark(present: false)
  }

  final override func removeLast() {
    super.removeLast()
    values.removeLast()
  }

  final override func endBlock() {
    blocks.append(column(of: values, validity: validity))
    values.removeAll()
    super.endBlock()
  }
}

/// Builds columns of whole numbers and of everything stored as one.
final class StoredIntegerBuilder: FixedColumnBuilder<Int64> {
  private let reader: StoredIntegerReader

  init(_ reader: StoredIntegerReader, isRequired: Bool) {
    self.reader = reader
    super.init(filler: 0, isRequired: isRequired)
  }

  override func read(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int
  ) -> Int64? {
    reader.read(bytes, start, end)
  }

  override func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem {
    reader.isTime && DayNumber.matches(bytes, start, end) ? .dayNumber : .unreadable
  }

  override func column(of values: [Int64], validity: Bitmap?) -> Column {
    .integer(IntegerColumn(storage: IntegerVector(narrowing: values), validity: validity))
  }
}

/// Builds columns of enum codes.
final class CodeBuilder: FixedColumnBuilder<Int64> {
  private let codes: CodeTable
  private let quote: UInt8

  init(_ enumeration: EnumType, quote: UInt8, isRequired: Bool) {
    codes = CodeTable(enumeration)
    self.quote = quote
    super.init(filler: 0, isRequired: isRequired)
  }

  override func problem(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CellProblem {
    .unknownCode
  }

  /// A code may end in a blank itself, so blanks are cut off only if it is not found with them.
  override func read(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int
  ) -> Int64? {
    if cell.hasDoubledQuotes {
      let text = CellText.unescaped(bytes, cell, quote: quote)
      return codes.position(text.span, 0, text.count)
    }
    return codes.position(bytes, cell.start, cell.end) ?? codes.position(bytes, start, end)
      ?? positionWithoutBlanks(bytes, start, end)
  }

  /// Labels of two characters are spread with a blank to look as wide as those of three: 来 信.
  private func positionWithoutBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var text: [UInt8] = []
    for position in start..<end where bytes[position] != UInt8(ascii: " ") {
      text.append(bytes[position])
    }
    return text.count < end - start ? codes.position(text.span, 0, text.count) : nil
  }

  override func column(of values: [Int64], validity: Bitmap?) -> Column {
    .integer(IntegerColumn(storage: IntegerVector(narrowing: values), validity: validity))
  }
}

/// Builds columns of floats.
final class FloatBuilder: FixedColumnBuilder<Double> {
  init(isRequired: Bool) {
    super.init(filler: 0, isRequired: isRequired)
  }

  override func read(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int
  ) -> Double? {
    NumberReading.float(bytes, start, end)
  }

  override func column(of values: [Double], validity: Bitmap?) -> Column {
    .float(FloatColumn(values: values, validity: validity))
  }
}

/// Builds columns of yes and no.
final class BooleanBuilder: FixedColumnBuilder<Bool> {
  init(isRequired: Bool) {
    super.init(filler: false, isRequired: isRequired)
  }

  override func read(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int
  ) -> Bool? {
    BooleanWords.read(bytes, start, end, isDeclared: true)
  }

  override func column(of values: [Bool], validity: Bitmap?) -> Column {
    .boolean(BooleanColumn(values: Bitmap(values), validity: validity))
  }
}

/// Builds columns of exact fractions: `79.3%` is 793/1000, `218/275` is itself.
final class RatioBuilder: FixedColumnBuilder<Ratio> {
  init(isRequired: Bool) {
    super.init(filler: Ratio(0, 0), isRequired: isRequired)
  }

  override func read(
    _ bytes: Span<UInt8>, _ cell: CSVCell, _ start: Int, _ end: Int
  ) -> Ratio? {
    NumberReading.ratio(bytes, start, end)
  }

  override func column(of values: [Ratio], validity: Bitmap?) -> Column {
    .ratio(
      RatioColumn(
        numerators: values.map(\.numerator), denominators: values.map(\.denominator),
        validity: validity))
  }
}
