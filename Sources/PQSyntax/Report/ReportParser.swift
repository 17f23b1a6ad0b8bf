import PQDiagnostics

/// Finds the code in a report, line by line.
///
/// Code spans, fenced blocks of other languages and comments of HTML are left alone; `\{` is a
/// brace. A `{` ends in its paragraph, so that a forgotten `}` does not swallow the report.
struct ReportParser {
  private let source: SourceText
  private let bytes: [UInt8]
  private(set) var frontMatter: FrontMatter?
  private(set) var parts: [ReportSyntax.Part] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Where the text that belongs to no part yet begins.
  private var textStart = 0
  /// The line that is read next, counted from 1.
  private var line = 1

  init(_ source: SourceText) {
    self.source = source
    bytes = source.utf8
  }

  mutating func parse() {
    frontMatter = FrontMatter(source)
    if let frontMatter {
      textStart = frontMatter.range.end
      line = source.line(at: max(0, frontMatter.range.end - 1)) + 1
    }
    while line <= lineCount {
      if let fence = ReportFence(source, line: line) {
        parseFenced(fence)
      } else if isBlank(line) {
        line += 1
      } else {
        parseParagraph()
      }
    }
    takeText(upTo: bytes.count)
  }

  private var lineCount: Int { source.lineStarts.count }

  private func start(of line: Int) -> Int {
    line <= lineCount ? source.lineStarts[line - 1] : bytes.count
  }

  private func isBlank(_ line: Int) -> Bool {
    let range = source.lineRange(line)
    return bytes[range.start..<range.end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private mutating func takeText(upTo end: Int) {
    if end > textStart { parts.append(.text(SourceRange(textStart, end))) }
    textStart = max(textStart, end)
  }

  private mutating func report(_ diagnostic: Diagnostic, _ start: Int, _ end: Int) {
    diagnostics.append(diagnostic.at(SourceRange(start, end), in: source))
  }

  // MARK: - Fenced blocks

  private mutating func parseFenced(_ fence: ReportFence) {
    let first = line
    var last = first + 1
    while last <= lineCount, !fence.isClosed(by: last, of: source) { last += 1 }
    line = last + 1
    guard fence.isQuery else { return }
    if last > lineCount { report(.unclosedFence(), fence.mark.start, fence.mark.end) }
    let isQuiet = readOptions(of: fence)
    let code = SourceRange(start(of: first + 1), start(of: last))
    let parsed = ParsedText(source, range: code)
    diagnostics += parsed.diagnostics
    takeText(upTo: start(of: first))
    parts.append(
      .block(
        ReportBlock(
          range: SourceRange(start(of: first), start(of: last + 1)),
          indentation: source.text(in: SourceRange(start(of: first), fence.mark.start)),
          isQuiet: isQuiet, statements: parsed.script.statements)))
    textStart = start(of: last + 1)
  }

  private mutating func readOptions(of fence: ReportFence) -> Bool {
    var isQuiet = false
    for (word, range) in fence.options {
      if word == "quiet" || word == "静默" {
        isQuiet = true
      } else {
        report(.unknownBlockOption(word), range.start, range.end)
      }
    }
    return isQuiet
  }

  // MARK: - Paragraphs

  private mutating func parseParagraph() {
    var from = start(of: line)
    while line <= lineCount {
      var last = line + 1
      while last <= lineCount, !isBlank(last), ReportFence(source, line: last) == nil { last += 1 }
      let position = scan(SourceRange(from, start(of: last)))
      guard position > start(of: last) else {
        line = last
        return
      }
      // A comment went on behind the paragraph.
      from = position
      line = position >= bytes.count ? lineCount + 1 : source.line(at: position)
    }
  }

  /// Takes the code in a range; returns where it stopped reading.
  private mutating func scan(_ range: SourceRange) -> Int {
    var scanner = ParagraphScanner(bytes, range: range)
    while let found = scanner.next() {
      switch found {
      case .code(let code): parseAnswer(code)
      case .unclosed(let brace): report(.unclosedAnswer(), brace, brace + 1)
      }
    }
    return scanner.position
  }

  private mutating func parseAnswer(_ code: SourceRange) {
    let parsed = ParsedCode(source, range: code)
    diagnostics += parsed.diagnostics
    takeText(upTo: code.start - 1)
    let isComplete =
      parsed.diagnostics.isEmpty && !parsed.lexed.tokens.contains { $0.isBad }
    parts.append(
      .answer(
        StatementSyntax(
          kind: .query(parsed.body), range: parsed.body.range, isComplete: isComplete),
        SourceRange(code.start - 1, code.end + 1)))
    textStart = code.end + 1
  }
}

/// A line that opens a fenced block.
struct ReportFence {
  /// The backticks or tildes.
  let mark: SourceRange
  let isQuery: Bool
  /// The words behind `pq`.
  let options: [(word: String, range: SourceRange)]
  private let character: UInt8

  private static let blanks: [UInt8] = [0x20, 0x09]

  init?(_ source: SourceText, line: Int) {
    let range = source.lineRange(line)
    let bytes = source.utf8
    var position = range.start
    // A block inside a quotation is found, to be left alone.
    var isQuoted = false
    while position < range.end,
      Self.blanks.contains(bytes[position]) || bytes[position] == UInt8(ascii: ">")
    {
      if bytes[position] == UInt8(ascii: ">") { isQuoted = true }
      position += 1
    }
    guard position < range.end,
      bytes[position] == UInt8(ascii: "`") || bytes[position] == UInt8(ascii: "~")
    else { return nil }
    character = bytes[position]
    let start = position
    while position < range.end, bytes[position] == character { position += 1 }
    guard position - start >= 3 else { return nil }
    mark = SourceRange(start, position)
    if character == UInt8(ascii: "`"), bytes[position..<range.end].contains(character) {
      return nil
    }
    var words: [(word: String, range: SourceRange)] = []
    while position < range.end {
      while position < range.end, Self.blanks.contains(bytes[position]) { position += 1 }
      let begin = position
      while position < range.end, !Self.blanks.contains(bytes[position]) { position += 1 }
      if position > begin {
        let word = SourceRange(begin, position)
        words.append((source.text(in: word), word))
      }
    }
    isQuery = !isQuoted && words.first?.word == "pq"
    options = Array(words.dropFirst())
  }

  func isClosed(by line: Int, of source: SourceText) -> Bool {
    let range = source.lineRange(line)
    let skipped: [UInt8] = Self.blanks + (isQuery ? [] : [UInt8(ascii: ">")])
    let rest = source.utf8[range.start..<range.end].drop { skipped.contains($0) }
    let marks = rest.prefix { $0 == character }
    return marks.count >= mark.end - mark.start
      && rest.dropFirst(marks.count).allSatisfy { Self.blanks.contains($0) }
  }
}
