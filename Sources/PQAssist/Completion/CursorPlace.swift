import PQDiagnostics
import PQSyntax

/// The word at the cursor, and what stands before it.
struct CursorPlace {
  enum Kind: Equatable {
    case word
    /// Between the quotes of a text; the code of a template is a place of its own.
    case string
  }

  var kind: Kind
  /// The text before the word, or before the quote that opens the text.
  var before: String
  /// What of the word stands before the cursor.
  var typed: String
  /// What is replaced, in Unicode scalars: the whole word, also what of it stands behind the cursor.
  var range: Range<Int>
  var closing = Closing()
  /// Whether `before` is the code between the braces of a template.
  var isCode = false
  /// What stands before the statement with the template.
  var earlier = ""
  /// Whether a quote closes the text behind the cursor.
  var isClosed = false

  /// Finds the place of a cursor, counted in scalars; `nil` where nothing is completed: in comments,
  /// numbers and dates, behind a quote that closes.
  init?(_ text: String, cursor: Int) {
    let scalars = Array(text.unicodeScalars)
    let cursor = min(max(0, cursor), scalars.count)
    let head = Self.string(scalars[..<cursor])
    let lexed = Lexer.lex(SourceText(head))
    let end = lexed.source.utf8.count
    if let comment = lexed.comments.last, comment.end == end { return nil }
    let last = lexed.tokens.dropLast().last
    guard let last, last.range.end == end else {
      self.init(.word, lexed.source, from: end, to: end, cursor, cursor..<cursor)
      return
    }
    let rest = scalars[cursor...].prefix { CharacterClass.isWord($0) }.count
    let written = lexed.source.text(in: last.range)
    let start = cursor - written.unicodeScalars.count
    switch last.kind {
    case .symbol, .invalid:
      self.init(.word, lexed.source, from: end, to: end, cursor, cursor..<cursor)
    case .word:
      self.init(.word, lexed.source, from: last.range.start, to: end, start, start..<cursor + rest)
    case .quotedName where last.isBad:
      self.init(.word, lexed.source, from: last.range.start, to: end, start, start..<cursor + rest)
      typed = last.text
      closing.isInBackQuotes = true
      if scalars.indices.contains(cursor + rest), scalars[cursor + rest] == "`" {
        range = start..<cursor + rest + 1
      }
    case .string where last.isBad && written.unicodeScalars.count < 1 << 12:
      self.init(inString: last, lexed.source, scalars, cursor)
    default: return nil
    }
    if scalars.indices.contains(range.upperBound) {
      let next = scalars[range.upperBound]
      closing.hasBracket = next == "(" || next == "（"
    }
  }

  private init(
    _ kind: Kind, _ source: SourceText, from start: Int, to end: Int, _ position: Int,
    _ range: Range<Int>
  ) {
    self.kind = kind
    before = source.text(in: SourceRange(0, start))
    typed = source.text(in: SourceRange(start, end))
    self.range = range
  }

  /// A cursor between quotes that nothing has closed yet: in the code of a template, or in its text.
  private init(
    inString token: Token, _ source: SourceText, _ scalars: [Unicode.Scalar], _ cursor: Int
  ) {
    let written = source.text(in: token.range)
    let content = written.drop { $0 == "\"" || $0 == "'" || $0 == "“" || $0 == "‘" || $0 == "”" }
    let before = source.text(in: SourceRange(0, token.range.start))
    if let brace = content.lastIndex(of: "{"), !content[brace...].contains("}"),
      let inner = CursorPlace(
        String(content[content.index(after: brace)...]),
        cursor: content[brace...].unicodeScalars.count - 1)
    {
      let shift = cursor - (content[brace...].unicodeScalars.count - 1)
      self = inner
      range = inner.range.lowerBound + shift..<inner.range.upperBound + shift
      isCode = true
      earlier = before
      return
    }
    let rest = scalars[cursor...].prefix { $0 != "\n" && $0 != "\"" && $0 != "'" && $0 != "”" }
    let isClosed =
      scalars.indices.contains(cursor + rest.count) && scalars[cursor + rest.count] != "\n"
    kind = .string
    self.before = before
    typed = String(content)
    self.isClosed = isClosed
    let start = cursor - written.unicodeScalars.count
    range = start..<(isClosed ? cursor + rest.count + 1 : cursor)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
