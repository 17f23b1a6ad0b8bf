import PQDiagnostics

extension Parser {
  /// Parses a column of a table's declaration; what follows its type may come in any order.
  ///
  ///     column    → name type (string | attribute)*
  ///     attribute → "key" | "private" ("as" kind)? | "apart from" name | "default" expression
  mutating func parseColumn() -> ColumnDeclarationSyntax {
    let name = parseName(as: .columnName, .column)
    let type =
      isRecovering
      ? TypeSyntax(kind: .named(NameSyntax("", range: current.range)), range: current.range)
      : parseType()
    var column = ColumnDeclarationSyntax(name: name, type: type)
    while !isRecovering, parseAttribute(of: &column) {}
    return column
  }

  /// Parses what else is said of a column; returns false when that is all.
  private mutating func parseAttribute(of column: inout ColumnDeclarationSyntax) -> Bool {
    if atString, column.chineseName == nil {
      column.chineseName = parseString()
      return true
    }
    if startsColumn { return false }
    if !column.isKey, eat(.key) {
      column.isKey = true
    } else if column.privacy == nil, eat(.private) {
      column.privacy = PrivacySyntax(kind: parseMaskingKind())
    } else if eat(.apartFrom) {
      column.apart.append(parseName(as: .name, .column))
    } else if column.defaultValue == nil, eat(.default) {
      column.defaultValue = parseDefault()
    } else {
      return false
    }
    return true
  }

  /// Whether the next column begins here, which may be called `key` or `default`: on a line of its
  /// own, with a type behind its name.
  private var startsColumn: Bool { current.startsLine && atName() && atType(offset: 1) }

  /// `["as" KIND]`
  private mutating func parseMaskingKind() -> MaskingKind? {
    guard eat(.as) else { return nil }
    note(.masking)
    guard current.kind == .word, let kind = MaskingKind(spelled: current.text) else {
      fail(.unknownMasking(found))
      return nil
    }
    advance(as: .masking(kind))
    return kind
  }

  /// Parses the value of a column without one, which ends with its line unless a bracket is open.
  private mutating func parseDefault() -> ExpressionSyntax {
    let saved = limit
    limit = endOfLine
    defer { limit = saved }
    return parseExpression()
  }

  /// The position of the next token that begins a line outside all brackets opened from here on.
  private var endOfLine: Int {
    var open = 0
    for position in index..<limit {
      if open == 0, position > index, tokens[position].startsLine { return position }
      guard case .symbol(let symbol) = tokens[position].kind else { continue }
      if symbol.closing != nil { open += 1 }
      if symbol.isClosing {
        if open == 0 { return position }
        open -= 1
      }
    }
    return limit
  }
}
