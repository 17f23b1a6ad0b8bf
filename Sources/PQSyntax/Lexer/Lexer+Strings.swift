import PQDiagnostics

/// Which quotes a string stands between.
package enum QuoteStyle: Sendable {
  case double
  case single
  /// `“…”`, as a Chinese input method writes them
  case curly
  /// `‘…’`
  case curlySingle

  init?(opening scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": self = .double
    case "'": self = .single
    case "“", "”": self = .curly
    case "‘", "’": self = .curlySingle
    default: return nil
    }
  }

  /// An input method that lost count may open twice, so either curly quote closes.
  func isClosed(by scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .double: scalar == "\""
    case .single: scalar == "'"
    case .curly: scalar == "“" || scalar == "”"
    case .curlySingle: scalar == "‘" || scalar == "’"
    }
  }
}

extension Lexer {
  /// Reads a string up to its closing quote, or to the end of the line if there is none.
  ///
  /// Inside, `\` takes the next character with it; nothing else is looked at here.
  mutating func lexString(_ quote: QuoteStyle) {
    if quote == .double, raw(at: position).0 == "\"", isTripleQuote(at: position) {
      lexMultilineString()
      return
    }
    let start = position
    position += raw(at: position).1
    let contentStart = position
    // Inside ASCII quotes a full-width quote is text; a full-width opening reads like its twin.
    while position < end {
      let (scalar, length) = raw(at: position)
      if scalar == "\n" { break }
      position += length
      if quote.isClosed(by: scalar) || closesFullWidth(scalar, openedAt: start) {
        add(.string, from: start)
        return
      }
      if scalar == "\\", position < end, bytes[position] != UInt8(ascii: "\n") {
        position += raw(at: position).1
      }
    }
    while position > contentStart, bytes[position - 1] == UInt8(ascii: "\r") { position -= 1 }
    report(.unclosedString(), at: SourceRange(start, contentStart))
    add(.string, from: start, isBad: true)
  }

  /// Whether `＂` or `＇` closes a string that the same character opened.
  private func closesFullWidth(_ scalar: Unicode.Scalar, openedAt start: Int) -> Bool {
    (scalar == "＂" || scalar == "＇") && raw(at: start).0 == scalar
  }

  private func isTripleQuote(at offset: Int) -> Bool {
    let quote = UInt8(ascii: "\"")
    return offset + 2 < end && bytes[offset] == quote && bytes[offset + 1] == quote
      && bytes[offset + 2] == quote
  }

  private mutating func lexMultilineString() {
    let start = position
    position += 3
    while position < end {
      if isTripleQuote(at: position) {
        position += 3
        add(.string, from: start)
        return
      }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = end
    report(.unclosedMultilineString(), at: SourceRange(start, start + 3))
    add(.string, from: start, isBad: true)
  }
}
