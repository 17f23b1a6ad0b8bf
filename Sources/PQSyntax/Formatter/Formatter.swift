import PQDiagnostics

/// Writes scripts in the canonical layout, in either language.
///
/// - Lines stay where the user broke them; a pipeline of several lines has each stage on its own,
///   indented by two spaces, and a pipeline that does not fit 100 columns is broken so.
/// - One space stands around operators, none inside brackets, strings have double quotes.
/// - Comments are kept letter for letter, and at most one empty line in a row.
/// - A statement with a mistake is left as it is.
///
/// Formatting what was formatted changes nothing. A script goes from one language to the other and
/// back without a changed byte: a statement that would not is not translated.
package enum Formatter {
  /// Returns a text in the canonical layout; with a language, keywords and names become that
  /// language's: as `resolved` says of a name at its place, else as `names` does. `names` should be supplied even without a language: line breaks are measured in
  /// English, so that they are the same in both.
  package static func format(
    _ source: SourceText, to language: Language? = nil, names: NameTranslation = .none,
    resolved: [SourceRange: ResolvedName] = [:]
  ) -> String {
    let parsed = ParsedText(source)
    guard parsed.statementTokens.count == parsed.script.statements.count,
      !parsed.lexed.tokens.isEmpty
    else { return source.string }
    let definitions = definitions(in: parsed)
    let formatter = StatementFormatter(
      language: language, names: names.excluding { definitions.contains($0) },
      resolved: resolved)
    var page = Page(source: source, comments: parsed.lexed.comments)
    for (statement, tokens) in zip(parsed.script.statements, parsed.statementTokens) {
      page.add(formatter.text(of: statement, tokens: tokens, in: parsed), at: statement.range)
    }
    return page.finish()
  }

  /// The names that a text makes itself. They are nobody's twins, wherever they are used in it.
  private static func definitions(in parsed: ParsedText) -> Set<String> {
    var result: Set<String> = []
    for (token, role) in zip(parsed.lexed.tokens, parsed.roles) {
      switch role {
      case .definition, .declaration, .columnName: result.insert(token.text)
      default: break
      }
    }
    return result
  }
}

/// Statements and the comments between them, in order.
private struct Page {
  let source: SourceText
  let comments: [SourceRange]
  private var nextComment = 0
  private var position = 0
  private var text = ""

  init(source: SourceText, comments: [SourceRange]) {
    self.source = source
    self.comments = comments
  }

  mutating func add(_ statement: String, at range: SourceRange) {
    addComments(before: range.start)
    add(line: statement, at: range)
    // Comments inside the statement are part of its text.
    while nextComment < comments.count, comments[nextComment].start < range.end {
      nextComment += 1
    }
    guard nextComment < comments.count, lineBreaks(to: comments[nextComment].start) == 0 else {
      return
    }
    text += "  " + source.text(in: comments[nextComment])
    position = comments[nextComment].end
    nextComment += 1
  }

  mutating func finish() -> String {
    addComments(before: source.utf8.count)
    return text.isEmpty ? "" : text + "\n"
  }

  private mutating func addComments(before end: Int) {
    while nextComment < comments.count, comments[nextComment].start < end {
      add(line: source.text(in: comments[nextComment]), at: comments[nextComment])
      nextComment += 1
    }
  }

  private mutating func add(line: String, at range: SourceRange) {
    if !text.isEmpty { text += lineBreaks(to: range.start) > 1 ? "\n\n" : "\n" }
    text += line
    position = range.end
  }

  private func lineBreaks(to end: Int) -> Int {
    guard position < end else { return 0 }
    return source.utf8[position..<end].count { $0 == UInt8(ascii: "\n") }
  }
}
