import PQDiagnostics

extension Parser {
  /// Takes a string without code in it.
  mutating func parseString(or wanted: TextWanted = .text) -> StringSyntax {
    guard atString else {
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
      fail(.expectedText(wanted, found: found))
      return TemplateSyntax(
        parts: [], range: SourceRange(current.range.start, current.range.start))
    }
    let token = advance()
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
    let lexed = Lexer.lex(source, range: range)
    var inner = Parser(lexed)
    inner.isRecovering = isRecovering
    guard inner.limit > 0 else {
      report(.expectedExpression(found: "}"), at: SourceRange(range.end, range.end + 1))
      return .expression(ExpressionSyntax(.broken, range: range))
    }
    let body = inner.parseBody()
    if !inner.isRecovering, !inner.isAtEnd {
      inner.fail(.unexpected(inner.found ?? "", wanted: "}"))
    }
    diagnostics += inner.diagnostics
    return body
  }
}
