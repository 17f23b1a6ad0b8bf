import PQDiagnostics
import PQSyntax

/// Where a statement ends, for whoever reads it line by line.
package struct StatementRules: Sendable {
  /// Whether Enter may end a text.
  package var isComplete: @Sendable (_ text: String) -> Bool
  /// Whether a line that was read after a complete text still belongs to it.
  package var continues: @Sendable (_ text: String, _ line: String) -> Bool

  package init(
    isComplete: @escaping @Sendable (String) -> Bool,
    continues: @escaping @Sendable (String, String) -> Bool
  ) {
    self.isComplete = isComplete
    self.continues = continues
  }

  /// The rules of the language; a meta command is one line.
  package static let language = StatementRules(
    isComplete: { text in
      MetaCommandCall(text) != nil || Completeness.isComplete(text)
    },
    continues: { text, line in
      if MetaCommandCall(text) != nil || MetaCommandCall(line) != nil { return false }
      let tokens = Lexer.lex(SourceText(text + "\n" + line)).tokens
      return StatementSplitter.split(tokens).count <= 1
    })
}
