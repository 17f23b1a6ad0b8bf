import PQColumnar

/// What a column file holds, and where: read when it is opened, before any of its columns.
struct ColumnFileDirectory {
  struct Block {
    var rowCount: Int
    /// One for each field.
    var parts: [ColumnPart]
  }

  /// The distinct texts of a column.
  struct Dictionary {
    var count: Int
    var part: ColumnPart
  }

  var fields: [Field] = []
  /// One for each field; only text columns have any.
  var dictionaries: [Dictionary?] = []
  var blocks: [Block] = []

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt64(fields.count))
    for (field, dictionary) in zip(fields, dictionaries) {
      writer.append(field.name)
      writer.append(field.chineseName)
      writer.append(field.isOptional)
      writer.append(field.isFraction)
      StoredType.append(field.type, to: &writer)
      writer.append(dictionary != nil)
      if let dictionary {
        writer.append(UInt64(dictionary.count))
        append(dictionary.part, to: &writer)
      }
    }
    writer.append(UInt64(blocks.count))
    for block in blocks {
      writer.append(UInt64(block.rowCount))
      for part in block.parts { append(part, to: &writer) }
    }
    return writer.bytes
  }

  private func append(_ part: ColumnPart, to writer: inout ByteWriter) {
    writer.append(part.encoding.rawValue)
    writer.append(part.hasValidity)
    writer.append(UInt64(part.offset))
    writer.append(UInt64(part.length))
    writer.append(part.checksum)
    writer.append(UInt64(part.missingCount))
  }

  init() {}

  /// Reads a directory; everything it says is checked against the file's length.
  init(_ bytes: [UInt8], fileLength: Int) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    // A field takes more than one byte, and so does a block.
    for _ in 0..<(try reader.count(limit: bytes.count)) {
      var field = Field(try reader.text(), zh: try reader.optionalText(), type: .unknown)
      field.isOptional = try reader.flag()
      field.isFraction = try reader.flag()
      field.type = try StoredType.read(&reader)
      fields.append(field)
      let hasDictionary = try reader.flag()
      guard hasDictionary else {
        dictionaries.append(nil)
        continue
      }
      let count = try reader.count(limit: fileLength)
      let part = try ColumnFileDirectory.part(&reader, fileLength: fileLength)
      guard field.type == .text, part.encoding == .text else { throw MalformedBytes() }
      dictionaries.append(Dictionary(count: count, part: part))
    }
    for _ in 0..<(try reader.count(limit: bytes.count)) {
      let rowCount = try reader.count(limit: Table.blockRowCount)
      var parts: [ColumnPart] = []
      for _ in fields {
        parts.append(try ColumnFileDirectory.part(&reader, fileLength: fileLength))
      }
      guard parts.allSatisfy({ $0.missingCount <= rowCount }) else { throw MalformedBytes() }
      blocks.append(Block(rowCount: rowCount, parts: parts))
    }
    guard reader.isAtEnd, Set(fields.map(\.name)).count == fields.count else {
      throw MalformedBytes()
    }
  }

  private static func part(
    _ reader: inout ByteReader, fileLength: Int
  ) throws(MalformedBytes) -> ColumnPart {
    guard let encoding = ColumnEncoding(rawValue: try reader.number(UInt8.self)) else {
      throw MalformedBytes()
    }
    var part = ColumnPart(encoding: encoding)
    part.hasValidity = try reader.flag()
    part.offset = try reader.count(limit: fileLength)
    part.length = try reader.count(limit: fileLength - part.offset)
    part.checksum = try reader.number(UInt64.self)
    part.missingCount = try reader.count(limit: fileLength * 8)
    guard part.offset % 8 == 0 else { throw MalformedBytes() }
    return part
  }
}

/// Types as bytes. The numbers stand in files: they never change their meaning.
enum StoredType {
  private static let granularities: [Granularity] = [.year, .quarter, .month, .week]

  static func append(_ type: DataType, to writer: inout ByteWriter) {
    switch type {
    case .unknown: writer.append(UInt8(0))
    case .boolean: writer.append(UInt8(1))
    case .integer: writer.append(UInt8(2))
    case .decimal(let scale):
      writer.append(UInt8(3))
      writer.append(UInt8(scale))
    case .float: writer.append(UInt8(4))
    case .text: writer.append(UInt8(5))
    case .date: writer.append(UInt8(6))
    case .datetime: writer.append(UInt8(7))
    case .duration: writer.append(UInt8(8))
    case .period(let granularity):
      writer.append(UInt8(9))
      writer.append(UInt8(granularities.firstIndex(of: granularity) ?? 0))
    case .enumeration(let enumeration):
      writer.append(UInt8(10))
      writer.append(UInt64(enumeration.codes.count))
      for code in enumeration.codes {
        writer.append(code.code)
        writer.append(code.chineseLabel)
      }
    case .ratio(let format):
      writer.append(UInt8(11))
      writer.append(format == .percent)
    }
  }

  static func read(_ reader: inout ByteReader) throws(MalformedBytes) -> DataType {
    switch try reader.number(UInt8.self) {
    case 0: return .unknown
    case 1: return .boolean
    case 2: return .integer
    case 3:
      let scale = Int(try reader.number(UInt8.self))
      guard scale <= 18 else { throw MalformedBytes() }
      return .decimal(scale: scale)
    case 4: return .float
    case 5: return .text
    case 6: return .date
    case 7: return .datetime
    case 8: return .duration
    case 9:
      let position = Int(try reader.number(UInt8.self))
      guard granularities.indices.contains(position) else { throw MalformedBytes() }
      return .period(granularities[position])
    case 10:
      var codes: [EnumCode] = []
      for _ in 0..<(try reader.count(limit: 1 << 20)) {
        codes.append(EnumCode(try reader.text(), zh: try reader.optionalText()))
      }
      return .enumeration(EnumType(codes: codes))
    case 11: return .ratio(try reader.flag() ? .percent : .number)
    default: throw MalformedBytes()
    }
  }
}
