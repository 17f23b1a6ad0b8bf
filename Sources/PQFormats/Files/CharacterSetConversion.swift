import Glibc

/// Converts text between character sets with the C library's `iconv`, which this file wraps.
enum CharacterSetConversion {
  enum Outcome {
    case text([UInt8])
    case unknownEncoding
    /// The offset of the first bytes that are not text in the encoding.
    case malformed(Int)
  }

  /// Converts a whole text to UTF-8.
  static func convert(_ bytes: [UInt8], from encoding: String) -> Outcome {
    // Names with a slash would give iconv options, such as dropping what it cannot read.
    guard !encoding.isEmpty, encoding.utf8.allSatisfy(isNameByte),
      let converter = iconv_open("UTF-8", canonicalName(encoding)), converter != failed
    else { return .unknownEncoding }
    defer { iconv_close(converter) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    var buffer = [CChar](repeating: 0, count: 1 << 18)
    var source = bytes.map { CChar(bitPattern: $0) }
    let total = source.count
    var consumed = 0
    while consumed < total {
      var produced = 0
      var failure: Int32 = 0
      source.withUnsafeMutableBufferPointer { input in
        buffer.withUnsafeMutableBufferPointer { output in
          var next = input.baseAddress.map { $0 + consumed }
          var remaining = total - consumed
          var target = output.baseAddress
          var room = output.count
          if iconv(converter, &next, &remaining, &target, &room) == -1 {
            failure = errno
          }
          consumed = total - remaining
          produced = output.count - room
        }
      }
      result.append(contentsOf: buffer[..<produced].lazy.map { UInt8(bitPattern: $0) })
      if failure != 0 && failure != E2BIG { return .malformed(consumed) }
    }
    return .text(result)
  }

  /// Whether bytes have the form of GB18030: runs of ASCII, two-byte and four-byte characters.
  static func isGB18030(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    var position = 0
    while position < span.count {
      let first = span[position]
      if first < 0x80 {
        if first == 0 { return false }
        position += 1
        continue
      }
      guard first != 0x80, first != 0xFF, position + 1 < span.count else { return false }
      switch span[position + 1] {
      case 0x40...0x7E, 0x80...0xFE: position += 2
      case 0x30...0x39:
        guard position + 3 < span.count, (0x81...0xFE).contains(span[position + 2]),
          (0x30...0x39).contains(span[position + 3])
        else { return false }
        position += 4
      default: return false
      }
    }
    return true
  }

  /// GBK and GB2312 files in the wild hold characters that only the wider set has.
  private static func canonicalName(_ name: String) -> String {
    ["gbk", "gb2312", "cp936", "gb18030"].contains(name.lowercased()) ? "GB18030" : name
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private static var failed: iconv_t? { iconv_t(bitPattern: -1) }
}
