/// Which cells stand in quotes: empty ones, those with a delimiter, a quote or a line break in them,
/// a blank at either end, or what a reader would take for a byte order mark at the beginning.
package struct DelimitedQuoting: Sendable {
  let delimiter: UInt8
  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  package init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// Appends a cell.
  package func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    let needsQuotes = text.withUnsafeBytes { text in
      text.baseAddress.map { self.needsQuotes($0, text.count) } ?? true
    }
    guard needsQuotes else { return bytes.append(contentsOf: text) }
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  func needsQuotes(_ text: UnsafeRawPointer, _ count: Int) -> Bool {
    if count == 0 { return true }
    func byte(_ position: Int) -> UInt8 { text.load(fromByteOffset: position, as: UInt8.self) }
    if isBlank(byte(0)) || isBlank(byte(count - 1)) { return true }
    if byte(0) == 0xEF, count >= 3, byte(1) == 0xBB, byte(2) == 0xBF { return true }
    var position = 0
    while position + 8 <= count {
      let word = text.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if holds(word, delimiter) || holds(word, UInt8(ascii: "\""))
        || holds(word, UInt8(ascii: "\n")) || holds(word, UInt8(ascii: "\r"))
      {
        return true
      }
      position += 8
    }
    while position < count {
      if isSpecial(byte(position)) { return true }
      position += 1
    }
    return false
  }

  @inline(__always)
  func isSpecial(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Whether one of eight bytes is the given one: subtracting 1 borrows into the high bit of a 0.
  @inline(__always)
  private func holds(_ word: UInt64, _ byte: UInt8) -> Bool {
    let difference = word ^ UInt64(byte) &* DelimitedQuoting.low
    return (difference &- DelimitedQuoting.low) & ~difference & DelimitedQuoting.high != 0
  }
}
