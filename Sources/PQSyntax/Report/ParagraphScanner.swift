import PQDiagnostics

/// Finds the `{…}` in a paragraph of Markdown.
struct ParagraphScanner {
  enum Found {
    /// The range between the braces.
    case code(SourceRange)
    /// A `{` without its `}`.
    case unclosed(Int)
  }

  private let bytes: [UInt8]
  private let end: Int
  private(set) var position: Int
  /// Lengths of runs of backticks that close nothing from here on.
  private var unmatchedRuns: Set<Int> = []

  init(_ bytes: [UInt8], range: SourceRange) {
    self.bytes = bytes
    position = range.start
    end = range.end
  }

  /// Returns the next code, or `nil` at the end of the paragraph.
  mutating func next() -> Found? {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "`"): skipCodeSpan()
      case UInt8(ascii: "<") where starts(with: "<!--"): skipComment()
      case UInt8(ascii: "{"): return readCode()
      default: position += 1
      }
    }
    return nil
  }

  private func starts(with text: StaticString) -> Bool {
    let wanted = text.withUTF8Buffer { Array($0) }
    return position + wanted.count <= bytes.count
      && bytes[position..<position + wanted.count].elementsEqual(wanted)
  }

  /// Moves behind the run of backticks that closes the one here, or behind this one if none does.
  private mutating func skipCodeSpan() {
    let start = position
    let length = run(at: start)
    position = start + length
    if unmatchedRuns.contains(length) { return }
    var next = position
    while next < end {
      guard bytes[next] == UInt8(ascii: "`") else {
        next += 1
        continue
      }
      let other = run(at: next)
      next += other
      if other == length {
        position = next
        return
      }
    }
    unmatchedRuns.insert(length)
  }

  private func run(at start: Int) -> Int {
    var next = start
    while next < end, bytes[next] == UInt8(ascii: "`") { next += 1 }
    return next - start
  }

  /// Moves behind a comment, which blank lines do not end.
  private mutating func skipComment() {
    position += 4
    while position < bytes.count, !starts(with: "-->") { position += 1 }
    position = min(bytes.count, position + 3)
  }

  /// Finds the `}` that ends the code, past nested braces and quoted text.
  private mutating func readCode() -> Found {
    let open = position
    var next = open + 1
    var depth = 0
    while next < end {
      switch bytes[next] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        next = closingQuote(from: next)
      case 0xE2:
        next = closingQuote(from: next)
      case UInt8(ascii: "{"):
        depth += 1
      case UInt8(ascii: "}") where depth == 0:
        position = next + 1
        return .code(SourceRange(open + 1, next))
      case UInt8(ascii: "}"):
        depth -= 1
      default: break
      }
      next += 1
    }
    // What follows cannot be told apart from the code.
    position = end
    return .unclosed(open)
  }

  /// Returns the last byte of the quoted text that opens at an offset; without a closing quote it
  /// goes to the end of its line.
  private func closingQuote(from open: Int) -> Int {
    let isCurly = bytes[open] == 0xE2
    if isCurly, curlyQuote(at: open) == nil { return open }
    let isDouble = curlyQuote(at: open) == .double
    var next = open + (isCurly ? 3 : 1)
    while next < end, bytes[next] != UInt8(ascii: "\n") {
      if isCurly, let quote = curlyQuote(at: next), (quote == .double) == isDouble {
        return next + 2
      }
      if !isCurly, bytes[next] == bytes[open] { return next }
      next += bytes[next] == UInt8(ascii: "\\") && bytes[open] != UInt8(ascii: "`") ? 2 : 1
    }
    return min(next, end) - 1
  }

  private enum CurlyQuote {
    case single
    case double
  }

  /// `‘ ’ “ ”` are E2 80 98 … E2 80 9D.
  private func curlyQuote(at offset: Int) -> CurlyQuote? {
    guard offset + 2 < end, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80 else { return nil }
    switch bytes[offset + 2] {
    case 0x98, 0x99: return .single
    case 0x9C, 0x9D: return .double
    default: return nil
    }
  }
}
