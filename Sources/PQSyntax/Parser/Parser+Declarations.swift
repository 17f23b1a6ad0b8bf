import PQDiagnostics

extension Parser {
  /// Parses a type.
  ///
  ///     type → (name | "enum" "{" code … "}" | "->" name) "?"?
  mutating func parseType() -> TypeSyntax {
    let start = current.range
    let kind: TypeSyntax.Kind
    if eat(.arrow) {
      kind = .reference(parseName(as: .declaration, .table))
    } else if at(.enumeration), at(.leftBrace, offset: 1) {
      _ = eat(.enumeration)
      kind = .enumeration(parseCodes())
    } else if let keyword = typeKeyword {
      _ = eat(keyword)
      kind = .named(NameSyntax(keyword.rawValue, range: start))
    } else {
      note(.type)
      fail(.unknownType(found))
      return TypeSyntax(kind: .named(NameSyntax("", range: start)), range: start)
    }
    let isOptional = !isRecovering && eat(.question)
    return TypeSyntax(kind: kind, range: range(from: start.start), isOptional: isOptional)
  }

  private var typeKeyword: Keyword? { typeKeyword(at: index) }

  private func typeKeyword(at position: Int) -> Keyword? {
    let token = token(at: position)
    guard token.kind == .word else { return nil }
    return token.phrases.first { KeywordTable.entry(for: $0.keyword).role == .type }?.keyword
  }

  /// Whether a type begins some tokens further on.
  func atType(offset: Int) -> Bool {
    at(.arrow, offset: offset) || typeKeyword(at: index + offset) != nil
      || (at(.enumeration, offset: offset) && at(.leftBrace, offset: offset + 1))
  }

  /// Parses codes, separated by commas or lines.
  ///
  ///     codes → "{" (name string? ","?)* "}"
  private mutating func parseCodes() -> [EnumCodeSyntax] {
    parseBraced {
      let code = $0.parseName(as: .declaration, .code)
      let label = !$0.isRecovering && $0.atString ? $0.parseString() : nil
      return EnumCodeSyntax(code: code, label: label)
    }
  }

  /// Parses elements in braces, separated by commas or lines. After a mistake it goes on with the
  /// next element.
  private mutating func parseBraced<Element>(
    _ element: (inout Parser) -> Element
  ) -> [Element] {
    let open = current
    guard eat(.leftBrace) else {
      fail(.expectedSymbol("{", found: found))
      return []
    }
    depth += 1
    var result: [Element] = []
    while !isAtEnd, !at(.rightBrace) {
      let start = index
      result.append(element(&self))
      if isRecovering {
        skipToNextLine()
      } else if !eat(.comma), !at(.rightBrace), !isAtEnd, !current.startsLine {
        fail(.unexpected(found ?? "", wanted: nil))
        skipToNextLine()
      }
      if index == start { break }
    }
    depth -= 1
    expectClosing(open)
    return result
  }

  /// Skips to the next line or to the closing bracket, where the next element can be read.
  private mutating func skipToNextLine() {
    var open = 0
    var isFirst = true
    while !isAtEnd {
      if open == 0, !isFirst, current.startsLine { break }
      if case .symbol(let symbol) = current.kind {
        if symbol.closing != nil { open += 1 }
        if symbol.isClosing {
          if open == 0 { break }
          open -= 1
        }
      }
      index += 1
      isFirst = false
    }
    if !isAtEnd { isRecovering = false }
  }

  // MARK: - Tables

  /// Parses a table's declaration.
  ///
  ///     table → "table" name string? ("key" name)? "{" (column ","?)* "}"
  mutating func parseTable() -> TableSyntax {
    let name = parseName(as: .declaration, .table)
    let chineseName = !isRecovering && atString ? parseString() : nil
    let key = !isRecovering && eat(.key) ? parseName(as: .declaration, .column) : nil
    let columns = isRecovering ? [] : parseBraced { $0.parseColumn() }
    return TableSyntax(name: name, chineseName: chineseName, key: key, columns: columns)
  }

  // MARK: - Fields, measures, secrets and checks

  /// Parses the head of a field, a measure or a check.
  ///
  ///     head → name "." name string? "="
  private mutating func parseHead() -> (
    table: NameSyntax, name: NameSyntax, chineseName: StringSyntax?
  ) {
    let table = parseName(as: .declaration, .table)
    if !isRecovering, !eat(.dot) { fail(.declarationWithoutTable(table.text)) }
    let name =
      isRecovering
      ? NameSyntax("", range: current.range) : parseName(as: .declaration, .column)
    let chineseName = !isRecovering && atString ? parseString() : nil
    if !isRecovering { expect(.equal) }
    return (table, name, chineseName)
  }

  /// Parses a derived column of a table.
  ///
  ///     field → "field" head expression
  mutating func parseField() -> FieldDeclarationSyntax {
    let head = parseHead()
    let definition =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    return FieldDeclarationSyntax(
      table: head.table, name: head.name, chineseName: head.chineseName, definition: definition)
  }

  /// Parses a measure of a table.
  ///
  ///     measure → "measure" head expression ("as" ("percent" | "number"))? ("dated" expression)?
  ///               reason?
  mutating func parseMeasure() -> MeasureSyntax {
    let head = parseHead()
    isAggregating = true
    let definition =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    isAggregating = false
    var format: NameSyntax?
    if !isRecovering, eat(.as) { format = parseMeasureFormat() }
    let cohort = !isRecovering && eat(.dated) ? parseExpression() : nil
    return MeasureSyntax(
      table: head.table, name: head.name, chineseName: head.chineseName, definition: definition,
      format: format, cohort: cohort, reason: parseReason())
  }

  /// Parses why something is declared, if it is said.
  ///
  ///     reason → "because" string string?
  private mutating func parseReason() -> ReasonSyntax? {
    guard !isRecovering, eat(.because) else { return nil }
    let text = parseString()
    return ReasonSyntax(text, chinese: !isRecovering && atString ? parseString() : nil)
  }

  private mutating func parseMeasureFormat() -> NameSyntax? {
    let start = current.range
    for keyword in [Keyword.percent, .number] where eat(keyword) {
      return NameSyntax(keyword.rawValue, range: start)
    }
    let known = [Keyword.percent, .number].map { KeywordTable.entry(for: $0) }
    fail(.unknownWord(found, among: known))
    return nil
  }

  /// Parses the rows of a table that are counted but never listed.
  ///
  ///     secret → "secret" name "where" expression reason?
  mutating func parseSecret() -> SecretSyntax {
    let table = parseName(as: .declaration, .table)
    if !isRecovering { expect(.where) }
    let condition =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    return SecretSyntax(table: table, condition: condition, reason: parseReason())
  }

  /// Parses a condition that no row should meet.
  ///
  ///     check → "check" head expression reason?
  mutating func parseCheck() -> CheckSyntax {
    let head = parseHead()
    let condition =
      isRecovering ? ExpressionSyntax(.broken, range: current.range) : parseExpression()
    return CheckSyntax(
      table: head.table, name: head.name, chineseName: head.chineseName, condition: condition,
      reason: parseReason())
  }
}
