import PQDiagnostics
import PQPlan
import PQSyntax

/// What is wrong with a text that is still being written.
package struct LineCheck {
  package let parsed: ParsedText
  /// The errors, in the order of the text; those at its end may only come of its being unfinished.
  package let diagnostics: [Diagnostic]
  /// Whether every name was looked up where it stands.
  package let isBound: Bool

  /// Checks a text as far as it goes. Nothing is read but what the environment evaluates; with
  /// `looksAtValues`, values are looked through for words that no row holds.
  package init(
    _ text: String, catalog: Catalog, environment: BindingEnvironment, looksAtValues: Bool = false
  ) {
    parsed = ParsedText(SourceText(text))
    guard text.utf8.count <= Completer.longestBound else {
      diagnostics = parsed.diagnostics
      isBound = false
      return
    }
    var binder = Binder(catalog: catalog, environment: environment)
    binder.looksAtValues = looksAtValues
    var found = parsed.diagnostics
    var isBound = true
    for (position, statement) in parsed.script.statements.enumerated() {
      switch statement.kind {
      // What a file holds is not known before it is read.
      case .importFile, .include, .holidays: isBound = false
      default: break
      }
      guard isBound else { break }
      let isLast = position == parsed.script.statements.count - 1
      let unfinished = isLast && !statement.isComplete
      let (_, messages) =
        unfinished
        ? (nil, binder.check(unfinished: statement, in: parsed.lexed.source))
        : binder.bind(statement, in: parsed.lexed.source)
      found += messages.filter { $0.severity != .note && $0.code != .interrupted }
    }
    self.isBound = isBound
    diagnostics = found
  }

  /// The first message as one line, or `nil` if the text may only be unfinished.
  ///
  ///     there is no column `wieght` in `harvests`; did you mean `weight`?
  package func pendingMessage(in language: Language) -> String? {
    guard let last = parsed.lexed.tokens.dropLast().last else { return nil }
    let end = parsed.lexed.source.utf8.count
    let settled = diagnostics.filter { diagnostic in
      guard case .source(_, let range) = diagnostic.place else { return true }
      let isTyped = last.range.end == end && range.end >= last.range.start
      return range.end < end && range.start < last.range.end && !isTyped && !isHalfPeriod(range)
        && !Self.unclosed.contains(diagnostic.code.name)
    }
    guard let first = settled.first(where: { $0.severity == .error }) ?? settled.first else {
      return nil
    }
    let message = DisplayWidth.visible(first.message.text(in: language))
    guard let help = first.help else { return message }
    return message + (language == .chinese ? "；" : "; ")
      + DisplayWidth.visible(help.text(in: language))
  }

  /// Whether a name is the first word of `last 7 days`, whose last one is still to come.
  private func isHalfPeriod(_ range: SourceRange) -> Bool {
    let tokens = parsed.lexed.tokens.dropLast()
    guard tokens.count > 1, tokens[tokens.endIndex - 2].range == range,
      case .number = tokens[tokens.endIndex - 1].kind
    else { return false }
    let keyword = KeywordTable.keyword(spelled: tokens[tokens.endIndex - 2].text)
    return keyword == .last || keyword == .next
  }

  /// What the rest of the text may close.
  private static let unclosed: Set<String> = [
    "unclosed-bracket", "unclosed-string", "unclosed-name", "missing-by",
  ]

  /// The names that mean nothing where they stand.
  var unknownNames: Set<SourceRange> {
    var result: Set<SourceRange> = []
    for diagnostic in diagnostics where diagnostic.code.name.hasPrefix("unknown-") {
      if case .source(let source, let range) = diagnostic.place, source === parsed.lexed.source {
        result.insert(range)
      }
    }
    return result
  }
}
