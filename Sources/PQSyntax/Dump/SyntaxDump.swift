import PQDiagnostics

/// Shows tokens and trees as text, for golden files and tests.
package enum SyntaxDump {
  /// Returns one line a statement and one, indented, for each of its stages.
  ///
  ///     query orchards
  ///       where (and (= variety fuji) ripe)
  ///       count by=orchard
  package static func tree(_ script: ScriptSyntax) -> String {
    script.statements.map { tree($0) + "\n" }.joined()
  }

  package static func tree(_ statement: StatementSyntax) -> String {
    (statement.isComplete ? "" : "incomplete ") + TreeText.statement(statement.kind)
  }

  /// Returns one line a token: where it stands, what it is, and its text.
  ///
  ///     1:1 word orchards
  ///     1:10 symbol |
  package static func tokens(_ source: SourceText) -> String {
    var result = ""
    for token in Lexer.lex(source).tokens where token.kind != .end {
      let start = token.range.start
      let mark = token.isBad ? " bad" : ""
      result += "\(source.line(at: start)):\(source.column(at: start)) "
      result += "\(name(of: token.kind))\(mark) \(source.text(in: token.range))\n"
    }
    return result
  }

  private static func name(of kind: TokenKind) -> String {
    switch kind {
    case .word: "word"
    case .quotedName: "quoted"
    case .number(let literal), .duration(let literal): TreeText.kind(of: literal)
    case .period: "period"
    case .string: "string"
    case .symbol: "symbol"
    case .invalid: "invalid"
    case .end: "end"
    }
  }
}
