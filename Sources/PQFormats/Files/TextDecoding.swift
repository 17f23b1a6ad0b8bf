import PQDiagnostics

/// The text of a file as UTF-8, and what had to be done to get it.
package struct DecodedText: Sendable {
  /// Well-formed UTF-8 without a byte order mark and without NUL.
  package var bytes: [UInt8]
  /// What was assumed: the encoding, when it was not UTF-8.
  package var diagnostics: [Diagnostic]
}

/// Turns the bytes of a text file into UTF-8.
package enum TextDecoding {
  /// Returns the text of a file.
  ///
  /// UTF-8 is taken as it is. Without a named encoding, a byte order mark of UTF-16 is obeyed,
  /// and bytes that are not UTF-8 but are GB18030 (of which GBK and GB2312 are parts) are read so,
  /// with a note that says it.
  package static func decode(
    _ bytes: [UInt8], file: String, encoding: String? = nil
  ) throws(QueryError) -> DecodedText {
    if let encoding, !isUTF8Name(encoding) {
      let converted = try convert(bytes, file: file, from: encoding)
      return DecodedText(bytes: try checked(converted, file: file), diagnostics: [])
    }
    if encoding == nil, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let converted = try convert(bytes, file: file, from: "UTF-16")
      let note = Diagnostic.encodingAssumed(file: file, encoding: "UTF-16", line: 1)
      return DecodedText(bytes: try checked(converted, file: file), diagnostics: [note])
    }
    switch UTF8Check.firstProblem(bytes.span) {
    case nil: return DecodedText(bytes: withoutMark(bytes), diagnostics: [])
    case .nul(let offset):
      throw QueryError(.notText(file: file, line: UTF8Check.line(of: offset, in: bytes.span)))
    case .malformed(let offset):
      let line = UTF8Check.line(of: offset, in: bytes.span)
      let mayBeChinese =
        encoding == nil && CharacterSetConversion.isGB18030(bytes)
        && !UTF8Check.isDamaged(bytes.span)
      guard mayBeChinese, let converted = try? convert(bytes, file: file, from: "GB18030") else {
        throw QueryError(.notUTF8(file: file, line: line))
      }
      let note = Diagnostic.encodingAssumed(file: file, encoding: "GB18030", line: line)
      return DecodedText(bytes: try checked(converted, file: file), diagnostics: [note])
    }
  }

  /// Whether bytes that begin like these are UTF-8 or nothing that their beginning tells.
  static func isTakenAsItIs(_ bytes: [UInt8], encoding: String?) -> Bool {
    if let encoding { return isUTF8Name(encoding) }
    return !bytes.starts(with: [0xFF, 0xFE]) && !bytes.starts(with: [0xFE, 0xFF])
  }

  /// The length of the byte order mark at the beginning of UTF-8.
  static func markLength(_ bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func isUTF8Name(_ name: String) -> Bool {
    ["utf-8", "utf8"].contains(name.lowercased())
  }

  private static func convert(
    _ bytes: [UInt8], file: String, from encoding: String
  ) throws(QueryError) -> [UInt8] {
    switch CharacterSetConversion.convert(bytes, from: encoding) {
    case .text(let converted): return converted
    case .unknownEncoding: throw QueryError(.unknownEncoding(encoding))
    case .malformed(let offset):
      let line = UTF8Check.line(of: offset, in: bytes.span)
      throw QueryError(.notInEncoding(file: file, encoding: encoding, line: line))
    }
  }

  private static func checked(_ bytes: [UInt8], file: String) throws(QueryError) -> [UInt8] {
    switch UTF8Check.firstProblem(bytes.span) {
    case nil: return withoutMark(bytes)
    case .nul(let offset):
      throw QueryError(.notText(file: file, line: UTF8Check.line(of: offset, in: bytes.span)))
    case .malformed(let offset):
      throw QueryError(.notUTF8(file: file, line: UTF8Check.line(of: offset, in: bytes.span)))
    }
  }

  private static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    markLength(bytes) > 0 ? Array(bytes.dropFirst(markLength(bytes))) : bytes
  }
}

