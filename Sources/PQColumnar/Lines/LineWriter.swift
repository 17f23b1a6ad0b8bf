/// Where the cells of one column come from; `texts` is the position of a pinned column of text.
enum CellSource {
  case integer(width: Int)
  case date(width: Int)
  case datetime(width: Int)
  case text
  case entry(width: Int, texts: Int, isQuoted: Bool)
  /// One of so many codes; a number that is none of them is written as it is.
  case code(width: Int, texts: Int, count: Int)
  case boolean(texts: Int)
  case fixed(texts: Int)
  case nothing
  case prepared(texts: Int, firstRow: Int)
}

/// Bytes of lines, written behind each other into memory that grows.
///
/// Unsafe: a checked append of every byte costs more than the rest of the work.
struct LineWriter {
  let pinned: PinnedColumn
  let quoting: DelimitedQuoting
  private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 16)
  private var capacity = 1 << 16
  private var count = 0

  /// No number, day or time is longer.
  private static let numberSize = 32

  init(pinned: PinnedColumn, quoting: DelimitedQuoting) {
    self.pinned = pinned
    self.quoting = quoting
  }

  /// Returns the bytes and gives the memory back.
  mutating func finish() -> [UInt8] {
    defer { bytes.deallocate() }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  @inline(__always)
  private mutating func reserve(_ size: Int) {
    if count + size > capacity { grow(to: count + size) }
  }

  private mutating func grow(to size: Int) {
    let wanted = max(size, 2 * capacity)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    (bytes, capacity) = (larger, wanted)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ source: CellSource, _ position: Int, _ row: Int) {
    switch source {
    case .integer(let width):
      if !pinned.isMissing(position, row) { appendInteger(stored(position, row, width)) }
    case .date(let width):
      if !pinned.isMissing(position, row) { appendDate(stored(position, row, width)) }
    case .datetime(let width):
      if !pinned.isMissing(position, row) { appendDateTime(stored(position, row, width)) }
    case .text:
      if !pinned.isMissing(position, row) { appendText(position, row, isQuoted: false) }
    case .entry(let width, let texts, let isQuoted):
      if !pinned.isMissing(position, row) {
        appendText(texts, code(position, row, width), isQuoted: isQuoted)
      }
    case .code(let width, let texts, let codeCount):
      if pinned.isMissing(position, row) { return }
      let code = stored(position, row, width)
      if code >= 0, code < codeCount {
        appendText(texts, Int(code), isQuoted: true)
      } else {
        appendInteger(code)
      }
    case .boolean(let texts):
      if pinned.isMissing(position, row) { return }
      let words = pinned.values[position]
      let word = words.load(fromByteOffset: 8 * (row >> 6), as: UInt64.self)
      appendText(texts, Int(word >> UInt64(row & 63) & 1), isQuoted: true)
    case .fixed(let texts): appendText(texts, 0, isQuoted: true)
    case .nothing: return
    case .prepared(let texts, let firstRow):
      appendText(texts, row - firstRow, isQuoted: true)
    }
  }

  @inline(__always)
  private func stored(_ position: Int, _ row: Int, _ width: Int) -> Int64 {
    let values = pinned.values[position]
    return switch width {
    case 1: Int64(values.load(fromByteOffset: row, as: Int8.self))
    case 2: Int64(values.load(fromByteOffset: 2 * row, as: Int16.self))
    case 4: Int64(values.load(fromByteOffset: 4 * row, as: Int32.self))
    default: values.load(fromByteOffset: 8 * row, as: Int64.self)
    }
  }

  @inline(__always)
  private func code(_ position: Int, _ row: Int, _ width: Int) -> Int {
    let codes = pinned.values[position]
    return switch width {
    case 1: Int(codes.load(fromByteOffset: row, as: UInt8.self))
    case 2: Int(codes.load(fromByteOffset: 2 * row, as: UInt16.self))
    default: Int(codes.load(fromByteOffset: 4 * row, as: UInt32.self))
    }
  }

  private mutating func appendText(_ texts: Int, _ row: Int, isQuoted: Bool) {
    let offsets = pinned.values[texts]
    let start = Int(offsets.load(fromByteOffset: 4 * row, as: UInt32.self))
    let size = Int(offsets.load(fromByteOffset: 4 * row + 4, as: UInt32.self)) - start
    let text = pinned.others[texts] + start
    // In the worst case every byte is a quote.
    reserve(2 * size + 2)
    if isQuoted || !quoting.needsQuotes(text, size) {
      UnsafeMutableRawPointer(bytes + count).copyMemory(from: text, byteCount: size)
      count += size
      return
    }
    let quote = UInt8(ascii: "\"")
    bytes[count] = quote
    count += 1
    for position in 0..<size {
      let byte = text.load(fromByteOffset: position, as: UInt8.self)
      if byte == quote {
        bytes[count] = quote
        count += 1
      }
      bytes[count] = byte
      count += 1
    }
    bytes[count] = quote
    count += 1
  }

  private mutating func appendInteger(_ number: Int64) {
    reserve(LineWriter.numberSize)
    var rest = number.magnitude
    if number < 0 {
      bytes[count] = UInt8(ascii: "-")
      count += 1
    }
    var digits = 1
    var limit: UInt64 = 10
    while rest >= limit, digits < 19 {
      digits += 1
      limit *= 10
    }
    for place in stride(from: digits - 1, through: 0, by: -1) {
      bytes[count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  private mutating func appendDate(_ days: Int64) {
    reserve(LineWriter.numberSize)
    append(CivilDate(days: days))
  }

  private mutating func append(_ date: CivilDate) {
    appendPair(date.year / 100)
    appendPair(date.year % 100)
    bytes[count] = UInt8(ascii: "-")
    count += 1
    appendPair(date.month)
    bytes[count] = UInt8(ascii: "-")
    count += 1
    appendPair(date.day)
  }

  private mutating func appendDateTime(_ seconds: Int64) {
    reserve(LineWriter.numberSize)
    let time = CivilDateTime(seconds: seconds)
    append(time.date)
    bytes[count] = UInt8(ascii: "T")
    count += 1
    appendPair(time.hour)
    bytes[count] = UInt8(ascii: ":")
    count += 1
    appendPair(time.minute)
    if time.second != 0 {
      bytes[count] = UInt8(ascii: ":")
      count += 1
      appendPair(time.second)
    }
  }

  @inline(__always)
  private mutating func appendPair(_ number: Int) {
    bytes[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
    bytes[count + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
    count += 2
  }
}
