/// The values of a column in the form that kernels read: one per row, or one for all rows.
struct Operand<Element: Sendable>: Sendable {
  /// One value per row, or a single one.
  let values: [Element]
  let isConstant: Bool
  let validity: Bitmap?
  let count: Int

  init(_ values: [Element], validity: Bitmap?) {
    self.values = values
    self.isConstant = false
    self.validity = validity
    self.count = values.count
  }

  init(constant: Element, count: Int, isMissing: Bool) {
    self.values = [constant]
    self.isConstant = true
    self.validity = isMissing ? Bitmap(repeating: false, count: count) : nil
    self.count = count
  }

  /// Returns the same rows with other values.
  func map<Other>(_ transform: (Element) -> Other) -> Operand<Other> {
    Operand<Other>(
      values: values.map(transform), isConstant: isConstant, validity: validity, count: count)
  }

  private init(values: [Element], isConstant: Bool, validity: Bitmap?, count: Int) {
    self.values = values
    self.isConstant = isConstant
    self.validity = validity
    self.count = count
  }

  subscript(row: Int) -> Element { values[isConstant ? 0 : row] }
}

extension Operand<Int64> {
  /// The numbers of a column that is stored as whole numbers; all missing for any other.
  init(integers column: Column) {
    if case .integer(let column) = column {
      self.init(column.values, validity: column.validity)
    } else {
      let number = column.constantValue.storedInteger
      self.init(constant: number ?? 0, count: column.count, isMissing: number == nil)
    }
  }
}

extension Operand<Double> {
  /// The numbers of a float column; all missing for any other.
  init(floats column: Column) {
    if case .float(let column) = column {
      self.init(column.values, validity: column.validity)
    } else if case .float(let number) = column.constantValue {
      self.init(constant: number, count: column.count, isMissing: false)
    } else {
      self.init(constant: 0, count: column.count, isMissing: true)
    }
  }
}

extension Operand<Ratio> {
  /// The fractions of a ratio column; all missing for any other.
  init(ratios column: Column) {
    if case .ratio(let column) = column {
      let numerators = column.numerators.span
      let denominators = column.denominators.span
      self.init(
        numerators.indices.map { Ratio(numerators[$0], denominators[$0]) },
        validity: column.validity)
    } else if case .ratio(let ratio) = column.constantValue {
      self.init(constant: ratio, count: column.count, isMissing: ratio.denominator == 0)
    } else {
      self.init(constant: Ratio(0, 0), count: column.count, isMissing: true)
    }
  }
}

/// Text in the form that kernels read: bytes, and for each row an entry in them.
struct TextOperand: Sendable {
  let bytes: [UInt8]
  let offsets: [UInt32]
  /// The entry of each row; `nil` if rows are entries.
  let codes: [UInt32]?
  let isConstant: Bool
  let validity: Bitmap?
  let count: Int

  /// All missing for a column that is not text.
  init(_ column: Column) {
    count = column.count
    validity = column.validity
    switch column {
    case .text(let column):
      (bytes, offsets, codes, isConstant) = (column.bytes, column.offsets, nil, false)
    case .dictionary(let column):
      bytes = column.dictionary.entries.bytes
      // Missing rows have code 0, which an empty dictionary lacks.
      offsets = column.dictionary.count == 0 ? [0, 0] : column.dictionary.entries.offsets
      codes = column.codes
      isConstant = false
    default:
      var text: [UInt8] = []
      if case .text(let value) = column.constantValue { text = Array(value.utf8) }
      (bytes, offsets, codes, isConstant) = (text, [0, UInt32(text.count)], nil, true)
    }
  }

  /// The number of different entries that rows can have.
  var entryCount: Int { offsets.count - 1 }

  /// Where an entry's bytes stand.
  func range(of entry: Int) -> Range<Int> { Int(offsets[entry])..<Int(offsets[entry + 1]) }

  func entry(of row: Int) -> Int {
    if isConstant { return 0 }
    return codes.map { Int($0[row]) } ?? row
  }

  /// Whether a row holds less than, the same as, or more than another's, by bytes: -1, 0, 1.
  func compare(entry: Int, with other: TextOperand, entry otherEntry: Int) -> Int {
    let own = range(of: entry)
    let others = other.range(of: otherEntry)
    return TextOrder.compare(
      bytes.span, own.lowerBound, own.upperBound,
      other.bytes.span, others.lowerBound, others.upperBound)
  }
}

/// The order of text: by UTF-8 bytes.
package enum TextOrder {
  /// Returns -1, 0 or 1 as `left[leftStart..<leftEnd]` comes before, with, or after the other.
  package static func compare(
    _ left: Span<UInt8>, _ leftStart: Int, _ leftEnd: Int,
    _ right: Span<UInt8>, _ rightStart: Int, _ rightEnd: Int
  ) -> Int {
    let leftCount = leftEnd - leftStart
    let rightCount = rightEnd - rightStart
    for offset in 0..<min(leftCount, rightCount) {
      let leftByte = left[leftStart + offset]
      let rightByte = right[rightStart + offset]
      if leftByte != rightByte { return leftByte < rightByte ? -1 : 1 }
    }
    return (leftCount - rightCount).signum()
  }
}
