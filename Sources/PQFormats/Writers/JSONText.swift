/// Strings as JSON writes them.
package enum JSONText {
  /// Appends a string with its quotes; control characters are escaped.
  package static func append(_ string: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var position = 0
    while position < string.count {
      let byte = string[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F: append(escaped: UInt32(byte), to: &bytes)
      case 0xC2, 0xD8, 0xE2:
        guard let control = HighControl(string, at: position - 1) else { fallthrough }
        append(escaped: control.value, to: &bytes)
        position += control.byteCount - 1
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func append(escaped value: UInt32, to bytes: inout [UInt8]) {
    let digits = String(value, radix: 16)
    bytes.append(
      contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
  }
}
