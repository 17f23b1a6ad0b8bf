import PQColumnar

extension ColumnPart {
  /// Returns the column that a part's bytes are.
  ///
  /// Bytes that no writer of pq wrote are refused, also with the right checksum: a code outside its
  /// dictionary, a date outside the calendar, text that is not UTF-8.
  func decoded(
    _ bytes: UnsafeRawBufferPointer, rowCount: Int, type: DataType, dictionary: TextDictionary?
  ) throws(MalformedBytes) -> Column {
    if encoding == .constant {
      let value = try ColumnPart.constant(Array(bytes), type: type)
      return .constant(ConstantColumn(value, count: rowCount))
    }
    var reader = PartReader(bytes)
    let wordCount = (rowCount + 63) / 64
    var validity: Bitmap?
    if hasValidity {
      validity = Bitmap(words: try reader.array(UInt64.self, count: wordCount), count: rowCount)
    }
    switch encoding {
    case .boolean:
      guard type == .boolean else { throw MalformedBytes() }
      let values = Bitmap(words: try reader.array(UInt64.self, count: wordCount), count: rowCount)
      return .boolean(BooleanColumn(values: values, validity: validity))
    case .int8, .int16, .int32, .int64:
      let column = IntegerColumn(
        storage: try integers(&reader, count: rowCount), validity: validity)
      try ColumnPart.check(column, type: type)
      return .integer(column)
    case .float:
      let values = try reader.array(Double.self, count: rowCount)
      guard type == .float, values.allSatisfy(\.isFinite) else { throw MalformedBytes() }
      return .float(FloatColumn(values: values, validity: validity))
    case .text:
      var column = try ColumnPart.text(&reader, count: rowCount)
      guard type == .text else { throw MalformedBytes() }
      column.validity = validity
      return .text(column)
    case .uint8, .uint16, .uint32:
      guard let dictionary else { throw MalformedBytes() }
      let codes = try codes(&reader, count: rowCount, limit: dictionary.count)
      return .dictionary(
        DictionaryColumn(storage: codes, dictionary: dictionary, validity: validity))
    case .ratio:
      let numerators = try reader.array(Int64.self, count: rowCount)
      let denominators = try reader.array(Int64.self, count: rowCount)
      guard case .ratio = type, RatioCheck.isSound(denominators, validity: validity) else {
        throw MalformedBytes()
      }
      return .ratio(
        RatioColumn(numerators: numerators, denominators: denominators, validity: validity))
    case .constant: throw MalformedBytes()
    }
  }

  /// Returns the texts of a dictionary.
  func decodedDictionary(
    _ bytes: UnsafeRawBufferPointer, count: Int
  ) throws(MalformedBytes) -> TextDictionary {
    var reader = PartReader(bytes)
    return TextDictionary(try ColumnPart.text(&reader, count: count))
  }

  private func integers(
    _ reader: inout PartReader, count: Int
  ) throws(MalformedBytes) -> IntegerVector {
    switch encoding {
    case .int8: .int8(try reader.array(Int8.self, count: count))
    case .int16: .int16(try reader.array(Int16.self, count: count))
    case .int32: .int32(try reader.array(Int32.self, count: count))
    default: .int64(try reader.array(Int64.self, count: count))
    }
  }

  private func codes(
    _ reader: inout PartReader, count: Int, limit: Int
  ) throws(MalformedBytes) -> CodeVector {
    let codes: CodeVector
    switch encoding {
    case .uint8: codes = .uint8(try reader.array(UInt8.self, count: count))
    case .uint16: codes = .uint16(try reader.array(UInt16.self, count: count))
    default: codes = .uint32(try reader.array(UInt32.self, count: count))
    }
    // An empty dictionary has no code; every row of such a column is missing.
    guard codes.greatest < max(1, limit) else { throw MalformedBytes() }
    return codes
  }

  private static func text(
    _ reader: inout PartReader, count: Int
  ) throws(MalformedBytes) -> TextColumn {
    let offsets = try reader.array(UInt32.self, count: count + 1)
    let bytes = try reader.array(UInt8.self, count: reader.remainingCount)
    let column = TextColumn(offsets: offsets, bytes: bytes)
    guard column.isSound, UTF8Check.firstProblem(bytes.span) == nil else { throw MalformedBytes() }
    return column
  }

  /// Refuses numbers that the type cannot have, such as a code that is none.
  private static func check(_ column: IntegerColumn, type: DataType) throws(MalformedBytes) {
    guard let allowed = type.storedRange else { throw MalformedBytes() }
    guard let range = column.storage.range else { return }
    // Missing rows hold 0, which is within every range but that of an enum without codes.
    guard allowed.lowerBound <= range.lowerBound, range.upperBound <= allowed.upperBound else {
      throw MalformedBytes()
    }
  }

  private static func constant(
    _ bytes: [UInt8], type: DataType
  ) throws(MalformedBytes) -> Value {
    var reader = ByteReader(bytes)
    let value: Value
    switch (try reader.number(UInt8.self), type) {
    case (0, _): value = .missing
    case (1, .boolean): value = .boolean(try reader.flag())
    case (2, .float): value = .float(Double(bitPattern: try reader.number(UInt64.self)))
    case (3, .text): value = .text(try reader.text())
    case (4, .ratio):
      value = .ratio(Ratio(try reader.number(Int64.self), try reader.number(Int64.self)))
    case (5, _):
      let number = try reader.number(Int64.self)
      guard let allowed = type.storedRange, allowed.contains(number) else { throw MalformedBytes() }
      value = Value(stored: number, as: type)
    default: throw MalformedBytes()
    }
    if case .float(let number) = value, !number.isFinite { throw MalformedBytes() }
    if case .ratio(let ratio) = value, ratio.denominator < 1 { throw MalformedBytes() }
    guard reader.isAtEnd else { throw MalformedBytes() }
    return value
  }
}

/// Copies arrays out of a part, one behind the other.
private struct PartReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var remainingCount: Int { bytes.count - position }

  mutating func array<Number: BitwiseCopyable>(
    _ type: Number.Type, count: Int
  ) throws(MalformedBytes) -> [Number] {
    let length = count * MemoryLayout<Number>.size
    guard remainingCount >= length else { throw MalformedBytes() }
    let source = UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    position += length
    return Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      initializedCount = count
    }
  }
}

extension DataType {
  /// The numbers that a column of this type may store, or `nil` if it stores none.
  fileprivate var storedRange: ClosedRange<Int64>? {
    switch self {
    case .integer, .decimal, .duration: return Int64.min...Int64.max
    case .date: return CivilDate.validDays
    case .datetime:
      let days = CivilDate.validDays
      let perDay = CivilDateTime.secondsPerDay
      return days.lowerBound * perDay...(days.upperBound + 1) * perDay - 1
    case .period(let granularity):
      let ordinals = CalendarPeriod.validOrdinals(of: granularity)
      return min(0, ordinals.lowerBound)...ordinals.upperBound
    case .enumeration(let enumeration): return 0...Int64(max(1, enumeration.codes.count) - 1)
    case .unknown, .boolean, .float, .text, .ratio: return nil
    }
  }
}