/// Checks that bytes are text in UTF-8.
enum UTF8Check {
  enum Problem: Equatable {
    case nul(Int)
    case malformed(Int)
  }

  /// Returns the first place where bytes are not well-formed UTF-8, or hold a NUL.
  static func firstProblem(_ bytes: Span<UInt8>) -> Problem? {
    let raw = bytes.bytes
    let count = bytes.count
    var position = 0
    while position < count {
      if position &+ 8 <= count {
        let word = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
        let width = UTF8Check.commonWidth(UInt64(littleEndian: word))
        position &+= width
        if width > 0 { continue }
      }
      let byte = bytes[unchecked: position]
      if byte < 0x80 {
        if byte == 0 { return .nul(position) }
        position &+= 1
        continue
      }
      let length = sequenceLength(bytes, at: position)
      if length == 0 { return .malformed(position) }
      position &+= length
    }
    return nil
  }

  /// How many of eight bytes are ASCII without NUL, or common Chinese characters; 0 for what needs a
  /// closer look.
  @inline(__always)
  private static func commonWidth(_ word: UInt64) -> Int {
    let highBits = word & 0x8080_8080_8080_8080
    if highBits == 0 {
      let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      return zeros == 0 ? 8 : 0
    }
    // Two characters of three bytes each: 1110xxxx 10xxxxxx 10xxxxxx.
    if word & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0 {
      // After E0 and ED not every second byte is right.
      let leads = word & 0x0000_0000_0F00_000F
      let isRare = { (lead: UInt64) in lead == 0 || lead == 0xD }
      return isRare(leads & 0xF) || isRare(leads &>> 24) ? 0 : 6
    }
    // The ASCII before the first other byte.
    let width = highBits.trailingZeroBitCount &>> 3
    if width == 0 { return 0 }
    // The bytes that are not looked at count as not 0.
    let filled = word | .max &<< UInt64(truncatingIfNeeded: width &* 8)
    let zeros = (filled &- 0x0101_0101_0101_0101) & ~filled & 0x8080_8080_8080_8080
    return zeros == 0 ? width : 0
  }

  /// Whether bytes look like Chinese text in UTF-8 with a few bytes lost, rather than text in
  /// another encoding: by chance, such bytes may also have the form of GB18030.
  static func isDamaged(_ bytes: Span<UInt8>) -> Bool {
    var malformedCount = 0
    var chineseCount = 0
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let length = byte < 0x80 ? 1 : sequenceLength(bytes, at: position)
      if length == 0 { malformedCount += 1 }
      if length == 3, (0xE4...0xE9).contains(byte) { chineseCount += 1 }
      position += max(1, length)
    }
    return chineseCount > malformedCount
  }

  /// Returns the length of a well-formed sequence of two to four bytes, or 0.
  private static func sequenceLength(_ bytes: Span<UInt8>, at start: Int) -> Int {
    let first = bytes[start]
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { lowest = 0xA0 }
      if first == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { lowest = 0x90 }
      if first == 0xF4 { highest = 0x8F }
    default: return 0
    }
    guard start + length <= bytes.count else { return 0 }
    guard bytes[start + 1] >= lowest, bytes[start + 1] <= highest else { return 0 }
    for position in start + 2..<max(start + 2, start + length)
    where bytes[position] & 0xC0 != 0x80 {
      return 0
    }
    return length
  }

  /// Returns the line that holds an offset, counted from 1.
  static func line(of offset: Int, in bytes: Span<UInt8>) -> Int {
    var line = 1
    for position in 0..<min(offset, bytes.count) {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte == UInt8(ascii: "\r"),
        position + 1 >= bytes.count || bytes[position + 1] != UInt8(ascii: "\n")
      {
        line += 1
      }
    }
    return line
  }
}
