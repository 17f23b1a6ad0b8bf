import PQColumnar

extension ColumnPart {
  /// Returns the bytes of a column's rows, and what has to be known to read them again.
  ///
  /// - Parameter codes: The codes of a dictionary column into the dictionary that the file will
  ///   have, of which so far `entryCount` are known.
  static func encoded(
    _ column: Column, type: DataType, codes: [UInt32] = [], entryCount: Int = 0
  ) -> (part: ColumnPart, bytes: [UInt8]) {
    var writer = ByteWriter()
    var part = ColumnPart(encoding: .constant)
    if case .constant(let constant) = column {
      part.missingCount = constant.value.isMissing ? constant.count : 0
      append(constant.value, to: &writer)
      return (part, writer.bytes)
    }
    if let validity = column.validity, !validity.isAllSet {
      part.hasValidity = true
      part.missingCount = validity.count - validity.setCount
      writer.append(contentsOf: validity.words)
    }
    switch column {
    case .boolean(let column):
      part.encoding = .boolean
      writer.append(contentsOf: column.values.words)
    case .integer(let column): part.encoding = append(column, to: &writer)
    case .float(let column):
      part.encoding = .float
      writer.append(contentsOf: column.values)
    case .text(let column):
      part.encoding = .text
      append(column, to: &writer)
    case .dictionary:
      part.encoding = append(CodeVector(codes, entryCount: entryCount), to: &writer)
    case .ratio(let column):
      part.encoding = .ratio
      writer.append(contentsOf: column.numerators)
      writer.append(contentsOf: column.denominators)
    case .constant: break
    }
    return (part, writer.bytes)
  }

  /// Returns the bytes of a dictionary's texts.
  static func encoded(_ dictionary: TextColumn) -> (part: ColumnPart, bytes: [UInt8]) {
    var writer = ByteWriter()
    append(dictionary, to: &writer)
    return (ColumnPart(encoding: .text), writer.bytes)
  }

  private static func append(
    _ column: IntegerColumn, to writer: inout ByteWriter
  ) -> ColumnEncoding {
    switch IntegerVector(narrowing: column.values) {
    case .int8(let values):
      writer.append(contentsOf: values)
      return .int8
    case .int16(let values):
      writer.append(contentsOf: values)
      return .int16
    case .int32(let values):
      writer.append(contentsOf: values)
      return .int32
    case .int64(let values):
      writer.append(contentsOf: values)
      return .int64
    }
  }

  private static func append(_ codes: CodeVector, to writer: inout ByteWriter) -> ColumnEncoding {
    switch codes {
    case .uint8(let codes):
      writer.append(contentsOf: codes)
      return .uint8
    case .uint16(let codes):
      writer.append(contentsOf: codes)
      return .uint16
    case .uint32(let codes):
      writer.append(contentsOf: codes)
      return .uint32
    }
  }

  private static func append(_ column: TextColumn, to writer: inout ByteWriter) {
    writer.append(contentsOf: column.offsets)
    writer.append(contentsOf: column.bytes)
  }

  private static func append(_ value: Value, to writer: inout ByteWriter) {
    switch value {
    case .missing: writer.append(UInt8(0))
    case .boolean(let truth):
      writer.append(UInt8(1))
      writer.append(truth)
    case .float(let number):
      writer.append(UInt8(2))
      writer.append(number.bitPattern)
    case .text(let text):
      writer.append(UInt8(3))
      writer.append(text)
    case .ratio(let ratio):
      writer.append(UInt8(4))
      writer.append(ratio.numerator)
      writer.append(ratio.denominator)
    case .integer, .decimal, .date, .datetime, .duration, .period, .code:
      writer.append(UInt8(5))
      writer.append(value.storedInteger ?? 0)
    }
  }
}
