/// Puts numbers and texts behind each other, little-endian.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String) {
    append(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ text: String?) {
    append(UInt8(text == nil ? 0 : 1))
    if let text { append(text) }
  }

  mutating func append(_ flag: Bool) { append(UInt8(flag ? 1 : 0)) }

  /// Copies numbers as they stand in memory, which is little-endian wherever pq runs.
  mutating func append<Number: BitwiseCopyable>(contentsOf numbers: [Number]) {
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Fills up to a multiple of 8, where words can be read fast.
  mutating func pad() {
    bytes.append(contentsOf: repeatElement(0, count: (8 - bytes.count % 8) % 8))
  }
}

/// The bytes are not what a column file has at this place.
struct MalformedBytes: Error {}

/// Reads what `ByteWriter` wrote. Never beyond the end, whatever the bytes say.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number<Number: FixedWidthInteger>(
    _ type: Number.Type
  ) throws(MalformedBytes) -> Number {
    let width = MemoryLayout<Number>.size
    guard bytes.count - position >= width else { throw MalformedBytes() }
    var number: Number = 0
    for offset in (0..<width).reversed() {
      number = number << 8 | Number(truncatingIfNeeded: bytes[position + offset])
    }
    position += width
    return number
  }

  /// A number that counts something there is: never more than `limit`.
  mutating func count(limit: Int) throws(MalformedBytes) -> Int {
    let number = try number(UInt64.self)
    guard number <= UInt64(limit) else { throw MalformedBytes() }
    return Int(number)
  }

  mutating func flag() throws(MalformedBytes) -> Bool {
    switch try number(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw MalformedBytes()
    }
  }

  mutating func text() throws(MalformedBytes) -> String {
    let count = Int(try number(UInt32.self))
    guard bytes.count - position >= count,
      let text = String(validating: bytes[position..<position + count], as: UTF8.self)
    else { throw MalformedBytes() }
    position += count
    return text
  }

  mutating func optionalText() throws(MalformedBytes) -> String? {
    try flag() ? try text() : nil
  }
}
