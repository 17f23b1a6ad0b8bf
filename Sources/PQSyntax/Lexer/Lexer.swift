import PQDiagnostics

/// Turns a text into tokens. It never fails: what it cannot read becomes a token marked as bad,
/// with a diagnostic.
package struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  let end: Int
  var position: Int
  var tokens: [Token] = []
  var comments: [SourceRange] = []
  var diagnostics: [Diagnostic] = []
  private var startsLine = true
  private var indentation = 0

  private init(source: SourceText, range: SourceRange) {
    self.source = source
    self.bytes = source.utf8
    self.position = max(0, range.start)
    self.end = min(source.utf8.count, range.end)
  }

  /// Returns the tokens of a text, or of a part of it.
  package static func lex(_ source: SourceText, range: SourceRange? = nil) -> LexedText {
    var lexer = Lexer(source: source, range: range ?? SourceRange(0, source.utf8.count))
    lexer.run()
    return LexedText(
      source: source, tokens: lexer.tokens, comments: lexer.comments,
      diagnostics: lexer.diagnostics)
  }

  private mutating func run() {
    while position < end {
      let (scalar, length) = peek()
      if scalar == "\n" {
        position += 1
        startsLine = true
        indentation = 0
      } else if CharacterClass.isSpace(scalar) {
        position += length
        indentation += 1
      } else if scalar == "#" {
        lexComment()
      } else {
        lexToken(scalar, length)
      }
    }
    add(.end, from: end)
  }

  private mutating func lexToken(_ scalar: Unicode.Scalar, _ length: Int) {
    let start = position
    if CharacterClass.isDigit(scalar) {
      lexNumber()
    } else if CharacterClass.isWordStart(scalar) {
      lexWord()
    } else if scalar == "`" {
      lexQuotedName(openedBy: length)
    } else if let quote = QuoteStyle(opening: scalar) {
      lexString(quote)
    } else if let (symbol, symbolLength) = symbol(scalar, length) {
      position += symbolLength
      add(.symbol(symbol), from: start, text: symbol.rawValue)
    } else {
      lexInvalid()
    }
  }

  // MARK: - Primitives

  /// Returns the character at an offset, folded to its twin, and its length; NUL past the end.
  func peek(at offset: Int? = nil) -> (Unicode.Scalar, Int) {
    let (scalar, length) = raw(at: offset ?? position)
    return (CharacterClass.fold(scalar), length)
  }

  /// Returns the character at an offset as written, and its length.
  func raw(at offset: Int) -> (Unicode.Scalar, Int) {
    guard offset < end else { return ("\0", 0) }
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard offset + length <= end else { return ("\u{FFFD}", end - offset) }
    var value = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  mutating func add(
    _ kind: TokenKind, from start: Int, text: String = "", isBad: Bool = false
  ) {
    tokens.append(
      Token(
        kind: kind, range: SourceRange(start, position), text: text, startsLine: startsLine,
        indentation: startsLine ? indentation : 0, isBad: isBad))
    startsLine = false
  }

  mutating func report(_ diagnostic: Diagnostic, at range: SourceRange) {
    diagnostics.append(diagnostic.at(range, in: source))
  }

  /// Returns the text from an offset up to the position, full-width characters folded.
  func folded(from start: Int) -> String {
    var result = String.UnicodeScalarView()
    var offset = start
    while offset < position {
      let (scalar, length) = peek(at: offset)
      result.append(scalar)
      offset += length
    }
    return String(result)
  }

  // MARK: - Words, symbols, comments

  private mutating func lexComment() {
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    var last = position
    while last > start, bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
    comments.append(SourceRange(start, last))
  }

  private mutating func lexWord() {
    let start = position
    skipWord()
    add(.word, from: start, text: folded(from: start))
  }

  /// Moves past letters, digits and underscores.
  mutating func skipWord() {
    while position < end {
      let (scalar, length) = peek()
      guard CharacterClass.isWord(scalar) else { return }
      position += length
    }
  }

  private mutating func lexQuotedName(openedBy length: Int) {
    let start = position
    position += length
    let contentStart = position
    while position < end {
      let (scalar, length) = peek()
      if scalar == "\n" { break }
      if scalar == "`" {
        let text = source.text(in: SourceRange(contentStart, position))
        position += length
        add(.quotedName, from: start, text: text, isBad: text.isEmpty)
        if text.isEmpty { report(.emptyName(), at: SourceRange(start, position)) }
        return
      }
      position += length
    }
    let text = source.text(in: SourceRange(contentStart, position))
    report(.unclosedName(), at: SourceRange(start, contentStart))
    add(.quotedName, from: start, text: text, isBad: true)
  }

  private func symbol(_ scalar: Unicode.Scalar, _ length: Int) -> (Symbol, Int)? {
    switch scalar {
    case "≤": return (.lessOrEqual, length)
    case "≥": return (.greaterOrEqual, length)
    case "≠": return (.notEqual, length)
    default: break
    }
    guard scalar.isASCII else { return nil }
    let (next, nextLength) = peek(at: position + length)
    if nextLength > 0, next.isASCII, let symbol = Symbol(rawValue: "\(scalar)\(next)") {
      return (symbol, length + nextLength)
    }
    return Symbol(rawValue: String(scalar)).map { ($0, length) }
  }

  /// Takes a run of characters that no token can begin with as one bad token.
  private mutating func lexInvalid() {
    let start = position
    let (first, _) = raw(at: start)
    repeat {
      let (scalar, length) = peek()
      let isReadable =
        scalar == "\n" || scalar == "#" || scalar == "`" || CharacterClass.isSpace(scalar)
        || CharacterClass.isWord(scalar) || QuoteStyle(opening: scalar) != nil
        || symbol(scalar, length) != nil
      if isReadable && position > start { break }
      position += length
    } while position < end
    let range = SourceRange(start, position)
    report(first == "\0" ? .nulCharacter() : .unknownCharacter(first), at: range)
    add(.invalid, from: start, isBad: true)
  }
}
