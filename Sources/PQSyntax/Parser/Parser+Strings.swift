import PQDiagnostics

extension Parser {
  /// Takes a string without code in it.
  mutating func parseString(or wanted: TextWanted = .text) -> StringSyntax {
    guard atString else {
      note(wanted == .fileName ? .file : .string)
      fail(.expectedText(wanted, found: found))
      return StringSyntax("", range: SourceRange(current.range.start, current.range.start))
    }
    let token = advance()
    let literal = StringLiteral(source, token: token, isTemplate: false)
    if !token.isBad { diagnostics += literal.diagnostics }
    return StringSyntax(literal.text, range: token.range)
  }

  /// Takes a string whose braces hold code.
  ///
  ///     print "{cases where repeat | count} of {cases | count}"
  mutating func parseTemplate(_ wanted: TextWanted) -> TemplateSyntax {
    guard atString else {
      note(wanted == .fileName ? .file : .string)
      fail(.expectedText(wanted, found: found))
      return TemplateSyntax(
        parts: [], range: SourceRange(current.range.start, current.range.start))
    }
    let token = advance(as: .template)
    let literal = StringLiteral(source, token: token, isTemplate: true)
    if !token.isBad { diagnostics += literal.diagnostics }
    let parts = literal.parts.map { part -> TemplateSyntax.Part in
      switch part {
      case .text(let text): .text(text)
      case .code(let range): .interpolation(parseCode(in: range))
      }
    }
    return TemplateSyntax(parts: parts, range: token.range)
  }

  /// Parses the code between the braces of a template.
  private mutating func parseCode(in range: SourceRange) -> BodySyntax {
    let code = ParsedCode(source, range: range, isSilent: isRecovering)
    diagnostics += code.diagnostics
    return code.body
  }
}

/// The code between the braces of a template, with its tokens and what they were taken for.
package struct ParsedCode: Sendable {
  package let lexed: LexedText
  package let roles: [TokenRole]
  package let body: BodySyntax
  package let diagnostics: [Diagnostic]

  package init(_ source: SourceText, range: SourceRange, isSilent: Bool = false) {
    lexed = Lexer.lex(source, range: range)
    var parser = Parser(lexed)
    parser.isRecovering = isSilent
    guard parser.limit > 0 else {
      let place = SourceRange(range.end, range.end + 1)
      parser.report(.expectedExpression(found: "}"), at: place)
      body = .expression(ExpressionSyntax(.broken, range: range))
      roles = parser.roles
      diagnostics = parser.diagnostics
      return
    }
    body = parser.parseBody()
    if !parser.isRecovering, !parser.isAtEnd {
      parser.fail(.unexpected(parser.found ?? "", wanted: "}"))
    }
    roles = parser.roles
    diagnostics = parser.diagnostics
  }
}
