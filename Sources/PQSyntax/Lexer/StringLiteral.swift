import PQDiagnostics

/// A string token taken apart: its text after escapes, and the code between braces.
package struct StringLiteral: Sendable {
  package enum Part: Sendable {
    case text(String)
    /// The range of the code between `{` and `}`.
    case code(SourceRange)
  }

  package private(set) var parts: [Part] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// The text of a string without code.
  package var text: String {
    var result = ""
    for case .text(let text) in parts { result += text }
    return result
  }

  private let source: SourceText
  private let bytes: [UInt8]
  private var position: Int
  private var end: Int
  /// Spaces that a `"""` string takes off the front of each line.
  private var margin = 0
  private var pending: [UInt8] = []

  /// Reads the string token at a range; with `isTemplate`, braces hold code.
  package init(_ source: SourceText, token: Token, isTemplate: Bool) {
    self.source = source
    self.bytes = source.utf8
    self.position = token.range.start
    self.end = token.range.end
    trimQuotes(isClosed: !token.isBad)
    read(isTemplate: isTemplate)
    flush()
  }

  // MARK: - Quotes and margin

  private mutating func trimQuotes(isClosed: Bool) {
    let quote = UInt8(ascii: "\"")
    let isTriple =
      end - position >= (isClosed ? 6 : 3) && bytes[position] == quote
      && bytes[position + 1] == quote && bytes[position + 2] == quote
    if isTriple {
      position += 3
      if isClosed { end -= 3 }
      trimMargin()
      return
    }
    position += characterLength(at: position)
    guard isClosed else { return }
    repeat { end -= 1 } while end > position && bytes[end] & 0xC0 == 0x80
  }

  /// A `"""` string that begins with a line break has the closing quotes' indentation as its
  /// margin, and neither its first nor its last line break is text.
  private mutating func trimMargin() {
    var start = position
    if start < end, bytes[start] == UInt8(ascii: "\r") { start += 1 }
    guard start < end, bytes[start] == UInt8(ascii: "\n") else { return }
    var last = end
    while last > start + 1, bytes[last - 1] == UInt8(ascii: " ") { last -= 1 }
    if last > start, bytes[last - 1] == UInt8(ascii: "\n") {
      margin = end - last
      end = max(start + 1, last - 1)
      if end > start + 1, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    }
    position = start + 1
    skipMargin()
  }

  private mutating func skipMargin() {
    var count = 0
    while count < margin, position < end, bytes[position] == UInt8(ascii: " ") {
      position += 1
      count += 1
    }
  }

  private func characterLength(at offset: Int) -> Int {
    guard offset < end else { return 0 }
    let first = bytes[offset]
    return min(end - offset, first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2)
  }

  // MARK: - Contents

  private mutating func read(isTemplate: Bool) {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "{") where isTemplate: readCode()
      case UInt8(ascii: "}") where isTemplate:
        report(.strayBrace(), from: position, to: position + 1)
        position += 1
      case UInt8(ascii: "\n"):
        pending.append(bytes[position])
        position += 1
        skipMargin()
      default:
        pending.append(bytes[position])
        position += 1
      }
    }
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    parts.append(.text(String(decoding: pending, as: UTF8.self)))
    pending = []
  }

  private mutating func report(_ diagnostic: Diagnostic, from start: Int, to end: Int) {
    diagnostics.append(diagnostic.at(SourceRange(start, end), in: source))
  }

  /// Reads `\n \t \r \" \' \\ \{ \} \u{4FE1}`.
  private mutating func readEscape() {
    let start = position
    position += 1
    guard position < end else {
      pending.append(UInt8(ascii: "\\"))
      return
    }
    let escape = bytes[position]
    position += characterLength(at: position)
    switch escape {
    case UInt8(ascii: "n"): pending.append(0x0A)
    case UInt8(ascii: "t"): pending.append(0x09)
    case UInt8(ascii: "r"): pending.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      pending.append(escape)
    case UInt8(ascii: "u"): readUnicodeEscape(from: start)
    default:
      // A curly quote escaped inside curly quotes is that quote.
      let character = source.text(in: SourceRange(start + 1, position))
      if "“”‘’＂＇".contains(character) {
        pending.append(contentsOf: character.utf8)
        return
      }
      report(.badEscape(source.text(in: SourceRange(start, position))), from: start, to: position)
    }
  }

  private mutating func readUnicodeEscape(from start: Int) {
    var digits = ""
    if position < end, bytes[position] == UInt8(ascii: "{") {
      position += 1
      while position < end, digits.utf8.count < 8, bytes[position] != UInt8(ascii: "}"),
        bytes[position] < 0x80
      {
        digits.unicodeScalars.append(Unicode.Scalar(bytes[position]))
        position += 1
      }
      if position < end, bytes[position] == UInt8(ascii: "}") {
        position += 1
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
          pending.append(contentsOf: String(Character(scalar)).utf8)
          return
        }
      }
    }
    report(.badEscape(source.text(in: SourceRange(start, position))), from: start, to: position)
  }

  /// Finds the `}` that ends the code, past nested braces and quoted text.
  private mutating func readCode() {
    flush()
    let open = position
    position += 1
    let start = position
    var depth = 0
    var quote: UInt8?
    while position < end {
      let byte = bytes[position]
      if let current = quote {
        if byte == UInt8(ascii: "\\"), position + 1 < end { position += 1 }
        if byte == current { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        if depth == 0 {
          parts.append(.code(SourceRange(start, position)))
          position += 1
          return
        }
        depth -= 1
      }
      position += 1
    }
    position = end
    report(.unclosedInterpolation(), from: open, to: open + 1)
  }
}
