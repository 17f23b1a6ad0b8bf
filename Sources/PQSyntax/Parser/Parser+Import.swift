import PQDiagnostics

extension Parser {
  /// Parses the reading of a file.
  ///
  ///     import → "import" string ("as" name)? ("with" option ("," option)*)?
  mutating func parseImport() -> StatementSyntax.Kind {
    let path = parseTemplate(.fileName)
    let name = !isRecovering && eat(.as) ? parseName(as: .definition, .table) : nil
    var options: [ImportOptionSyntax] = []
    if !isRecovering, eat(.with) {
      options = parseList { $0.parseImportOption() }.compactMap(\.self)
    }
    return .importFile(path: path, name: name, options: options)
  }

  /// Parses an option, or reports that there is no such one.
  ///
  ///     option → name "as" type
  ///            | "day first" | "month first" | "no header" | "skip" number
  ///            | ("delimiter" | "quote" | "encoding" | "sheet" | "missing") string
  private mutating func parseImportOption() -> ImportOptionSyntax? {
    let start = current.range
    if atName(), at(.as, offset: 1) {
      let column = parseName(as: .name, .column)
      _ = eat(.as)
      return .column(column, parseType())
    }
    for (keyword, name, value) in Self.flagOptions where eat(keyword) {
      return .setting(
        name: NameSyntax(name, range: range(from: start.start)),
        value: StringSyntax(value, range: range(from: start.start)))
    }
    for keyword in Self.textOptions where eat(keyword) {
      return .setting(
        name: NameSyntax(keyword.rawValue, range: start), value: parseString(or: .text))
    }
    if eat(.skip) {
      let token = current
      guard case .number(.integer(let count)) = token.kind else {
        fail(.expectedExpression(found: found))
        return nil
      }
      advance()
      return .setting(
        name: NameSyntax(Keyword.skip.rawValue, range: start),
        value: StringSyntax("\(count)", range: token.range))
    }
    let known = Self.flagOptions.map(\.0) + [.delimiter, .quote, .encoding, .missing, .skip]
    fail(.unknownWord(found, among: known.map { KeywordTable.entry(for: $0) }))
    return nil
  }

  private static let flagOptions: [(Keyword, String, String)] = [
    (.dayFirst, "dates", "day first"), (.monthFirst, "dates", "month first"),
    (.noHeader, "header", "no"),
  ]

  private static let textOptions: [Keyword] = [.delimiter, .quote, .encoding, .sheet, .missing]
}
